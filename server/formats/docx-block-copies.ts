import type { BlockOpening } from '../domain/blocks/block-marker.ts'
import { decideData } from '../domain/blocks/data-condition.ts'
import { findDataValue, resolveField, type DataPath } from '../domain/blocks/data-field.ts'
import type { PairedBlock } from '../domain/blocks/pair-blocks.ts'
import { describeLoneDot } from '../domain/blocks/read-blocks.ts'
import type { ChunkFinding } from '../domain/rules/scan-template.ts'
import { BlockFailure, failCrossing } from './docx-block-failure.ts'
import { isBlank } from './docx-block-lift.ts'
import type { BlockMarks } from './docx-block-marks.ts'
import { hasBalancedFields } from './docx-paragraph-edit.ts'
import { writeText } from './docx-run-writer.ts'
import {
  childElements,
  cloneElement,
  descendants,
  element,
  findChild,
  isElement,
  type XmlElement,
  type XmlNode,
} from './xml.ts'

/** Of all blocks of a template together. */
const maximumRepeats = 10_000

type BlockTree = {
  readonly findings: readonly ChunkFinding[]
  readonly blocks: readonly PairedBlock[]
  readonly marks: BlockMarks
  readonly data: unknown
}

/**
 * A copy of a tree with its markers, in which each block stands as often as the data says, without
 * its markers; placeholders name their place in the data from its top. Only names and numbers of
 * items are written, never a value of the data.
 * @throws BlockFailure where the data does not fit, or blocks cross.
 */
export function copyBlocks(root: XmlElement, tree: BlockTree): XmlElement {
  const byOpen = new Map(tree.blocks.map((block) => [block.open, block]))
  return copyElement({ ...tree, byOpen, repeats: { count: 0 } }, root, [])
}

type CopyContext = BlockTree & {
  readonly byOpen: ReadonlyMap<number, PairedBlock>
  readonly repeats: { count: number }
}

/** Paths of the items around a place, the outermost first. */
type Items = readonly DataPath[]

function copyElement(context: CopyContext, original: XmlElement, items: Items): XmlElement {
  const number = context.marks.fields.get(original)
  if (number !== undefined) return copyField(context, original, number, items)
  const children = copyChildren(context, original.children, items)
  const copy = element(original.name, { ...original.attributes }, children)
  if (original.name === 'w:tc') closeCell(copy, original)
  return copy
}

function copyChildren(
  context: CopyContext,
  children: readonly XmlNode[],
  items: Items,
): readonly XmlNode[] & XmlNode[] {
  const copies: XmlNode[] = []
  for (let at = 0; at < children.length; at += 1) {
    const child = children[at]
    if (child === undefined) continue
    const number = isElement(child) ? context.marks.markers.get(child) : undefined
    if (number !== undefined) {
      const block = getBlock(context, number)
      const close = findMarker(context, children, block, block.close)
      copies.push(...copyBlock(context, block, children.slice(at + 1, close), items))
      at = close
    } else if (!isElement(child)) copies.push(child)
    else {
      const copy = copyElement(context, child, items)
      if (!isEmptied(context, child, copy)) copies.push(copy)
    }
  }
  return copies
}

/** @throws BlockFailure when the marker opens nothing here: lifting has put it outside its block. */
function getBlock({ byOpen, blocks }: CopyContext, number: number): PairedBlock {
  const block = byOpen.get(number)
  if (block) return block
  const crossing = blocks.find(({ otherwise, close }) => otherwise === number || close === number)
  if (!crossing) throw new Error(`marker ${number} belongs to no block`)
  return failCrossing(crossing)
}

function findMarker(
  { marks }: CopyContext,
  children: readonly XmlNode[],
  block: PairedBlock,
  number: number,
): number {
  const at = children.findIndex((one) => isElement(one) && marks.markers.get(one) === number)
  return at < 0 ? failCrossing(block) : at
}

function copyBlock(
  context: CopyContext,
  block: PairedBlock,
  enclosed: readonly XmlNode[],
  items: Items,
): XmlNode[] {
  if (!hasBalancedFields(enclosed.filter(isElement))) failCrossing(block)
  const { otherwise } = block
  const middle =
    otherwise === null ? enclosed.length : findMarker(context, enclosed, block, otherwise)
  const turns = listTurns(context, block, items)
  if (turns.length === 0) return copyChildren(context, enclosed.slice(middle + 1), items)
  const body = enclosed.slice(0, middle)
  return turns.flatMap((turn) => copyChildren(context, body, turn))
}

