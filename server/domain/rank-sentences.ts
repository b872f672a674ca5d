import type { Passage } from '../../shared/model/passage.ts'
import { sliceRange, type TextRange } from '../../shared/text/range.ts'
import { listTerms } from '../../shared/text/terms.ts'
import type { AttributionSource } from './attribute-places.ts'
import type { RankedPassage } from './evidence.ts'
import { listPassageSentences, type PassageSentence } from './prose-units.ts'
import type { Question } from './read-question.ts'
import {
  createMeasure,
  sentenceFeatures,
  type SentenceFeature,
  type SentenceInPlace,
  type SentenceMeasure,
} from './sentence-features.ts'
import { sentenceWeights } from './sentence-weights.ts'
import type { TermWeights } from './term-weights.ts'

/** A sentence of a source as an answer to a question, or as what says the same as a statement. */
export type RankedSentence = {
  readonly sourceTextId: string
  /** Of the passage in which it begins. */
  readonly ordinal: number
  /** In the source's text. */
  readonly range: TextRange
  /** Of no unit, higher is better; comparable for one question only. */
  readonly score: number
  readonly features: Readonly<Record<SentenceFeature, number>>
}

/**
 * The sentences of passages, best first, outside of tables and headings. Equal scores stand in the
 * order of the hits and of the text.
 * @param weights of the question's terms among the searched texts.
 */
export function rankSentences(
  question: Question,
  hits: readonly RankedPassage[],
  sources: readonly AttributionSource[],
  weights: TermWeights,
): RankedSentence[] {
  const measure = createMeasure(question, weights)
  const byId = new Map(sources.map((source) => [source.sourceTextId, source]))
  const measured = hits.flatMap((hit, passageRank) => {
    const source = byId.get(hit.sourceTextId)
    return source ? measurePassage(measure, source, hit, passageRank) : []
  })
  return rankTogether(question, measured)
}

export type MeasuredSentence = Omit<RankedSentence, 'score'>

/** In one order, best first, whatever they were ranked among before; equal ones stay in theirs. */
export function rankTogether(
  question: Question,
  sentences: readonly MeasuredSentence[],
): RankedSentence[] {
  const most = sentences.reduce((all, { features }) => Math.max(all, features.joint), 0)
  return sentences
    .map((sentence) => {
      const lead = most > 0 ? sentence.features.joint / most : 0
      const features = { ...sentence.features, lead }
      return { ...sentence, features, score: weighFeatures(question, features) }
    })
    .sort((a, b) => b.score - a.score)
}

function measurePassage(
  measure: SentenceMeasure,
  source: AttributionSource,
  { sourceTextId, ordinal }: RankedPassage,
  passageRank: number,
): MeasuredSentence[] {
  const passage = source.passages[ordinal]
  if (!passage?.isEvidence) return []
  const units = listPassageSentences(source, passage)
  const section = findSection(source.passages, ordinal)
  const above = new Set(listTerms([...passage.headingPath, passage.caption].join('\n')))
  const beside = (at: number): readonly PassageSentence[] =>
    at < section.first || at > section.last
      ? []
      : listPassageSentences(source, source.passages[at] ?? passage)
  const earlier = listEarlier(units, beside(ordinal - 1))
  return units.map(({ range, terms }, position) => {
    const sentence: SentenceInPlace = {
      text: sliceRange(source.sourceText.text, range),
      terms,
      above,
      before: (units[position - 1] ?? beside(ordinal - 1).at(-1))?.terms ?? [],
      after: (units[position + 1] ?? beside(ordinal + 1)[0])?.terms ?? [],
      earlier: earlier[position] ?? above,
      position,
      isFirst: position === 0 && ordinal === section.first,
      depth: (range.start - section.start) / Math.max(1, section.end - section.start),
      passageRank,
    }
    return { sourceTextId, ordinal, range, features: measure(sentence) }
  })
}

/** Of each unit the terms of all that stands before it in its passage and in the one before. */
function listEarlier(
  units: readonly PassageSentence[],
  before: readonly PassageSentence[],
): ReadonlySet<string>[] {
  const read = new Set(before.flatMap(({ terms }) => terms.map(({ term }) => term)))
  return units.map(({ terms }) => {
    const earlier = new Set(read)
    for (const { term } of terms) read.add(term)
    return earlier
  })
}

/** What stands below the same headings, with the ordinals of its first and last passage. */
type Section = TextRange & { readonly first: number; readonly last: number }

function findSection(passages: readonly Passage[], ordinal: number): Section {
  const path = passages[ordinal]?.headingPath.join('\n')
  const isSame = (at: number) => passages[at]?.headingPath.join('\n') === path
  let first = ordinal
  let last = ordinal
  while (isSame(first - 1)) first--
  while (isSame(last + 1)) last++
  const start = passages[first]?.range.start ?? 0
  return { first, last, start, end: passages[last]?.range.end ?? 0 }
}

function weighFeatures(
  { kind }: Question,
  features: Readonly<Record<SentenceFeature, number>>,
): number {
  const weights = kind === 'statement' ? sentenceWeights.statement : sentenceWeights.question
  return sentenceFeatures.reduce((sum, name) => sum + weights[name] * features[name], 0)
}
