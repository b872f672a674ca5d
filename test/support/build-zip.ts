import { strToU8, zipSync } from 'fflate'

/** A zip of the files in their order; what is text becomes UTF-8. */
export function buildZip(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const parts = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? strToU8(content) : content,
  ])
  return zipSync(Object.fromEntries(parts) as Record<string, Uint8Array>)
}

/** The zip with one name written over by another of the same length, wherever it stands. */
export function renameInZip(zip: Uint8Array, from: string, to: string): Uint8Array {
  if (from.length !== to.length) throw new Error('the names differ in length')
  const text = Buffer.from(zip).toString('latin1').replaceAll(from, to)
  return new Uint8Array(Buffer.from(text, 'latin1'))
}

/** The zip whose directory says of a file that its bytes are behind a password. */
export function lockInZip(zip: Uint8Array, name: string): Uint8Array {
  return changeEntry(zip, name, (view, at) => view.setUint16(at + 8, 1, true))
}

/** The zip whose directory says of a file that it unpacks to so many bytes. */
export function claimSize(zip: Uint8Array, name: string, bytes: number): Uint8Array {
  return changeEntry(zip, name, (view, at) => view.setUint32(at + 24, bytes, true))
}

/** APPNOTE.TXT §4.3.12: a directory entry has 46 bytes, then the name. */
function changeEntry(
  zip: Uint8Array,
  name: string,
  change: (view: DataView, at: number) => void,
): Uint8Array {
  const copy = new Uint8Array(zip)
  const at = Buffer.from(copy).lastIndexOf(name) - 46
  const view = new DataView(copy.buffer)
  if (view.getUint32(at, true) !== 0x02014b50) throw new Error(`${name} is not in the directory`)
  change(view, at)
  return copy
}
