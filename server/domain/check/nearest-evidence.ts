import type { CellReference } from '../../../shared/model/citation.ts'
import { readNumberWords } from '../../../shared/text/number-words.ts'
import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import { findTerms, isNumberTerm, type Term } from '../../../shared/text/terms.ts'
import { align } from '../align.ts'
import { createPlaceFinder, type Place } from '../attribute-places.ts'
import { listNamedCells } from '../attribute-table.ts'
import type { EvidenceSource, RankedPassage } from '../evidence.ts'
import type { TermWeights } from '../term-weights.ts'

/** A sentence or cell of a source that speaks of what a claim speaks of, whatever it says of it. */
export type NearEvidence = {
  readonly sourceTextId: string
  readonly range: TextRange
  readonly cell: CellReference | null
  /** Share of the claim's words, by weight, that stand there or above; numbers don't count. 0 to 1. */
  readonly nearness: number
}

/**
 * Finds what a claim has to be held against: the sentences that share most of its words and the cells
 * that it names, nearest first. Its numbers have no say in it, since a wrong one must be held against
 * the right one. What the sources have in common is made once; cells are left out where only sentences
 * are compared.
 */
export function createNearestFinder(
  sources: readonly EvidenceSource[],
  { withCells } = { withCells: true },
): (claim: string, hits: readonly RankedPassage[], weights: TermWeights) => NearEvidence[] {
  const findPlaces = createPlaceFinder(sources)
  return (claim, hits, weights) => {
    const terms = findTerms(claim)
    const words = terms.filter((one) => !isNumber(one, claim))
    if (words.length === 0) return []
    return findPlaces(hits)
      .flatMap((place) => [
        ...findSentences(words, weights, place),
        ...(withCells ? findCells(terms, words, weights, place) : []),
      ])
      .filter(({ nearness }) => nearness >= leastNearness)
      .toSorted((a, b) => b.nearness - a.nearness)
      .slice(0, mostEvidence)
  }
}

/** "Nine" has no more say than "9". */
function isNumber({ term, range }: Term, claim: string): boolean {
  return isNumberTerm(term) || readNumberWords(sliceRange(claim, range)) !== undefined
}

/** Below this a sentence speaks of something else. */
const leastNearness = 0.6

const mostEvidence = 6

/** More cells than this are not named by the sentence, only touched. */
const mostCells = 8

function findSentences(
  words: readonly Term[],
  weights: TermWeights,
  { source, getSentences }: Place,
): NearEvidence[] {
  return getSentences().map(({ range, terms, context }) => ({
    sourceTextId: source.sourceTextId,
    range,
    cell: null,
    nearness: align(words, terms, weights, context).coverage,
  }))
}

function findCells(
  terms: readonly Term[],
  words: readonly Term[],
  weights: TermWeights,
  { source, tables }: Place,
): NearEvidence[] {
  if (words.length === terms.length) return []
  return tables.flatMap((table) => {
    const cells = listNamedCells(terms, table.getCells(), weights)
    if (cells.length > mostCells) return []
    return cells.map(({ range, reference, terms: own, context }) => ({
      sourceTextId: source.sourceTextId,
      range,
      cell: reference,
      nearness: align(words, own, weights, context).coverage,
    }))
  })
}
