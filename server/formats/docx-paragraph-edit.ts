import { joinRuns } from './docx-runs.ts'
import { replaceWords } from './docx-inline-edit.ts'
import { setProperty } from './docx-property-order.ts'
import { replaceChild, walkElements } from './docx-tree.ts'
import {
  childElements,
  cloneElement,
  element,
  findChild,
  findPath,
  isElement,
  type XmlElement,
} from './xml.ts'

/**
 * Puts blocks in the place of paragraphs. What is no words in these (drawings, marks of notes and
 * comments, the ends of bookmarks and ranges, a section break) moves into the blocks.
 */
export function replaceParagraphs(
  parents: ReadonlyMap<XmlElement, XmlElement>,
  paragraphs: readonly XmlElement[],
  blocks: readonly XmlElement[],
): void {
  const [first, ...others] = paragraphs
  const parent = first && parents.get(first)
  if (!first || !parent) return
  if (blocks.length === 0) {
    for (const one of paragraphs) dropParagraph(parents, one)
    return
  }
  const rests = paragraphs.flatMap(takeRests)
  const starts = rests.filter((one) => isRangeMark(one) && one.name.endsWith('Start'))
  const ends = rests.filter((one) => isRangeMark(one) && !one.name.endsWith('Start'))
  const breaks = paragraphs.flatMap((one) => findPath(one, 'w:pPr', 'w:sectPr') ?? [])
  placeRuns(blocks, rests)
  const closed = closeSection(blocks, breaks.at(-1))
  for (const one of others) dropParagraph(parents, one, true)
  replaceChild(parent, first, [...starts, ...closed, ...ends])
}

/** Joins the paragraphs of a place that spans some: the rest of the last goes behind the first. */
export function joinParagraphs(
  parents: ReadonlyMap<XmlElement, XmlElement>,
  paragraphs: readonly XmlElement[],
): void {
  const [first, ...others] = paragraphs
  for (const one of others) {
    if (!first || parents.get(one) !== parents.get(first) || findSection(one)) continue
    first.children.push(
      ...one.children.filter((child) => !isElement(child) || child.name !== 'w:pPr'),
    )
    one.children = []
    dropParagraph(parents, one)
  }
}

/**
 * Removes a paragraph's words, and the paragraph where nothing else is in it and nothing needs it.
 * What has gone elsewhere (`isMoved`) is not kept here.
 */
export function dropParagraph(
  parents: ReadonlyMap<XmlElement, XmlElement>,
  paragraph: XmlElement,
  isMoved = false,
): void {
  const parent = parents.get(paragraph)
  if (!parent) return
  const rests = isMoved ? [] : takeRests(paragraph)
  const isUsed = !isMoved && (findSection(paragraph) ?? rests.find((one) => !isRangeMark(one)))
  if (isUsed || isNeeded(parent, paragraph)) {
    paragraph.children = [...childElements(paragraph, 'w:pPr'), ...rests]
  } else replaceChild(parent, paragraph, rests)
}

const findSection = (paragraph: XmlElement) => findPath(paragraph, 'w:pPr', 'w:sectPr')

/** A cell ends in a paragraph, and no holder of blocks may be empty. */
function isNeeded(parent: XmlElement, paragraph: XmlElement): boolean {
  if (parent.name === 'w:body') return false
  const blocks = childElements(parent).filter((one) => one.name === 'w:p' || one.name === 'w:tbl')
  const [last, previous] = [blocks.at(-1), blocks.at(-2)]
  return blocks.length === 1 || (last === paragraph && previous?.name !== 'w:p')
}

/** What is left of a paragraph when its words are gone: range marks, and runs that hold something. */
function takeRests(paragraph: XmlElement): XmlElement[] {
  const { text, pieces } = joinRuns(paragraph)
  const breaks = pieces.filter(({ node }) => isPageBreak(node))
  const runs = breaks.map(({ node }) => element('w:r', {}, [cloneElement(node)]))
  if (text !== '') replaceWords(paragraph, 0, text.length, [])
  const keepsFields = !hasBalancedFields([paragraph])
  return [...runs, ...listRests(paragraph, keepsFields)]
}

function listRests(parent: XmlElement, keepsFields: boolean): XmlElement[] {
  const isKept = (one: XmlElement) => isAnchored(one) || (keepsFields && isFieldPart(one))
  return childElements(parent).flatMap((one) => {
    if (one.name === 'w:del' || one.name === 'w:moveFrom') return []
    if (isRangeMark(one)) return [one]
    if (one.name !== 'w:r') return listRests(one, keepsFields)
    return childElements(one).some(isKept) ? [one] : []
  })
}

/** True when every field that begins in these blocks ends in them, and none ends that began before. */
export function hasBalancedFields(blocks: readonly XmlElement[]): boolean {
  let depth = 0
  let isBalanced = true
  const count = (one: XmlElement) => {
    if (one.name !== 'w:fldChar') return
    if (one.attributes['w:fldCharType'] === 'begin') depth += 1
    if (one.attributes['w:fldCharType'] === 'end') depth -= 1
    if (depth < 0) isBalanced = false
  }
  for (const block of blocks) walkElements(block, count)
  return isBalanced && depth === 0
}

function isRangeMark({ name }: XmlElement): boolean {
  return /^w:(bookmark|commentRange|perm)(Start|End)$/.test(name)
}

function isFieldPart({ name }: XmlElement): boolean {
  return name === 'w:fldChar' || name === 'w:instrText'
}

const anchoredNames: ReadonlySet<string> = new Set([
  'w:drawing',
  'w:pict',
  'w:object',
  'mc:AlternateContent',
  'w:footnoteReference',
  'w:endnoteReference',
  'w:commentReference',
])

function isAnchored(one: XmlElement): boolean {
  return anchoredNames.has(one.name)
}

function isPageBreak({ name, attributes }: XmlElement): boolean {
  return name === 'w:br' && ['page', 'column'].includes(attributes['w:type'] ?? '')
}

/** Marks of notes and comments go behind the words, all else before them. */
function placeRuns(blocks: readonly XmlElement[], rests: readonly XmlElement[]): void {
  const paragraphs = blocks.filter((block) => block.name === 'w:p')
  const runs = rests.filter((one) => one.name === 'w:r')
  const isReference = (run: XmlElement) =>
    childElements(run).some((child) => child.name.endsWith('Reference'))
  const [first, last] = [paragraphs[0], paragraphs.at(-1)]
  if (!first || !last) return
  const at = findChild(first, 'w:pPr') ? 1 : 0
  first.children.splice(at, 0, ...runs.filter((run) => !isReference(run)))
  last.children.push(...runs.filter(isReference))
}

function closeSection(
  blocks: readonly XmlElement[],
  section: XmlElement | undefined,
): readonly XmlElement[] {
  if (!section) return blocks
  const last = blocks.at(-1)
  if (last?.name !== 'w:p') {
    return [...blocks, element('w:p', {}, [element('w:pPr', {}, [section])])]
  }
  if (!findChild(last, 'w:pPr')) last.children.unshift(element('w:pPr'))
  for (const properties of childElements(last, 'w:pPr')) setProperty(properties, section)
  return blocks
}
