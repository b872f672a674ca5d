import type { CellReference } from '../../shared/model/citation.ts'
import { shiftRange, sliceRange, type TextRange } from '../../shared/text/range.ts'
import { splitSentences } from '../../shared/text/sentences.ts'
import { findTerms, isNumberTerm, type Term } from '../../shared/text/terms.ts'
import { align, joinMarks, type Alignment } from './align.ts'
import { listUnits, type RowCell, type RowUnit, type SentenceUnit } from './attribute-units.ts'
import type { EvidenceSource, RankedPassage } from './evidence.ts'
import { weighTerms, type TermWeights } from './term-weights.ts'

/** A sentence or cell of a source that says what a sentence of the selection says. */
export type Attribution = {
  readonly sourceTextId: string
  /** In the source's text. */
  readonly range: TextRange
  /** In the source's text, inside `range`: the words that both have. */
  readonly marks: readonly TextRange[]
  /** 0 to 1. */
  readonly score: number
  /** The sentence of the selection that rests on it, as a range of the selection. */
  readonly selected: TextRange
  readonly cell: CellReference | null
}

type AttributionSource = Pick<
  EvidenceSource,
  'sourceTextId' | 'sourceHash' | 'sourceText' | 'passages'
>

/**
 * Sources of words that were not generated here, best first: for each sentence of the selection the
 * sentence or cells that cover it best, and others that do nearly as well. Where nothing covers it
 * well enough there is nothing: a wrong citation is worse than none.
 * @param hits the passages to look into.
 */
export function attribute(
  selection: string,
  sources: readonly AttributionSource[],
  hits: readonly RankedPassage[],
): Attribution[] {
  const weights = weighTerms(selection, sources)
  const places = listPlaces(sources, hits)
  const found = splitSentences(selection).flatMap((selected) =>
    attributeSentence(findTermsIn(selection, selected), weights, places).map((one) => ({
      ...one,
      selected,
    })),
  )
  const hashes = new Map(sources.map(({ sourceTextId, sourceHash }) => [sourceTextId, sourceHash]))
  const hashOf = (one: Attribution) => hashes.get(one.sourceTextId) ?? ''
  return withoutTwins(found).sort(
    (a, b) =>
      b.score - a.score || compareText(hashOf(a), hashOf(b)) || a.range.start - b.range.start,
  )
}

/** Below this the evidence speaks of the same things and mostly says something else. */
const leastScore = 0.75

/** Evidence that covers a sentence nearly as well as the best is given, too. */
const shareOfBest = 0.92

/** A sentence with fewer telling words has to be there word for word. */
const leastTerms = 3

/** More cells than this say that the row was meant. */
const maximumCells = 6

type Place = {
  readonly source: AttributionSource
  readonly units: readonly (SentenceUnit | RowUnit)[]
}

type Found = Omit<Attribution, 'selected'>

function listPlaces(
  sources: readonly AttributionSource[],
  hits: readonly RankedPassage[],
): readonly Place[] {
  return hits.flatMap(({ sourceTextId, ordinal }) => {
    const source = sources.find((one) => one.sourceTextId === sourceTextId)
    const passage = source?.passages[ordinal]
    if (!source || !passage?.isEvidence) return []
    return [{ source, units: listUnits(source.sourceText, passage) }]
  })
}

function attributeSentence(
  terms: readonly Term[],
  weights: TermWeights,
  places: readonly Place[],
): Found[] {
  const distinct = new Set(terms.map(({ term }) => term)).size
  if (distinct === 0) return []
  const least = distinct < leastTerms ? 1 : leastScore
  const found = places.flatMap(({ source, units }) =>
    units.flatMap((unit) =>
      unit.kind === 'sentence'
        ? attributeToSentence(terms, unit, source, weights)
        : attributeToRow(terms, unit, source, weights),
    ),
  )
  const good = found.filter(({ score }) => score >= least - 1e-9)
  const best = Math.max(0, ...good.map(({ score }) => score))
  const chosen = good.filter(({ score }) => score >= shareOfBest * best)
  // a word or two that stand in many places point at none of them
  return distinct < leastTerms && chosen.length > 2 ? [] : chosen
}

