/** Names and encodings of the open packaging conventions (ECMA-376 part 2). */

/** "word/document.xml" → "word/_rels/document.xml.rels" (§6.5.2); '' is the package itself. */
export function relationshipsName(partName: string): string {
  const slash = partName.lastIndexOf('/') + 1
  return `${partName.slice(0, slash)}_rels/${partName.slice(slash)}.rels`
}

/** The part that a relationship of `from` leads to, without a leading slash. */
export function resolveTarget(from: string, target: string): string {
  const path = target.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const step of target.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '.' && step !== '') path.push(step)
  }
  return path.join('/')
}

export function decodeXml(bytes: Uint8Array): string {
  return new TextDecoder(findEncoding(bytes)).decode(bytes)
}

/** UTF-8 or, by its byte order mark, UTF-16: the encodings that §6.2.5 allows. */
export function findEncoding(bytes: Uint8Array): string {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0)
  return mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8'
}
