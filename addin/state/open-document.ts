import type { ProblemDetails } from '../../shared/contract/problem.ts'
import type { Section } from '../../shared/contract/sections.ts'

/** Which document the pane works on. `choosing` waits for the user. */
export type OpenDocument =
  | { readonly status: 'identifying' }
  | { readonly status: 'choosing' }
  | { readonly status: 'opening'; readonly documentId: string }
  | {
      readonly status: 'open'
      readonly documentId: string
      readonly documentName: string
      readonly sections: readonly Section[]
    }
  | {
      readonly status: 'failed'
      readonly documentId: string | null
      readonly problem: ProblemDetails
    }

export type OpenDocumentEvent =
  | { readonly type: 'identified'; readonly documentId: string | undefined }
  | { readonly type: 'chosen'; readonly documentId: string }
  | {
      readonly type: 'opened'
      readonly documentId: string
      readonly documentName: string
      readonly sections: readonly Section[]
    }
  | { readonly type: 'failed'; readonly problem: ProblemDetails }
  | { readonly type: 'retried' }
  | { readonly type: 'identify_again' }
  | { readonly type: 'closed' }

export const initialDocument: OpenDocument = { status: 'identifying' }

export function reduceOpenDocument(state: OpenDocument, event: OpenDocumentEvent): OpenDocument {
  switch (event.type) {
    case 'identified':
      if (state.status !== 'identifying') return state
      return event.documentId === undefined ? { status: 'choosing' } : opening(event.documentId)
    case 'chosen':
      return opening(event.documentId)
    case 'opened':
      if (state.status !== 'opening' || state.documentId !== event.documentId) return state
      return {
        status: 'open',
        documentId: event.documentId,
        documentName: event.documentName,
        sections: event.sections,
      }
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

function opening(documentId: string): OpenDocument {
  return { status: 'opening', documentId }
}

function findDocumentId(state: OpenDocument): string | null {
  return 'documentId' in state ? state.documentId : null
}
