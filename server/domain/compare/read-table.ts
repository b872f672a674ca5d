import type { CellReference } from '../../../shared/model/citation.ts'
import type { TableBlock } from '../../../shared/model/source-text.ts'
import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import type { EvidenceSource } from '../evidence.ts'
import { viewTable, type TableView } from '../table-view.ts'
import { createArmFinder, readArmHead, type ArmFinder } from '../verify/arms.ts'
import { toClaimEvidence } from '../verify/claim-evidence.ts'
import type { ClaimEvidence } from '../verify/verdict.ts'
import { readComparedCell, type ComparedCell } from './compared-cell.ts'
import { isTotalName } from './read-parts.ts'

/** A cell with the group that it is of, which may be named by its column or by its row. */
export type PlacedCell = {
  readonly cell: ComparedCell
  /** '' where it is of no group. */
  readonly arm: string
  /** As the table calls the group. */
  readonly armName: string
  readonly isTotal: boolean
  /** Without the name of the group. */
  readonly rowPath: readonly string[]
  readonly columnPath: readonly string[]
}

export type ComparedTable = {
  readonly source: EvidenceSource
  readonly block: TableBlock
  readonly findArms: ArmFinder
  /** Of the groups: arm → its name in the table. */
  readonly arms: ReadonlyMap<string, string>
  readonly cells: readonly PlacedCell[]
  /** What stands around it, title first. */
  readonly context: string
  /** What stands above the names of rows: "Preferred Term". */
  readonly corners: string
}

/** Undefined for a layout without values, and for a table without any that can be compared. */
export function readComparedTable(
  source: EvidenceSource,
  block: TableBlock,
  headings: string,
): ComparedTable | undefined {
  if (block.isShell) return undefined
  const view = viewTable(source.sourceText, block)
  const findArms = createArmFinder(listEvidence(source, view))
  const corners = block.cells
    .filter(({ row, column }) => row < block.headerRowCount && view.headColumns.includes(column))
    .map(({ range }) => sliceRange(source.sourceText.text, range))
    .join(' ')
  const cells = listPlaced(source, view, findArms, inPercent.test(`${block.title} ${corners}`))
  if (cells.length < 2) return undefined
  const arms = new Map<string, string>()
  for (const { arm, armName } of cells) if (arm !== '' && !arms.has(arm)) arms.set(arm, armName)
  const { number, title, population } = block
  const context = [number, title, population, headings].join('\n')
  return { source, block, findArms, arms, cells, context, corners }
}

/** "Attendance (%)", but no "Subjects, n (%)", whose cells have their own. */
const inPercent = /(?<!\bn\s*)\(\s*%/i
const counted = /\((?:number|n|count)\)|\bN\s*=/i

/** One cell as evidence is, with all that names its table. */
export function toEvidence(
  source: EvidenceSource,
  { range, reference }: { readonly range: TextRange; readonly reference: CellReference },
): ClaimEvidence {
  const quote = sliceRange(source.sourceText.text, range)
  const { sourceTextId } = source
  const stored = { kind: 'text', sourceTextId, range, quote, cell: reference } as const
  return toClaimEvidence({ evidence: stored, transformations: [], formula: '' }, source)
}

/** Groups are read from the heads of all columns, so that a cell of each is enough. */
function listEvidence(source: EvidenceSource, { rows, columns, table }: TableView) {
  return columns.flatMap(({ path }, at) => {
    const row = rows.find(({ cells, isGroup }) => !isGroup && cells[at] !== undefined)
    const range = row?.cells[at]?.range
    if (!row || !range) return []
    const reference = toReference(table, row.path, path)
    return [toEvidence(source, { range, reference })]
  })
}

function toReference(
  table: TableBlock,
  rowPath: readonly string[],
  columnPath: readonly string[],
): CellReference {
  return { tableNumber: table.number, rowPath, columnPath, part: 'whole' }
}

function listPlaced(
  { sourceText }: EvidenceSource,
  { rows, columns, table }: TableView,
  findArms: ArmFinder,
  isOfShares: boolean,
): readonly PlacedCell[] {
  return rows.flatMap((row) => {
    if (row.isGroup) return []
    return row.cells.flatMap((own, at): readonly PlacedCell[] => {
      const columnPath = columns[at]?.path ?? []
      if (!own || own.range.start >= own.range.end) return []
      const reference = toReference(table, row.path, columnPath)
      const words = sliceRange(sourceText.text, own.range)
      const ends = readEnds(row.path, words)
      if (ends)
        return ends.flatMap(({ name, value }) => {
          const cell = readComparedCell(own.range, reference, value)
          const rowPath = [...row.path.slice(0, -1), name]
          return cell ? [placeCell(cell, rowPath, columnPath, findArms)] : []
        })
      const isShare = isOfShares && ![...row.path, ...columnPath].some((head) => counted.test(head))
      const cell = readComparedCell(own.range, reference, words, isShare)
      return cell ? [placeCell(cell, row.path, columnPath, findArms)] : []
    })
  })
}

/** "29.0, 73.0" in a row "Min, Max" are two values. */
function readEnds(rowPath: readonly string[], words: string) {
  const isOfEnds = /^min(?:imum)?\.?\s*[,;/–-]\s*max(?:imum)?\.?$/i.test(
    rowPath.at(-1)?.trim() ?? '',
  )
  const found = /^\s*(-?\d[\d.]*)\s*[,;]\s*(-?\d[\d.]*)\s*$/.exec(words)
  if (!isOfEnds || !found) return undefined
  const [, least = '', most = ''] = found
  return [
    { name: 'Min', value: least },
    { name: 'Max', value: most },
  ]
}

function placeCell(
  cell: ComparedCell,
  rowPath: readonly string[],
  columnPath: readonly string[],
  findArms: ArmFinder,
): PlacedCell {
  const isArm = (head: string): boolean => readArmHead(head, findArms).length === 1
  const heads = [...rowPath, ...columnPath].filter(isArm)
  const [armName = ''] = heads
  const arm = heads.length === 1 ? (readArmHead(armName, findArms)[0] ?? '') : ''
  const isTotal = columnPath.some(isTotalName)
  const withoutArm = (path: readonly string[]) => path.filter((head) => !isArm(head))
  const others = columnPath.filter((head) => !isTotalName(head) || !isTotal)
  return {
    cell,
    arm,
    armName,
    isTotal,
    rowPath: withoutArm(rowPath),
    columnPath: withoutArm(isTotal ? others : columnPath),
  }
}
