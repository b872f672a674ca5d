import type { AnswerSentenceView } from '../../../shared/contract/conversations.ts'
import type { Note, TextPiece } from '../../host/document-editor.ts'
import { writeCitation } from '../../state/citation-words.ts'

/**
 * The statements of an answer for the document, each with its citations as notes. The product's own
 * phrases ("The sources disagree.") are for the reader of the pane, and are left out.
 */
export function listAnswerPieces(
  sentences: readonly AnswerSentenceView[],
  kind: Note['kind'],
): TextPiece[] {
  const statements = sentences.filter((one) => one.kind === 'statement')
  return statements.map(({ text, citations }, index) => ({
    text: index === 0 ? text : ` ${text}`,
    notes: citations.map((source) => ({ kind, text: writeCitation(source, source.quote) })),
  }))
}
