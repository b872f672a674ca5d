import { z } from 'zod'
import { checkStatuses } from '../model/check.ts'
import { claimStates } from '../model/vocabulary.ts'
import { pageFields, pageQuery } from './paging.ts'

const failure = z.object({ code: z.string(), message: z.string() })

export const checkSummary = z.object({
  check_id: z.uuid(),
  document_id: z.uuid(),
  version: z.int().min(1).describe('The document version that was checked'),
  status: z.enum(checkStatuses),
  created_at: z.iso.datetime(),
  completed_at: z.iso.datetime().nullable(),
  error: failure.nullable(),
})
export type CheckSummary = z.infer<typeof checkSummary>

/** `reused`: a check of this version is under way, or done and nothing changed since. */
export const startedCheck = checkSummary.extend({ reused: z.boolean() })
export type StartedCheck = z.infer<typeof startedCheck>

const claimPlace = z
  .object({
    number: z.string(),
    title: z.string(),
    row_path: z.array(z.string()),
    column_path: z.array(z.string()),
  })
  .nullable()

/**
 * Words that bear on a claim. For a source: `quote` is exactly its text's `start_char`–`end_char`. For
 * a value of the run's data: `pointer` (RFC 6901), and the rest null.
 */
export const claimEvidence = z.object({
  document_source_id: z.string().nullable(),
  document_source_name: z.string().nullable(),
  document_source_version: z.int().min(1).nullable(),
  quote: z.string(),
  page: z.int().min(1).nullable(),
  page_label: z.string().nullable(),
  section_name: z.string().nullable(),
  table: z
    .object({
      number: z.string(),
      row_path: z.array(z.string()),
      column_path: z.array(z.string()),
    })
    .nullable(),
  start_char: z.int().min(0).nullable(),
  end_char: z.int().min(0).nullable(),
  pointer: z.string().nullable(),
})
export type ClaimEvidenceAnswer = z.infer<typeof claimEvidence>

/**
 * Words of the claim (`start`–`end` of its text; none where it leaves out what its evidence has there) and
 * what its evidence says instead:
 * `source_start`–`source_end` of that quote, null where these words stand outside of it.
 */
export const claimDifference = z.object({
  kind: z.string(),
  start: z.int().min(0),
  end: z.int().min(0),
  words: z.string(),
  source_words: z.string().nullable(),
  source_start: z.int().min(0).nullable(),
  source_end: z.int().min(0).nullable(),
  evidence: z.int().min(0).nullable().describe('Index in `evidence`'),
})
export type ClaimDifferenceAnswer = z.infer<typeof claimDifference>

export const claimOverride = z.object({
  state: z.enum(claimStates),
  reason: z.string(),
  user_id: z.string(),
  user_name: z.string(),
  created_at: z.iso.datetime(),
})
export type ClaimOverride = z.infer<typeof claimOverride>

/** A person read a wording of a template and said that it is the house's own, and right. */
export const wordingApproval = z.object({
  user_id: z.string(),
  user_name: z.string(),
  created_at: z.iso.datetime(),
})
export type WordingApproval = z.infer<typeof wordingApproval>

/** What a template's rule says around its values; `text` has the address of each in braces. */
export const ruleWording = z.object({
  wording_id: z.string().describe('The same in every version of the template that has it'),
  text: z.string(),
  words: z.string().describe('The words alone, with … where a value stands'),
  sums: z.array(z.string()).describe('What the names in the braces are computed from'),
  approval: wordingApproval.nullable(),
})
export type RuleWordingAnswer = z.infer<typeof ruleWording>

/** The wordings that a sentence stands in, as the rules of its template have them. */
const claimWording = z.object({
  template_id: z.uuid(),
  template_name: z.string().nullable().describe('Null where the template was deleted'),
  can_be_approved: z
    .boolean()
    .describe('False where the template was deleted, or the run brought an outline of its own'),
  is_approved: z.boolean().describe('All of them are'),
  wordings: z.array(ruleWording).min(1),
})
export type ClaimWordingAnswer = z.infer<typeof claimWording>

/** Words that a sentence rests on, and what a newer version of their source has there. */
const staleWords = z.object({
  state: z.enum(['changed', 'gone']),
  old: z.string(),
  new: z.string().nullable().describe('Null when gone'),
  document_source_id: z.string(),
  document_source_name: z.string(),
  old_version: z.int().min(1),
  new_version: z.int().min(1),
})
export type StaleWords = z.infer<typeof staleWords>

/** `state` is what holds: the override's, where there is one; `checked_state` is what the check found. */
const checkedSentence = z.object({
  sentence_id: z.string(),
  kind: z.enum(['sentence', 'cell']),
  section_id: z.string(),
  text: z.string(),
  start_char: z.int().min(0),
  end_char: z.int().min(0),
  table: claimPlace,
  state: z.enum(claimStates),
  checked_state: z.enum(claimStates),
  reason: z.object({ code: z.string(), text: z.string() }),
  basis: z.enum(['recorded', 'retrieved']).nullable(),
  differences: z.array(claimDifference),
  evidence: z.array(claimEvidence),
  override: claimOverride.nullable(),
  wording: claimWording
    .nullable()
    .describe(
      'Set where only words of the template’s own rules are in no source (`template_words`, or ' +
        '`approved_wording` once a person approved them), and the sentence stands as these have it',
    ),
  is_stale: z
    .boolean()
    .describe(
      'A newer version of a source has other words, or another value, in place of those quoted',
    ),
  stale: z.array(staleWords),
})
export type CheckedSentence = z.infer<typeof checkedSentence>

