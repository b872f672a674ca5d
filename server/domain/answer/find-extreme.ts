import { sliceRange } from '../../../shared/text/range.ts'
import { chooseColumns } from './choose-columns.ts'
import { coverConcepts, names, type ConceptWeights } from './concept-weights.ts'
import type { FoundRow } from './find-cells.ts'
import { isPlan } from './planned.ts'
import type { AskedQuestion } from './asked-question.ts'
import type { AskedRow, AskedTable } from './table-rows.ts'

/** The rows with the highest value, or the lowest, and how many were compared. */
export type FoundExtreme = { readonly rows: readonly FoundRow[]; readonly compared: number }

/**
 * "The most common adverse event on placebo": of the table that is about what the question names, the
 * row with the highest count in the one column that it names. Rows that sum others up are not compared.
 */
export function findExtreme(
  question: AskedQuestion,
  weights: ConceptWeights,
  tables: readonly AskedTable[],
): FoundExtreme | undefined {
  const fitting = tables
    .filter(({ place }) => !isPlan(place.source))
    .flatMap((table) => findInTable(question, weights, table) ?? [])
  const [best, second] = fitting.toSorted((a, b) => b.coverage - a.coverage)
  // of two tables alike neither is the one that was meant
  return best && best.coverage !== second?.coverage ? best : undefined
}

const leastCoverage = 0.8
const fewestRows = 3

function findInTable(
  question: AskedQuestion,
  weights: ConceptWeights,
  table: AskedTable,
): (FoundExtreme & { coverage: number }) | undefined {
  const rows = listComparable(question, table)
  const [index, ...others] = chooseColumns(question, table, rows)
  if (index === undefined || others.length > 0 || rows.length < fewestRows) return undefined
  const head = table.columns[index]?.own ?? new Set<string>()
  const coverage = coverConcepts(weights, [
    [head, 1],
    [table.above, 1],
  ])
  if (coverage < leastCoverage) return undefined
  const values = rows.flatMap((row) => {
    const value = readCount(table, row, index)
    return value === undefined ? [] : [{ row, value }]
  })
  const isLeast = /\b(?:least|lowest|smallest|fewest)\b/i.test(question.text)
  const amounts = values.map(({ value }) => value)
  const extreme = isLeast ? Math.min(...amounts) : Math.max(...amounts)
  const found = values.filter(({ value }) => value === extreme)
  return {
    coverage,
    compared: values.length,
    rows: found.map(({ row }) => ({ table, row, columns: [index], coverage, score: coverage })),
  }
}

/** Without those that others stand below, and those that are called what the question asks about. */
function listComparable(
  { concepts }: AskedQuestion,
  { rows, above }: AskedTable,
): readonly AskedRow[] {
  const groups = new Set(rows.map(({ path }) => JSON.stringify(path.slice(0, -1))))
  const isSum = ({ path, own }: AskedRow) =>
    groups.has(JSON.stringify(path)) ||
    /^(?:any|all|total|overall)\b/i.test(path.at(-1) ?? '') ||
    concepts.some((concept) => names(above, concept) && names(own, concept))
  return rows.filter((row) => row.statistics.size === 0 && !row.isPValue && !isSum(row))
}

function readCount({ place }: AskedTable, { cells }: AskedRow, index: number): number | undefined {
  const cell = cells[index]
  const words = cell && sliceRange(place.source.sourceText.text, cell.range)
  const count = /^\s*(\d+)(?:\s*\(|\s*$)/.exec(words ?? '')?.[1]
  return count === undefined ? undefined : Number(count)
}
