import type { CellReference } from '../../shared/model/citation.ts'
import type { Passage } from '../../shared/model/passage.ts'
import type { SourceText, TableBlock } from '../../shared/model/source-text.ts'
import { sliceRange, type TextRange } from '../../shared/text/range.ts'
import { isNumberTerm, listTerms, type Term } from '../../shared/text/terms.ts'
import { align, type TermContext } from './align.ts'
import { findTermsIn, headingShare, toContext } from './attribute-units.ts'
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
  readonly context: TermContext
  /** Those of them that name the table or row: a number there ("Week 24") is no value. */
  readonly labels: TermContext
}

/** A table's values; none for a shell. */
export function listValueCells(
  sourceText: SourceText,
  table: TableBlock,
  passage: Passage,
): ValueCell[] {
  if (table.isShell) return []
  const { rows, columns } = viewTable(sourceText, table)
  const heads = columns.map(
    ({ path }) => new Set(listTerms(path.join(' ').replace(groupSize, ' '))),
  )
  const isShared = (term: string) => heads.every((head) => head.has(term))
  const columnTerms = heads.map(
    (head) => new Set([...head].filter((term) => !isShared(term) && namesColumn(term))),
  )
  const caption = toContext([passage.caption], headShare)
  const headings = toContext(passage.headingPath, headingShare)
  return rows.flatMap((row) => {
    const rowTerms = nameRow(row)
    const path = toContext(row.path, headShare)
    return row.cells.flatMap((cell, index): ValueCell[] => {
      if (!cell || row.isGroup || cell.range.start >= cell.range.end) return []
      const columnPath = columns[index]?.path ?? []
      const labels = (term: string) => path(term) || caption(term) || headings(term)
      const head = (term: string) => (heads[index]?.has(term) ? headShare : 0)
      return [
        {
          range: cell.range,
          terms: findTermsIn(sourceText.text, cell.range),
          reference: { tableNumber: table.number, rowPath: row.path, columnPath, part: 'whole' },
          rowTerms,
          columnTerms: columnTerms[index] ?? new Set(),
          context: (term) => head(term) || labels(term),
          labels,
        },
      ]
    })
  })
}

/** A number is what a column has or how large its group is, but a year names it. */
function namesColumn(term: string): boolean {
  return !isNumberTerm(term) || isYear(term)
}

function isYear(term: string): boolean {
  return /^(?:19|20)\d\d$/.test(term)
}

/** "(N=60)" is no part of a column's name; a column of p-values has none. */
const groupSize = /\(?\bN\s*=\s*\d+\)?/gi

/** The numbers that a table's text shows, as terms: what they lack need not be looked for in it. */
export function listTableNumbers(sourceText: SourceText, table: TableBlock): ReadonlySet<string> {
  return new Set(listTerms(sliceRange(sourceText.text, table.range)).filter(isNumberTerm))
}

type TableMatch = { readonly cells: readonly ValueCell[]; readonly score: number }

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
  const inColumn = listNamedCells(sentence, cells, weights)
  const chosen = new Set<ValueCell>()
  const unheld: string[] = []
  for (const [number, count] of counts) {
    if (inColumn.some((cell) => cell.labels(number) > 0)) continue
    const holding = chooseHolding(inColumn, number, count, named)
    if (holding.length === 0) unheld.push(number)
    for (const cell of holding) chosen.add(cell)
  }
  const found = cells.filter((cell) => chosen.has(cell))
  const context = (term: string) => Math.max(...found.map((cell) => cell.context(term)))
  if (found.length === 0 || unheld.some((number) => context(number) === 0)) return undefined
  const held = found.flatMap(({ terms }) => terms)
  const { coverage } = align(sentence, held, weights, context)
  if (coverage < leastCoverage) return undefined
  return { cells: found, score: baseScore + (1 - baseScore) * coverage }
}

/** The cells whose row a sentence names, of the columns that it names best, whatever they hold. */
export function listNamedCells(
  sentence: readonly Term[],
  cells: readonly ValueCell[],
  weights: TermWeights,
): readonly ValueCell[] {
  const named = new Set(sentence.map(({ term }) => term))
  const weigh = createWeighing(weights)
  const isNamed = new Map<ReadonlySet<string>, boolean>()
  const candidates = cells.filter(({ rowTerms }) => {
    const known = isNamed.get(rowTerms) ?? namesRow(rowTerms, named, weigh)
    isNamed.set(rowTerms, known)
    return known
  })
  return keepNamedColumns(candidates, cells, named)
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

type Weigh = (terms: readonly string[]) => number

/** Terms that nobody weighed count as the rarest: made once, since a table may have 100,000 cells. */
function createWeighing(weights: TermWeights): Weigh {
  let rarest = 1
  for (const weight of weights.values()) rarest = Math.max(rarest, weight)
  return (terms) => terms.reduce((sum, term) => sum + (weights.get(term) ?? rarest), 0)
}

function namesRow(
  rowTerms: ReadonlySet<string>,
  named: ReadonlySet<string>,
  weigh: Weigh,
): boolean {
  const terms = [...rowTerms]
  const shared = terms.filter((term) => named.has(term))
  return shared.length > 0 && (weigh(shared) >= leastRowName * weigh(terms) || shared.length >= 2)
}

/**
 * Cells of the columns that the sentence names best, and where it has more numbers than these columns those
 * whose column it half names and whose number it has: "20,090 invoices with a value of EUR 95,250 thousand".
 * The total, where it names none.
 */
function keepNamedColumns(
  candidates: readonly ValueCell[],
  all: readonly ValueCell[],
  named: ReadonlySet<string>,
): readonly ValueCell[] {
  const share = ({ columnTerms }: ValueCell) =>
    [...columnTerms].filter((term) => named.has(term)).length / Math.max(1, columnTerms.size)
  const best = Math.max(0, ...all.map(share))
  if (best > 0) {
    const isBest = (cell: ValueCell): boolean => share(cell) === best || share(cell) === 1
    const columns = new Set(candidates.filter(isBest).map((cell) => cell.columnTerms))
    const isMore = [...named].filter(isAmount).length > columns.size
    return candidates.filter(
      (cell) =>
        isBest(cell) || (isMore && holdsNumber(cell, named) && isHalfNamed(cell, share(cell))),
    )
  }
  const isTotal = ({ reference }: ValueCell) => totalColumn.test(reference.columnPath[0] ?? '')
  return all.some(isTotal) ? candidates.filter(isTotal) : candidates
}

function holdsNumber({ terms }: ValueCell, named: ReadonlySet<string>): boolean {
  return terms.some(({ term }) => isAmount(term) && named.has(term))
}

function isAmount(term: string): boolean {
  return isNumberTerm(term) && !isYear(term)
}

/**
 * "Fell to 5,940 in 2025 from 8,150" leaves out the year before. Below a group that a sentence names columns share
 * its name, whatever they have: "Events".
 */
function isHalfNamed({ columnTerms, reference }: ValueCell, share: number): boolean {
  const isOfTime = columnTerms.size > 0 && [...columnTerms].every(isYear)
  return reference.columnPath.length === 1 && (share >= leastColumnName || isOfTime)
}

/** Share of the words of a column that a sentence must have, where it has its number as well. */
const leastColumnName = 0.5

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
    [...named].filter((term) => cell.context(term) > 0).length
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
