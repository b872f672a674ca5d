import { rangesOverlap, type TextRange } from '../../shared/text/range.ts'
import type { StoredTarget } from '../db/citations.ts'
import type { PlacedNote } from '../domain/section-notes.ts'
import type { NamedClaim } from './claims-of-version.ts'

/** A claim with what is recorded of its words. */
export type PlacedClaim = {
  readonly claim: NamedClaim
  readonly targets: readonly StoredTarget[]
  /** True for words that stand in place of text: a gap, a section left out. */
  readonly isNote: boolean
}

/** `claims` stand in the order of the text. */
export function placeClaims(
  claims: readonly NamedClaim[],
  targets: readonly StoredTarget[],
  notes: readonly PlacedNote[],
): PlacedClaim[] {
  const findTargets = createOverlapFinder(targets)
  const findNotes = createOverlapFinder(notes)
  return claims.map((claim) => ({
    claim,
    targets: findTargets(claim.range),
    isNote: findNotes(claim.range).length > 0,
  }))
}

/** Ranges that are asked for have to rise from call to call; those that are found don't overlap. */
export function createOverlapFinder<T extends { readonly range: TextRange }>(
  all: readonly T[],
): (range: TextRange) => readonly T[] {
  const sorted = all.toSorted((a, b) => a.range.start - b.range.start)
  let first = 0
  return (range) => {
    while (first < sorted.length && (sorted[first]?.range.end ?? 0) <= range.start) first++
    const found: T[] = []
    for (let at = first; at < sorted.length; at++) {
      const one = sorted[at]
      if (!one || one.range.start >= range.end) break
      if (rangesOverlap(one.range, range)) found.push(one)
    }
    return found
  }
}
