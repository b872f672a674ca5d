import type { CellReference } from '../../shared/model/citation.ts'
import type { TextRange } from '../../shared/text/range.ts'
import { splitSentences } from '../../shared/text/sentences.ts'
import { isNumberTerm, type Term } from '../../shared/text/terms.ts'
import { align, boundCoverage, joinMarks } from './align.ts'
import { createPlaceFinder, type AttributionSource, type Place } from './attribute-places.ts'
import { matchTable } from './attribute-table.ts'
import { findTermsIn } from './attribute-units.ts'
import type { HoldsTerm } from './candidates.ts'
import type { RankedPassage } from './evidence.ts'
import type { TermWeights } from './term-weights.ts'

/** A sentence or cell of a source that says what a sentence of the selection says. */
type Attribution = {
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

/**
 * Sources of words that were not generated here, best first: for each sentence of the selection the
 * sentence or cells that cover it best, and others that do nearly as well. Where nothing covers it
 * well enough there is nothing: a wrong citation is worse than none.
 * @param sources at least those of the hits.
 * @param hits the passages to look into.
 * @param weights of the selection's terms among the searched texts.
 * @param holds what an index knows of the passages: it only spares looking into some of them.
 */
export function attribute(
  selection: string,
  sources: readonly AttributionSource[],
  hits: readonly RankedPassage[],
  weights: TermWeights,
  holds: HoldsTerm = () => true,
): Attribution[] {
  return createAttributor(sources)(selection, hits, weights, holds)
}

/** `attribute` for many selections over the same sources: what they share is made once. */
export function createAttributor(
  sources: readonly AttributionSource[],
): (
  selection: string,
  hits: readonly RankedPassage[],
  weights: TermWeights,
  holds?: HoldsTerm,
) => Attribution[] {
  const findPlaces = createPlaceFinder(sources)
  const hashes = new Map(sources.map(({ sourceTextId, sourceHash }) => [sourceTextId, sourceHash]))
  const hashOf = (one: Attribution) => hashes.get(one.sourceTextId) ?? ''
  return (selection, hits, weights, holds = () => true) => {
    const places = findPlaces(hits)
    const found = splitSentences(selection).flatMap((selected) =>
      attributeSentence(findTermsIn(selection, selected), weights, places, holds).map((one) => ({
        ...one,
        selected,
      })),
    )
    return withoutTwins(found).sort(
      (a, b) =>
        b.score - a.score || compareText(hashOf(a), hashOf(b)) || a.range.start - b.range.start,
    )
  }
}

/** Below this the evidence speaks of the same things and mostly says something else. */
const leastScore = 0.75

/** Evidence that covers a sentence nearly as well as the best is given, too. */
const shareOfBest = 0.92

/** A sentence with fewer telling words has to be there word for word. */
const leastTerms = 3

/** Sums of fractions that should be equal may differ by so much. */
const tolerance = 1e-9

type Found = Omit<Attribution, 'selected'>

function attributeSentence(
  terms: readonly Term[],
  weights: TermWeights,
  places: readonly Place[],
  holds: HoldsTerm,
): Found[] {
  const distinct = new Set(terms.map(({ term }) => term)).size
  if (distinct === 0) return []
  const least = distinct < leastTerms ? 1 : leastScore
  const mayCover = ({ hit }: Place) =>
    boundCoverage(terms, weights, (term) => holds(hit, term)) >= least - tolerance
  const found = places.flatMap((place) => [
    ...(mayCover(place) ? attributeToSentences(terms, place, weights) : []),
    ...attributeToTables(terms, place, weights),
  ])
  const good = found.filter(({ score }) => score >= least - tolerance)
  const best = Math.max(0, ...good.map(({ score }) => score))
  const chosen = good.filter(({ score }) => score >= shareOfBest * best)
  // a word or two that stand in many places point at none of them
  return distinct < leastTerms && chosen.length > 2 ? [] : chosen
}

function attributeToSentences(
  terms: readonly Term[],
  { source, getSentences }: Place,
  weights: TermWeights,
): Found[] {
  return getSentences().map((unit) => {
    const { score, marks } = align(terms, unit.terms, weights, unit.context)
    return toFound(source, unit.range, marks, score, null)
  })
}

/** Only for sentences with numbers: the words of a table say little by themselves. */
function attributeToTables(
  terms: readonly Term[],
  { source, tables }: Place,
  weights: TermWeights,
): Found[] {
  const numbers = terms.map(({ term }) => term).filter(isNumberTerm)
  const named = new Set(terms.map(({ term }) => term))
  return tables.flatMap((table) => {
    if (!numbers.some((number) => table.getNumbers().has(number))) return []
    const match = matchTable(terms, table.getCells(), weights)
    return (match?.cells ?? []).map(({ range, terms: own, reference }) => {
      const marks = own.filter(({ term }) => named.has(term))
      return toFound(source, range, marks, match?.score ?? 0, reference)
    })
  })
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

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
