import { isNumberTerm, type Term } from '../../shared/text/terms.ts'
import { courseFeatures, createCourseMeasure } from './measure-course.ts'
import { matchGrades, matchTerms, type TermMatch } from './match-terms.ts'
import { createFormMeasure, formFeatures } from './measure-forms.ts'
import type { Question } from './read-question.ts'
import type { TermWeights } from './term-weights.ts'

/** A sentence where it stands: what is said of it depends on its neighbours. */
export type SentenceInPlace = {
  readonly text: string
  readonly terms: readonly Term[]
  /** Terms of the headings and the caption above it. */
  readonly above: ReadonlySet<string>
  readonly before: readonly Term[]
  readonly after: readonly Term[]
  /** Terms of the sentences before it in its passage and in the one before of the same section. */
  readonly earlier: ReadonlySet<string>
  /** Counts from 0 in its passage. */
  readonly position: number
  /** Of all that stands below the same headings. */
  readonly isFirst: boolean
  /** Where it begins in what stands below the same headings, 0 to 1. */
  readonly depth: number
  /** Of its passage among the hits, from 0. */
  readonly passageRank: number
}

/** In the order of `createMeasure`'s numbers; the trained weights are keyed by these names. */
export const sentenceFeatures = [
  'coverage',
  'share',
  'apart',
  'kin',
  'joint',
  'lead',
  'common',
  'above',
  'before',
  'after',
  'pairs',
  'phrases',
  'similar',
  'related',
  ...formFeatures,
  'focus',
  'numbers',
  'first',
  'opening',
  'depth',
  'length',
  'density',
  'pronoun',
  'rank',
  'rarest',
  ...courseFeatures,
] as const

export type SentenceFeature = (typeof sentenceFeatures)[number]

export type SentenceMeasure = (
  sentence: SentenceInPlace,
) => Readonly<Record<SentenceFeature, number>>

/** What tells whether a sentence answers a question, each number about 0 to 1. */
export function createMeasure(question: Question, weights: TermWeights): SentenceMeasure {
  const measureMatches = createMatchMeasure(question, weights)
  const measureForms = createFormMeasure(question)
  const measureCourse = createCourseMeasure(question, weights)
  const countPhrases = createPhraseMeasure(question.text)
  return (sentence) => {
    const own = new Set(sentence.terms.map(({ term }) => term))
    return {
      ...measureMatches(sentence, own),
      pairs: coverPairs(question, sentence.terms),
      phrases: countPhrases(sentence.text),
      ...measureForms(sentence.text, sentence.terms),
      ...measureCourse({ ...sentence, own }),
      focus: shareOf(question.focus, own),
      numbers: shareOf(question.numbers, own),
      first: sentence.position === 0 ? 1 : 0,
      depth: sentence.depth,
      length: Math.log(1 + sentence.terms.length) / 4,
      pronoun: startsWithPronoun.test(sentence.text) ? 1 : 0,
      rank: 1 / (1 + sentence.passageRank),
    }
  }
}

/** How much of the question a sentence says, by itself and with what stands around it. */
function createMatchMeasure(question: Question, weights: TermWeights) {
  const { terms, named } = question
  const cover = createCover(terms, weights)
  const [rarest] = terms.toSorted((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0))
  return ({ above, before, after, isFirst }: SentenceInPlace, own: ReadonlySet<string>) => {
    const matches = matchTerms(terms, own)
    const [held, missing] = partition(terms, (term) => own.has(term))
    const given = missing.filter((term) => above.has(term))
    const near = [before, after].map((others) => keepNear(missing, others))
    const related = missing.filter((term) => isOtherWord(matches.get(term)))
    const similar = missing.filter((term) => matches.get(term) === 'similar')
    // a heading says its terms for every sentence below it: what else is asked tells these apart
    const apart = terms.filter((term) => !above.has(term))
    const grade = (term: string) => matchGrades[matches.get(term) ?? 'none']
    return {
      coverage: cover(held),
      share: held.length / Math.max(1, terms.length),
      apart: createCover(apart, weights)(apart.filter((term) => own.has(term))),
      kin: named.reduce((sum, term) => sum + grade(term), 0) / Math.max(1, named.length),
      joint: cover([...held, ...given, ...(near[0] ?? []), ...related]),
      // only beside the others: see rankTogether
      lead: 0,
      common: shareMatched(listCommon(question, above), matches),
      above: cover(given),
      before: cover(near[0] ?? []),
      after: cover(near[1] ?? []),
      similar: cover(similar),
      related: cover(related),
      opening: isFirst && !apart.some((term) => matches.has(term)) ? 1 : 0,
      density: held.length / (5 + own.size),
      rarest: rarest !== undefined && own.has(rarest) ? 1 : 0,
    }
  }
}

function partition(
  terms: readonly string[],
  holds: (term: string) => boolean,
): readonly [string[], string[]] {
  return [terms.filter(holds), terms.filter((term) => !holds(term))]
}

function keepNear(terms: readonly string[], others: readonly Term[]): string[] {
  return terms.filter((wanted) => others.some(({ term }) => term === wanted))
}

function isOtherWord(match: TermMatch | undefined): boolean {
  return match === 'variant' || match === 'related'
}

/** What is asked of the things that are named; what a heading says stands for names in small letters. */
function listCommon({ terms, names, focus }: Question, above: ReadonlySet<string>): string[] {
  const isName = (term: string) => (names.length > 0 ? names.includes(term) : above.has(term))
  return terms.filter((term) => !isName(term) && !focus.includes(term) && !isNumberTerm(term))
}

function shareMatched(terms: readonly string[], matches: ReadonlyMap<string, TermMatch>): number {
  return terms.filter((term) => matches.has(term)).length / Math.max(1, terms.length)
}

const startsWithPronoun = /^(?:he|she|it|they|this|these|his|her|its|their)\b/i

/** The share of the terms' weight that some of them have. */
function createCover(
  terms: readonly string[],
  weights: TermWeights,
): (held: readonly string[]) => number {
  const weigh = (list: readonly string[]) =>
    list.reduce((sum, term) => sum + (weights.get(term) ?? 0), 0)
  const total = weigh(terms)
  return (held) => (total === 0 ? 0 : weigh([...new Set(held)]) / total)
}

/** Pairs of neighbours in the question that stand near each other, in either order. */
function coverPairs({ pairs }: Question, terms: readonly Term[]): number {
  if (pairs.length === 0) return 0
  const placesOf = (wanted: string) =>
    terms.flatMap(({ term }, index) => (term === wanted ? [index] : []))
  const isNear = ([first, second]: readonly [string, string]) => {
    const others = placesOf(second)
    return placesOf(first).some((a) => others.some((b) => Math.abs(a - b) <= nearTerms))
  }
  return pairs.filter(isNear).length / pairs.length
}

const nearTerms = 3

/** The share of the question's neighbouring words, small ones among them, that stand together again. */
function createPhraseMeasure(question: string): (text: string) => number {
  const asked = listPhrases(question)
  return (text) => {
    const own = listPhrases(text)
    return asked.size === 0 ? 0 : [...asked].filter((phrase) => own.has(phrase)).length / asked.size
  }
}

function listPhrases(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(words.slice(1).map((word, at) => `${words[at]} ${word}`))
}

function shareOf(wanted: readonly string[], own: ReadonlySet<string>): number {
  return wanted.length === 0 ? 0 : wanted.filter((term) => own.has(term)).length / wanted.length
}