function attributeToSentence(
  terms: readonly Term[],
  unit: SentenceUnit,
  source: AttributionSource,
  weights: TermWeights,
): Found[] {
  const { score, marks } = align(terms, unit.terms, weights, unit.context)
  if (score === 0) return []
  return [toFound(source, unit.range, marks, score, null)]
}

/** Only for sentences with numbers: the words of a row say little by themselves. */
function attributeToRow(
  terms: readonly Term[],
  unit: RowUnit,
  source: AttributionSource,
  weights: TermWeights,
): Found[] {
  const numbers = terms.filter(({ term }) => isNumberTerm(term))
  if (numbers.length === 0) return []
  const alignment = align(terms, unit.terms, weights, unit.context)
  if (alignment.score < leastScore) return []
  const cells = chooseCells(terms, numbers, unit)
  const { score } = alignment
  const isFew = cells.length > 0 && cells.length <= maximumCells
  if (!isFew) return [describeWholeRow(unit, source, alignment)]
  return cells.map((cell) => {
    const marks = cell.terms.filter((term) => alignment.marks.includes(term))
    return toFound(source, cell.range, marks, score, cell.reference)
  })
}

/**
 * For each number the cells that hold it, as many as the sentence names it; of more, those whose
 * column heads the sentence names best.
 */
function chooseCells(
  terms: readonly Term[],
  numbers: readonly Term[],
  { cells }: RowUnit,
): readonly RowCell[] {
  const named = new Set(terms.map(({ term }) => term))
  const counts = new Map<string, number>()
  for (const { term } of numbers) counts.set(term, (counts.get(term) ?? 0) + 1)
  const chosen = [...counts].flatMap(([number, count]) => {
    const holding = cells.filter((cell) => cell.terms.some(({ term }) => term === number))
    if (holding.length <= count) return holding
    const scores = holding.map((cell) => scoreCell(cell, named))
    const best = Math.max(...scores)
    const tied = holding.filter((_, index) => scores[index] === best)
    return tied.length <= count ? tied : []
  })
  return cells.filter((cell) => chosen.includes(cell))
}

/** Other numbers of the cell count most, then words of its heads. */
function scoreCell(cell: RowCell, named: ReadonlySet<string>): number {
  const numbers = new Set(cell.terms.map(({ term }) => term))
  const shared = [...numbers].filter((term) => named.has(term)).length
  const heads = [...cell.heads].filter((term) => named.has(term)).length
  return 100 * shared + heads
}

function describeWholeRow(unit: RowUnit, source: AttributionSource, alignment: Alignment): Found {
  const start = unit.cells[0]?.range.start ?? 0
  const range = { start, end: unit.cells.at(-1)?.range.end ?? start }
  return toFound(source, range, alignment.marks, alignment.score, null)
}

function toFound(
  { sourceTextId, sourceText }: AttributionSource,
  range: TextRange,
  marks: readonly Term[],
  score: number,
  cell: CellReference | null,
): Found {
  return { sourceTextId, range, marks: joinMarks(sourceText.text, marks), score, cell }
}

/** The same place for two sentences of the selection counts once, with its better score. */
function withoutTwins(found: readonly Attribution[]): Attribution[] {
  const kept = new Map<string, Attribution>()
  for (const one of found) {
    const key = JSON.stringify([one.sourceTextId, one.range])
    const other = kept.get(key)
    if (!other || one.score > other.score) kept.set(key, one)
  }
  return [...kept.values()]
}

function findTermsIn(text: string, range: TextRange): Term[] {
  return findTerms(sliceRange(text, range)).map(({ term, range: found }) => ({
    term,
    range: shiftRange(found, range.start),
  }))
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
