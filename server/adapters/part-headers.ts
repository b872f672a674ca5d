import { FormMalformed } from '../ports/form-receiver.ts'

export type PartName = {
  readonly name: string
  /** Undefined for a field of text. */
  readonly fileName: string | undefined
  /** As declared; text/plain where nothing is (RFC 7578 §4.4). */
  readonly type: string
}

/** @throws FormMalformed for a part without a name */
export function readPartHeaders(headers: string): PartName {
  const fields = new Map(
    headers
      .split('\r\n')
      .map((line) => /^([^:\s]+):\s*(.*)$/s.exec(line))
      .flatMap((match) => (match ? [[match[1]?.toLowerCase(), match[2] ?? '']] : [])),
  )
  const disposition = fields.get('content-disposition') ?? ''
  const name = findParameter(disposition, 'name')
  if (!/^form-data\b/i.test(disposition) || name === undefined) {
    throw new FormMalformed('a part has no name')
  }
  const fileName = findExtended(disposition) ?? findParameter(disposition, 'filename')
  return { name, fileName, type: fields.get('content-type')?.trim() || 'text/plain' }
}

/**
 * Quoted or bare. Browsers write a quote as %22 and a backslash as it is; other clients put a backslash
 * before a quote, which is then not the one that ends the value.
 */
function findParameter(disposition: string, name: string): string | undefined {
  const quoted = '"((?:\\\\"(?!\\s*(?:;|$))|[^"])*)"'
  const match = new RegExp(`;\\s*${name}=(?:${quoted}|([^\\s;"]+))`, 'i').exec(disposition)
  const value = match?.[1] ?? match?.[2]
  return value?.replaceAll('\\"', '"').replace(/%(22|0A|0D)/gi, (one) => decodeURIComponent(one))
}

/** As Python writes names beyond ASCII (RFC 5987), though RFC 7578 has no use for it. */
function findExtended(disposition: string): string | undefined {
  const encoded = /;\s*filename\*=utf-8'[^']*'([^\s;]+)/i.exec(disposition)?.[1]
  if (encoded === undefined) return undefined
  try {
    return decodeURIComponent(encoded)
  } catch {
    return undefined
  }
}
