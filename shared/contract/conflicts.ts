import { z } from 'zod'
import { sourceRoles } from '../model/vocabulary.ts'
import { checkSummary, claimDifference, claimEvidence } from './checks.ts'
import { pageFields, pageQuery } from './paging.ts'

const conflictReasons = [
  'rule_names_role',
  'rule_precedence',
  'result_over_plan',
  'default_precedence',
  'not_said',
] as const

/** Which source a person goes with: that of the document, the other one, or neither. */
export const conflictChoices = ['document', 'other', 'neither'] as const

export const conflictChoice = z.object({
  choice: z.enum(conflictChoices),
  reason: z.string(),
  user_id: z.string(),
  user_name: z.string(),
  created_at: z.iso.datetime(),
})
export type ConflictChoice = z.infer<typeof conflictChoice>

const conflictSide = claimEvidence.extend({ role: z.enum(sourceRoles).nullable() })
export type ConflictSide = z.infer<typeof conflictSide>

/** Sentences or cells of one wording, which rest on the one source and against which the other stands. */
const conflict = z.object({
  conflict_id: z.string(),
  sentences: z.array(
    z.object({
      sentence_id: z.string(),
      kind: z.enum(['sentence', 'cell']),
      section_id: z.string(),
      text: z.string(),
      start_char: z.int().min(0),
      end_char: z.int().min(0),
    }),
  ),
  document: conflictSide.describe('What the document went with'),
  other: conflictSide,
  words: z
    .string()
    .describe('What was held against `other`; `start`–`end` of differences are in it'),
  differences: z.array(claimDifference.omit({ evidence: true })),
  reason: z
    .object({ code: z.enum(conflictReasons), text: z.string() })
    .describe('Why the document went with its source'),
  choice: conflictChoice.nullable(),
})
export type Conflict = z.infer<typeof conflict>

export const conflictsQuery = z.object(pageQuery)

export const conflictsResponse = z.object({
  document_id: z.uuid(),
  version: z.int().min(1),
  check: checkSummary.nullable().describe('The check that compared; null before the first'),
  claims: z.int().min(0).describe('Sentences and cells of this version'),
  compared: z.int().min(0).describe('How many of them were compared with other sources'),
  conflicts: z.array(conflict),
  ...pageFields,
})
export type ConflictsResponse = z.infer<typeof conflictsResponse>

export const conflictChoiceRequest = z.object({
  choice: z.enum(conflictChoices),
  reason: z.string().trim().min(1).max(2000),
})
export type ConflictChoiceRequest = z.infer<typeof conflictChoiceRequest>
