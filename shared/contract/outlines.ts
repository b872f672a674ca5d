import { z } from 'zod'
import { evidenceKinds } from '../model/outline.ts'
import { sourceRoles } from '../model/vocabulary.ts'

const outlineEvidence = z.object({
  document_id: z.uuid(),
  document_name: z.string(),
  document_version: z.int().min(1),
  role: z.enum(sourceRoles),
  start_char: z.int().min(0),
  end_char: z.int().min(0),
  text: z.string(),
  page: z.int().min(1).nullable(),
  section_path: z.array(z.string()),
  table: z.object({ number: z.string(), title: z.string() }).nullable(),
  chunk_ids: z.array(z.string()).describe('The passages that it lies in'),
})
export type OutlineEvidence = z.infer<typeof outlineEvidence>

const outlineRule = z.object({
  rule_id: z.string(),
  rule_type: z.string().nullable().describe('Null in outlines from before it was stored'),
  rule_text: z.string().nullable().describe('The rule as the template has it'),
  evidence_kind: z
    .enum(evidenceKinds)
    .nullable()
    .describe('What it can be given: sentences, whole tables, one value word for word, or nothing'),
  searched: z.string(),
  gap: z
    .object({ code: z.string(), reason: z.string(), candidates: z.array(z.string()) })
    .nullable(),
  is_changed: z.boolean().describe('Whether a person has chosen the evidence'),
  evidence: z.array(outlineEvidence),
})
export type OutlineRule = z.infer<typeof outlineRule>

const outlineSection = z.object({
  section_id: z.string(),
  is_selected: z.boolean().describe('A section that is not keeps its heading and nothing else'),
  relevant_chunk_ids: z.array(z.string()),
  rules: z.array(outlineRule),
})
export type OutlineSectionView = z.infer<typeof outlineSection>

/** Sections that are made, in the template's order. */
export const outlineResponse = z.object({
  document_id: z.uuid(),
  document_name: z.string(),
  task_number: z.int().min(1),
  awaiting_approval: z.boolean(),
  sections: z.array(outlineSection),
})
export type OutlineResponse = z.infer<typeof outlineResponse>

/** Beside what the newest run chose, what is kept for the one behind it. */
export const documentOutline = outlineResponse.extend({
  next_run: z
    .object({ created_at: z.iso.datetime(), sections: z.array(outlineSection) })
    .nullable()
    .describe(
      'The sections and rules that PUT /api/v1/document-mrt/{id} keeps for the next run, with the passages ' +
        'given that its sources still have; nothing is searched yet. Null: it is made from its template’s own',
    ),
})
export type DocumentOutline = z.infer<typeof documentOutline>

const givenEvidence = z
  .object({
    chunk_id: z.string().max(100).optional(),
    document_id: z.string().max(100).optional(),
    start_char: z.int().min(0).optional(),
    end_char: z.int().min(1).optional(),
  })
  .describe('A passage by its chunk_id, or a piece of a source by document_id and offsets')
export type GivenEvidenceBody = z.infer<typeof givenEvidence>

/**
 * Replaces the whole outline: a section that is not named is not selected. Of a named one, what is
 * left out stays as it is. `relevant_chunk_ids` takes evidence outside of these passages away and
 * gives new ones to the first rule of the section that can use them.
 */
export const replaceOutlineRequest = z.object({
  sections: z
    .array(
      z.object({
        section_id: z.string().max(1000),
        is_selected: z.boolean().optional(),
        relevant_chunk_ids: z.array(z.string().max(100)).max(10_000).optional(),
        rules: z
          .array(
            z.object({
              rule_id: z.string().max(100),
              evidence: z.array(givenEvidence).max(10_000),
            }),
          )
          .max(1000)
          .optional(),
      }),
    )
    .max(10_000),
})
export type ReplaceOutlineRequest = z.infer<typeof replaceOutlineRequest>

export const approveRequest = z.object({
  approved: z.boolean(),
  comment: z.string().max(4000).optional(),
})
export type ApproveRequest = z.infer<typeof approveRequest>
