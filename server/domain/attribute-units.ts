import type { Passage } from '../../shared/model/passage.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import { shiftRange, sliceRange, type TextRange } from '../../shared/text/range.ts'
import { splitSentences } from '../../shared/text/sentences.ts'
import { findTerms, listTerms, type Term } from '../../shared/text/terms.ts'
import type { TermContext } from './align.ts'

/** A sentence of a source. */
export type SentenceUnit = {
  readonly range: TextRange
  readonly terms: readonly Term[]
  readonly context: TermContext
}

/** A heading says what its section is about, not what each sentence says. */
export const headingShare = 0.5

/** The sentences that begin in a passage, outside of tables and headings. */
export function listSentenceUnits({ text, blocks }: SourceText, passage: Passage): SentenceUnit[] {
  const { start, end } = passage.range
  const context = toContext(passage.headingPath, headingShare)
  return blocks
    .filter(({ range }) => range.start < end && start < range.end)
    .filter(({ kind }) => kind !== 'table' && kind !== 'heading' && kind !== 'contents')
    .flatMap((block) => splitSentences(text, block.range))
    .filter((range) => start <= range.start && range.start < end)
    .map((range) => ({ range, terms: findTermsIn(text, range), context }))
}

export function toContext(above: readonly string[], share: number): TermContext {
  const terms = new Set(listTerms(above.join(' ')))
  return (term) => (terms.has(term) ? share : 0)
}

/** Terms of a range with their places in the whole text. */
export function findTermsIn(text: string, range: TextRange): Term[] {
  return findTerms(sliceRange(text, range)).map(({ term, range: found }) => ({
    term,
    range: shiftRange(found, range.start),
  }))
}
