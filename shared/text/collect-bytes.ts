/** The pieces in one, without a second copy of all; they must be so many bytes. */
export async function collectBytes(
  pieces: AsyncIterable<Uint8Array>,
  sizeBytes: number,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(sizeBytes)
  let at = 0
  for await (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}
