import { settle } from './word-calls.ts'

/**
 * The open document's bytes as Word would save them. Word keeps at most two such files open, so each
 * is closed whatever happens. `onProgress` gets bytes.
 */
export async function readDocument(
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Blob> {
  const options = { sliceSize: sliceLength }
  const file = await settle<Office.File>((done) =>
    Office.context.document.getFileAsync(Office.FileType.Compressed, options, done),
  )
  try {
    const slices: Uint8Array<ArrayBuffer>[] = []
    let length = 0
    for (let index = 0; index < file.sliceCount; index++) {
      signal.throwIfAborted()
      const slice = await settle<Office.Slice>((done) => file.getSliceAsync(index, done))
      const bytes = Uint8Array.from(slice.data as number[])
      slices.push(bytes)
      length += bytes.length
      onProgress(length, file.size)
    }
    return new Blob(slices, { type: docxType })
  } finally {
    await settle<void>((done) => file.closeAsync(done))
  }
}

/** Bytes; the most that Word gives at once. */
const sliceLength = 4 * 1024 * 1024
const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** SHA-256 in hexadecimal, as the server names the bytes of a version. */
export async function hashFile(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The address of the file; '' for one that was never saved. */
export function readFileAddress(): string {
  return Office.context.document.url ?? ''
}

/** The name of the file; one that was never saved has no address. */
export function readFileName(): string {
  const last = readFileAddress().split(/[\\/]/).at(-1) ?? ''
  const name = last.replace(/[?#].*$/, '').replace(/\.\w{1,5}$/, '')
  return `${decodeName(name) || 'Document'}.docx`
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
