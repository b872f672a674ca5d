import { crc32 } from 'node:zlib'
import { Refusal } from './refusal.ts'

export type ZipDirectoryEntry = {
  readonly checksum: number
  /** Whether its bytes are behind a password. */
  readonly isLocked: boolean
}

/**
 * What a zip file's directory says of each entry, in its order. Empty where the directory lies beyond
 * 4 GB or is not where the file says.
 */
export function listZipDirectory(bytes: Uint8Array): readonly ZipDirectoryEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === undefined) return []
  const entries: ZipDirectoryEntry[] = []
  let at = view.getUint32(end + 16, true)
  while (at + entryLength <= view.byteLength && view.getUint32(at, true) === entrySignature) {
    const isLocked = (view.getUint16(at + 8, true) & 1) === 1
    entries.push({ checksum: view.getUint32(at + 16, true), isLocked })
    const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true))
    at += lengths.reduce((sum, length) => sum + length, entryLength)
  }
  return entries
}

/** @throws Refusal `damaged`: a turned bit unpacks to other words, and nothing else tells. */
export function checkPart(name: string, part: Uint8Array, checksum: number | undefined): void {
  if (checksum === undefined || crc32(part) === checksum) return
  throw new Refusal('damaged', `the part ${name} is not what the package says it is (CRC-32)`)
}

/** APPNOTE.TXT §4.3.12 and §4.3.16: an entry of the directory, and the end of it. */
const entrySignature = 0x02014b50
const entryLength = 46
const endSignature = 0x06054b50
const endLength = 22
const longestComment = 0xffff

function findEnd(view: DataView): number | undefined {
  const first = view.byteLength - endLength
  for (let at = first; at >= 0 && at >= first - longestComment; at--) {
    if (view.getUint32(at, true) === endSignature) return at
  }
  return undefined
}
