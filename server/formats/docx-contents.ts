import {
  chooseEntries,
  listCandidates,
  markEntry,
  type ContentsCandidate,
  type ContentsEntry,
} from './docx-contents-entries.ts'
import { findEntryFormat, type EntryFormat } from './docx-contents-format.ts'
import { isWithin, readContentsSwitches, type ContentsSwitches } from './docx-contents-switches.ts'
import { endField, listFields, writeField, writeFieldCode, type Field } from './docx-fields.ts'
import { findSectionBreak, mapPageSections, readPageRoom } from './docx-page-setup.ts'
import { joinRuns } from './docx-runs.ts'
import { mapParents } from './docx-tree.ts'
import { writeRun } from './docx-run-writer.ts'
import type { WriteContext } from './docx-write-context.ts'
import { element, findChild, isElement, type XmlElement, type XmlNode } from './xml.ts'

/**
 * Makes the cached results of tables of contents and lists of tables and figures from the headings
 * and captions of the document as it stands, and has Word make them again when it opens the file.
 * Pages are not known before somebody lays the document out: their numbers are left out until then.
 * A field whose ends stand in different cells or content controls keeps the result that it has.
 */
export function writeContents(
  context: WriteContext,
  { root, body }: { readonly root: XmlElement; readonly body: XmlElement },
  documentKey: string,
): void {
  const fields = listFields(root).filter(({ instruction }) => /^\s*TOC(?=\s|$)/i.test(instruction))
  if (fields.length === 0) return
  for (const { start } of fields) start.attributes['w:dirty'] = 'true'
  const candidates = listCandidates(context, root)
  for (const field of fields) {
    const switches = readContentsSwitches(field.instruction)
    const place = switches && findPlace(root, field)
    if (!switches || !place) continue
    const entries = listEntries(context, candidates, switches, documentKey)
    const width = findWidth(body, place)
    const format = findEntryFormat(context.styles, entries, switches, width)
    const lines = entries.map((entry) => writeEntry(entry, switches, format))
    fillPlace(place, field, lines)
  }
}

/** The blocks that a field's code and result stand in. */
type ContentsPlace = {
  readonly parent: XmlElement
  readonly blocks: readonly XmlElement[]
  readonly ancestors: readonly XmlElement[]
}

type LinkedEntry = ContentsEntry & { readonly bookmark: string }

function listEntries(
  context: WriteContext,
  candidates: readonly ContentsCandidate[],
  switches: ContentsSwitches,
  documentKey: string,
): readonly LinkedEntry[] {
  const ordinals = new Map(candidates.map(({ paragraph }, index) => [paragraph, index]))
  return chooseEntries(candidates, switches).map((entry) => {
    const ordinal = ordinals.get(entry.paragraph) ?? 0
    return { ...entry, bookmark: markEntry(context, entry.paragraph, documentKey, ordinal) }
  })
}

function findPlace(root: XmlElement, { start, end }: Field): ContentsPlace | undefined {
  if (start.name === 'w:fldChar' && !end) return undefined
  const parents = mapParents(root)
  const climb = (from: XmlElement | undefined): XmlElement[] => {
    const ancestors: XmlElement[] = []
    for (let at = from; at; at = parents.get(at)) ancestors.push(at)
    return ancestors
  }
  const [first, last] = [start, end ?? start].map((one) => climb(one))
  const opening = first?.find(({ name }) => name === 'w:p')
  const closing = last?.find(({ name }) => name === 'w:p')
  const parent = opening && parents.get(opening)
  if (!first || !opening || !closing || !parent || parents.get(closing) !== parent) return undefined
  const blocks = parent.children.filter(isElement)
  const between = blocks.slice(blocks.indexOf(opening), blocks.indexOf(closing) + 1)
  if (between.slice(0, -1).some(findSectionBreak)) return undefined
  return { parent, blocks: between, ancestors: first }
}

