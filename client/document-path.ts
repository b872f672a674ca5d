/** Percent-encoded, so that an id reaches no other path. */
export function writeDocumentPath(documentId: string): string {
  return `/api/v1/documents/${encodeURIComponent(documentId)}`
}
