/** A part of a .docx: its name in the package, and its size in bytes before packing. */
export type DocxPart = { readonly name: string; readonly sizeBytes: number }

/** What kind of thing some parts hold, for the reader. */
type PartGroup = {
  readonly words: string
  readonly count: number
  readonly sizeBytes: number
}

/**
 * The parts of a .docx, from the list at the end of the package (PKWARE APPNOTE 4.3.12 and 4.3.16);
 * undefined for bytes that are no such package. Nothing is unpacked.
 */
export function listDocxParts(bytes: Uint8Array): DocxPart[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === undefined) return undefined
  const parts: DocxPart[] = []
  let at = view.getUint32(end + 16, true)
  for (let index = 0; index < view.getUint16(end + 10, true); index++) {
    if (at + entryLength > end || view.getUint32(at, true) !== entryMark) return undefined
    const nameLength = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(
      bytes.subarray(at + entryLength, at + entryLength + nameLength),
    )
    if (!name.endsWith('/')) parts.push({ name, sizeBytes: view.getUint32(at + 24, true) })
    at += entryLength + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return parts
}

/** The parts by what they hold, in the order of `groups`; each part is in one group. */
export function groupDocxParts(parts: readonly DocxPart[]): PartGroup[] {
  const grouped = Map.groupBy(parts, ({ name }) => findGroup(name))
  return [...groups.map(([words]) => words), otherParts].flatMap((words) => {
    const found = grouped.get(words)
    if (!found) return []
    const sizeBytes = found.reduce((sum, part) => sum + part.sizeBytes, 0)
    return [{ words, count: found.length, sizeBytes }]
  })
}

function findGroup(name: string): string {
  return groups.find(([, pattern]) => pattern.test(name))?.[0] ?? otherParts
}

const groups: readonly (readonly [words: string, pattern: RegExp])[] = [
  ['Text with its tracked changes', /^word\/document\d*\.xml$/],
  ['Comments and who wrote them', /^word\/(comments\w*|people)\.xml$/],
  ['Headers and footers', /^word\/(header|footer)\d*\.xml$/],
  ['Footnotes and endnotes', /^word\/(footnotes|endnotes)\.xml$/],
  ['Images', /^word\/media\//],
  ['Embedded files', /^word\/(embeddings|charts|diagrams)\//],
  ['Properties: title, author, dates', /^docProps\//],
  ['Data of add-ins and forms (custom XML)', /^customXml\//],
  ['Panes that were open (web extensions)', /webextensions?\//],
  ['Styles, numbering, fonts and settings', /^word\/(?!_rels)[^/]+\.xml$|^word\/(theme|fonts)\//],
]
const otherParts = 'What ties the parts together, and others'

/** Of an entry without its name, and of the package's end without its comment. */
const entryLength = 46
const endLength = 22
const entryMark = 0x02014b50
const endMark = 0x06054b50
const longestComment = 0xffff

function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - endLength
  for (let at = last; at >= Math.max(0, last - longestComment); at--) {
    if (view.getUint32(at, true) === endMark) return at
  }
  return undefined
}