/** Of the text's lines where the field stands; in a cell, that is no more than a bound. */
function findWidth(body: XmlElement, { ancestors }: ContentsPlace): number {
  const holder = ancestors[ancestors.indexOf(body) - 1]
  return readPageRoom(holder && mapPageSections(body).get(holder)).textWidth
}

function writeEntry(
  { level, number, text, bookmark }: LinkedEntry,
  { isLinked, pageless }: ContentsSwitches,
  format: EntryFormat,
): XmlElement {
  const tab = () => writeRun('\t', undefined)
  const words = [
    ...(number === '' ? [] : [writeRun(number, undefined), tab()]),
    writeRun(text, undefined),
    ...(isWithin(level, pageless)
      ? []
      : [tab(), ...writeField(` PAGEREF ${bookmark} \\h `, '', undefined)]),
  ]
  const link = element('w:hyperlink', { 'w:anchor': bookmark, 'w:history': '1' }, words)
  return element('w:p', {}, [
    format.paragraph(level, number !== ''),
    ...(isLinked ? [link] : words),
  ])
}

/** What stands before the field and behind it in its first and last paragraph stays. */
function fillPlace(place: ContentsPlace, field: Field, lines: readonly XmlElement[]): void {
  const { parent, blocks } = place
  const [first, last] = [blocks[0], blocks.at(-1)]
  if (!first || !last) return
  const [head] = splitAt(first, field.start)
  const [result, tail] = splitAt(last, field.end ?? field.start)
  const code = writeFieldCode(field.instruction, undefined, true)
  // a paragraph that only ends the field, or a page section, is no line of the result
  const isOwn = findSectionBreak(last) ?? (first !== last && !hasWords(result))
  const end = element('w:p', {}, copyProperties(isOwn ? last : first))
  const written = lines.length === 0 || isOwn ? [...lines, end] : lines
  const [opening] = written
  opening?.children.splice(findChild(opening, 'w:pPr') ? 1 : 0, 0, ...head, ...code)
  const marks = listOpenMarks(blocks, [...head, ...tail])
  written.at(-1)?.children.push(...marks, endField(undefined), ...tail)
  const index = parent.children.indexOf(first)
  parent.children.splice(index, parent.children.indexOf(last) - index + 1, ...written)
}

/** The nodes of a paragraph before and behind the run, or simple field, that holds a mark. */
function splitAt(paragraph: XmlElement, mark: XmlElement): [XmlNode[], XmlNode[]] {
  const nodes = paragraph.children.filter((node) => !isElement(node) || node.name !== 'w:pPr')
  const at = nodes.findIndex((node) => isElement(node) && holds(node, mark))
  return [nodes.slice(0, at), nodes.slice(at + 1)]
}

function holds(node: XmlElement, mark: XmlElement): boolean {
  return node === mark || node.children.some((child) => isElement(child) && holds(child, mark))
}

function hasWords(nodes: readonly XmlNode[]): boolean {
  return joinRuns(element('w:p', {}, [...nodes])).text.trim() !== ''
}

function copyProperties(paragraph: XmlElement): XmlElement[] {
  const properties = findChild(paragraph, 'w:pPr')
  return properties ? [properties] : []
}

/** Ends of bookmarks and ranges that go with the old result, where their other end stays. */
function listOpenMarks(blocks: readonly XmlElement[], kept: readonly XmlNode[]): XmlElement[] {
  const marks = blocks.flatMap((block) => listMarks(block, new Set(kept)))
  const keyOf = ({ name, attributes }: XmlElement) =>
    `${name.replace(/(Start|End)$/, '')} ${attributes['w:id'] ?? ''}`
  const counts = Map.groupBy(marks, keyOf)
  return marks.filter((mark) => counts.get(keyOf(mark))?.length === 1)
}

function listMarks(parent: XmlElement, kept: ReadonlySet<XmlNode>): XmlElement[] {
  return parent.children.flatMap((node) => {
    if (!isElement(node) || kept.has(node)) return []
    const isMark = /^w:(bookmark|commentRange|perm)(Start|End)$/.test(node.name)
    return isMark ? [node] : listMarks(node, kept)
  })
}