/** The items around each copy of the block's first part; none where it is left out. */
function listTurns(context: CopyContext, block: PairedBlock, items: Items): Items[] {
  const { opening, source, open } = block
  const path = findRepeatedList(context, opening, items)
  if (path === undefined) return holds(context, block, items) ? [[...items]] : []
  const list = findDataValue(context.data, path)
  const count = Array.isArray(list) ? list.length : 0
  context.repeats.count += count
  if (context.repeats.count > maximumRepeats) {
    const reason = `the block ${source} repeats too often: a document may have 10,000 repeats`
    throw new BlockFailure('data_invalid', path.join('.'), reason, open)
  }
  return Array.from({ length: count }, (_, index) => [...items, [...path, String(index)]])
}

function findRepeatedList(
  { data }: CopyContext,
  opening: BlockOpening,
  items: Items,
): DataPath | undefined {
  if (opening.kind !== 'repeat') return undefined
  const path = resolveField(opening.field.name, data, items)
  return Array.isArray(findDataValue(data, path)) ? path : undefined
}

/** Whether a block that is no repeat stands in the document. */
function holds(
  { data }: CopyContext,
  { opening, source, open }: PairedBlock,
  items: Items,
): boolean {
  const find = (field: string) => findDataValue(data, resolveField(field, data, items))
  const nameOf = (field: string) => resolveField(field, data, items).join('.')
  if (opening.kind === 'if') {
    const decision = decideData(opening.condition, find)
    if (decision.outcome !== 'undecided') return decision.outcome === 'holds'
    const { code, field, reason } = decision
    throw new BlockFailure(code, nameOf(field), `the block ${source}: ${reason}`, open)
  }
  const { kind, field } = opening
  const value = find(field.name)
  const isInverse = kind === 'inverse'
  if (typeof value === 'boolean') return value !== isInverse
  if (Array.isArray(value)) return value.length === 0
  const name = nameOf(field.name)
  if (value !== undefined && value !== null) {
    const reason = `the block ${source}: "${name}" is neither a list nor true or false`
    throw new BlockFailure('data_invalid', name, reason, open)
  }
  if (field.isOptional) return isInverse
  throw new BlockFailure(
    'data_missing',
    name,
    `the block ${source}: the data has no "${name}"`,
    open,
  )
}

function copyField(
  { findings, data }: CopyContext,
  run: XmlElement,
  number: number,
  items: Items,
): XmlElement {
  const finding = findings[number]
  if (finding?.kind !== 'placeholder') throw new Error(`finding ${number} is no placeholder`)
  const { form, field, isOptional, format } = finding
  const path = resolveField(field, data, items)
  if (path.length === 0) {
    throw new BlockFailure('placeholder_syntax', field, describeLoneDot(finding), number)
  }
  const name = `${isOptional ? '?' : ''}${path.join('.')}`
  const words = form === 'block' ? `[[block ${name}]]` : `{{${name}${format ? `|${format}` : ''}}}`
  const properties = findChild(run, 'w:rPr')
  return element('w:r', {}, [...(properties ? [cloneElement(properties)] : []), writeText(words)])
}

/** Word asks for a paragraph at the end of each cell. */
function closeCell(cell: XmlElement, original: XmlElement): void {
  if (childElements(cell).at(-1)?.name === 'w:p') return
  const last = childElements(original, 'w:p').at(-1)
  const properties = last && findChild(last, 'w:pPr')
  cell.children.push(element('w:p', {}, properties ? [cloneElement(properties)] : []))
}

/** A paragraph whose words were all in blocks that are left out, a table without a row left. */
function isEmptied({ marks }: CopyContext, original: XmlElement, copy: XmlElement): boolean {
  if (copy.name === 'w:tbl') return descendants(copy, 'w:tr').length === 0
  if (copy.name !== 'w:p') return false
  const hadBlock = childElements(original).some((child) => marks.markers.has(child))
  return hadBlock && isBlank(copy)
}
