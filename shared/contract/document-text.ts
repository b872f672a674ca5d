import { z } from 'zod'

/** `original`: as the file was before its tracked changes. */
const changesViews = ['final', 'original'] as const

export const textQuery = z.object({
  changes: z.enum(changesViews).default('final'),
  version: z.coerce.number().int().min(1).optional(),
})

export const textResponse = z.object({
  document_id: z.uuid(),
  version: z.int().min(1),
  changes: z.enum(changesViews),
  reader: z
    .object({ name: z.string(), version: z.string(), options: z.string() })
    .nullable()
    .describe('Null where a file held no words before its tracked changes'),
  text: z.string().describe('Offsets of citations count in the final text alone'),
})
export type TextResponse = z.infer<typeof textResponse>
export type TextQuery = z.infer<typeof textQuery>
