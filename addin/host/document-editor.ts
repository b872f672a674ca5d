import type { Client } from '../../client/create-client.ts'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'

/**
 * Changes of the document beside the pane, each read back from the document after it was made, so
 * that nothing is called done that is not. Every call may throw ApiError.
 */
export interface DocumentEditor {
  /** What this document lets the pane do; what it lacks is not offered. */
  readonly abilities: EditAbilities
  /**
   * Brings the server's copy up to date: sends the document's bytes as a new version if they
   * differ from those that were sent last. Throws ApiError `newer_version_stored` where somebody else
   * stored a version since: then nothing is stored, and `overrule` says what `findNewer` names.
   * The ledger that the file carries, if it does, says then what became of the words it is about.
   */
  sendDocument(client: Client, signal: AbortSignal, onProgress?: OnSending): Promise<SentDocument>
  /** The version that the last sending met and did not know; undefined where it met none. */
  findNewer(): NewerVersion | undefined
  /** Has the next sending become the version behind that one. */
  overrule(newer: NewerVersion): void
  /** Puts `text` in place of the words that `selector` means, as a tracked change where possible. */
  replaceQuote(selector: TextQuoteSelector, text: string): Promise<EditReport>
  /** Adds a footnote or a comment to the words that `selector` means; the words stay untouched. */
  addNote(selector: TextQuoteSelector, note: Note): Promise<EditReport>
  /** Puts text behind the selection (or where the cursor stands), each piece with its notes. */
  insertText(pieces: readonly TextPiece[]): Promise<EditReport>
  /** Tells that the document's text was changed, by the writer or by the pane; gives what ends it. */
  subscribeChanges(onChange: () => void): () => void
}

export type NewerVersion = {
  readonly documentId: string
  readonly documentName: string
  readonly version: number
}

type EditAbilities = {
  readonly footnotes: boolean
  readonly comments: boolean
  /** False where a change can't be tracked: the pane says so before it makes one. */
  readonly trackedChanges: boolean
  /** False where the host hears of no edits, and the writer has to ask for a new check. */
  readonly changeEvents: boolean
}

export type Note = { readonly kind: 'footnote' | 'comment'; readonly text: string }

/** `notes` stand behind the piece. */
export type TextPiece = { readonly text: string; readonly notes: readonly Note[] }

/** How an edit went, as read back from the document. */
export type EditReport =
  | { readonly outcome: 'applied'; readonly isTracked: boolean }
  /** The words are not in the document any more, or stand in it more than once: nothing was done. */
  | { readonly outcome: 'changed'; readonly reason: string }
  /** The document did not take the edit (protected, read-only): nothing was done. */
  | { readonly outcome: 'refused'; readonly reason: string }

export type SentDocument = {
  readonly documentId: string
  /** Counts from 1. */
  readonly version: number
  readonly sizeBytes: number
  /** False when the server had these bytes already. */
  readonly isNewVersion: boolean
}

export type OnSending = (progress: {
  readonly stage: 'reading' | 'sending'
  /** Bytes, as far as they are known. */
  readonly done: number
  readonly total: number
}) => void
