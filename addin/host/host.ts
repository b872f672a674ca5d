import type { Client } from '../../client/create-client.ts'
import type { ProblemDetails } from '../../shared/contract/problem.ts'
import type { Section } from '../../shared/contract/sections.ts'
import type { PositionHint } from '../../shared/text/describe.ts'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import type { DocumentEditor } from './document-editor.ts'

/** What the pane needs of the document that it stands beside. Every call may throw ApiError. */
export interface DocumentHost {
  readonly description: HostDescription
  readonly editor: DocumentEditor
  /** Whether edits would go with another key; undefined for a host that owns its document. */
  hasUnsavedEdits?(): boolean
  /** How the program around the document looks; undefined where the system's theme is meant. */
  readonly theme?: HostTheme
  /** Undefined where the program around the document signs nobody in for the pane. */
  readonly account?: HostAccount | undefined
  /** The document that the page was opened for, as its address names it. */
  readonly linkedDocumentId?: string | undefined
  /**
   * The server's id of the document to begin with; undefined when the user has to choose one. Not
   * there where the open document is the host's own: it is what its editor sends.
   */
  identifyDocument?(): Promise<string | undefined>
  /** Where files may be copies of one another; undefined for a host that opens the server's documents. */
  readonly forks?: DocumentForks
  /**
   * Shows a document of the server's; nothing to do for a host that owns its document. Whatever is
   * asked of the document meanwhile waits for it.
   */
  showDocument(documentId: string, client: Client, signal: AbortSignal): Promise<void>
  /** Brings a section's heading into view. False when the heading is not found. */
  goToSection(section: Section, sections: readonly Section[]): Promise<boolean>
  /** Tells of every selection that holds words; gives the function that stops it. */
  subscribeSelection(listener: SelectionListener): () => void
  /**
   * Brings words into view and makes them stand out; those in the place of words that were edited, where
   * `position` is of a text in which they stood.
   */
  markQuote(selector: TextQuoteSelector, position?: PositionHint): Promise<MarkOutcome>
}

/**
 * `edited`: what stands out is what became of the words. `unsure`: they stand more than once, or may have been
 * edited, and nothing tells which words are meant; nothing stands out then.
 */
export type MarkOutcome = 'marked' | 'edited' | 'unsure' | 'gone'

interface DocumentForks {
  /** The document that the open file looks like a copy of; undefined where there is nothing to ask. */
  find(client: Client, signal: AbortSignal): Promise<DocumentFork | undefined>
  /** Has the file go on as that document, or as a copy of it that is one of its own. */
  settle(isCopy: boolean): void
}

export type DocumentFork = {
  readonly documentId: string
  readonly documentName: string
  /** Whether the file holds the very words that were sent last from the other one. */
  readonly hasSameText: boolean
}

export interface HostAccount {
  /**
   * A token of the account that the program is signed in with, made for this server. It may open a
   * window of its own only if it `mayAsk`. Throws ApiError `office_<code>` where there is none.
   */
  getToken(mayAsk: boolean): Promise<string>
}

export interface HostTheme {
  /** Undefined where the program does not tell. */
  read(): 'light' | 'dark' | undefined
  subscribe(onChange: () => void): () => void
}

export type SelectionListener = {
  readonly onSelection: (selector: TextQuoteSelector) => void
  /** The host could not read a selection. */
  readonly onFailure: (problem: ProblemDetails) => void
}

type HostDescription = {
  /** True when the open document is the host's own, false when it is one of the server's. */
  readonly ownsDocument: boolean
  /** How to select words with mouse and keyboard, for the reader. */
  readonly selectionHint: string
}

/** Units of prefix and of suffix that a selector carries where the document has as many. */
export const contextLength = 64

/** Milliseconds without a change after which a selection counts as made whose end nothing tells of. */
export const selectionDelay = 250
