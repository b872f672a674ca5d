import { findPage } from '../../shared/model/find-page.ts'
import type { TableBlock } from '../../shared/model/source-text.ts'
import type { SourceRole } from '../../shared/model/vocabulary.ts'
import { containsRange, sliceRange } from '../../shared/text/range.ts'
import { foldTableNumber } from './cell-address.ts'
import type { ChosenEvidence } from '../../shared/model/outline.ts'
import type { EvidenceSource, SearchedEvidence } from './evidence.ts'
import { viewTable, type TableView } from './table-view.ts'

export type EvidenceTable = { readonly source: EvidenceSource; readonly table: TableBlock }

/** Sources of the roles, the first role first. */
export function listSources(
  evidence: SearchedEvidence,
  roles: readonly SourceRole[],
): readonly EvidenceSource[] {
  return roles.flatMap((role) => evidence.sources.filter((source) => source.role === role))
}

export type TableSearch = {
  /** All tables of that number in the first source that has one. */
  readonly tables: readonly EvidenceTable[]
  /** Tables of that number in other sources of the same role, that hold other words. */
  readonly rivals: readonly EvidenceTable[]
  /** Sources that have an empty shell of that number. */
  readonly shells: readonly EvidenceSource[]
}

export function findTables(
  evidence: SearchedEvidence,
  roles: readonly SourceRole[],
  number: string,
): TableSearch {
  const wanted = foldTableNumber(number)
  const all = listSources(evidence, roles)
    .flatMap(listTables)
    .filter(({ table }) => table.number !== '' && foldTableNumber(table.number) === wanted)
  const filled = all.filter(({ table }) => !table.isShell)
  const tables = filled.filter(({ source }) => source === filled[0]?.source)
  return {
    tables,
    rivals: filled.filter((other) => isRival(other, tables)),
    shells: [...new Set(all.filter(({ table }) => table.isShell).map(({ source }) => source))],
  }
}

/** Roles have an order of precedence; sources of one role have none. */
function isRival(other: EvidenceTable, tables: readonly EvidenceTable[]): boolean {
  return (
    tables.some(({ source }) => source !== other.source && source.role === other.source.role) &&
    !tables.some((table) => holdsSameWords(table, other))
  )
}

function holdsSameWords(a: EvidenceTable, b: EvidenceTable): boolean {
  const [left, right] = [a, b].map(({ source, table }) =>
    sliceRange(source.sourceText.text, table.range).replace(/[^\S\t\n]+/g, ' '),
  )
  return left === right
}

/** Numbers of all tables with values, in their order: 14-2.01 before 14-10.01. */
export function listTableNumbers(
  evidence: SearchedEvidence,
  roles: readonly SourceRole[],
): readonly string[] {
  const numbers = new Map<string, string>()
  for (const { table } of listSources(evidence, roles).flatMap(listTables)) {
    const key = foldTableNumber(table.number)
    if (key !== '' && hasValues(table) && !numbers.has(key)) numbers.set(key, table.number)
  }
  return [...numbers.values()].sort(compareTableNumbers)
}

/** Tables with values, in the order of the text. */
export function listFilledTables(source: EvidenceSource): readonly EvidenceTable[] {
  return listTables(source).filter(({ table }) => hasValues(table))
}

/** "table 14-1.01", or by its title, else by its first heads: for messages. */
export function nameTable({ sourceText }: EvidenceSource, table: TableBlock): string {
  if (table.number !== '') return `table ${table.number}`
  if (table.title !== '') return `the table "${table.title}"`
  const heads = table.cells
    .slice(0, 3)
    .map(({ range }) => `"${sliceRange(sourceText.text, range)}"`)
  return `the table that begins with ${heads.join(', ').replace(/\s+/g, ' ')}`
}

/** For the writer who has to choose one: name, title, source and page. */
export function describeTable({ source, table }: EvidenceTable): string {
  const page = findPage(source.sourceText.pages, table.range.start)
  const title = table.number === '' || table.title === '' ? '' : ` "${table.title}"`
  const place = page ? `${source.name}, page ${page.number}` : source.name
  return `${nameTable(source, table)}${title} (${place})`
}

/** Tables that lie in chosen evidence, in its order. */
export function listChosenTables(
  evidence: SearchedEvidence,
  chosen: readonly ChosenEvidence[],
): readonly EvidenceTable[] {
  return chosen.flatMap(({ sourceTextId, range }) =>
    evidence.sources
      .filter((source) => source.sourceTextId === sourceTextId)
      .slice(0, 1)
      .flatMap(listTables)
      .filter(({ table }) => !table.isShell && containsRange(range, table.range)),
  )
}

export function chooseTable({ source, table }: EvidenceTable): ChosenEvidence {
  return { sourceTextId: source.sourceTextId, range: table.range }
}

/** Views each table once, however many addresses ask for it. */
export function createTableViewer(): (table: EvidenceTable) => TableView {
  const views = new Map<TableBlock, TableView>()
  return ({ source, table }) => {
    const view = views.get(table) ?? viewTable(source.sourceText, table)
    views.set(table, view)
    return view
  }
}

function hasValues({ isShell, rowCount, headerRowCount }: TableBlock): boolean {
  return !isShell && rowCount > headerRowCount
}

/** Digits by value, what stands between them by its characters. */
function compareTableNumbers(a: string, b: string): number {
  const [left, right] = [a, b].map((number) => foldTableNumber(number).match(/\d+|\D+/g) ?? [])
  for (const [index, word] of (left ?? []).entries()) {
    const other = right?.[index]
    if (other === undefined) return 1
    const difference = Number(word) - Number(other)
    if (difference) return difference
    if (word !== other && Number.isNaN(difference)) return word < other ? -1 : 1
  }
  return (left?.length ?? 0) - (right?.length ?? 0)
}

function listTables(source: EvidenceSource): readonly EvidenceTable[] {
  return source.sourceText.blocks.flatMap((table) =>
    table.kind === 'table' ? [{ source, table }] : [],
  )
}
