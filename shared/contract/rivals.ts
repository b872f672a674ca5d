import { z } from 'zod'
import { rivalStatuses } from '../model/rival.ts'
import { claimEvidence } from './checks.ts'

const mostKept = 1000

/** A TextQuoteSelector of the document's newest version. */
const lockedWords = z.object({
  exact: z.string().min(1).max(20_000),
  prefix: z.string().max(1000).default(''),
  suffix: z.string().max(1000).default(''),
})
export type LockedWords = z.infer<typeof lockedWords>

export const regenerateRequest = z.object({
  keep: z
    .array(lockedWords)
    .max(mostKept)
    .default([])
    .describe('Sentences and cells that stay word for word, with their citations'),
})
export type RegenerateRequest = z.infer<typeof regenerateRequest>

const rivalSummary = z.object({
  rival_id: z.uuid(),
  document_id: z.uuid(),
  section_id: z.string().describe('As the outline names the section'),
  status: z.enum(rivalStatuses),
  created_at: z.iso.datetime(),
  completed_at: z.iso.datetime().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
})

/** `reused`: the same was asked for before, and nothing has changed since. */
export const startedRival = rivalSummary.extend({ reused: z.boolean() })
export type StartedRival = z.infer<typeof startedRival>

const draftPart = z.object({
  kind: z.enum(['sentence', 'cell']),
  text: z.string(),
  is_kept: z.boolean().describe('Locked by the writer'),
  citations: z.array(claimEvidence),
})
export type DraftPartAnswer = z.infer<typeof draftPart>

const draftGap = z.object({ rule_id: z.string(), code: z.string(), reason: z.string() })

const draftAnswer = z.object({
  parts: z.array(draftPart).describe('Sentences and cells in their order'),
  gaps: z.array(draftGap),
})
export type DraftAnswer = z.infer<typeof draftAnswer>

/** What only one of the Drafts says, side by side: indexes into their `parts`; null for nothing. */
const draftDifference = z.object({
  present: z.int().min(0).nullable(),
  rival: z.int().min(0).nullable(),
})
export type DraftDifference = z.infer<typeof draftDifference>

export const rivalResponse = rivalSummary.extend({
  obstacle: z.string().nullable().describe('Why it can not be chosen; null where it can'),
  present: draftAnswer,
  rival: draftAnswer.nullable().describe('Null until it is completed'),
  differences: z.array(draftDifference),
})
export type RivalResponse = z.infer<typeof rivalResponse>

/** The run that writes the document with the rival; GET /status/{id} follows it. */
export const chosenRival = z.object({
  document_id: z.uuid(),
  section_id: z.string(),
  task_number: z.int().min(1),
})
export type ChosenRival = z.infer<typeof chosenRival>
