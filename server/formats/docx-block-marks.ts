import type { PairedBlock } from '../domain/blocks/pair-blocks.ts'
import type { ChunkFinding } from '../domain/rules/scan-template.ts'
import { failCrossing } from './docx-block-failure.ts'
import { liftOutOfUnits, liftToCommonHolder, type UnitMark } from './docx-block-lift.ts'
import { replaceWords } from './docx-inline-edit.ts'
import { writeText } from './docx-run-writer.ts'
import { joinRuns, listParagraphs } from './docx-runs.ts'
import { findParent, mapParents } from './docx-tree.ts'
import { cloneElement, element, findChild, type XmlElement } from './xml.ts'

/** Findings by the nodes that stand for them now; numbers are places among the findings. */
export type BlockMarks = {
  /** A marker of a block: a sibling of all that the block encloses. */
  readonly markers: ReadonlyMap<XmlElement, number>
  /** A run that holds nothing but a placeholder. */
  readonly fields: ReadonlyMap<XmlElement, number>
}

/**
 * Puts a node in the place of each marker, on the level that its block repeats: words of a line,
 * paragraphs of one holder, or rows of one table. What stood there for a marker alone goes.
 * @throws BlockFailure where the ends of a block have no common level.
 */
export function placeMarks(
  root: XmlElement,
  findings: readonly ChunkFinding[],
  blocks: readonly PairedBlock[],
): BlockMarks {
  const marks = isolateFindings(listParagraphs(root), findings)
  const parents = mapParents(root)
  const outer: UnitMark[] = []
  for (const block of blocks) {
    const ends = [block.open, block.close].flatMap((number) => marks.markers.get(number) ?? [])
    const middle = block.otherwise === null ? undefined : marks.markers.get(block.otherwise)
    const level = findLevel(parents, block, ends)
    if (level === 'words') liftToCommonHolder(parents, block, middle ? [...ends, middle] : ends)
    else outer.push(...listUnitMarks(parents, marks.markers, block, level))
  }
  liftOutOfUnits(parents, outer)
  return { markers: invert(marks.markers), fields: invert(marks.fields) }
}

type Isolated = {
  readonly markers: ReadonlyMap<number, XmlElement>
  readonly fields: ReadonlyMap<number, XmlElement>
}

/** From the last to the first, so that the offsets before it stay. */
function isolateFindings(
  paragraphs: readonly XmlElement[],
  findings: readonly ChunkFinding[],
): Isolated {
  const markers = new Map<number, XmlElement>()
  const fields = new Map<number, XmlElement>()
  for (const [number, finding] of [...findings.entries()].reverse()) {
    if (finding.kind !== 'block' && finding.kind !== 'placeholder') continue
    const { firstParagraph, start, end } = finding.place
    const paragraph = paragraphs[firstParagraph]
    if (!paragraph) throw new Error(`the template has no paragraph ${firstParagraph}`)
    const isMarker = finding.kind === 'block'
    const node = isMarker ? element('marker') : copyRun(paragraph, start, end)
    replaceWords(paragraph, start, end, [node])
    if (isMarker) markers.set(number, node)
    else fields.set(number, node)
  }
  return { markers, fields }
}

/** The words in one run, with the format that they begin with. */
function copyRun(paragraph: XmlElement, start: number, end: number): XmlElement {
  const { text, pieces } = joinRuns(paragraph)
  const piece = pieces.find((one) => one.end > start)
  const run = piece && findParent(paragraph, piece.node, 'w:r')
  const format = run && findChild(run, 'w:rPr')
  const words = writeText(text.slice(start, end))
  return element('w:r', {}, [...(format ? [cloneElement(format)] : []), words])
}

type Parents = Map<XmlElement, XmlElement>
type Level = 'words' | 'paragraphs' | 'row' | 'rows'

function findLevel(parents: Parents, block: PairedBlock, ends: readonly XmlElement[]): Level {
  const [first, last] = ends.map((node) => findHolder(parents, node, 'w:p'))
  if (!first || !last) throw new Error(`${block.source} stands in no paragraph`)
  if (first === last) return 'words'
  const [holder, otherHolder] = [parents.get(first), parents.get(last)]
  if (holder === otherHolder) return 'paragraphs'
  const [row, otherRow] = [first, last].map((paragraph) => findHolder(parents, paragraph, 'w:tr'))
  const areCells = holder?.name === 'w:tc' && otherHolder?.name === 'w:tc'
  if (!areCells || !row || !otherRow) return failCrossing(block)
  if (row === otherRow) return 'row'
  return parents.get(row) === parents.get(otherRow) ? 'rows' : failCrossing(block)
}

function listUnitMarks(
  parents: Parents,
  markers: ReadonlyMap<number, XmlElement>,
  block: PairedBlock,
  level: Level,
): readonly UnitMark[] {
  const roles = [
    ['open', block.open],
    ['else', block.otherwise],
    ['close', block.close],
  ] as const
  return roles.flatMap(([role, number]) => {
    const node = number === null ? undefined : markers.get(number)
    if (!node || number === null) return []
    const unit = findHolder(parents, node, level === 'paragraphs' ? 'w:p' : 'w:tr')
    if (!unit || (level === 'row' && role === 'else')) return failCrossing(block)
    return [{ node, number, role, block, unit, isRowItself: level === 'row' }]
  })
}

/** The nearest holder of the name; a text box begins a world of its own. */
function findHolder(parents: Parents, node: XmlElement, name: string): XmlElement | undefined {
  let holder = parents.get(node)
  while (holder && holder.name !== name && holder.name !== 'w:txbxContent') {
    holder = parents.get(holder)
  }
  return holder?.name === name ? holder : undefined
}

function invert(nodes: ReadonlyMap<number, XmlElement>): ReadonlyMap<XmlElement, number> {
  return new Map([...nodes].map(([number, node]) => [node, number]))
}
