import type { Quantity } from '../../../shared/text/quantities.ts'

/** True where a bound is met: "at least 60" by 60 and by 61, "more than 60" only by 61. */
export function meetsBound(told: Quantity, given: Quantity): boolean {
  if (told.comparator === '' || given.comparator !== '' || told.unit !== given.unit) return false
  const [bound, own] = [told, given].map(({ decimal, factor }) => Number(decimal) * factor)
  if (bound === undefined || own === undefined) return false
  switch (told.comparator) {
    case '≥':
      return own >= bound
    case '≤':
      return own <= bound
    case '>':
      return own > bound
    case '<':
      return own < bound
  }
}

/** True for the nearest bound that a number meets: "at least 60" of 60 says how many there were. */
export function isBoundOf(told: Quantity, given: Quantity): boolean {
  return told.decimal === given.decimal && told.factor === given.factor && meetsBound(told, given)
}
