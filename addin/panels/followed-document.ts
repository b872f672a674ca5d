/** Where the id of the document is kept whose run this tab looks at, so that a reload goes on with it. */
const storageKey = 'sourcewright.followed-document'

export function readFollowedDocument(): string | null {
  return sessionStorage.getItem(storageKey)
}

export function keepFollowedDocument(documentId: string | null): void {
  if (documentId === null) sessionStorage.removeItem(storageKey)
  else sessionStorage.setItem(storageKey, documentId)
}
