import type { ReadResult } from '../../shared/model/source-text.ts'
import type { DocumentReadResult, TemplateReadResult } from '../../shared/model/document-reading.ts'

/** What goes to the child that reads. */
export type ReaderRequest = {
  readonly kind: 'source' | 'template' | 'document'
  readonly bytes: Uint8Array
  readonly fileName: string
}

/** What comes back. */
export type ReaderAnswer = { readonly result: ReadResult | TemplateReadResult | DocumentReadResult }
