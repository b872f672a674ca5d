import { useEffect, useReducer } from 'react'
import { ApiError, createProblem, problemOf } from '../../../client/api-error.ts'
import type { Client } from '../../../client/create-client.ts'
import type { DocumentDetails } from '../../../shared/contract/documents.ts'
import type { Section } from '../../../shared/contract/sections.ts'
import type { DocumentHost } from '../../host/host.ts'
import {
  initialDocument,
  reduceOpenDocument,
  type OpenDocument,
  type OpenDocumentEvent,
} from '../../state/open-document.ts'

/** Finds out which document to work on, and opens it in the host. */
export function useOpenDocument(
  host: DocumentHost,
  client: Client,
): [OpenDocument, (event: OpenDocumentEvent) => void] {
  const [document, dispatch] = useReducer(reduceOpenDocument, initialDocument)
  useEffect(() => {
    const ending = new AbortController()
    advance(document, host, client, ending.signal).then(
      (event) => event && !ending.signal.aborted && dispatch(event),
      (error: unknown) =>
        !ending.signal.aborted && dispatch({ type: 'failed', problem: problemOf(error) }),
    )
    return () => ending.abort()
  }, [document, host, client])
  return [document, dispatch]
}

async function advance(
  document: OpenDocument,
  host: DocumentHost,
  client: Client,
  signal: AbortSignal,
): Promise<OpenDocumentEvent | undefined> {
  if (document.status === 'identifying') {
    return { type: 'identified', documentId: await host.identifyDocument(client, signal) }
  }
  if (document.status !== 'opening') return undefined
  const { documentId } = document
  const details = await client.getDocument(documentId, signal)
  refuseUnready(details)
  const [sections] = await Promise.all([
    listSections(documentId, client, signal),
    host.showDocument(documentId, client, signal),
  ])
  return { type: 'opened', documentId, documentName: details.name, sections }
}

function refuseUnready({ name, status, error }: DocumentDetails): void {
  if (status === 'Ready') return
  const reason = error ? `: ${error.message}` : '.'
  const detail = `“${name}” has the status ${status}${reason}`
  throw new ApiError(createProblem('not_ready', 409, 'The document is not ready', detail, ''))
}

/** A document without headings has no sections, which the server says with a 404. */
async function listSections(
  documentId: string,
  client: Client,
  signal: AbortSignal,
): Promise<readonly Section[]> {
  try {
    const { sections } = await client.listSections(documentId, signal)
    return sections
  } catch (error) {
    if (error instanceof ApiError && error.problem.status === 404) return []
    throw error
  }
}
