import { sliceRange } from '../../../shared/text/range.ts'
import { stem } from '../../../shared/text/stem.ts'
import type { AskedQuestion } from './asked-question.ts'
import { chooseColumns } from './choose-columns.ts'
import { coverConcepts, type ConceptWeights } from './concept-weights.ts'
import type { FoundRow } from './find-cells.ts'
import { isPlan } from './planned.ts'
import { listHeadTerms, type AskedRow, type AskedTable } from './table-rows.ts'

/**
 * "Why did subjects discontinue on placebo?": the rows below "Reason for early termination" that count
 * somebody, in the table's order; of several tables those of the one that names most of the question.
 */
export function findReasons(
  question: AskedQuestion,
  weights: ConceptWeights,
  tables: readonly AskedTable[],
): readonly FoundRow[] {
  const found = tables
    .filter(({ place }) => !isPlan(place.source))
    .flatMap((table) => listGroups(table).map((rows) => readGroup(question, weights, table, rows)))
  const coverageOf = ([first]: readonly FoundRow[]) => first?.coverage ?? 0
  return found.reduce<readonly FoundRow[]>(
    (best, one) => (coverageOf(one) > coverageOf(best) ? one : best),
    [],
  )
}

const reason = stem('reason')

/** Below this the reasons are those of something else. */
const leastCoverage = 0.8
const shareOfAbove = 0.9

/** Rows that stand below the same name of reasons. */
function listGroups({ rows }: AskedTable): AskedRow[][] {
  const groups = new Map<string, AskedRow[]>()
  for (const row of rows.filter(({ group }) => group.has(reason))) {
    const key = JSON.stringify(row.path.slice(0, -1))
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()]
}

function readGroup(
  question: AskedQuestion,
  weights: ConceptWeights,
  table: AskedTable,
  rows: readonly AskedRow[],
): FoundRow[] {
  const columns = chooseColumns(question, table, rows)
  const head = listHeadTerms(table, columns)
  const coverage = coverConcepts(weights, [
    [new Set(rows.flatMap(({ group }) => [...group])), 1],
    [head, 1],
    [table.above, shareOfAbove],
  ])
  if (coverage < leastCoverage) return []
  return rows
    .filter((row) => columns.some((index) => countsSomebody(table, row, index)))
    .map((row) => ({ table, row, columns, coverage, score: coverage }))
}

function countsSomebody({ place }: AskedTable, { cells }: AskedRow, index: number): boolean {
  const cell = cells[index]
  return (
    cell !== undefined && /^\s*0*[1-9]/.test(sliceRange(place.source.sourceText.text, cell.range))
  )
}
