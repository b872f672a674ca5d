import { listRelatedTerms } from '../../shared/text/related-words.ts'
import { isNumberTerm, listTerms, type Term } from '../../shared/text/terms.ts'
import { findOfKind } from './answer-kinds.ts'
import type { Question, QuestionKind } from './read-question.ts'
import type { TermWeights } from './term-weights.ts'

/** A sentence where it stands: what is said of it depends on its neighbours. */
export type SentenceInPlace = {
  readonly text: string
  readonly terms: readonly Term[]
  /** Terms of the headings and the caption above it. */
  readonly above: ReadonlySet<string>
  readonly before: readonly Term[]
  readonly after: readonly Term[]
  /** Counts from 0 in its passage. */
  readonly position: number
  /** Where it begins in what stands below the same headings, 0 to 1. */
  readonly depth: number
  /** Of its passage among the hits, from 0. */
  readonly passageRank: number
}

/** In the order of `measureSentence`'s numbers; the trained weights are keyed by these names. */
export const sentenceFeatures = [
  'coverage',
  'share',
  'above',
  'before',
  'after',
  'pairs',
  'similar',
  'related',
  'person',
  'time',
  'place',
  'amount',
  'cause',
  'counted',
  'focus',
  'numbers',
  'first',
  'depth',
  'length',
  'density',
  'pronoun',
  'rank',
  'rarest',
] as const

export type SentenceFeature = (typeof sentenceFeatures)[number]

/** What tells whether a sentence answers, each number about 0 to 1. */
export function measureSentence(
  question: Question,
  weights: TermWeights,
  sentence: SentenceInPlace,
): Readonly<Record<SentenceFeature, number>> {
  const own = new Set(sentence.terms.map(({ term }) => term))
  const cover = createCover(question, weights)
  const missing = question.terms.filter((term) => !own.has(term))
  const isMissing = new Set(missing)
  const near = (terms: readonly Term[]) =>
    cover(terms.flatMap(({ term }) => (isMissing.has(term) ? [term] : [])))
  const held = question.terms.filter((term) => own.has(term))
  return {
    coverage: cover(held),
    share: held.length / Math.max(1, question.terms.length),
    above: cover(missing.filter((term) => sentence.above.has(term))),
    before: near(sentence.before),
    after: near(sentence.after),
    pairs: coverPairs(question, sentence.terms),
    similar: cover(missing.filter((term) => hasSimilar(term, own))),
    related: cover(
      missing.filter((term) => listRelatedTerms(term).some((other) => own.has(other))),
    ),
    ...measureForms(question, sentence),
    focus: shareOf(question.focus, own),
    numbers: shareOf(question.numbers, own),
    first: sentence.position === 0 ? 1 : 0,
    depth: sentence.depth,
    length: Math.log(1 + sentence.terms.length) / 4,
    density: held.length / (5 + own.size),
    pronoun: startsWithPronoun.test(sentence.text) ? 1 : 0,
    rank: 1 / (1 + sentence.passageRank),
    rarest: holdsRarest(question, weights, own),
  }
}

/** Whether it holds something of the form that is asked for: a name, a date, a number. */
function measureForms(question: Question, sentence: SentenceInPlace) {
  const answers = countAnswers(question, sentence.text)
  const measure = (...kinds: QuestionKind[]) =>
    kinds.includes(question.kind) ? Math.min(1, Math.sqrt(answers / 2)) : 0
  return {
    person: measure('person'),
    time: measure('time'),
    place: measure('place'),
    amount: measure('amount'),
    cause: measure('reason', 'manner'),
    counted: question.kind === 'amount' && countsFocus(question, sentence) ? 1 : 0,
  }
}

const startsWithPronoun = /^(?:he|she|it|they|this|these|his|her|its|their)\b/i

/** The share of the question's weight that some of its terms have. */
function createCover(
  { terms }: Question,
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

/** Words of one family that the stemmer keeps apart: "inhibit" and "inhibitori". */
function hasSimilar(term: string, own: ReadonlySet<string>): boolean {
  if (term.length < 5) return false
  const start = term.slice(0, Math.max(4, Math.ceil(term.length * 0.65)))
  for (const other of own) if (other.startsWith(start)) return true
  return false
}

/** Places that may answer, without those that only repeat the question. */
function countAnswers(question: Question, text: string): number {
  return findOfKind(text, question.kind).filter(({ start, end }) => {
    const terms = listTerms(text.slice(start, end))
    if (question.kind === 'reason' || question.kind === 'manner') return true
    return terms.some((term) => !question.terms.includes(term))
  }).length
}

/** "254 subjects" where the question asks how many subjects. */
function countsFocus({ focus }: Question, { terms }: SentenceInPlace): boolean {
  return terms.some(({ term }, index) => {
    const isWanted = focus.includes(term)
    return isWanted && terms.slice(Math.max(0, index - 3), index).some(isAmount)
  })
}

function isAmount({ term }: Term): boolean {
  return isNumberTerm(term) || findOfKind(term, 'amount').length > 0
}

function shareOf(wanted: readonly string[], own: ReadonlySet<string>): number {
  return wanted.length === 0 ? 0 : wanted.filter((term) => own.has(term)).length / wanted.length
}

function holdsRarest({ terms }: Question, weights: TermWeights, own: ReadonlySet<string>): number {
  const [rarest] = terms.toSorted((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0))
  return rarest !== undefined && own.has(rarest) ? 1 : 0
}
