import { findTerms, isNumberTerm } from '../../shared/text/terms.ts'
import type { EvidenceSource } from './evidence.ts'

/** How much each of a text's terms tells, from how few of the searched passages hold it. */
export type TermWeights = ReadonlyMap<string, number>

/**
 * Weights of the terms of `text` over the evidence passages of the sources. A passage counts as
 * holding a term when it holds the letters that the term and its spelling in `text` share.
 */
export function weighTerms(
  text: string,
  sources: readonly Pick<EvidenceSource, 'sourceText' | 'passages'>[],
): TermWeights {
  const passages = sources.flatMap(({ sourceText, passages }) => {
    const lower = sourceText.text.toLowerCase()
    // lower case may be longer than its source by a unit or so; passages need not be cut to the unit
    return passages
      .filter(({ isEvidence }) => isEvidence)
      .map(({ range }) => lower.slice(range.start, range.end))
  })
  const weights = new Map<string, number>()
  for (const { term, range } of findTerms(text)) {
    if (weights.has(term)) continue
    const pattern = toPattern(term, text.slice(range.start, range.end).toLowerCase())
    const frequency = passages.filter((passage) => pattern.test(passage)).length
    weights.set(term, weighFrequency(frequency, passages.length))
  }
  return weights
}

/** Robertson and Spärck Jones' weight of a term that `frequency` of `count` passages hold, above 0. */
export function weighFrequency(frequency: number, count: number): number {
  return Math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))
}

/** A number as a whole; words that begin as the term and its spelling do. */
function toPattern(term: string, spelled: string): RegExp {
  if (isNumberTerm(term)) return new RegExp(`(?<![\\d.])${escapePattern(term)}(?!\\.?\\d)`)
  let length = 0
  while (length < term.length && term[length] === spelled[length]) length++
  const letters = length > 0 ? term.slice(0, length) : spelled
  return new RegExp(`(?<![\\p{L}\\p{N}])${escapePattern(letters)}`, 'u')
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
