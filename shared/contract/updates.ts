import { z } from 'zod'
import { cellParts } from '../model/citation.ts'
import { documentSource } from './documents.ts'

/** W3C Web Annotation §4.2.4; `exact` are the words of the document. */
const quoteSelector = z.object({ exact: z.string(), prefix: z.string(), suffix: z.string() })

/** `start_char`–`end_char` of the text of that version; `page` is null where the format has none. */
const quotedPlace = z.object({
  quote: z.string(),
  page: z.int().min(1).nullable(),
  page_label: z.string().nullable(),
  start_char: z.int().min(0),
  end_char: z.int().min(0),
})

const updateStates = ['changed', 'gone'] as const

export const updateItem = z.object({
  target: z.object({
    selector: quoteSelector,
    section_id: z.string(),
    kind: z.enum(['sentence', 'cell']),
    recorded: z.string().describe('The words that were generated there, before any edit'),
  }),
  state: z.enum(updateStates),
  old: z.string(),
  new: z.string().nullable().describe('Null when gone; parts that were torn apart are lines'),
  source: z.object({
    document_id: z.uuid(),
    name: z.string(),
    old_version: z.int().min(1),
    new_version: z.int().min(1),
    reader_changed: z
      .boolean()
      .describe('Another reader read the new version: look whether the file changed at all'),
  }),
  citation: quotedPlace.extend({
    table: z
      .object({
        number: z.string(),
        row_path: z.array(z.string()),
        column_path: z.array(z.string()),
        part: z.enum(cellParts),
      })
      .nullable(),
  }),
  new_place: quotedPlace.omit({ quote: true }).nullable(),
})
export type UpdateItem = z.infer<typeof updateItem>

const comparedSourceStates = [
  'unchanged_version',
  'compared',
  'pending',
  'processing',
  'failed',
  'deleted',
] as const

const comparedSource = z.object({
  document_id: z.uuid(),
  name: z.string(),
  cited_version: z.int().min(1),
  newest_version: z.int().min(1),
  compared_version: z
    .int()
    .min(1)
    .nullable()
    .describe('The newest version that has been read; null unless it is newer than the cited one'),
  state: z
    .enum(comparedSourceStates)
    .describe('That of the newest version; `unchanged_version` where it is the cited one'),
  reason: z.string().nullable(),
})
export type ComparedSource = z.infer<typeof comparedSource>

const updatesSummary = z.object({
  citations: z.int().describe('Citations of sources in this version: the denominator of the rest'),
  unchanged: z.int(),
  moved: z.int().describe('The same words elsewhere in the source'),
  changed: z.int(),
  gone: z.int(),
  not_compared: z.int().describe('Their source has only versions that are not read, or is deleted'),
  data_values: z.int().describe('Citations of the data of the run, which has no versions'),
})

export const updatesResponse = z.object({
  document_id: z.uuid(),
  version: z.int().min(1),
  summary: updatesSummary,
  sources: z.array(comparedSource),
  updates: z.array(updateItem),
})
export type UpdatesResponse = z.infer<typeof updatesResponse>

const reading = z.object({
  source_text_id: z.string(),
  reader: z.object({ name: z.string(), version: z.string(), options: z.string() }),
  segmenter_version: z.string(),
  read_at: z.iso.datetime(),
})

/** Readings are oldest first; the last one is what new runs use. */
export const lineageResponse = z.object({
  document_id: z.uuid(),
  name: z.string(),
  versions: z.array(
    z.object({
      number: z.int().min(1),
      hash: z.string(),
      file_name: z.string(),
      size_bytes: z.int(),
      ingested_at: z.iso.datetime(),
      status: z.string(),
      readings: z.array(reading),
      sources: z.array(documentSource),
    }),
  ),
})
export type LineageResponse = z.infer<typeof lineageResponse>
