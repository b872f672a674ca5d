import type { TextRange } from '../../../shared/text/range.ts'
import type { NumberToken } from '../verify/cell-values.ts'
import { opensPair } from '../verify/set-against.ts'
import type { Form } from './form.ts'
import type { ComparedSentence } from './sentence.ts'

/** The parties on both sides of a comparison. */
export type Compared = {
  readonly parties: readonly string[]
  readonly others: readonly string[]
}

type Values = {
  readonly given: NonNullable<Form['given']>
  readonly consumed: readonly TextRange[]
}

/** "(46% against 9%)" behind whom it is told of, from `end` on: the first is of the first. */
export function readPair(
  { masked, tokens }: ComparedSentence,
  end: number,
  { parties, others }: Compared,
): Values {
  const bracket = /^\s*\(([^()]*)\)/.exec(masked.slice(end))
  const start = end + (bracket?.[0].indexOf('(') ?? 0) + 1
  const joint = /\b(?:against|versus|vs\.?|compared (?:with|to)|and)\b/i.exec(bracket?.[1] ?? '')
  const [party, other] = [parties[0], others[0]]
  const isPair = parties.length === 1 && others.length === 1 && opensPair(masked, start)
  if (!bracket || !joint || !isPair || party === undefined || other === undefined)
    return { given: [], consumed: [] }
  const from = start + joint.index
  const inside = tokens.filter(
    ({ kind, range }) =>
      kind === 'number' && range.start >= start && range.end <= end + bracket[0].length,
  )
  return {
    given: inside.map(({ range }) => ({ range, party: range.start < from ? party : other })),
    consumed: [{ start: from, end: from + joint[0].length }],
  }
}

/** "32 more patients": how many more, told just before `at`. */
export function readDifference(
  { masked, tokens }: ComparedSentence,
  at: number,
): NumberToken | undefined {
  return tokens
    .filter((token) => token.kind === 'number')
    .find(
      ({ range, quantity: { unit, comparator, decimal } }) =>
        range.end <= at &&
        /^\s+$/.test(masked.slice(range.end, at)) &&
        unit === '' &&
        comparator === '' &&
        /^\d+$/.test(decimal),
    )
}
