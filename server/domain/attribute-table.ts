import type { CellReference } from '../../shared/model/citation.ts'
import type { Passage } from '../../shared/model/passage.ts'
import type { SourceText, TableBlock } from '../../shared/model/source-text.ts'
import type { TextRange } from '../../shared/text/range.ts'
import { isNumberTerm, listTerms, type Term } from '../../shared/text/terms.ts'
import { align, type TermShares } from './align.ts'
import { findTermsIn, headingShare, toShares } from './attribute-units.ts'
import { viewTable, type ViewRow } from './table-view.ts'
import type { TermWeights } from './term-weights.ts'

/** A value of a table with the words that lead to it. */
export type ValueCell = {
  readonly range: TextRange
  readonly terms: readonly Term[]
  readonly reference: CellReference
  /** Terms of what the row is called, without statistics ("Mean") that its group gives sense to. */
  readonly rowTerms: ReadonlySet<string>
  /** Terms that tell the column from the others. */
  readonly columnTerms: ReadonlySet<string>
  /** All terms that lead to it. */
  readonly context: TermShares
}

/** A table's values; none for a shell. */
export function listValueCells(
  sourceText: SourceText,
  table: TableBlock,
  passage: Passage,
): ValueCell[] {
  if (table.isShell) return []
  const { rows, columns } = viewTable(sourceText, table)
  const heads = columns.map(({ path }) => new Set(listTerms(path.join(' '))))
  const shared = [...(heads[0] ?? [])].filter((term) => heads.every((head) => head.has(term)))
  const above = new Map([
    ...toShares(passage.headingPath, headingShare),
    ...toShares([passage.caption], headShare),
  ])
  return rows.flatMap((row) =>
    row.cells.flatMap((cell, index): ValueCell[] => {
      const columnPath = columns[index]?.path ?? []
      if (!cell || row.isGroup || cell.range.start >= cell.range.end) return []
      const own = [...(heads[index] ?? [])].filter((term) => !shared.includes(term))
      return [
        {
          range: cell.range,
          terms: findTermsIn(sourceText.text, cell.range),
          reference: { tableNumber: table.number, rowPath: row.path, columnPath, part: 'whole' },
          rowTerms: nameRow(row),
          columnTerms: new Set(own.filter((term) => !isNumberTerm(term))),
          context: new Map([...above, ...toShares([...row.path, ...columnPath], headShare)]),
        },
      ]
    }),
  )
}

export type TableMatch = { readonly cells: readonly ValueCell[]; readonly score: number }

/**
 * The cells that hold the numbers of a sentence. Each number must stand in a cell whose row the
 * sentence names and whose column it names best, in as many as the sentence gives it; else the table
 * is not what the sentence rests on.
 */
export function matchTable(
  sentence: readonly Term[],
  cells: readonly ValueCell[],
  weights: TermWeights,
): TableMatch | undefined {
  const named = new Set(sentence.map(({ term }) => term))
  const counts = countNumbers(sentence)
  const candidates = cells.filter((cell) => namesRow(cell, named, weights))
  const inColumn = keepNamedColumns(candidates, cells, named)
  const chosen = new Set<ValueCell>()
  const unheld: string[] = []
  for (const [number, count] of counts) {
    const holding = chooseHolding(inColumn, number, count, named)
    if (holding.length === 0) unheld.push(number)
    for (const cell of holding) chosen.add(cell)
  }
  const found = cells.filter((cell) => chosen.has(cell))
  const context = new Map(found.flatMap((cell) => [...cell.context]))
  if (found.length === 0 || unheld.some((number) => !context.has(number))) return undefined
  const held = found.flatMap(({ terms }) => terms)
  const { coverage } = align(sentence, held, weights, context)
  if (coverage < leastCoverage) return undefined
  return { cells: found, score: baseScore + (1 - baseScore) * coverage }
}

/** A head says as much as a word beside the value, nearly. */
const headShare = 0.9

/** With all its numbers in cells that it names, a sentence may use other words for the rest. */
const leastCoverage = 0.4

/** What numbers in named cells alone are worth. */
const baseScore = 0.6

/** Share of a row's name, by weight, that a sentence must have. */
const leastRowName = 0.5

const statistic =
  /^(?:n|mean|sd|se|std|median|min|max|q1|q3|range|p-?value|n ?\(%\)|%|mean \(sd\)|95% ci)$/i

const totalColumn = /^(?:total|all|overall)\b/i

function nameRow({ path }: ViewRow): ReadonlySet<string> {
  const names = path.filter((name) => !statistic.test(name.trim()))
  const name = names.at(-1) ?? path.join(' ')
  // units and short forms in brackets are no part of the name where words stand before them
  const terms = listTerms(name.replace(/\([^)]*\)/g, ' '))
  return new Set(terms.length > 0 ? terms : listTerms(name))
}

function namesRow(
  { rowTerms }: ValueCell,
  named: ReadonlySet<string>,
  weights: TermWeights,
): boolean {
  const rarest = Math.max(1, ...weights.values())
  const weigh = (terms: readonly string[]) =>
    terms.reduce((sum, term) => sum + (weights.get(term) ?? rarest), 0)
  const terms = [...rowTerms]
  const shared = terms.filter((term) => named.has(term))
  return shared.length > 0 && (weigh(shared) >= leastRowName * weigh(terms) || shared.length >= 2)
}

/** Cells of the columns that the sentence names best; the total, where it names none. */
function keepNamedColumns(
  candidates: readonly ValueCell[],
  all: readonly ValueCell[],
  named: ReadonlySet<string>,
): readonly ValueCell[] {
  const share = ({ columnTerms }: ValueCell) =>
    [...columnTerms].filter((term) => named.has(term)).length / Math.max(1, columnTerms.size)
  const best = Math.max(0, ...all.map(share))
  if (best > 0) return candidates.filter((cell) => share(cell) === best || share(cell) === 1)
  const isTotal = ({ reference }: ValueCell) => totalColumn.test(reference.columnPath[0] ?? '')
  return all.some(isTotal) ? candidates.filter(isTotal) : candidates
}

/** Of more cells than the sentence gives the number, those that share most of it; none on a tie. */
function chooseHolding(
  cells: readonly ValueCell[],
  number: string,
  count: number,
  named: ReadonlySet<string>,
): readonly ValueCell[] {
  const holding = cells.filter(({ terms }) => terms.some(({ term }) => term === number))
  if (holding.length <= count) return holding
  const score = (cell: ValueCell) =>
    10 *
      countShared(
        cell.terms.map(({ term }) => term),
        named,
      ) +
    countShared(cell.context.keys(), named)
  const scores = holding.map(score)
  const best = Math.max(...scores)
  const tied = holding.filter((_, index) => scores[index] === best)
  return tied.length <= count ? tied : []
}

function countShared(terms: Iterable<string>, named: ReadonlySet<string>): number {
  return [...new Set(terms)].filter((term) => named.has(term)).length
}

function countNumbers(sentence: readonly Term[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { term } of sentence) {
    if (isNumberTerm(term)) counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  return counts
}
