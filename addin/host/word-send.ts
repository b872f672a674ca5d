import { ApiError } from '../../client/api-error.ts'
import type { Client } from '../../client/create-client.ts'
import type { DocumentDetails } from '../../shared/contract/documents.ts'
import type { OnSending, SentDocument } from './document-editor.ts'
import type { DocumentFork } from './host.ts'
import { readTextMark } from './word-changes.ts'
import { hashFile, readDocument, readFileAddress, readFileName } from './word-file.ts'
import { readIdentity, storeIdentity } from './word-identity.ts'

/** Keeps the server's copy of the open document up to date. */
export type DocumentSender = {
  send(client: Client, signal: AbortSignal, onProgress?: OnSending): Promise<SentDocument>
  /** Whether the file looks like a copy of another document's; asked once. */
  findFork(client: Client, signal: AbortSignal): Promise<DocumentFork | undefined>
  settleFork(isCopy: boolean): void
}

export function createSender(): DocumentSender {
  const state: SenderState = { documentId: undefined, forkOf: undefined, sent: undefined }
  let queue: Promise<unknown> = Promise.resolve()
  return {
    /** One after the other: Word keeps two files open at most. */
    send(client, signal, onProgress = () => {}) {
      const sending = queue.then(() => send(state, { client, signal, onProgress }))
      queue = sending.catch(() => {})
      return sending
    },
    findFork: (client, signal) => findFork(state, client, signal),
    settleFork(isCopy) {
      const origin = readIdentity()?.documentId
      if (isCopy) state.forkOf = origin
      else state.documentId = origin
    },
  }
}

type SenderState = {
  documentId: string | undefined
  /** The document that this one is a copy of, until it has an id of its own. */
  forkOf: string | undefined
  /** What was sent last, with the hash of the file as Word gives it since. */
  sent: { readonly hash: string; readonly document: SentDocument } | undefined
}

type Call = {
  readonly client: Client
  readonly signal: AbortSignal
  readonly onProgress: OnSending
}

async function send(state: SenderState, call: Call): Promise<SentDocument> {
  const known = await findKnown(state, call)
  const textMark = await findTextMark()
  if (known) await storeIdentity(known.id, textMark)
  const file = await read(call)
  const hash = await hashFile(file)
  const newest = known && findNewest(known)
  if (known && (hash === state.sent?.hash || hash === newest?.hash)) {
    return remember(state, hash, { ...describeVersion(known), isNewVersion: false })
  }
  const document = await upload(state, call, file, known?.id)
  const sent = { ...document, isNewVersion: true }
  // what is stored in the file becomes part of its bytes
  const isStored = await storeIdentity(sent.documentId, textMark)
  return remember(state, isStored ? await hashFile(await readDocument(call.signal)) : hash, sent)
}

function remember(state: SenderState, hash: string, document: SentDocument): SentDocument {
  state.documentId = document.documentId
  state.forkOf = undefined
  state.sent = { hash, document }
  return document
}

/** The server's document of this file. One that is gone, or another server's, is none. */
async function findKnown(
  { documentId, forkOf }: SenderState,
  { client, signal }: Call,
): Promise<DocumentDetails | undefined> {
  const id = documentId ?? (forkOf === undefined ? readIdentity()?.documentId : undefined)
  return id === undefined ? undefined : findDocument(client, id, signal)
}

async function findDocument(
  client: Client,
  documentId: string,
  signal: AbortSignal,
): Promise<DocumentDetails | undefined> {
  try {
    const details = await client.getDocument(documentId, signal)
    return details.kind === 'source' ? undefined : details
  } catch (error) {
    if (error instanceof ApiError && error.problem.status === 404) return undefined
    throw error
  }
}

function read({ signal, onProgress }: Call): Promise<Blob> {
  return readDocument(signal, (done, total) => onProgress({ stage: 'reading', done, total }))
}

async function upload(
  { forkOf }: SenderState,
  { client, signal, onProgress }: Call,
  file: Blob,
  documentId: string | undefined,
): Promise<Omit<SentDocument, 'isNewVersion'>> {
  onProgress({ stage: 'sending', done: 0, total: file.size })
  const origin = documentId === undefined ? { forkOf } : { documentId }
  const document = { file, fileName: readFileName(), ...origin }
  const { document_id } = await client.addLocalDocument(document, signal)
  onProgress({ stage: 'sending', done: file.size, total: file.size })
  return describeVersion(await client.getDocument(document_id, signal))
}

function findNewest({ versions }: DocumentDetails) {
  return versions.toSorted((a, b) => a.number - b.number).at(-1)
}

function describeVersion(details: DocumentDetails): Omit<SentDocument, 'isNewVersion'> {
  const newest = findNewest(details)
  return {
    documentId: details.id,
    version: newest?.number ?? 0,
    sizeBytes: newest?.size_bytes ?? 0,
  }
}

/** A file that remembers another address was copied, or renamed or moved: its writer knows which. */
async function findFork(
  { documentId, forkOf }: SenderState,
  client: Client,
  signal: AbortSignal,
): Promise<DocumentFork | undefined> {
  const stored = readIdentity()
  const isSettled = documentId !== undefined || forkOf !== undefined
  if (!stored || isSettled || stored.address === '') return undefined
  if (stored.address === readFileAddress()) return undefined
  const origin = await findDocument(client, stored.documentId, signal)
  if (!origin) return undefined
  const hasSameText = (await findTextMark()) === stored.textMark
  return { documentId: origin.id, documentName: origin.name, hasSameText }
}

/** '' where Word does not give its text: the file is sent all the same. */
function findTextMark(): Promise<string> {
  return readTextMark().catch(() => '')
}
