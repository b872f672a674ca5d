import type { PairedBlock } from '../domain/blocks/pair-blocks.ts'
import { BlockFailure, failCrossing } from './docx-block-failure.ts'
import { joinRuns, leafText, listParagraphs, visitInline } from './docx-runs.ts'
import { insertBefore, walkElements } from './docx-tree.ts'
import { childElements, findPath, type XmlElement } from './xml.ts'

type Parents = Map<XmlElement, XmlElement>

/** A marker of a block that encloses whole units, paragraphs or rows, and the unit it stands in. */
export type UnitMark = {
  readonly node: XmlElement
  readonly number: number
  readonly role: 'open' | 'else' | 'close'
  readonly block: PairedBlock
  readonly unit: XmlElement
  /** The block begins and ends in cells of this one row. */
  readonly isRowItself: boolean
}

/**
 * Lifts markers of words out of tracked changes, links and controls up to their common holder,
 * which is the paragraph or in it. @throws BlockFailure where a content control would be split.
 */
export function liftToCommonHolder(
  parents: Parents,
  block: PairedBlock,
  nodes: readonly XmlElement[],
): void {
  const chains = nodes.map((node) => listHolders(parents, node))
  const common = chains[0]?.find((holder) => chains.every((chain) => chain.includes(holder)))
  if (!common || !listHolders(parents, common, true).some(({ name }) => name === 'w:p')) {
    failCrossing(block)
  }
  for (const node of nodes) {
    while (parents.get(node) !== common) liftOnce(parents, block, node)
  }
}

/** Puts the markers beside their units, in the order of the document. */
export function liftOutOfUnits(parents: Parents, marks: readonly UnitMark[]): void {
  const units = new Map<XmlElement, UnitMark[]>()
  for (const mark of [...marks].sort((a, b) => a.number - b.number)) {
    units.set(mark.unit, [...(units.get(mark.unit) ?? []), mark])
  }
  for (const [unit, ofUnit] of units) liftOutOfUnit(parents, unit, ofUnit)
}

function liftOutOfUnit(parents: Parents, unit: XmlElement, marks: readonly UnitMark[]): void {
  const parent = parents.get(unit)
  if (!parent) return
  const sides = marks.map((mark) => ({ mark, side: chooseSide(mark) }))
  const isAlone = isBlank(unit) && !marks.some(({ isRowItself }) => isRowItself)
  const misplaced = sides.find(({ side }) => side === undefined)
  if (!isAlone && misplaced) failMisplaced(misplaced.mark)
  for (const { node } of marks) removeMark(parents, node, unit)
  const take = (wanted: string) =>
    sides.filter(({ side }) => side === wanted).map(({ mark }) => mark.node)
  const nodes = isAlone
    ? marks.map(({ node }) => node)
    : [...take('before'), unit, ...take('after')]
  parent.children.splice(parent.children.indexOf(unit), 1, ...nodes)
}

/** A marker is taken away from its end of the unit; what else stands there is not in the block. */
function chooseSide({ node, role, unit }: UnitMark): 'before' | 'after' | undefined {
  const outer = { open: 'before', else: undefined, close: 'after' } as const
  if (unit.name === 'w:tr') return outer[role]
  const leaves: XmlElement[] = []
  visitInline(unit, (leaf) => leaves.push(leaf))
  const at = leaves.indexOf(node)
  const isAtStart = leaves.slice(0, at).every(isBlankLeaf)
  const isAtEnd = leaves.slice(at + 1).every(isBlankLeaf)
  // a section break in a marker's own paragraph is not repeated with the block
  if (isAtStart && isAtEnd && findPath(unit, 'w:pPr', 'w:sectPr')) {
    return role === 'open' ? 'after' : 'before'
  }
  if (isAtStart && isAtEnd) return outer[role]
  return isAtStart ? 'before' : isAtEnd ? 'after' : undefined
}

function failMisplaced({ block, role, number }: UnitMark): never {
  const name = role === 'else' ? `{{else}} of the block ${block.source}` : `block ${block.source}`
  const reason = `the ${name} spans paragraphs or rows: its markers must stand alone, or at the edge of a paragraph`
  throw new BlockFailure('placeholder_syntax', '', reason, number)
}

/** The paragraph of a marker goes with it where it is in a cell that has others. */
function removeMark(parents: Parents, node: XmlElement, unit: XmlElement): void {
  const holder = parents.get(node)
  if (holder) holder.children = holder.children.filter((child) => child !== node)
  const paragraph = [node, ...listHolders(parents, node)].find(({ name }) => name === 'w:p')
  const cell = paragraph && parents.get(paragraph)
  if (!paragraph || paragraph === unit || cell?.name !== 'w:tc' || !isBlank(paragraph)) return
  if (childElements(cell, 'w:p').length < 2) return
  cell.children = cell.children.filter((child) => child !== paragraph)
}

function liftOnce(parents: Parents, block: PairedBlock, node: XmlElement): void {
  const holder = parents.get(node)
  const outer = holder && parents.get(holder)
  if (!outer) return failCrossing(block)
  const at = holder.children.indexOf(node)
  const before = holder.children.slice(0, at)
  const after = holder.children.slice(at + 1)
  const hasWords = (side: typeof before) =>
    side.some((one) => typeof one === 'string' || !/Pr$/.test(one.name))
  parents.set(node, outer)
  if (!hasWords(before) || !hasWords(after)) {
    holder.children = [...before, ...after]
    const behind = outer.children.indexOf(holder) + (hasWords(before) ? 1 : 0)
    outer.children.splice(behind, 0, node)
    return
  }
  if (!splittable.has(holder.name)) failCrossing(block)
  const head = { ...holder, attributes: { ...holder.attributes }, children: before }
  parents.set(head, outer)
  for (const child of childElements(head)) parents.set(child, head)
  holder.children = after
  insertBefore(outer, holder, [head, node])
}

/** Holders of runs that may be two where they were one. */
const splittable: ReadonlySet<string> = new Set([
  'w:ins',
  'w:moveTo',
  'w:hyperlink',
  'w:smartTag',
  'w:customXml',
])

function listHolders(parents: Parents, node: XmlElement, isWithSelf = false): XmlElement[] {
  const holders = isWithSelf ? [node] : []
  for (let holder = parents.get(node); holder; holder = parents.get(holder)) holders.push(holder)
  return holders
}

function isBlankLeaf(leaf: XmlElement): boolean {
  return leafText(leaf).trim() === ''
}

/** Without words, and without anything else that a reader sees or Word needs. */
export function isBlank(unit: XmlElement): boolean {
  const paragraphs = unit.name === 'w:p' ? [unit] : listParagraphs(unit)
  if (paragraphs.some((one) => joinRuns(one).text.trim() !== '')) return false
  let isEmpty = true
  walkElements(unit, ({ name, attributes }) => {
    const isBreak = name === 'w:br' && attributes['w:type'] !== undefined
    if (isBreak || kept.has(name)) isEmpty = false
  })
  return isEmpty
}

const kept: ReadonlySet<string> = new Set([
  'w:sectPr',
  'w:drawing',
  'w:pict',
  'w:object',
  'mc:AlternateContent',
  'w:footnoteReference',
  'w:endnoteReference',
  'w:commentReference',
  'w:fldChar',
  'w:fldSimple',
  'm:oMath',
])
