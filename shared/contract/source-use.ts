import { z } from 'zod'
import { sourceRoles } from '../model/vocabulary.ts'
import { pageFields, pageQuery } from './paging.ts'

const sourceTable = z
  .object({
    number: z.string(),
    row_path: z.array(z.string()),
    column_path: z.array(z.string()),
  })
  .nullable()

/** A sentence or cell of a document, and the words of the source that it rests on. */
const sourceUse = z.object({
  document_id: z.uuid(),
  document_name: z.string(),
  document_version: z.int().min(1).describe('The newest version, which the offsets are of'),
  kind: z.enum(['sentence', 'cell']),
  section_id: z.string(),
  text: z.string(),
  start_char: z.int().min(0),
  end_char: z.int().min(0),
  basis: z.enum(['recorded', 'retrieved']),
  quote: z.string(),
  source_version: z.int().min(1).describe('The version of the source that `quote` is of'),
  source_start_char: z.int().min(0),
  source_end_char: z.int().min(0),
  page: z.int().min(1).nullable(),
  page_label: z.string().nullable(),
  table: sourceTable,
})
export type SourceUse = z.infer<typeof sourceUse>

export const usedByQuery = z.object({
  source_page: z.coerce.number().int().min(1).optional().describe('A page of the source'),
  start_char: z.coerce.number().int().min(0).optional().describe('Of the source’s newest text'),
  end_char: z.coerce.number().int().min(0).optional(),
  ...pageQuery,
})
export type UsedByQuery = z.infer<typeof usedByQuery>

export const usedByResponse = z.object({
  source_id: z.uuid(),
  version: z.int().min(1),
  uses: z.array(sourceUse),
  recorded: z.int().min(0),
  retrieved: z.int().min(0),
  of_other_readings: z
    .int()
    .min(0)
    .describe(
      'Uses that `start_char` and `end_char` say nothing of: they quote another text of it',
    ),
  ...pageFields,
})
export type UsedByResponse = z.infer<typeof usedByResponse>

/** A table, or the sentences below one heading, none of whose words the document uses. */
const unusedPassage = z.object({
  document_source_id: z.uuid(),
  document_source_name: z.string(),
  role: z.enum(sourceRoles),
  kind: z.enum(['table', 'section']),
  title: z.string(),
  importance: z.number().min(0).max(1),
  excerpt: z.string(),
  start_char: z.int().min(0),
  end_char: z.int().min(0),
  page: z.int().min(1).nullable(),
  page_label: z.string().nullable(),
})

export const unusedQuery = z.object(pageQuery)

export const unusedResponse = z.object({
  document_id: z.uuid(),
  version: z.int().min(1),
  unused: z.array(unusedPassage).describe('Most important first'),
  tables: z.object({ all: z.int().min(0), unused: z.int().min(0) }),
  sections: z.object({ all: z.int().min(0), unused: z.int().min(0) }),
  ...pageFields,
})
export type UnusedResponse = z.infer<typeof unusedResponse>
