import type { DocumentSource, StatusResponse } from '../../shared/contract/documents.ts'
import type { ProblemDetails } from '../../shared/contract/problem.ts'
import type { Section } from '../../shared/contract/sections.ts'

/** Which document the pane works on. `choosing` waits for the user. */
export type OpenDocument =
  | { readonly status: 'identifying' }
  /** The file looks like a copy of another document's: the user says whether it is. */
  | { readonly status: 'asking'; readonly fork: PossibleFork }
  | { readonly status: 'choosing' }
  | {
      readonly status: 'opening'
      readonly documentId: string
      /** Whether its newest version is wanted although its run is not over. */
      readonly asItIs: boolean
      readonly isUnchanged: boolean
    }
  | WaitingDocument
  | OpenedDocument
  | {
      readonly status: 'failed'
      readonly documentId: string | null
      readonly problem: ProblemDetails
    }

export type OpenedDocument = {
  readonly status: 'open'
  readonly documentId: string
  readonly documentName: string
  readonly sections: readonly Section[]
  /** The newest that the server holds; undefined where it names none. */
  readonly version: DocumentVersionFacts | undefined
  /** Whether the host found that the server had the document's bytes already. */
  readonly isUnchanged: boolean
}

export type DocumentVersionFacts = { readonly number: number; readonly sizeBytes: number }

/** The document that a file looks like a copy of. */
export type PossibleFork = {
  readonly documentName: string
  /** Whether the file holds the very words that were sent last from the other one. */
  readonly hasSameText: boolean
}

/** A document whose run is under way, failed or was cancelled. */
export type WaitingDocument = {
  readonly status: 'waiting'
  readonly documentId: string
  readonly documentName: string
  /** Null until the server's first. */
  readonly report: StatusResponse | null
  /** Names the report, so that it is sent again only once it changes; '' asks for it in any case. */
  readonly etag: string
  /** True from asking for the run to go on until the server's next report. */
  readonly isRetrying: boolean
  /** Those that the run pins, to name one that it failed at. */
  readonly sources: readonly DocumentSource[]
  /** True where an earlier run made a version. */
  readonly hasVersion: boolean
}

export type OpenDocumentEvent =
  | {
      readonly type: 'identified'
      readonly documentId: string | undefined
      readonly isUnchanged?: boolean
    }
  | { readonly type: 'fork_found'; readonly fork: PossibleFork }
  | { readonly type: 'fork_settled' }
  | { readonly type: 'chosen'; readonly documentId: string }
  | {
      readonly type: 'opened'
      readonly documentId: string
      readonly documentName: string
      readonly sections: readonly Section[]
      readonly version: DocumentVersionFacts | undefined
    }
  | {
      readonly type: 'version_made'
      readonly documentId: string
      readonly version: DocumentVersionFacts
    }
  | ({ readonly type: 'not_ready' } & Pick<
      WaitingDocument,
      'documentId' | 'documentName' | 'sources' | 'hasVersion'
    >)
  | { readonly type: 'reported'; readonly report: StatusResponse; readonly etag: string }
  | { readonly type: 'run_retried' }
  | { readonly type: 'taken_as_it_is' }
  | { readonly type: 'failed'; readonly problem: ProblemDetails }
  | { readonly type: 'retried' }
  | { readonly type: 'identify_again' }
  | { readonly type: 'closed' }

export const initialDocument: OpenDocument = { status: 'identifying' }

export function reduceOpenDocument(state: OpenDocument, event: OpenDocumentEvent): OpenDocument {
  switch (event.type) {
    case 'identified':
      if (state.status !== 'identifying') return state
      return event.documentId === undefined
        ? { status: 'choosing' }
        : opening(event.documentId, event.isUnchanged)
    case 'fork_found':
      return state.status === 'identifying' ? { status: 'asking', fork: event.fork } : state
    case 'fork_settled':
      return state.status === 'asking' ? initialDocument : state
    case 'chosen':
      return opening(event.documentId)
    case 'opened':
      return isOpening(state, event) ? open(event, state.isUnchanged) : state
    case 'version_made':
      return state.status === 'open' && state.documentId === event.documentId
        ? { ...state, version: event.version, isUnchanged: false }
        : state
    case 'not_ready':
      return isOpening(state, event) ? waiting(event) : state
    case 'reported':
      return state.status === 'waiting' ? report(state, event) : state
    case 'run_retried':
      return state.status === 'waiting' ? { ...state, isRetrying: true } : state
    case 'taken_as_it_is':
      return state.status === 'waiting' ? { ...opening(state.documentId), asItIs: true } : state
    case 'failed':
      return { status: 'failed', documentId: findDocumentId(state), problem: event.problem }
    case 'retried':
      return state.status === 'failed' && state.documentId !== null
        ? opening(state.documentId)
        : initialDocument
    case 'identify_again':
      return initialDocument
    case 'closed':
      return { status: 'choosing' }
  }
}

function isOpening(
  state: OpenDocument,
  { documentId }: { readonly documentId: string },
): state is Extract<OpenDocument, { status: 'opening' }> {
  return state.status === 'opening' && state.documentId === documentId
}

function opening(
  documentId: string,
  isUnchanged = false,
): Extract<OpenDocument, { status: 'opening' }> {
  return { status: 'opening', documentId, asItIs: false, isUnchanged }
}

function open(
  event: Extract<OpenDocumentEvent, { type: 'opened' }>,
  isUnchanged: boolean,
): OpenedDocument {
  const { documentId, documentName, sections, version } = event
  return { status: 'open', documentId, documentName, sections, version, isUnchanged }
}

function waiting(event: Extract<OpenDocumentEvent, { type: 'not_ready' }>): WaitingDocument {
  const { documentId, documentName, sources, hasVersion } = event
  const about = { documentId, documentName, sources, hasVersion }
  return { status: 'waiting', ...about, report: null, etag: '', isRetrying: false }
}

function report(
  state: WaitingDocument,
  { report, etag }: Extract<OpenDocumentEvent, { type: 'reported' }>,
): OpenDocument {
  if (report.status === 'Ready') return opening(state.documentId)
  return { ...state, report, etag, isRetrying: false }
}

function findDocumentId(state: OpenDocument): string | null {
  return 'documentId' in state ? state.documentId : null
}
