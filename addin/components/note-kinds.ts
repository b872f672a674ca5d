import type { DocumentEditor, Note } from '../host/document-editor.ts'

/** The notes that a document can hold. */
export function listNoteKinds({ abilities }: DocumentEditor): readonly Note['kind'][] {
  const { footnotes, comments } = abilities
  return [...(footnotes ? ['footnote' as const] : []), ...(comments ? ['comment' as const] : [])]
}
