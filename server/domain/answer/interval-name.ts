import type { ClaimEvidence } from '../verify/verdict.ts'

/** "Median PFS, months (95% CI)": what the brackets behind the value hold; the 95 is no value of it. */
const interval = /[\s,;]*\(?\b\d\d(?:\.\d+)?\s?% ?(?:CI|confidence (?:interval|limits?))\b\)?/gi

/** The name without the interval that stands beside its value; unchanged where it names nothing else. */
export function withoutInterval(name: string): string {
  const rest = name.replace(interval, '').trim()
  return rest === '' ? name : rest
}

/** A cell by the names that lead to it, each without the interval beside its value. */
export function withoutIntervalNames(held: ClaimEvidence): ClaimEvidence {
  if (!held.cell) return held
  const { reference, headers } = held.cell
  const rowPath = reference.rowPath.map(withoutInterval)
  const cell = { ...held.cell, reference: { ...reference, rowPath } }
  return { ...held, cell: { ...cell, headers: headers.map(withoutInterval) } }
}
