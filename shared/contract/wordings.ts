import { z } from 'zod'
import { wordingDecisions } from '../model/vocabulary.ts'
import { ruleWording, wordingApproval } from './checks.ts'
import { pageFields } from './paging.ts'

/** A wording of a template, with the rules of its newest version that have it. */
const templateWording = ruleWording.extend({
  rules: z.array(z.object({ section_id: z.string(), rule_id: z.string() })).min(1),
})

export const templateWordingsResponse = z.object({
  template_id: z.uuid(),
  version: z.int().min(1),
  approved: z.int().min(0).describe('How many of `total` are approved'),
  wordings: z.array(templateWording).describe('In the order of the template'),
  ...pageFields,
})
export type TemplateWordingsResponse = z.infer<typeof templateWordingsResponse>

/** What was said once; a later word takes its place and leaves it in the list. */
const wordingDecision = wordingApproval.extend({
  wording_id: z.string(),
  decision: z.enum(wordingDecisions),
  text: z.string().describe('The wording as it was read'),
  sums: z.array(z.string()),
})

export const wordingDecisionsResponse = z.object({
  template_id: z.uuid(),
  decisions: z.array(wordingDecision).describe('Newest first'),
  ...pageFields,
})
export type WordingDecisionsResponse = z.infer<typeof wordingDecisionsResponse>
