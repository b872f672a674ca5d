import { isNumbered } from './named-number.ts'
import type { Opinion } from './opinion.ts'
import type { Token } from './statement.ts'

/**
 * True where words that were found say nothing of what a claim is true or false by: they have none of its values,
 * or lay down what must be done where it tells of one case that it was. To show them would cite what bears
 * nothing out.
 */
export function passesBy(
  text: string,
  tokens: readonly Token[],
  quote: string,
  { state, reason, differences }: Opinion,
): boolean {
  if (state !== 'partly_supported' || reason === 'planned') return false
  const missed = new Set(
    differences.filter(({ evidence }) => evidence === null).map(({ claim }) => claim.start),
  )
  const isMissed = ({ range }: Token): boolean => missed.has(range.start)
  // a dose names whom it was given
  const values = tokens.filter(
    (token, at) =>
      token.kind === 'number' && !isNumbered(tokens, at, text) && !doses.has(token.quantity.unit),
  )
  if (values.length > 1 && values.every(isMissed)) return true
  const cases = tokens.filter(
    ({ kind, key }) => kind === 'number' || kind === 'name' || allOf.test(key),
  )
  return cases.some(isMissed) && tellsDeedOfDemand(text, quote)
}

const doses: ReadonlySet<string> = new Set(['mg', 'ml'])

const allOf = /^(?:all|everi|each)$/

/** "Was approved by" of "must be approved by". */
function tellsDeedOfDemand(text: string, quote: string): boolean {
  if (demand.test(text)) return false
  return Array.from(quote.matchAll(demanded), ([, deed = '']) => deed).some((deed) =>
    new RegExp(`\\b${deed}\\b`, 'iu').test(text),
  )
}

const demand =
  /\b(?:must|should|shall|may|can|need(?:s|ed)? to|(?:has|have|had) to|(?:was|were|is|are) to)\b/i
const demanded = /\b(?:must|should|shall|may)\s+(?:(?:not|only|always|first)\s+)?be\s+(\p{L}+)/giu
