import type { CellReference } from '../../../shared/model/citation.ts'
import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import { placeCell, toReference, type ComparedTable } from '../compare/read-table.ts'
import { viewTable } from '../table-view.ts'
import { readStatement } from '../verify/statement.ts'
import { keyOf, readLabel, type Label } from './label.ts'

/** One cell with values: "34 (12.5)", "0.18 (0.12, 0.24)", "<0.001". */
export type GridCell = {
  readonly range: TextRange
  readonly reference: CellReference
  readonly words: string
  /** The first number, and those in brackets behind it. */
  readonly value: number
  readonly comparator: string
  readonly isPercent: boolean
  readonly brackets: readonly number[]
  readonly isPercentInBrackets: boolean
  /** How many the group has, by the head of its column. */
  readonly size: number | undefined
}

/** What names a cell: its group, its row, and what else stands above its column. */
export const dimensions = ['group', 'row', 'column'] as const
export type Dimension = (typeof dimensions)[number]

/** A table as the names that lead to its cells. */
export type Grid = {
  readonly table: ComparedTable
  readonly labels: Readonly<Record<Dimension, readonly Label[]>>
  /** By the indexes of their labels: group, row, column. */
  readonly cells: ReadonlyMap<string, GridCell>
  /** Keys of what stands around it: title, headings, what heads the names of its rows. */
  readonly around: ReadonlySet<string>
  /** The same in words. */
  readonly words: string
}

export type Place = Readonly<Record<Dimension, number>>

export function findCellAt({ cells }: Grid, { group, row, column }: Place): GridCell | undefined {
  return cells.get(`${group} ${row} ${column}`)
}

const known = new WeakMap<ComparedTable, Grid | undefined>()

/** Undefined where two cells have the same names. */
export function readGrid(table: ComparedTable): Grid | undefined {
  if (!known.has(table)) known.set(table, makeGrid(table))
  return known.get(table)
}

function makeGrid(table: ComparedTable): Grid | undefined {
  const placed = listCells(table)
  const groups = [...new Set(placed.map(({ arm, isTotal }) => (isTotal ? total : arm)))]
  const rows = distinct(placed.map(({ rowPath }) => rowPath))
  const columns = distinct(placed.map(({ columnPath }) => columnPath))
  const cells = new Map<string, GridCell>()
  for (const { cell, arm, isTotal, rowPath, columnPath } of placed) {
    const group = groups.indexOf(isTotal ? total : arm)
    const row = rows.findIndex((path) => isSame(path, rowPath))
    const column = columns.findIndex((path) => isSame(path, columnPath))
    const key = `${group} ${row} ${column}`
    if (cells.has(key)) return undefined
    cells.set(key, cell)
  }
  if (cells.size < 2 || cells.size > mostCells) return undefined
  const { title = '' } = table.source.sourceText.metadata
  const words = [table.context, table.corners, title].join('\n')
  return {
    table,
    cells,
    words,
    around: new Set(readStatement(words, table.findArms).map(keyOf)),
    labels: {
      group: groups.map((arm) => ({ ...readLabel([], [], table.findArms), arm })),
      row: markSums(
        rows.map((path) => readLabel(path, rows, table.findArms)),
        cells,
      ),
      column: columns.map((path) => readLabel(path, columns, table.findArms)),
    },
  }
}

/** "Hospital" below its wards is their total where all counts add up to it. */
function markSums(
  labels: readonly Label[],
  cells: ReadonlyMap<string, GridCell>,
): readonly Label[] {
  const last = labels.length - 1
  const columns = new Map<string, Map<number, number>>()
  for (const [key, { value, brackets, comparator }] of cells) {
    const [group, row, column] = key.split(' ')
    const name = `${group} ${column}`
    const own = columns.get(name) ?? new Map<number, number>()
    own.set(Number(row), brackets.length > 0 || comparator !== '' ? NaN : value)
    columns.set(name, own)
  }
  const counts = [...columns.values()].filter((own) => [...own.values()].every(Number.isInteger))
  const addUp = (own: ReadonlyMap<number, number>): boolean => {
    const others = [...own].flatMap(([row, value]) => (row === last ? [] : [value]))
    const sum = others.reduce((all, one) => all + one, 0)
    return others.filter((one) => one > 0).length > 1 && own.get(last) === sum
  }
  const isTotal =
    labels.length > 2 &&
    !labels.some((one) => one.isTotal) &&
    counts.length > 0 &&
    counts.every(addUp)
  return labels.map((label, at) => (isTotal && at === last ? { ...label, isTotal: true } : label))
}

/** Larger tables are listings. */
const mostCells = 4000

/** The group of all groups, as its label has it. */
export const total = ' total'

function listCells({ source, block, findArms }: ComparedTable) {
  const { rows, columns } = viewTable(source.sourceText, block)
  const paths = columns.map(({ path }) => path.flatMap(splitHead))
  const isByGroup = paths.some((path) => placeCell(undefined, [], path, findArms).arm !== '')
  return rows.flatMap((row) => {
    if (row.isGroup) return []
    return row.cells.flatMap((own, at) => {
      if (!own || own.range.start >= own.range.end) return []
      const columnPath = paths[at] ?? []
      const words = sliceRange(source.sourceText.text, own.range).trim()
      const cell = readCell(own.range, toReference(block, row.path, columns[at]?.path ?? []), words)
      if (!cell) return []
      const placed = placeCell(cell, row.path, columnPath, findArms)
      // beside no groups a column of totals is a column as any other
      return [isByGroup ? placed : { ...placed, isTotal: false, columnPath }]
    })
  })
}

/** "Placebo (N=119) n (%)" is a group, and what stands in its column. */
function splitHead(head: string): readonly string[] {
  const [, group, rest] = /^(.*\p{L}.*\(\s*N\s*=\s*[\d,]+\s*\))\s*(\S.*)$/iu.exec(head) ?? []
  return group !== undefined && rest !== undefined ? [group, rest] : [head]
}

const number = '[-−–]?\\d[\\d,]*(?:\\.\\d+)?'
const shape = new RegExp(
  `^([<>≤≥]?)\\s*(${number})\\s*(%?)\\s*(?:[(\\[]\\s*((?:${number})(?:\\s*(?:,|;|to|–)\\s*(?:${number}))?)\\s*(%?)\\s*[)\\]])?\\s*\\*?$`,
)

function readCell(range: TextRange, reference: CellReference, words: string): GridCell | undefined {
  const [, comparator = '', first = '', percent = '', inBrackets = '', also = ''] =
    shape.exec(words) ?? []
  if (first === '') return undefined
  const brackets = inBrackets === '' ? [] : inBrackets.split(/\s*(?:,(?!\d{3})|;|to|(?<=\d)–)\s*/)
  return {
    range,
    reference,
    words: words.replace(/\s+/g, ' '),
    value: toNumber(first),
    comparator,
    isPercent: percent !== '',
    brackets: brackets.map(toNumber),
    isPercentInBrackets: also !== '',
    size: readSize(reference.columnPath),
  }
}

export function toNumber(words: string): number {
  return Number(words.replace(/[−–]/g, '-').replaceAll(',', ''))
}

function readSize(heads: readonly string[]): number | undefined {
  const told = heads.flatMap((head) => /\bN\s*=\s*([\d,]+)/.exec(head)?.[1] ?? [])
  return told.length === 1 ? toNumber(told[0] ?? '') : undefined
}

function distinct(paths: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(paths.map((path) => [path.join('\n'), path])).values()]
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.join('\n') === b.join('\n')
}
