import type { Client } from '../../client/create-client.ts'
import type { NewerVersion, OnSending, SentDocument } from './document-editor.ts'
import type { DocxParts } from './docx-parts.ts'
import { findNewerVersion } from './newer-version.ts'

/** A document with the edits that it got here. */
export type Draft = {
  readonly documentId: string
  sizeBytes: number
  /** The server's version that the edits go on from. */
  version: number
  /** What the last sending met and did not know. */
  newer: NewerVersion | undefined
  parts: DocxParts
  /** As the server has it. */
  sent: DocxParts
  /** The parts before each edit, the first edit first. */
  readonly earlier: DocxParts[]
  /** How many edits the server's copy has. */
  sentAt: number
}

export type StoredFile = { readonly bytes: Blob; readonly version: number }

export type OpenFile = { readonly bytes: Blob; readonly parts: DocxParts }

/** The documents that were opened here: one is left for another without losing its edits. */
export interface Drafts {
  getCurrent(): Draft | undefined
  /** Takes a document up; edits of it that were not sent yet come again. */
  open(documentId: string, getStored: () => Promise<StoredFile>): Promise<OpenFile>
  hasUnsent(): boolean
  /** Gives all up. */
  forget(): void
}

export function createDrafts(): Drafts {
  const drafts = new Map<string, Draft>()
  let current: Draft | undefined
  let turns = 0
  return {
    getCurrent: () => current,
    async open(documentId, getStored) {
      const turn = ++turns
      // an edit that comes meanwhile must not be made to the document before it
      current = undefined
      const loading = import('./docx-parts.ts')
      const kept = drafts.get(documentId)
      if (kept && kept.parts !== kept.sent) {
        const { packParts } = await loading
        current = kept
        return { bytes: packParts(kept.parts), parts: kept.parts }
      }
      const [{ readParts }, { bytes: blob, version }] = await Promise.all([loading, getStored()])
      const parts = readParts(new Uint8Array(await blob.arrayBuffer()))
      const draft = createDraft(documentId, version, blob.size, parts)
      // Another document may have been asked for while this one came: edits are made to that one.
      if (turn === turns) current = draft
      drafts.set(documentId, draft)
      return { bytes: blob, parts }
    },
    hasUnsent: () => [...drafts.values()].some(({ parts, sent }) => parts !== sent),
    forget() {
      drafts.clear()
      current = undefined
    },
  }
}

/** An edit that was sent and then taken back is one, too. */
export function countUnsent({ parts, sent, earlier, sentAt }: Draft): number {
  return parts === sent ? 0 : Math.max(1, Math.abs(earlier.length - sentAt))
}

function createDraft(
  documentId: string,
  version: number,
  sizeBytes: number,
  parts: DocxParts,
): Draft {
  const bytes = { sizeBytes, parts, sent: parts, earlier: [], sentAt: 0 }
  return { documentId, version, newer: undefined, ...bytes }
}

/**
 * Sends a draft as the next version of its document, unless the server has it already.
 * @throws ApiError `newer_version_stored`; then `newer` is set, and the draft is as it was
 */
export async function sendDraft(
  draft: Draft,
  client: Client,
  signal: AbortSignal,
  onProgress: OnSending | undefined,
): Promise<SentDocument> {
  const { documentId, parts } = draft
  const { name, versions } = await client.getDocument(documentId, signal)
  const isNewVersion = parts !== draft.sent
  if (!isNewVersion) {
    const version = Math.max(...versions.map(({ number }) => number))
    return { documentId, version, sizeBytes: draft.sizeBytes, isNewVersion }
  }
  const [{ writeParts }, { keepLedger }] = await Promise.all([
    import('./docx-parts.ts'),
    import('./docx-ledger.ts'),
  ])
  const file = new Blob([writeParts(await keepLedger(parts))], { type: docxType })
  onProgress?.({ stage: 'sending', done: 0, total: file.size })
  const fileName = `${name.replace(/\.docx$/i, '')}.docx`
  const { version: expectedVersion } = draft
  try {
    await client.addLocalDocument({ file, fileName, documentId, expectedVersion }, signal)
  } catch (error) {
    draft.newer = await findNewerVersion(error, documentId, client, signal)
    throw error
  }
  onProgress?.({ stage: 'sending', done: file.size, total: file.size })
  const version = expectedVersion + 1
  const sent = { version, newer: undefined, sent: parts, sentAt: draft.earlier.length }
  Object.assign(draft, sent, { sizeBytes: file.size })
  return { documentId, version, sizeBytes: file.size, isNewVersion }
}

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
