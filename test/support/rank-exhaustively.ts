import { passageWeights } from '../../server/domain/passage-weights.ts'
import { listTerms } from '../../shared/text/terms.ts'

/** Terms of body, heading, caption and column heads. */
export type CountedPassage = {
  readonly id: string
  readonly ordinal: number
  readonly fields: readonly (readonly string[])[]
}

/**
 * What `rank` is to give, by the formulas as they are written down: each passage scored by itself from
 * its words, without an index, in no order. BM25F is `own`; only the best by it are given.
 */
export function scoreExhaustively(
  query: string,
  passages: readonly CountedPassage[],
  kind: 'statement' | 'question',
): { readonly key: string; readonly own: number; readonly score: number }[] {
  const terms = [...new Set(listTerms(query))]
  const weights = terms.map((term) => weigh(term, passages))
  const averages = [0, 1, 2, 3].map((field) => average(passages.map((one) => lengthOf(one, field))))
  const { around, span, pairs } = passageWeights[kind]
  return passages.map((passage) => {
    const own = sum(terms.map((term, at) => (weights[at] ?? 0) * saturate(passage, term, averages)))
    const score =
      own +
      around * scoreAround(passage, passages, { terms, weights, average: averages[0] ?? 0 }) +
      span * scoreSpan(passage, terms, weights) +
      pairs * scorePairs(passage, terms, weights)
    return { key: `${passage.id} ${passage.ordinal}`, own, score }
  })
}

function weigh(term: string, passages: readonly CountedPassage[]): number {
  const holding = passages.filter(({ fields }) => fields.some((own) => own.includes(term))).length
  return Math.log(1 + (passages.length - holding + 0.5) / (holding + 0.5))
}

function saturate(passage: CountedPassage, term: string, averages: readonly number[]): number {
  const shares = [0.6, 0.4, 0.4, 0.4]
  const frequency = sum(
    [1, 1, 1.5, 1].map((weight, field) => {
      const relative = averages[field] ? lengthOf(passage, field) / averages[field] : 1
      const share = shares[field] ?? 0
      return (weight * count(passage, field, term)) / (1 - share + share * relative)
    }),
  )
  return frequency / (1.2 + frequency)
}

function scoreAround(
  { id, ordinal }: CountedPassage,
  passages: readonly CountedPassage[],
  query: { terms: readonly string[]; weights: readonly number[]; average: number },
): number {
  const window = passages.filter(
    (one) => one.id === id && one.ordinal >= ordinal - 2 && one.ordinal <= ordinal + 2,
  )
  const length = sum(window.map((one) => lengthOf(one, 0)))
  const penalty = 0.9 * (0.6 + (0.4 * length) / Math.max(1, 3 * query.average))
  const counts = query.terms.map((term) => sum(window.map((one) => count(one, 0, term))))
  return sum(counts.map((hits, at) => ((query.weights[at] ?? 0) * hits) / (hits + penalty)))
}

/** The four terms of a body that begin at each fourth one. */
function groupsOf({ fields }: CountedPassage, term: string): number[] {
  const body = fields[0] ?? []
  return [...body.keys()]
    .filter((at) => body[at] === term)
    .map((at) => Math.min(31, Math.floor(at / 4)))
}

function scoreSpan(
  passage: CountedPassage,
  terms: readonly string[],
  weights: readonly number[],
): number {
  const isAbove = (term: string) => count(passage, 1, term) > 0
  const sumOf = (chosen: (term: string) => boolean) =>
    sum(weights.filter((_, at) => chosen(terms[at] ?? '')))
  const spans = Array.from({ length: 29 }, (_, start) =>
    sumOf((term) => {
      const isInside = groupsOf(passage, term).some((at) => at >= start && at < start + 4)
      return isInside && !isAbove(term)
    }),
  )
  return sumOf(isAbove) + Math.max(...spans)
}

function scorePairs(
  passage: CountedPassage,
  terms: readonly string[],
  weights: readonly number[],
): number {
  const pairs = terms.slice(1).map((term, at) => {
    const [one, next] = [groupsOf(passage, terms[at] ?? ''), groupsOf(passage, term)]
    const isNear = one.some((a) => next.some((b) => Math.abs(a - b) <= 1))
    return { weight: Math.min(weights[at] ?? 0, weights[at + 1] ?? 0), isNear }
  })
  const near = sum(pairs.filter(({ isNear }) => isNear).map(({ weight }) => weight))
  const all = sum(pairs.map(({ weight }) => weight))
  return pairs.length === 0 ? 0 : (sum(weights) * near) / Math.max(all, 1e-9)
}

function count({ fields }: CountedPassage, field: number, term: string): number {
  return (fields[field] ?? []).filter((other) => other === term).length
}

function lengthOf({ fields }: CountedPassage, field: number): number {
  return fields[field]?.length ?? 0
}

function average(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : sum(numbers) / numbers.length
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}