const claimCounts = z.record(z.enum(claimStates), z.int().min(0))
export type ClaimCounts = z.infer<typeof claimCounts>

/** One quantity that the document gives twice with other values; `value_start`–`value_end` of the document's text. */
const inconsistency = z.object({
  what: z.string().describe('What both places speak of, in the first one’s words'),
  values: z.array(z.string()).describe('Parallel to `places`'),
  places: z.array(
    z.object({
      sentence_id: z.string(),
      section_id: z.string(),
      text: z.string(),
      start_char: z.int().min(0),
      end_char: z.int().min(0),
      value_start: z.int().min(0),
      value_end: z.int().min(0),
    }),
  ),
})
export type InconsistencyAnswer = z.infer<typeof inconsistency>

/** The inconsistencies that the answer with the states shows; all are a list of their own. */
export const shownInconsistencies = 20

/**
 * A page of the sentences and table cells of the newest version. `counts` add up to `total`, whatever
 * the filters leave; `matching` is how many they leave, of all pages.
 */
export const checkResponse = z.object({
  document_id: z.uuid(),
  version: z.int().min(1).describe('The newest version, which `sentences` are of'),
  check: checkSummary
    .nullable()
    .describe('The newest check that is done, whose verdicts these are; null before the first'),
  running: checkSummary.nullable().describe('A check that is under way'),
  sources_changed: z
    .boolean()
    .describe('True when another check could find something else, since sources came or changed'),
  searched: z.object({ sources: z.int().min(0), passages: z.int().min(0) }),
  total: z.int().min(0).describe('Sentences and cells of the version'),
  counts: claimCounts,
  overridden: z.int().min(0),
  approved_wording: z
    .int()
    .min(0)
    .describe(
      'How many of `counts.partly_supported` are so for words of the template that a person approved',
    ),
  stale: z.int().min(0).describe('How many of `total` are `is_stale`'),
  inconsistencies: z
    .array(inconsistency)
    .max(shownInconsistencies)
    .describe('The first that the newest check found and that still stand in the newest version'),
  inconsistencies_total: z.int().min(0),
  sentences: z.array(checkedSentence).describe('In the order of the text'),
  matching: z.int().min(0).describe('How many of `total` the filters leave'),
  page: pageFields.page,
  page_size: pageFields.page_size,
})
export type CheckResponse = z.infer<typeof checkResponse>

export const checkQuery = z.object({
  state: z
    .union([z.enum(claimStates), z.array(z.enum(claimStates))])
    .optional()
    .describe('Given several times: any of these'),
  only: z
    .enum(['overridden', 'stale'])
    .optional()
    .describe('Those of which a person said something, or those with a newer source'),
  approved_wording: z
    .enum(['only', 'without'])
    .optional()
    .describe('Those of which a person approved the template’s wording, or all others'),
  kind: z.enum(['sentence', 'cell']).optional(),
  section_id: z.string().max(1000).optional(),
  from_char: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('Gives the page with the first that ends behind this place, whatever `page` says'),
  ...pageQuery,
})
export type CheckQuery = z.infer<typeof checkQuery>

export const inconsistenciesQuery = z.object(pageQuery)

export const inconsistenciesResponse = z.object({
  document_id: z.uuid(),
  version: z.int().min(1),
  check: checkSummary.nullable().describe('The check that found them; null before the first'),
  inconsistencies: z.array(inconsistency).describe('In the order of the text'),
  ...pageFields,
})
export type InconsistenciesResponse = z.infer<typeof inconsistenciesResponse>

/** What a person can say of a sentence; the other states are the check's own. */
export const overrideStates = claimStates.filter(
  (state) => state !== 'not_checked' && state !== 'edited_since_check',
)

export const overrideRequest = z.object({
  state: z.enum(overrideStates),
  reason: z.string().trim().min(1).max(2000),
})
export type OverrideRequest = z.infer<typeof overrideRequest>

export const verifyClaimRequest = z.object({
  claim: z.string().trim().min(1).max(2000),
  evidence: z
    .array(z.string().min(1).max(20_000))
    .max(50)
    .optional()
    .describe('Texts to hold the claim against; without them all sources of the document set'),
  document_set_key: z.string().max(200).optional(),
})
export type VerifyClaimRequest = z.infer<typeof verifyClaimRequest>

const supportLevels = ['strong', 'weak', 'none'] as const

export const verifyClaimResponse = z.object({
  support_level: z.enum(supportLevels),
  claim_state: z.enum(claimStates),
  score: z.number().min(0).max(1),
  reason: z.object({ code: z.string(), text: z.string() }),
  differences: z.array(claimDifference),
  evidence: z.array(claimEvidence),
  searched: z.object({ sources: z.int().min(0), passages: z.int().min(0) }),
})
export type VerifyClaimResponse = z.infer<typeof verifyClaimResponse>
