import { listTerms } from '../../shared/text/terms.ts'
import type { SourceText } from '../../shared/model/source-text.ts'

type Text = { readonly sourceTextId: string; readonly sourceText: Pick<SourceText, 'text'> }

/** Plain BM25 (k1 = 0.9, b = 0.4, as Anserini has it) over whole texts: ids, best first. */
export function rankPlainly(texts: readonly Text[]): (query: string) => string[] {
  const counted = texts.map(({ sourceTextId, sourceText }) => {
    const terms = listTerms(sourceText.text)
    const counts = new Map<string, number>()
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
    return { id: sourceTextId, counts, length: terms.length }
  })
  const mean = counted.reduce((sum, { length }) => sum + length, 0) / Math.max(1, counted.length)
  return (query) => {
    const scores = new Map<string, number>()
    for (const term of new Set(listTerms(query))) {
      const holding = counted.filter(({ counts }) => counts.has(term))
      const { length: found } = holding
      const weight = Math.log(1 + (counted.length - found + 0.5) / (found + 0.5))
      for (const { id, counts, length } of holding) {
        const count = counts.get(term) ?? 0
        const score = (weight * count) / (count + 0.9 * (1 - 0.4 + (0.4 * length) / mean))
        scores.set(id, (scores.get(id) ?? 0) + score)
      }
    }
    return [...scores].sort(([, a], [, b]) => b - a).map(([id]) => id)
  }
}
