import { ApiError } from '../../client/api-error.ts'
import type { Client } from '../../client/create-client.ts'
import type { DocumentDetails } from '../../shared/contract/documents.ts'
import type { NewerVersion, OnSending, SentDocument } from './document-editor.ts'
import type { DocumentFork } from './host.ts'
import { findNewerVersion } from './newer-version.ts'
import { readTextMark } from './word-changes.ts'
import { hashFile, readDocument, readFileAddress, readFileName } from './word-file.ts'
import {
  listIdentities,
  readIdentity,
  storeIdentity,
  type StoredIdentity,
} from './word-identity.ts'

/** Keeps the server's copy of the open document up to date. */
export type DocumentSender = {
  send(client: Client, signal: AbortSignal, onProgress?: OnSending): Promise<SentDocument>
  /** Whether the file looks like a copy of another document's; asked once. */
  findFork(client: Client, signal: AbortSignal): Promise<DocumentFork | undefined>
  settleFork(isCopy: boolean): void
  findNewer(): NewerVersion | undefined
  overrule(newer: NewerVersion): void
}

export function createSender(): DocumentSender {
  const state: SenderState = {
    documentId: undefined,
    origin: undefined,
    forkOf: undefined,
    sent: undefined,
    base: undefined,
    newer: undefined,
  }
  let queue: Promise<unknown> = Promise.resolve()
  return {
    /** One after the other: Word keeps two files open at most. */
    send(client, signal, onProgress = () => {}) {
      const sending = queue.then(() => send(state, { client, signal, onProgress }))
      queue = sending.catch(() => {})
      return sending
    },
    findFork: (client, signal) => findFork(state, client, signal),
    findNewer: () => state.newer,
    overrule({ documentId, version }) {
      state.base = { documentId, version }
      state.newer = undefined
    },
    settleFork(isCopy) {
      if (isCopy) state.forkOf = state.origin
      else state.documentId = state.origin
    },
  }
}

type SenderState = {
  documentId: string | undefined
  /** What the file looks like a copy of, until its writer has said. */
  origin: string | undefined
  /** The document that this one is a copy of, until it has an id of its own. */
  forkOf: string | undefined
  /** What was sent last, with the hash of the file as Word gives it since. */
  sent: { readonly hash: string; readonly document: SentDocument } | undefined
  /** The version that the open file goes on from, as far as this pane knows. */
  base: Pick<SentDocument, 'documentId' | 'version'> | undefined
  /** What the last sending met and did not know. */
  newer: NewerVersion | undefined
}

type Call = {
  readonly client: Client
  readonly signal: AbortSignal
  readonly onProgress: OnSending
}

async function send(state: SenderState, call: Call): Promise<SentDocument> {
  const known = await findKnown(state, call)
  const textMark = await findTextMark()
  if (!known) return sendFirst(state, call, textMark)
  const base = findBase(state, known.id)
  const before = readIdentity()
  // what is stored in the file is part of the bytes that are sent
  await storeIdentity({ documentId: known.id, textMark, version: foresee(before, textMark, base) })
  try {
    return await sendNext(state, call, known, base)
  } catch (error) {
    if (before) await storeIdentity(before)
    throw error
  }
}

/** The version that the file will be: the next one, where its words are others than were sent last. */
function foresee(
  before: StoredIdentity | undefined,
  textMark: string,
  base: number | undefined,
): number | null {
  const isSameText = before?.textMark === textMark
  return base === undefined || isSameText ? (before?.version ?? null) : base + 1
}

async function sendNext(
  state: SenderState,
  call: Call,
  known: DocumentDetails,
  base: number | undefined,
): Promise<SentDocument> {
  const file = await read(call)
  const hash = await hashFile(file)
  const { sent: last } = state
  const isSent = hash === last?.hash && known.id === last.document.documentId
  if (isSent || hash === findNewest(known)?.hash) {
    return remember(state, hash, { ...describeVersion(known), isNewVersion: false })
  }
  const document = await upload(state, call, file, { documentId: known.id, base })
  return remember(state, hash, { ...document, isNewVersion: true })
}

async function sendFirst(state: SenderState, call: Call, textMark: string): Promise<SentDocument> {
  const file = await read(call)
  const document = await upload(state, call, file, undefined)
  const isCopy = state.forkOf !== undefined
  const isStored = await storeIdentity({ ...document, textMark }, isCopy)
  const kept = isStored ? await readDocument(call.signal) : file
  return remember(state, await hashFile(kept), { ...document, isNewVersion: true })
}

function remember(state: SenderState, hash: string, document: SentDocument): SentDocument {
  state.documentId = document.documentId
  state.forkOf = undefined
  state.sent = { hash, document }
  state.base = document
  state.newer = undefined
  return document
}

/** The server's document of this file. One that is gone, or another server's or workspace's, is none. */
async function findKnown(
  { documentId, forkOf }: SenderState,
  { client, signal }: Call,
): Promise<DocumentDetails | undefined> {
  const own = documentId === undefined ? [] : [documentId]
  const stored = forkOf === undefined ? listIdentities(readIdentity()) : []
  return findFirst(client, new Set([...own, ...stored]), signal)
}

async function findFirst(
  client: Client,
  documentIds: Iterable<string>,
  signal: AbortSignal,
): Promise<DocumentDetails | undefined> {
  for (const id of documentIds) {
    const found = await findDocument(client, id, signal)
    if (found) return found
  }
  return undefined
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

/** What the file itself remembers counts for the document that it was sent to last. */
function findBase({ base }: SenderState, documentId: string): number | undefined {
  if (base?.documentId === documentId) return base.version
  const stored = readIdentity()
  return stored?.documentId === documentId ? (stored.version ?? undefined) : undefined
}

type Known = { readonly documentId: string; readonly base: number | undefined }

async function upload(
  state: SenderState,
  { client, signal, onProgress }: Call,
  file: Blob,
  known: Known | undefined,
): Promise<Omit<SentDocument, 'isNewVersion'>> {
  onProgress({ stage: 'sending', done: 0, total: file.size })
  const origin = known
    ? { documentId: known.documentId, expectedVersion: known.base }
    : { forkOf: state.forkOf, resumes: state.forkOf === undefined }
  const document = { file, fileName: readFileName(), ...origin }
  try {
    const { document_id } = await client.addLocalDocument(document, signal)
    onProgress({ stage: 'sending', done: file.size, total: file.size })
    const stored = describeVersion(await client.getDocument(document_id, signal))
    // another one may have been stored since
    return known?.base === undefined ? stored : { ...stored, version: known.base + 1 }
  } catch (error) {
    if (known) state.newer = await findNewerVersion(error, known.documentId, client, signal)
    throw error
  }
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
  state: SenderState,
  client: Client,
  signal: AbortSignal,
): Promise<DocumentFork | undefined> {
  const { documentId, forkOf } = state
  const stored = readIdentity()
  const isSettled = documentId !== undefined || forkOf !== undefined
  if (!stored || isSettled || stored.address === '') return undefined
  if (stored.address === readFileAddress()) return undefined
  const origin = await findFirst(client, listIdentities(stored), signal)
  if (!origin) return undefined
  state.origin = origin.id
  const hasSameText = (await findTextMark()) === stored.textMark
  return { documentId: origin.id, documentName: origin.name, hasSameText }
}

/** '' where Word does not give its text: the file is sent all the same. */
function findTextMark(): Promise<string> {
  return readTextMark().catch(() => '')
}
