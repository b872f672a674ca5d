import type { ReadResult } from '../../shared/model/source-text.ts'
import type {
  DocumentReadResult,
  TemplateExpansion,
  TemplateReadResult,
} from '../../shared/model/document-reading.ts'

/** What goes to the child that reads. */
export type ReaderRequest = {
  readonly kind: 'source' | 'template' | 'expansion' | 'document'
  readonly bytes: Uint8Array
  readonly fileName: string
  /** The run's data, for an expansion. */
  readonly data?: unknown
}

/** What comes back. */
export type ReaderAnswer = {
  readonly result: ReadResult | TemplateReadResult | TemplateExpansion | DocumentReadResult
}
