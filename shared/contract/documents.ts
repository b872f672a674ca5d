import { z } from 'zod'
import { runEventTypes } from '../model/run.ts'
import {
  documentKinds,
  documentStatuses,
  fileFormats,
  ledgerModes,
  requirements,
  sourceRoles,
  sourceStatuses,
  stepNames,
  takenNameDeeds,
} from '../model/vocabulary.ts'
import { dataDescription } from './data-block.ts'
import { fileTitle, lineOfText } from './names.ts'
import { pageFields, pageQuery } from './paging.ts'
import { outlineOfRequest } from './template-outlines.ts'
import { quality } from './quality.ts'

const anyDocumentStatus = z.enum([...documentStatuses, ...sourceStatuses])

export const documentsQuery = z.object({
  ...pageQuery,
  status: anyDocumentStatus.optional(),
  document_set: z.string().optional(),
  kind: z.enum(documentKinds).optional(),
  external_id: z.string().optional(),
})

const documentSummary = z.object({
  document_id: z.uuid(),
  document_name: z.string(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  workspace_id: z.uuid(),
  template: z.object({ template_id: z.uuid(), template_name: z.string() }).nullable(),
  kind: z.enum(documentKinds),
  status: anyDocumentStatus,
  /** Null for what is no source, and for a source that is not told apart yet. */
  role: z.enum(sourceRoles).nullable(),
})
export type DocumentSummary = z.infer<typeof documentSummary>

export const documentsResponse = z.object({ documents: z.array(documentSummary), ...pageFields })
export type DocumentsResponse = z.infer<typeof documentsResponse>

export const addedSource = z.object({
  document_id: z.uuid(),
  name: z.string(),
  version: z.number().int(),
  workspace_id: z.uuid(),
  mime_type: z.string(),
  size_bytes: z.number().int(),
  role: z.enum(sourceRoles).nullable(),
  status: z.enum(sourceStatuses),
  message: z.string(),
})
export type AddedSource = z.infer<typeof addedSource>

export const sourceMetadata = z.record(z.string(), z.unknown())

/** What is left out stays; `metadata` is replaced as a whole, and null takes `external_id` away. */
export const changeDocumentRequest = z.object({
  role: z.enum(sourceRoles).optional(),
  document_name: fileTitle(240).optional(),
  metadata: sourceMetadata.optional(),
  external_id: lineOfText(200).nullable().optional(),
})
export type ChangeDocumentRequest = z.infer<typeof changeDocumentRequest>

const sourceReference = z.object({
  document_id: z.uuid().optional(),
  file_path: z.string().max(1000).optional(),
  role: z.enum(sourceRoles).optional(),
})

/** Missing parameters are a 400 with all of them (api.md §3), so nothing is required here. */
export const generateRequest = z.object({
  document_type: z.string().max(200).optional(),
  file_paths: z.array(z.string().max(1000)).max(1000).optional(),
  document_set_key: z.string().max(200).optional(),
  connector_data_id: z.string().max(200).optional(),
  document_set_name: z.string().max(200).optional(),
  workspace_name: z.string().max(200).optional(),
  template_id: z.uuid().optional(),
  generic_mrt_id: z.uuid().optional(),
  output_name: z.string().max(240).optional(),
  sources: z.array(sourceReference).max(1000).optional(),
  data: z.unknown().optional().describe(dataDescription),
  as_of: z.iso.date().optional(),
  selected_section_ids: z
    .array(z.union([z.string().max(1000), z.object({ section_id: z.string().max(1000) })]))
    .max(10_000)
    .optional(),
  generic_mrt_outline_full: outlineOfRequest.optional(),
  document_instructions: z
    .string()
    .max(20_000)
    .optional()
    .describe(
      'One a line: terms ("patient=subject", "Use subject instead of patient"), "Date format: d MMMM yyyy" ' +
        'and "Thousands separator: none" apply by rule; `warnings` quotes all others, which do not',
    ),
  style_guide_id: z.uuid().nullish().describe('Terms and formats that apply by rule; null: none'),
  approve_outline: z
    .boolean()
    .optional()
    .describe(
      'The run waits behind its outline until a person approves it: POST /tasks/{task_id}/approve',
    ),
  require: z
    .array(z.enum(requirements))
    .max(requirements.length)
    .optional()
    .describe(
      'What the document has to be before it is called Ready: without gaps, and, by a check of the ' +
        'finished text, without a sentence or cell that its sources contradict (`no_contradicted`) or ' +
        'do not support in full (`no_unsupported`). A wording of the template that a person approved is ' +
        'no support: `no_unsupported_unless_approved` alone allows it, and `quality.approved_wording` ' +
        'says how often. A run that does not meet what is required is Failed with `requirement_unmet`, ' +
        'and `error.unmet` names every place',
    ),
  if_exists: z
    .enum(takenNameDeeds)
    .optional()
    .describe(
      'Where a document of the workspace has the name: its id, which is the default; a new version of ' +
        'it; or a 409 `name_taken`',
    ),
})
export type GenerateRequest = z.infer<typeof generateRequest>

export const generateResponse = z.object({
  message: z.string(),
  task_id: z.uuid(),
  task_number: z.number().int(),
  reused: z.boolean(),
  inputs_changed: z.boolean(),
  warnings: z.array(z.string()),
})
export type GenerateResponse = z.infer<typeof generateResponse>

export const failure = z.object({
  code: z.string(),
  message: z.string(),
  section_id: z.string().optional(),
  rule_id: z.string().optional(),
  source_id: z.string().optional(),
  placeholder: z.string().optional(),
  unmet: z
    .array(
      z.object({
        requirement: z.enum(requirements),
        section_id: z.string(),
        rule_id: z.string().nullable(),
        reason: z.string(),
      }),
    )
    .optional()
    .describe('Of `requirement_unmet`: every place at which the document is not what was required'),
})

export const statusResponse = z.object({
  task_id: z.uuid(),
  task_number: z.number().int().nullable(),
  status: anyDocumentStatus,
  progress: z.number().int().min(0).max(100),
  error: failure.nullable(),
  step: z.enum(stepNames).nullable(),
  sections_done: z.number().int(),
  sections_total: z.number().int(),
  awaiting_approval: z.boolean(),
  quality: quality.nullable(),
  warnings: z.array(z.string()),
})
export type StatusResponse = z.infer<typeof statusResponse>

/** A run was asked to end or to go on. */
export const acceptedRun = z.object({
  task_id: z.uuid(),
  task_number: z.number().int(),
  message: z.string(),
})
export type AcceptedRun = z.infer<typeof acceptedRun>

export const runEvent = z.object({
  type: z.enum(runEventTypes),
  created_at: z.iso.datetime(),
  data: z.record(z.string(), z.unknown()),
})
export type RunEventView = z.infer<typeof runEvent>

export const addedLocalDocument = z.object({
  document_id: z.uuid(),
  document_name: z.string(),
  s3_key: z.string(),
  status: z.literal('Ready'),
})
export type AddedLocalDocument = z.infer<typeof addedLocalDocument>

const documentVersion = z.object({
  number: z.number().int(),
  hash: z.string(),
  size_bytes: z.number().int(),
  created_at: z.iso.datetime(),
  status: z.string(),
  warnings: z.array(z.string()),
})

const documentSection = z.object({
  section_id: z.string(),
  section_title: z.string(),
  section_order: z.number().int(),
  level: z.number().int(),
  citations: z.number().int(),
})

export const documentSource = z.object({
  document_id: z.uuid(),
  name: z.string(),
  version: z.number().int(),
  hash: z.string(),
  role: z.enum(sourceRoles).nullable(),
})

export type DocumentSource = z.infer<typeof documentSource>

/** One answer for every kind: the fields of a source are present in all of them (api.md §3). */
export const documentDetails = z.object({
  id: z.uuid(),
  name: z.string(),
  workspace_id: z.uuid(),
  kind: z.enum(documentKinds),
  source_type: z.literal('upload'),
  mime_type: z.string(),
  size_bytes: z.number().int(),
  chunk_count: z.number().int(),
  status: anyDocumentStatus,
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  metadata: sourceMetadata,
  external_id: z.string().nullable(),
  role: z.enum(sourceRoles).nullable(),
  role_confidence: z.number().nullable(),
  error: failure.nullable(),
  versions: z.array(documentVersion),
  sections: z.array(documentSection),
  sources: z.array(documentSource),
  quality: quality.nullable(),
})
export type DocumentDetails = z.infer<typeof documentDetails>

export const fileQuery = z.object({
  format: z.enum(fileFormats).optional(),
  version: z.coerce.number().int().min(1).optional(),
  ledger: z.enum(ledgerModes).optional(),
})

export const downloadUrlResponse = z.object({
  download_url: z.string(),
  file_name: z.string(),
  expires_at: z.iso.datetime(),
})
export type DownloadLink = z.infer<typeof downloadUrlResponse>
