import type { Claim, ClaimEvidence, Difference, Verdict } from '../verify/verdict.ts'
import { verify } from '../verify/verify.ts'

/** What a source says of a claim that rests on another source. */
type RivalJudgement =
  | { readonly outcome: 'disagrees'; readonly differences: readonly Difference[] }
  | { readonly outcome: 'agrees' | 'silent' }

/** Below this share of its words, by weight, a sentence speaks of something else. */
const leastNearness = 0.8

/**
 * Whether a sentence of another source disagrees with a claim: it speaks of the same and differs in a
 * value, a date or a negation, and in nothing else. A value has to differ both ways, since a sentence
 * that says more may speak of less. A wrong conflict is worse than none.
 */
export function judgeRivalSentence(
  claim: Claim,
  own: ClaimEvidence,
  rival: ClaimEvidence,
  nearness: number,
): RivalJudgement {
  const verdict = verify(claim, [rival])
  if (verdict.state === 'supported') return { outcome: 'agrees' }
  if (nearness < leastNearness || !isPlainDifference(verdict)) return { outcome: 'silent' }
  const { differences } = verdict
  if (differences.every(({ kind }) => kind === 'negation')) {
    return { outcome: 'disagrees', differences }
  }
  const other = { text: rival.quote, context: rival.context, isCell: false }
  return isPlainDifference(verify(other, [own]))
    ? { outcome: 'disagrees', differences }
    : { outcome: 'silent' }
}

/** Whether the cell at the same address of another source's table of the same name has another value. */
export function judgeRivalCell(own: ClaimEvidence, rival: ClaimEvidence): RivalJudgement {
  const claim = { text: own.quote, context: own.context, isCell: true }
  const { state, differences } = verify(claim, [rival])
  if (state === 'supported') return { outcome: 'agrees' }
  const isOther = state === 'contradicted' && differences.some(({ kind }) => values.has(kind))
  return isOther ? { outcome: 'disagrees', differences } : { outcome: 'silent' }
}

const values: ReadonlySet<Difference['kind']> = new Set(['number', 'unit', 'sign', 'date'])

const telling: ReadonlySet<Difference['kind']> = new Set([...values, 'negation', 'direction'])

function isPlainDifference({ state, differences }: Verdict): boolean {
  return state === 'contradicted' && differences.every(({ kind }) => telling.has(kind))
}

/** Whether nothing but values differs, and something does. */
export function areValues(differences: readonly { readonly kind: string }[]): boolean {
  const kinds: ReadonlySet<string> = values
  return differences.length > 0 && differences.every(({ kind }) => kinds.has(kind))
}
