import type { CellReference } from '../../shared/model/citation.ts'
import type { TableBlock } from '../../shared/model/source-text.ts'
import { rangesOverlap, type TextRange } from '../../shared/text/range.ts'
import { splitSentences } from '../../shared/text/sentences.ts'
import { isNumberTerm, type Term } from '../../shared/text/terms.ts'
import { align, joinMarks } from './align.ts'
import { listValueCells, matchTable, type ValueCell } from './attribute-table.ts'
import { findTermsIn, listSentenceUnits, type SentenceUnit } from './attribute-units.ts'
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

/** What can be cited of the hits: sentences, and the values of the tables that they belong to. */
type Place = {
  readonly source: AttributionSource
  readonly sentences: readonly SentenceUnit[]
  readonly tables: readonly (readonly ValueCell[])[]
}

type Found = Omit<Attribution, 'selected'>

function listPlaces(
  sources: readonly AttributionSource[],
  hits: readonly RankedPassage[],
): readonly Place[] {
  const seen = new Set<TableBlock>()
  return hits.flatMap(({ sourceTextId, ordinal }): Place[] => {
    const source = sources.find((one) => one.sourceTextId === sourceTextId)
    const passage = source?.passages[ordinal]
    if (!source || !passage?.isEvidence) return []
    const { sourceText } = source
    const tables = sourceText.blocks.filter(
      (block): block is TableBlock =>
        block.kind === 'table' && rangesOverlap(block.range, passage.range) && !seen.has(block),
    )
    for (const table of tables) seen.add(table)
    return [
      {
        source,
        sentences: listSentenceUnits(sourceText, passage),
        tables: tables.map((table) => listValueCells(sourceText, table, passage)),
      },
    ]
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
  const found = places.flatMap((place) => [
    ...attributeToSentences(terms, place, weights),
    ...attributeToTables(terms, place, weights),
  ])
  const good = found.filter(({ score }) => score >= least - 1e-9)
  const best = Math.max(0, ...good.map(({ score }) => score))
  const chosen = good.filter(({ score }) => score >= shareOfBest * best)
  // a word or two that stand in many places point at none of them
  return distinct < leastTerms && chosen.length > 2 ? [] : chosen
}

function attributeToSentences(
  terms: readonly Term[],
  { source, sentences }: Place,
  weights: TermWeights,
): Found[] {
  return sentences.map((unit) => {
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
  if (!terms.some(({ term }) => isNumberTerm(term))) return []
  const named = new Set(terms.map(({ term }) => term))
  return tables.flatMap((values) => {
    const match = matchTable(terms, values, weights)
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
