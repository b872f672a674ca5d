import { useEffect, useReducer, useState } from 'react'
import { ApiError, createProblem, problemOf } from '../../../client/api-error.ts'
import type { Client } from '../../../client/create-client.ts'
import type { OnSending } from '../../host/document-editor.ts'
import type { DocumentDetails } from '../../../shared/contract/documents.ts'
import type { Section } from '../../../shared/contract/sections.ts'
import type { DocumentHost } from '../../host/host.ts'
import { sleep } from '../../sleep.ts'
import {
  initialDocument,
  reduceOpenDocument,
  type OpenDocument,
  type OpenDocumentEvent,
  type WaitingDocument,
} from '../../state/open-document.ts'
import { findNewestVersion } from './newest-version.ts'
import type { Sending } from './Opening.tsx'

type OpenDocumentHook = {
  readonly document: OpenDocument
  readonly dispatch: (event: OpenDocumentEvent) => void
  /** How far the host's own document is on its way to the server; undefined while it is not. */
  readonly sending: Sending | undefined
}

/**
 * Finds out which document to work on, and opens it in the host. Nothing is asked, and nothing of
 * the host's document sent, before it `isWanted`.
 */
export function useOpenDocument(
  host: DocumentHost,
  client: Client,
  isWanted: boolean,
): OpenDocumentHook {
  const [document, dispatch] = useReducer(reduceOpenDocument, initialDocument)
  const [sending, setSending] = useState<Sending>()
  useEffect(() => {
    if (!isWanted) return
    const ending = new AbortController()
    const report = (progress: Sending) => {
      if (!ending.signal.aborted) setSending(progress)
    }
    setSending(undefined)
    advance({ document, host, client, report, signal: ending.signal }).then(
      (event) => event && !ending.signal.aborted && dispatch(event),
      (error: unknown) =>
        !ending.signal.aborted && dispatch({ type: 'failed', problem: problemOf(error) }),
    )
    return () => ending.abort()
  }, [document, host, client, isWanted])
  useShownDocument(host, client, document, dispatch)
  return { document, dispatch, sending }
}

/** The pane needs no layout of the document: it is open while the host still reads and lays it out. */
function useShownDocument(
  host: DocumentHost,
  client: Client,
  document: OpenDocument,
  dispatch: (event: OpenDocumentEvent) => void,
): void {
  const documentId = document.status === 'open' ? document.documentId : undefined
  useEffect(() => {
    if (documentId === undefined) return
    const ending = new AbortController()
    host.showDocument(documentId, client, ending.signal).catch((error: unknown) => {
      if (!ending.signal.aborted) dispatch({ type: 'failed', problem: problemOf(error) })
    })
    return () => ending.abort()
  }, [host, client, documentId, dispatch])
}

type Scene = {
  readonly document: OpenDocument
  readonly host: DocumentHost
  readonly client: Client
  readonly report: OnSending
  readonly signal: AbortSignal
}

async function advance(scene: Scene): Promise<OpenDocumentEvent | undefined> {
  const { document, client, signal } = scene
  if (document.status === 'identifying') return await identify(scene)
  if (document.status === 'waiting') return await followRun(document, client, signal)
  if (document.status !== 'opening') return undefined
  return await open(scene, document)
}

async function open(
  { client, signal }: Scene,
  { documentId, asItIs }: Extract<OpenDocument, { status: 'opening' }>,
): Promise<OpenDocumentEvent> {
  const details = await client.getDocument(documentId, signal)
  if (details.kind === 'source') throw new ApiError(createNoDocument(details.name))
  if (details.status !== 'Ready' && !asItIs) return tellWaiting(details)
  // A document that is not ready has none: asked for at once, they would be refused.
  const sections = await listSections(documentId, client, signal)
  const version = findNewestVersion(details)
  return { type: 'opened', documentId, documentName: details.name, sections, version }
}

/** The host's own document is sent, if it has changed. */
async function identify({ host, client, report, signal }: Scene): Promise<OpenDocumentEvent> {
  if (host.identifyDocument) {
    return { type: 'identified', documentId: await host.identifyDocument() }
  }
  const fork = await host.forks?.find(client, signal)
  if (fork) return { type: 'fork_found', fork }
  const sent = await host.editor.sendDocument(client, signal, report)
  return { type: 'identified', documentId: sent.documentId, isUnchanged: !sent.isNewVersion }
}

function createNoDocument(name: string) {
  const detail = `“${name}” is a source. The pane opens the documents that are written from sources.`
  return createProblem('not_a_document', 0, 'This is not a document', detail, '')
}

function tellWaiting({ id, name, sources, versions }: DocumentDetails): OpenDocumentEvent {
  const hasVersion = versions.length > 0
  return { type: 'not_ready', documentId: id, documentName: name, sources, hasVersion }
}

/** Waits for the next report of a run; one that is over has none until it is told to go on. */
async function followRun(
  { documentId, report, etag, isRetrying }: WaitingDocument,
  client: Client,
  signal: AbortSignal,
): Promise<OpenDocumentEvent | undefined> {
  if (isRetrying) await client.retryDocument(documentId, signal)
  else if (report?.status === 'Failed') return undefined
  for (;;) {
    if (report && !isRetrying) await sleep(pollDelay, signal)
    const tagged = await client.getStatus(documentId, isRetrying ? '' : etag, signal)
    if (tagged) return { type: 'reported', report: tagged.status, etag: tagged.etag }
  }
}

/** Milliseconds between two questions for a status. */
const pollDelay = 1_000

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
