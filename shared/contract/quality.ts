import { z } from 'zod'

export const gap = z.object({
  section_id: z.string(),
  rule_id: z.string(),
  code: z.string(),
  reason: z.string(),
  searched: z.string(),
})

const leftToWriter = z
  .object({
    section_id: z.string(),
    rule_id: z.string(),
    text: z.string(),
    words: z.array(z.string()),
  })
  .describe(
    'A sentence with words that only the writer can settle, such as "should" where a plan was to ' +
      'become past; in the .docx they have the character style "Sourcewright Left to Writer"',
  )

/** Claims by state over all sentences and cells; all `not_checked` until a check ran. */
export const quality = z.object({
  sections: z.number().int(),
  filled: z.number().int(),
  omitted: z.number().int(),
  gaps: z.array(gap),
  left_to_writer: z.array(leftToWriter),
  words_left_to_writer: z
    .number()
    .int()
    .describe('How many places all sentences of left_to_writer have together'),
  claims: z
    .record(z.string(), z.number().int())
    .describe(
      'Per state. Once the newest version has been checked: its sentences and cells, as `checks/latest` ' +
        'counts them. Before: what the rules wrote, `house_text` or `not_checked`',
    ),
  approved_wording: z
    .number()
    .int()
    .optional()
    .describe(
      'How many of the partly supported stand in wordings of the template that a person approved; ' +
        'absent before the newest version has been checked',
    ),
})
export type Quality = z.infer<typeof quality>
