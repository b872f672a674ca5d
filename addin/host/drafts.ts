import type { Client } from '../../client/create-client.ts'
import type { OnSending, SentDocument } from './document-editor.ts'
import type { DocxParts } from './docx-parts.ts'

/** A document with the edits that it got here. */
export type Draft = {
  readonly documentId: string
  sizeBytes: number
  parts: DocxParts
  /** As the server has it. */
  sent: DocxParts
  /** The parts before each edit, the first edit first. */
  readonly earlier: DocxParts[]
  /** How many edits the server's copy has. */
  sentAt: number
}

/** The documents that were opened here: one is left for another without losing its edits. */
export interface Drafts {
  getCurrent(): Draft | undefined
  /** Takes a document up; edits of it that were not sent yet come again. */
  open(documentId: string, getStored: () => Promise<Blob>): Promise<Blob>
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
        const { writeParts } = await loading
        current = kept
        return new Blob([writeParts(kept.parts)])
      }
      const [{ readParts }, blob] = await Promise.all([loading, getStored()])
      const parts = readParts(new Uint8Array(await blob.arrayBuffer()))
      const draft = { documentId, sizeBytes: blob.size, parts, sent: parts, earlier: [], sentAt: 0 }
      // Another document may have been asked for while this one came: edits are made to that one.
      if (turn === turns) current = draft
      drafts.set(documentId, draft)
      return blob
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

/** Sends a draft as the next version of its document, unless the server has it already. */
export async function sendDraft(
  draft: Draft,
  client: Client,
  signal: AbortSignal,
  onProgress: OnSending | undefined,
): Promise<SentDocument> {
  const { documentId, parts } = draft
  const isNewVersion = parts !== draft.sent
  if (!isNewVersion) {
    const { versions } = await client.getDocument(documentId, signal)
    const version = Math.max(...versions.map(({ number }) => number))
    return { documentId, version, sizeBytes: draft.sizeBytes, isNewVersion }
  }
  const { name } = await client.getDocument(documentId, signal)
  const { writeParts } = await import('./docx-parts.ts')
  const file = new Blob([writeParts(parts)], { type: docxType })
  onProgress?.({ stage: 'sending', done: 0, total: file.size })
  const fileName = `${name.replace(/\.docx$/i, '')}.docx`
  await client.addLocalDocument({ file, fileName, documentId }, signal)
  onProgress?.({ stage: 'sending', done: file.size, total: file.size })
  draft.sent = parts
  draft.sentAt = draft.earlier.length
  draft.sizeBytes = file.size
  const { versions } = await client.getDocument(documentId, signal)
  const version = Math.max(...versions.map(({ number }) => number))
  return { documentId, version, sizeBytes: file.size, isNewVersion }
}

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
