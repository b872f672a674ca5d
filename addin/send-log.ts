import type { Client } from '../client/create-client.ts'
import { listDocxParts, type DocxPart } from './state/docx-parts.ts'

/** A document that the pane has sent to the server. */
export type Send = {
  readonly documentId: string
  readonly fileName: string
  readonly sizeBytes: number
  /** Undefined where the bytes are no .docx. */
  readonly parts: readonly DocxPart[] | undefined
  /** ISO 8601. */
  readonly sentAt: string
}

/** What was sent since the pane was opened, to be shown to the writer. */
export interface SendLog {
  /** The same calls; what is sent by them is remembered here. */
  watch(client: Client): Client
  readLast(): Send | undefined
  subscribe(onSent: () => void): () => void
}

export function createSendLog(): SendLog {
  const listeners = new Set<() => void>()
  let last: Send | undefined
  return {
    watch: (client) => ({
      ...client,
      async addLocalDocument(document, signal) {
        const added = await client.addLocalDocument(document, signal)
        const { file, fileName } = document
        const parts = listDocxParts(new Uint8Array(await file.arrayBuffer()))
        const sentAt = new Date().toISOString()
        const documentId = added.document_id
        last = { documentId, fileName, sizeBytes: file.size, parts, sentAt }
        for (const listener of listeners) listener()
        return added
      },
    }),
    readLast: () => last,
    subscribe(onSent) {
      listeners.add(onSent)
      return () => listeners.delete(onSent)
    },
  }
}
