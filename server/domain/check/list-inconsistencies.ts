import type { ClaimInconsistency } from '../../../shared/model/check.ts'
import { shiftRange, type TextRange } from '../../../shared/text/range.ts'
import { findInconsistencies } from '../verify/consistency.ts'
import { isClaim } from '../verify/is-claim.ts'
import { describeContext, type DocumentClaim } from './list-claims.ts'

type NamedClaim = DocumentClaim & { readonly id: string }

/**
 * What the sentences of a document give twice with other values. A table's cells speak of what their
 * heads name, and captions only name: both are left out, and so is what holds no number. `claims` stand
 * in the order of the text.
 */
export function listInconsistencies(claims: readonly NamedClaim[]): ClaimInconsistency[] {
  const sentences = claims.filter(
    ({ kind, text, isStatement }) =>
      kind === 'sentence' && isStatement && /\d/.test(text) && isClaim(text, { isHeading: false }),
  )
  const statements = sentences.map((claim) => ({
    range: claim.range,
    text: claim.text,
    context: describeContext(claim),
  }))
  return findInconsistencies(statements).map(({ thing, first, second }) => ({
    what: thing,
    places: [first, second].flatMap((place) => toPlace(sentences, place)),
  }))
}

function toPlace(
  sentences: readonly NamedClaim[],
  { range, value }: { readonly range: TextRange; readonly value: string },
): ClaimInconsistency['places'][number][] {
  const claim = sentences.find(
    (one) => one.range.start <= range.start && range.end <= one.range.end,
  )
  if (!claim) return []
  return [{ sentenceId: claim.id, range: shiftRange(range, -claim.range.start), value }]
}
