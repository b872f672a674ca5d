import type { EvidenceSource } from '../../server/domain/evidence.ts'
import { weighFrequency, type TermWeights } from '../../server/domain/term-weights.ts'
import { findTerms, isNumberTerm } from '../../shared/text/terms.ts'

/**
 * Weighs the terms of texts over the evidence passages of the sources. A passage counts as holding a
 * term when it holds the number, or a word that begins as the term and its spelling in the text do.
 */
export function createTermWeigher(
  sources: readonly Pick<EvidenceSource, 'sourceText' | 'passages'>[],
): (text: string) => TermWeights {
  const passages = sources.flatMap(({ sourceText, passages }) =>
    passages
      .filter(({ isEvidence }) => isEvidence)
      .map(({ range }) => sourceText.text.slice(range.start, range.end).toLowerCase()),
  )
  return (text) => {
    const weights = new Map<string, number>()
    for (const { term, range } of findTerms(text)) {
      if (weights.has(term)) continue
      const spelled = text.slice(range.start, range.end).toLowerCase()
      const frequency = passages.filter((passage) => holds(passage, term, spelled)).length
      weights.set(term, weighFrequency(frequency, passages.length))
    }
    return weights
  }
}

function holds(passage: string, term: string, spelled: string): boolean {
  const isNumber = isNumberTerm(term)
  const letters = isNumber ? term : shareStart(term, spelled)
  for (let at = passage.indexOf(letters); at >= 0; at = passage.indexOf(letters, at + 1)) {
    const before = passage.charAt(at - 1)
    const after = passage.slice(at + letters.length, at + letters.length + 2)
    if (isNumber ? !/[\d.]/.test(before) && !/^\.?\d/.test(after) : !isWordPart(before)) return true
  }
  return false
}

function shareStart(term: string, spelled: string): string {
  let length = 0
  while (length < term.length && term[length] === spelled[length]) length++
  return length > 0 ? term.slice(0, length) : spelled
}

function isWordPart(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character)
}
