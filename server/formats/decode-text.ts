import { findTextEncoding, type TextEncoding } from './text-encoding.ts'
import { cleanText } from './content-item.ts'
import { Refusal } from './refusal.ts'

type DecodedText = { readonly text: string; readonly warnings: readonly string[] }

/**
 * The words of a text file: UTF-8, UTF-16 by its byte order mark, else Windows-1252 with a warning,
 * since that one can decode anything.
 * @throws Refusal `damaged` for bytes that are no text
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = findTextEncoding(bytes)
  if (!encoding) throw new Refusal('damaged', 'the file holds bytes that are no text')
  const text = encoding === 'windows-1252' ? undefined : decodeWhole(bytes, encoding)
  if (text !== undefined) return { text: cleanText(text), warnings: [] }
  const guess = cleanText(new TextDecoder('windows-1252').decode(bytes))
  return { text: guess, warnings: ['not UTF-8: read as Windows-1252'] }
}

/** Only the start of the file has said its encoding; undefined where UTF-8 does not hold to the end. */
function decodeWhole(bytes: Uint8Array, encoding: TextEncoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: encoding === 'utf-8' }).decode(bytes)
  } catch {
    return undefined
  }
}
