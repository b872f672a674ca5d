import type { ReadResult } from '../../shared/model/source-text.ts'
import type {
  DocumentReadResult,
  RecordsResult,
  TemplateExpansion,
  TemplateReadResult,
} from '../../shared/model/document-reading.ts'
import type { OpenLimits, ZipReadResult } from '../../shared/model/opened-zip.ts'

/** Reads files outside this process, so that a hostile one harms nothing but itself (law 8). */
export interface Reader {
  /** Bytes of a source. Never throws for what a file holds: a refusal is a value. */
  readSource(bytes: Uint8Array, fileName: string): Promise<ReadResult>
  /** Bytes of a .zip that holds files of any kind. */
  openZip(bytes: Uint8Array, limits: OpenLimits): Promise<ZipReadResult>
  /** Bytes of a .docx as a template: every paragraph with its ordinal. */
  readTemplate(bytes: Uint8Array): Promise<TemplateReadResult>
  /** The template with its blocks resolved by the data: bytes of their own. */
  expandTemplate(bytes: Uint8Array, data: unknown): Promise<TemplateExpansion>
  /** Bytes of a .docx that Sourcewright wrote or Word saved: its text with our bookmarks. */
  readDocument(bytes: Uint8Array): Promise<DocumentReadResult>
  /** Bytes of a file of data. `sheet` names one of a workbook, the first where it is undefined. */
  readRecords(
    bytes: Uint8Array,
    format: 'csv' | 'xlsx' | 'json',
    sheet: string | undefined,
  ): Promise<RecordsResult>
  /** Bytes of a .docx: its text as it was before its tracked changes. */
  readOriginal(bytes: Uint8Array): Promise<ReadResult>
}
