import type { DocumentEditor, Note } from '../host/document-editor.ts'

/** The notes that a document can hold; none where the host changes nothing. */
export function listNoteKinds(editor: DocumentEditor | undefined): readonly Note['kind'][] {
  if (!editor) return []
  const { footnotes, comments } = editor.abilities
  return [...(footnotes ? ['footnote' as const] : []), ...(comments ? ['comment' as const] : [])]
}
