import { z } from 'zod'
import {
  documentCounts,
  filterOperators,
  generationEventTypes,
  generationStatuses,
  outputFormats,
  requirements,
} from '../model/vocabulary.ts'
import { failure, sourceMetadata } from './documents.ts'
import { quality } from './quality.ts'
import { fileTitle, lineOfText } from './names.ts'
import { pageFields, pageQuery } from './paging.ts'

const recordFilter = z
  .object({
    field: z
      .string()
      .min(1)
      .max(500)
      .describe('A field of the records, or a JSON pointer into one'),
    operator: z.enum(filterOperators),
    value: z
      .unknown()
      .optional()
      .describe('What it is held against: a list for `in`; not needed for is_empty, is_not_empty'),
  })
  .describe(
    'Numbers are compared as numbers, also where the data has them as text; all else as text. A field that a record lacks is empty.',
  )

/** What a generation makes, and of what; a schedule keeps the same. */
const generationFields = {
  template_id: z.uuid(),
  data_source_id: z.uuid().optional(),
  mappings: z
    .record(z.string().min(1).max(500), z.string().min(1).max(500))
    .default({})
    .describe(
      'Placeholder by name ("customer.name") → field of the data source, or a JSON pointer into a record',
    ),
  filters: z.array(recordFilter).max(100).default([]).describe('All of them must hold'),
  outputs: z.array(z.enum(outputFormats)).min(1).max(outputFormats.length),
  source_ids: z
    .array(z.uuid())
    .max(1000)
    .optional()
    .describe(
      'Sources for the rules; where absent and the template has rules, all of the workspace',
    ),
  document_per: z
    .enum(documentCounts)
    .default('request')
    .describe(
      'request: one document, whose template sees the list as `records` (and the fields themselves, where there is one record); record: a document of each',
    ),
  output_name: fileTitle(200).optional(),
  external_id: lineOfText(200).optional(),
  metadata: sourceMetadata.default({}),
  require: z.array(z.enum(requirements)).max(requirements.length).default([]),
}

export const generationRequest = z.object({
  ...generationFields,
  data: z
    .unknown()
    .optional()
    .describe('A record (an object), or a list of records; instead of data_source_id'),
})
export type GenerationRequest = z.infer<typeof generationRequest>

export const generationFailure = failure.extend({
  context: z.record(z.string(), z.unknown()).optional(),
})

export const generationOutput = z.object({
  format: z.enum(outputFormats),
  url: z.string().nullable().describe('Works without a key until expires_at; null where it failed'),
  expires_at: z.iso.datetime().nullable(),
  error: failure.nullable(),
  output_id: z.uuid(),
  document_id: z.uuid(),
  file_name: z.string(),
  size_bytes: z.number().int(),
  record: z.number().int().describe('Position of its record among those that the filters left'),
})
export type GenerationOutput = z.infer<typeof generationOutput>

export const generation = z.object({
  id: z.string(),
  status: z.enum(generationStatuses),
  progress: z.number().int().min(0).max(100),
  external_id: z.string().nullable(),
  metadata: sourceMetadata,
  quality: quality.nullable(),
  outputs: z.array(generationOutput),
  error: generationFailure.nullable(),
  workspace_id: z.uuid(),
  template_id: z.uuid(),
  data_source_id: z.uuid().nullable(),
  data_hash: z.string().describe('SHA-256 of the records that the documents are made from'),
  document_ids: z.array(z.uuid()),
  created_at: z.iso.datetime(),
  completed_at: z.iso.datetime().nullable(),
})
export type Generation = z.infer<typeof generation>

export const generationsQuery = z.object({
  ...pageQuery,
  status: z.enum(generationStatuses).optional(),
  external_id: z.string().optional(),
})

export const generationsResponse = z.object({ generations: z.array(generation), ...pageFields })

export const generationEvent = z.object({
  type: z.enum(generationEventTypes),
  created_at: z.iso.datetime(),
  data: z.record(z.string(), z.unknown()),
})
