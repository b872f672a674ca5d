import type { DocumentInput, Placement } from '../../shared/model/document-input.ts'
import { freeControls } from './docx-content-control.ts'
import { writeBlocks, writeWords } from './docx-content-writer.ts'
import { readFormat } from './docx-place-format.ts'
import { replaceWords } from './docx-inline-edit.ts'
import { mapPageSections, readPageRoom } from './docx-page-setup.ts'
import { dropParagraph, joinParagraphs, replaceParagraphs } from './docx-paragraph-edit.ts'
import { removeProperties, setProperty } from './docx-property-order.ts'
import { joinRuns, listParagraphs } from './docx-runs.ts'
import { listWrittenPlacements } from './docx-targets.ts'
import { mapParents } from './docx-tree.ts'
import type { BlockPlace, BlockRoom, WriteContext } from './docx-write-context.ts'
import {
  childElements,
  cloneElement,
  element,
  findChild,
  findPath,
  type XmlElement,
} from './xml.ts'

/** The template's document as it was read: ordinals and parents refer to it unchanged. */
export type TemplateTree = {
  readonly root: XmlElement
  readonly body: XmlElement
  readonly paragraphs: readonly XmlElement[]
  readonly parents: ReadonlyMap<XmlElement, XmlElement>
  /** For each block of the body the w:sectPr of its page section. */
  readonly pageSections: ReadonlyMap<XmlElement, XmlElement>
}

/** A placement with what will stand in its place: blocks for whole paragraphs, runs for words. */
export type PreparedPlacement = {
  readonly placement: Placement
  readonly paragraphs: readonly XmlElement[]
  readonly isBlocks: boolean
  readonly nodes: readonly XmlElement[]
}

export function createTree(root: XmlElement, body: XmlElement): TemplateTree {
  return {
    root,
    body,
    paragraphs: listParagraphs(root),
    parents: mapParents(root),
    pageSections: mapPageSections(body),
  }
}

/**
 * Writes the content of all placements, in document order, without touching the tree's text.
 * @throws Error when places overlap or name paragraphs that the template doesn't have.
 */
export function preparePlacements(
  context: WriteContext,
  tree: TemplateTree,
  input: Pick<DocumentInput, 'placements' | 'documentKey'>,
): readonly PreparedPlacement[] {
  const placements = listWrittenPlacements(input.placements)
  checkOrder(placements)
  return placements.map((placement) => prepare(context, tree, placement, input.documentKey))
}

/** Puts the content in place, last first, so that the offsets of what comes before stay true. */
export function applyPlacements(tree: TemplateTree, prepared: readonly PreparedPlacement[]): void {
  for (const one of prepared.toReversed()) {
    if (one.isBlocks) replaceParagraphs(tree.parents, one.paragraphs, one.nodes)
    else applyWords(tree, one)
  }
}

function checkOrder(placements: readonly Placement[]): void {
  placements.forEach(({ place, ruleId }, index) => {
    const before = placements[index - 1]?.place
    if (!before) return
    const gap = place.firstParagraph - before.lastParagraph
    const isApart = gap > 0 || (gap === 0 && place.start >= before.end)
    if (!isApart) throw new Error(`${ruleId}: its place overlaps the one before`)
  })
}

function prepare(
  context: WriteContext,
  tree: TemplateTree,
  placement: Placement,
  documentKey: string,
): PreparedPlacement {
  const { place, content, ruleId } = placement
  const paragraphs = tree.paragraphs.slice(place.firstParagraph, place.lastParagraph + 1)
  const [first] = paragraphs
  if (!first) throw new Error(`${ruleId}: the template has no paragraph ${place.firstParagraph}`)
  for (const one of listHolders(tree, paragraphs, place.start)) freeControls([one])
  const format = readFormat(first, place.start, context.styles)
  const room = readRoom(context, tree, first, format.styleId)
  const isInCell = listAncestors(tree.parents, first).some(({ name }) => name === 'w:tc')
  const at: BlockPlace = { owner: { documentKey, ruleId }, format, isInCell, room }
  if (content.kind === 'draft' && place.isWholeParagraph) {
    const nodes = carryPageBreak(at, writeBlocks(context, at, content.result))
    return { placement, paragraphs, isBlocks: true, nodes }
  }
  return { placement, paragraphs, isBlocks: false, nodes: writeWords(context, at, content) }
}

