import { strFromU8, strToU8 } from 'fflate'
import { nameRelationships, openParts, packParts, type DocxParts } from './docx-parts.ts'
import { listRelated } from './docx-related.ts'
import { joinXml, listReferences, sliceXml } from './xml-slices.ts'

/** A file of some blocks of another one, with what they need to look as they do there. */
export function writeExcerpt(parts: DocxParts, blocks: readonly number[]): Blob {
  const { excerpt, open, words } = takeBlocks(parts, blocks, /^(styles|numbering|footnotes)$/)
  for (const { type, name } of listRelated(open)) {
    if (type === 'footnotes') takeNotes(excerpt, name, words)
  }
  return packParts(excerpt)
}

/**
 * The pages of a long file with which it begins, as they look in it; undefined where it is not long
 * enough that they would be seen before the rest.
 */
export function writeBeginning(parts: DocxParts): Blob | undefined {
  const count = openParts(parts).sliceBody().children.length
  if (count < longest) return undefined
  const first = Array.from({ length: beginning }, (_, at) => at)
  // the last block says how pages look
  return packParts(takeBlocks(parts, [...first, count - 1], /^(?!image$)/).excerpt)
}

/** Blocks of a file that takes a second and more to be laid out, and of what fills the first screens. */
const longest = 1000
const beginning = 60

function takeBlocks(parts: DocxParts, blocks: readonly number[], wanted: RegExp) {
  const open = openParts(parts)
  const { mainName } = open
  const sliced = open.sliceBody()
  const children = blocks.map((at) => sliced.children[at] ?? '')
  const words = children.join('')
  const excerpt = new Map<string, Uint8Array>()
  const take = (name: string) => {
    const bytes = parts.get(name)
    if (!bytes || excerpt.has(name)) return
    excerpt.set(name, bytes)
    if (!parts.has(nameRelationships(name))) return
    take(nameRelationships(name))
    if (name !== mainName) for (const related of listRelated(open, name)) take(related.name)
  }
  for (const name of ['[Content_Types].xml', '_rels/.rels', mainName]) take(name)
  excerpt.set(mainName, strToU8(joinXml({ ...sliced, children })))
  for (const { id, type, name } of listRelated(open)) {
    if (wanted.test(type) || words.includes(`"${id}"`)) take(name)
  }
  return { excerpt, open, words }
}

/** No more than the notes that the words refer to. */
function takeNotes(excerpt: Map<string, Uint8Array>, name: string, words: string): void {
  const bytes = excerpt.get(name)
  if (!bytes) return
  const sliced = sliceXml(strFromU8(bytes))
  const wanted = new Set(listReferences(words, 'footnoteReference'))
  const children = sliced.children.filter((note) => wanted.has(readNoteId(note)))
  excerpt.set(name, strToU8(joinXml({ ...sliced, children })))
}

function readNoteId(note: string): string {
  return /^[^]*?<[^!?][^>]*?\bid\s*=\s*["'](.*?)["']/.exec(note)?.[1] ?? ''
}
