import { wordsToNineteen } from '../../shared/text/number-words.ts'
import { stem } from '../../shared/text/stem.ts'
import type { TextRange } from '../../shared/text/range.ts'
import { isNumberTerm, type Term } from '../../shared/text/terms.ts'
import type { TermWeights } from './term-weights.ts'

/** What stands above a piece of evidence: the share of a word beside it that a term there counts, 0 to 1. */
export type TermContext = (term: string) => number

/** How well a piece of evidence covers a sentence that may rest on it. */
type Alignment = {
  /** 0 to 1. */
  readonly score: number
  /** Share of the sentence's terms, by weight, that stand in the evidence or above it; 0 to 1. */
  readonly coverage: number
  /** Terms of the evidence that the sentence has, too. */
  readonly marks: readonly Term[]
}

/**
 * Aligns a sentence with evidence: the weight of its terms that stand there, less for each number
 * that does not and for another order. What stands above (heads, captions,
 * headings) counts by its share, but a number never rests on it.
 */
export function align(
  sentence: readonly Term[],
  evidence: readonly Term[],
  weights: TermWeights,
  context: TermContext = () => 0,
): Alignment {
  const there = new Map<string, Term>()
  for (const term of evidence) {
    const key = toKey(term.term)
    if (!there.has(key)) there.set(key, term)
  }
  const wanted = new Map(sentence.map(({ term }) => [toKey(term), weights.get(term) ?? 0]))
  const keys = [...wanted.keys()]
  const matched = keys.filter((key) => there.has(key))
  const numbers = keys.filter(isNumberTerm)
  const missingNumbers = numbers.filter((number) => !there.has(number))
  const total = keys.reduce((sum, key) => sum + (wanted.get(key) ?? 0), 0)
  const held = keys.reduce((sum, key) => {
    const share = there.has(key) ? 1 : isNumberTerm(key) ? 0 : context(key)
    return sum + share * (wanted.get(key) ?? 0)
  }, 0)
  const coverage = total === 0 ? 0 : held / total
  const order = judgeOrder(matched.map((key) => there.get(key)?.range.start ?? 0))
  const marks = evidence.filter(({ term }) => wanted.has(toKey(term)))
  const score = coverage * judgeNumbers(numbers.length, missingNumbers.length) * order
  return { score, coverage, marks }
}

/**
 * The most that evidence can cover of a sentence, 0 to 1, where all that is known of it is which of
 * the sentence's terms stand in it or above it.
 */
export function boundCoverage(
  sentence: readonly Term[],
  weights: TermWeights,
  holds: (term: string) => boolean,
): number {
  const keys = new Map(
    sentence.map(({ term }) => [toKey(term), { term, weight: weights.get(term) ?? 0 }]),
  )
  let total = 0
  let held = 0
  for (const [key, { term, weight }] of keys) {
    total += weight
    // what has two spellings may stand there in the other one
    if (spellings.has(key) || holds(term)) held += weight
  }
  return total === 0 ? 0 : held / total
}

/** Ranges of the marks, one for words that stand side by side. */
export function joinMarks(text: string, marks: readonly Term[]): TextRange[] {
  const joined: TextRange[] = []
  for (const { range } of marks) {
    const last = joined.at(-1)
    const isBeside = last && !/[\p{L}\p{N}]/u.test(text.slice(last.end, range.start))
    if (isBeside)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, range.end) }
    else joined.push(range)
  }
  return joined
}

/** What is left of the score when no number of the sentence stands in the evidence. */
const withoutNumbers = 0.15

/** What is left of the score when the terms stand in reverse. */
const outOfOrder = 0.8

function judgeNumbers(count: number, missing: number): number {
  if (count === 0) return 1
  return withoutNumbers + (1 - withoutNumbers) * (1 - missing / count) ** 2
}

/** From the share of terms that stand in the order of the sentence (longest rising run). */
function judgeOrder(places: readonly number[]): number {
  if (places.length < 2) return 1
  const tails: number[] = []
  for (const place of places) {
    const at = tails.findIndex((tail) => tail >= place)
    tails[at < 0 ? tails.length : at] = place
  }
  return outOfOrder + (1 - outOfOrder) * ((tails.length - 1) / (places.length - 1))
}

/** "two" and "2" are one; "one" is not, being a pronoun as well. */
const spelled: ReadonlyMap<string, string> = new Map(
  wordsToNineteen.slice(2).map((word, index) => [stem(word), String(index + 2)]),
)

const spellings: ReadonlySet<string> = new Set(spelled.values())

function toKey(term: string): string {
  return spelled.get(term) ?? term
}