function listHolders(
  { parents }: TemplateTree,
  paragraphs: readonly XmlElement[],
  start: number,
): readonly XmlElement[] {
  const piece = paragraphs[0] && joinRuns(paragraphs[0]).pieces.find(({ end }) => end > start)
  const inner = piece ? [piece.node] : []
  return [...inner, ...paragraphs].flatMap((one) => listAncestors(parents, one))
}

function listAncestors(
  parents: ReadonlyMap<XmlElement, XmlElement>,
  one: XmlElement,
): XmlElement[] {
  const ancestors: XmlElement[] = []
  for (let at = parents.get(one); at; at = parents.get(at)) ancestors.push(at)
  return ancestors
}

function readRoom(
  { styles }: WriteContext,
  { body, parents, pageSections }: TemplateTree,
  paragraph: XmlElement,
  styleId: string | undefined,
): BlockRoom {
  const ancestors = [paragraph, ...listAncestors(parents, paragraph)]
  const holder = ancestors[ancestors.indexOf(body) - 1] ?? paragraph
  const { textWidth, textHeight, landscapeWidth } = readPageRoom(pageSections.get(holder))
  const row = ancestors.findIndex(({ name }) => name === 'w:tr')
  return {
    textWidth: row < 0 ? textWidth : readCellWidth(ancestors.slice(0, row + 1), textWidth),
    textHeight: Math.floor(textHeight * pictureShare),
    landscapeWidth: holder === paragraph ? landscapeWidth : null,
    bodySize: styles.sheet.getParagraphStyle(styleId).format.size ?? styles.sheet.defaultSize,
  }
}

/** `ancestors` lead from the cell up to its row; a width that the cell doesn't say is guessed. */
function readCellWidth(ancestors: readonly XmlElement[], textWidth: number): number {
  const cell = ancestors.findLast(({ name }) => name === 'w:tc')
  const width = cell && findPath(cell, 'w:tcPr', 'w:tcW')?.attributes
  const told = width?.['w:type'] === 'dxa' ? Number(width['w:w']) : Number.NaN
  const cells = childElements(ancestors.at(-1) ?? element('w:tr'), 'w:tc').length
  return Math.max(
    4 * cellEdge,
    (told > 0 ? told : Math.floor(textWidth / (cells || 1))) - 2 * cellEdge,
  )
}

/** The rest of a page is for the paragraph around a picture, and its caption. */
const pictureShare = 0.85

/** Word's usual margin inside a cell, in twips. */
const cellEdge = 108

/** A page break before the rule's paragraph comes before the first of its blocks, not before each. */
function carryPageBreak(
  { format }: BlockPlace,
  blocks: readonly XmlElement[],
): readonly XmlElement[] {
  const mark = format.paragraph && findChild(format.paragraph, 'w:pageBreakBefore')
  if (!mark) return blocks
  blocks.forEach((block, index) => {
    if (block.name !== 'w:p') return
    if (!findChild(block, 'w:pPr')) block.children.unshift(element('w:pPr'))
    const properties = findChild(block, 'w:pPr')
    if (!properties) return
    if (index === 0) setProperty(properties, cloneElement(mark))
    else removeProperties(properties, ['w:pageBreakBefore'])
  })
  return blocks
}

function applyWords(tree: TemplateTree, { placement, paragraphs, nodes }: PreparedPlacement): void {
  const { place, content } = placement
  paragraphs.forEach((paragraph, index) => {
    const { length } = joinRuns(paragraph).text
    const start = index === 0 ? place.start : 0
    const end = index === paragraphs.length - 1 ? place.end : length
    replaceWords(paragraph, start, end, index === 0 ? nodes : [])
  })
  joinParagraphs(tree.parents, paragraphs)
  const isEmptied = content.kind === 'text' && content.text === '' && place.isWholeParagraph
  const [first] = paragraphs
  if (isEmptied && first) dropParagraph(tree.parents, first)
}
