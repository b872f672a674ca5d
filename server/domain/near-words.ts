import type { NearPassage } from '../../shared/model/conversation.ts'
import { sliceRange, type TextRange } from '../../shared/text/range.ts'
import { isNumberTerm, listTerms, type Term } from '../../shared/text/terms.ts'
import { findOtherNumbered, listNumbered, type Numbered } from './numbered-words.ts'
import { joinMarks } from './align.ts'
import type { AttributionSource } from './attribute-places.ts'
import { findTermsIn } from './attribute-units.ts'
import type { RankedPassage } from './evidence.ts'
import { findRow } from './quote-context.ts'
import { rankRows } from './rank-rows.ts'
import { rankSentences, rankTogether, type RankedSentence } from './rank-sentences.ts'
import { readQuestion } from './read-question.ts'
import type { TermWeights } from './term-weights.ts'

/** A sentence or table row that speaks of what some words speak of; it is no source of them. */
type NearWords = NearPassage & {
  /** In the source's text, inside `range`: the words that both have. */
  readonly marks: readonly TextRange[]
}

/**
 * What a reader would look at first where nothing is found that says the words, at most `mostNear`: the
 * sentences and rows that give their numbers, then the best one of each of the best passages. None of
 * them was held against the words, so none may be shown as their source.
 * @param hits the passages to look into, best first.
 * @param weights of the words' terms among the searched texts.
 */
export function findNearWords(
  words: string,
  sources: readonly AttributionSource[],
  hits: readonly RankedPassage[],
  weights: TermWeights,
): NearWords[] {
  const units = listUnits(words, sources, hits.slice(0, mostPassages), weights)
  const chosen = [...chooseForNumbers(units, weights), ...listFirsts(units)]
  const seen = new Set<string>()
  return chosen
    .filter(({ text }) => !seen.has(text) && seen.add(text))
    .slice(0, mostNear)
    .map(({ sourceTextId, range, marks }) => ({ sourceTextId, range, marks }))
}

/** A reader looks through a handful; what they want mostly stands in the passages found first. */
const mostNear = 5
const mostPassages = 12

/** More are shown for their numbers only where each brings one that none before it has. */
const mostForNumbers = 3

/** One word alone points nowhere. */
const fewestShared = 2

type Unit = NearWords & {
  /** Of its passage among the hits, from 0. */
  readonly rank: number
  readonly text: string
  /** Terms that it shares with the words. */
  readonly shared: readonly string[]
  /** It is the row of "Class 1" where the words tell of "Class 2". */
  readonly isOfOther: boolean
}

/** Best first. */
function listUnits(
  words: string,
  sources: readonly AttributionSource[],
  hits: readonly RankedPassage[],
  weights: TermWeights,
): Unit[] {
  const statement = { ...readQuestion(words), kind: 'statement' } as const
  const byId = new Map(sources.map((source) => [source.sourceTextId, source]))
  const ranks = new Map(hits.map((hit, rank) => [nameOf(hit), rank]))
  const wanted = { terms: new Set(listTerms(words)), numbered: listNumbered(words) }
  const ranked = rankTogether(statement, [
    ...rankSentences(statement, hits, sources, weights),
    ...rankRows(statement, hits, sources, weights),
  ])
  return ranked
    .flatMap((one) => {
      const source = byId.get(one.sourceTextId)
      return source ? [toUnit(source, one, ranks.get(nameOf(one)) ?? hits.length, wanted)] : []
    })
    .filter(({ shared }) => shared.length >= fewestShared)
    .sort((a, b) => Number(a.isOfOther) - Number(b.isOfOther))
}

function nameOf({ sourceTextId, ordinal }: Pick<RankedPassage, 'sourceTextId' | 'ordinal'>) {
  return `${sourceTextId} ${ordinal}`
}

const none: ReadonlySet<string> = new Set()

function toUnit(
  { sourceText }: AttributionSource,
  { sourceTextId, range: told }: RankedSentence,
  rank: number,
  wanted: { readonly terms: ReadonlySet<string>; readonly numbered: readonly Numbered[] },
): Unit {
  const { text, blocks } = sourceText
  const table = blocks.find(
    ({ kind, range }) => kind === 'table' && range.start <= told.start && told.end <= range.end,
  )
  // the name of a row stands before its values
  const range = table?.kind === 'table' ? findRow(text, table, told) : told
  const others = table ? findOtherNumbered(wanted.numbered, sliceRange(text, range)) : none
  const both: Term[] = findTermsIn(text, range).filter(
    ({ term }) => wanted.terms.has(term) && !others.has(term),
  )
  return {
    sourceTextId,
    range,
    rank,
    marks: joinMarks(text, both),
    shared: [...new Set(both.map(({ term }) => term))],
    isOfOther: others.size > 0,
    text: sliceRange(text, range).replace(/\s+/g, ' ').trim(),
  }
}

/** The best one of each passage, in the order of the passages. */
function listFirsts(units: readonly Unit[]): Unit[] {
  const firsts = new Map<number, Unit>()
  for (const one of units) if (!firsts.has(one.rank)) firsts.set(one.rank, one)
  return [...firsts.values()].sort((a, b) => a.rank - b.rank)
}

/** One after the other the unit whose numbers tell most that none before it gives. */
function chooseForNumbers(units: readonly Unit[], weights: TermWeights): Unit[] {
  const given = new Set<string>()
  const chosen: Unit[] = []
  const weigh = (terms: readonly string[]) =>
    terms.reduce((sum, term) => sum + (weights.get(term) ?? 0), 0)
  const gain = ({ shared }: Unit) => {
    const fresh = shared.filter((term) => isNumberTerm(term) && !given.has(term))
    if (fresh.length === 0) return 0
    return weigh(fresh) + shareOfName * weigh(shared.filter((term) => !isNumberTerm(term)))
  }
  while (chosen.length < mostForNumbers) {
    const best = units.reduce<Unit | undefined>(
      (most, one) => (gain(one) > (most ? gain(most) : 0) ? one : most),
      undefined,
    )
    if (!best) break
    chosen.push(best)
    for (const term of best.shared) given.add(term)
  }
  return chosen
}

/** Beside a number, its words say whether it is the same one. */
const shareOfName = 0.5
