import type { AnswerSentence } from '../../../shared/model/conversation.ts'
import type { CellReference, TextEvidence } from '../../../shared/model/citation.ts'
import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import type { EvidenceSource } from '../evidence.ts'

/** Words of a source as a sentence may cite them. */
export function quote(
  { sourceTextId, sourceText }: EvidenceSource,
  range: TextRange,
  cell: CellReference | null = null,
): TextEvidence {
  return { kind: 'text', sourceTextId, range, quote: sliceRange(sourceText.text, range), cell }
}

/** Not held against what it cites yet. @throws when nothing is cited: there is no statement without a source */
export function createStatement(text: string, citations: readonly TextEvidence[]): AnswerSentence {
  if (citations.length === 0) throw new Error(`nothing is cited for "${text}"`)
  return { kind: 'statement', text, citations, claimState: 'not_checked' }
}

export function createNote(text: string): AnswerSentence {
  return { kind: 'note', text, citations: [], claimState: 'not_a_claim' }
}

/** On one line, as it is read. */
export function toLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
