import type { TermWeights } from '../term-weights.ts'
import type { Concept } from './asked-question.ts'
import { isGeneralTerm, isHeadingTerm } from './question-words.ts'

/** How much each concept tells, from how few of the searched passages name it by any of its terms. */
export type ConceptWeights = ReadonlyMap<Concept, number>

export function weighConcepts(concepts: readonly Concept[], weights: TermWeights): ConceptWeights {
  return new Map(
    concepts.map((concept) => {
      const known = listTermsOf([concept]).flatMap((term) => weights.get(term) ?? [])
      return [concept, known.length > 0 ? concept.share * Math.min(...known) : 0]
    }),
  )
}

/** Each once. */
export function listTermsOf(concepts: readonly Concept[]): string[] {
  return [...new Set(concepts.flatMap(({ term, terms }) => [term, ...terms]))]
}

/** The share of the concepts, by weight, that stand in the places; each place says how far it counts. */
export function coverConcepts(
  weights: ConceptWeights,
  places: readonly (readonly [terms: ReadonlySet<string>, share: number])[],
): number {
  let covered = 0
  let whole = 0
  for (const [concept, weight] of weights) {
    const shares = places.map(([terms, share]) => (names(terms, concept) ? share : 0))
    covered += weight * Math.max(0, ...shares)
    whole += weight
  }
  return whole > 0 ? covered / whole : 0
}

/** What a question names may be said by the name of a source to this share: the rest an answer says itself. */
export const mostOfSource = 0.35

export function names(terms: ReadonlySet<string>, { terms: meant }: Concept): boolean {
  for (const term of meant) if (terms.has(term)) return true
  return false
}

/** All that a heading says is asked for, but for what any heading says. */
export function isAskedName(concepts: readonly Concept[], terms: ReadonlySet<string>): boolean {
  const telling = [...terms].filter(
    (term) => !isGeneralTerm(term) && !isHeadingTerm(term) && !/^[\d.]+$/.test(term),
  )
  return (
    telling.length > 0 &&
    telling.every((term) => concepts.some((concept) => concept.terms.has(term)))
  )
}
