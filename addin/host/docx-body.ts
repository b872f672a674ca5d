import { strFromU8, strToU8 } from 'fflate'
import type { TextRange } from '../../shared/text/range.ts'
import { findMostId, reserveIds } from './docx-runs.ts'
import { readDocxText, type DocxBlock } from './docx-text.ts'
import { parseXml, serializeXml } from './xml-document.ts'
import { joinXml, sliceXml, type SlicedXml } from './xml-slices.ts'

/** A document part as text, cut at the blocks of its body: an edit reads and writes no more than it touches. */
export type DocxBody = {
  readonly sliced: SlicedXml
  /** As `readDocxText` gives it, with the end of each block in it. */
  readonly text: string
  readonly blocks: readonly DocxBlock[]
  readonly mostId: number
}

/** Blocks that an edit touches, as a document of their own. */
type BodySlice = {
  readonly body: DocxBody
  readonly document: Document
  /** Numbers of blocks, half-open. */
  readonly first: number
  readonly last: number
  /** Where its text stands in that of the body. */
  readonly range: TextRange
}

/** What was read once of a part is kept as long as its bytes are. */
const known = new WeakMap<Uint8Array, DocxBody>()

const cut = new WeakMap<Uint8Array, SlicedXml>()

/** The blocks alone, for which nothing is parsed. @throws Error for what is no XML of a package */
export function sliceBody(bytes: Uint8Array): SlicedXml {
  const kept = known.get(bytes)?.sliced ?? cut.get(bytes)
  if (kept) return kept
  const sliced = sliceXml(strFromU8(bytes), 'body')
  cut.set(bytes, sliced)
  return sliced
}

/** @throws Error for what is no XML */
export function readBody(bytes: Uint8Array): DocxBody {
  const kept = known.get(bytes)
  if (kept) return kept
  const xml = strFromU8(bytes)
  const sliced = sliceBody(bytes)
  const { text, blocks } = readDocxText(parseXml(xml))
  if (blocks.length !== sliced.children.length) throw new Error('the body of the file is torn')
  const body = { sliced, text, blocks, mostId: findMostId(xml) }
  known.set(bytes, body)
  return body
}

/** The blocks that hold `range`, and those that hold the rest of a field that reaches into them. */
export function openSlice(body: DocxBody, range: TextRange): BodySlice {
  const { blocks, sliced } = body
  let first = blocks.findIndex(({ end }) => end > range.start)
  let last = blocks.findIndex(({ end }) => end >= range.end) + 1
  if (first < 0 || last <= first) throw new Error('the words are not in the body of the file')
  while (first > 0 && blocks[first - 1]?.isInField) first--
  while (last < blocks.length && blocks[last - 1]?.isInField) last++
  const document = parseXml(joinXml({ ...sliced, children: sliced.children.slice(first, last) }))
  reserveIds(document, body.mostId)
  const start = blocks[first - 1]?.end ?? 0
  return { body, document, first, last, range: { start, end: blocks[last - 1]?.end ?? start } }
}

/**
 * The part with the slice as it is now, read back from the bytes that are written.
 * @throws Error where they do not hold what was meant to be written
 */
export function closeSlice({ body, document, first, last, range }: BodySlice): Uint8Array {
  const { sliced, blocks, text } = body
  const { children } = sliceXml(serializeXml(document), 'body')
  const read = readDocxText(parseXml(joinXml({ ...sliced, children })))
  if (read.blocks.length !== children.length) throw new Error('the change tore the file')
  const shift = (by: number) => (one: DocxBlock) => ({ ...one, end: one.end + by })
  const changed = {
    sliced: {
      ...sliced,
      children: [...sliced.children.slice(0, first), ...children, ...sliced.children.slice(last)],
    },
    text: text.slice(0, range.start) + read.text + text.slice(range.end),
    blocks: [
      ...blocks.slice(0, first),
      ...read.blocks.map(shift(range.start)),
      ...blocks.slice(last).map(shift(range.start + read.text.length - range.end)),
    ],
    mostId: Math.max(body.mostId, findMostId(children.join(''))),
  }
  const xml = joinXml(changed.sliced)
  const bytes = strToU8(xml)
  if (strFromU8(bytes) !== xml) throw new Error('the change can’t be written')
  known.set(bytes, changed)
  return bytes
}
