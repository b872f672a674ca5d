import { listRelatedTerms } from '../../shared/text/related-words.ts'
import { listTermVariants } from '../../shared/text/term-variants.ts'

/** How a sentence says a term of the question; undefined where it does not. */
export type TermMatch = 'same' | 'variant' | 'similar' | 'related'

/** How far each counts as the term, 0 to 1. */
export const matchGrades: Readonly<Record<TermMatch | 'none', number>> = {
  none: 0,
  same: 1,
  variant: 0.9,
  similar: 0.7,
  related: 0.5,
}

/** Each term of a question with how a sentence of `own` terms says it. */
export function matchTerms(
  terms: readonly string[],
  own: ReadonlySet<string>,
): ReadonlyMap<string, TermMatch> {
  const matches = new Map<string, TermMatch>()
  terms.forEach((term, at) => {
    const match = findMatch(term, own) ?? (isJoined(terms, at, own) ? 'variant' : undefined)
    if (match) matches.set(term, match)
  })
  return matches
}

function findMatch(term: string, own: ReadonlySet<string>): TermMatch | undefined {
  if (own.has(term)) return 'same'
  const isOwn = (other: string) => own.has(other)
  if (listTermVariants(term).some(isOwn)) return 'variant'
  if (isSimilar(term, own)) return 'similar'
  return listRelatedTerms(term).some(isOwn) ? 'related' : undefined
}

/** "work week" for "workweek". */
function isJoined(terms: readonly string[], at: number, own: ReadonlySet<string>): boolean {
  const [before, term, after] = [terms[at - 1], terms[at], terms[at + 1]]
  return own.has(`${term}${after}`) || own.has(`${before}${term}`)
}

/** Words of one family that the stemmer keeps apart: "inhibit" and "inhibitori". */
function isSimilar(term: string, own: ReadonlySet<string>): boolean {
  if (term.length < 5) return false
  const start = term.slice(0, Math.max(4, Math.ceil(term.length * 0.65)))
  for (const other of own) if (other.startsWith(start)) return true
  return false
}
