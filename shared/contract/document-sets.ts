import { z } from 'zod'
import { lineOfText } from './names.ts'
import { pageFields } from './paging.ts'

export const documentSetRequest = z.object({
  document_set_name: lineOfText(200),
  document_set_key: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/)
    .optional(),
})

export const documentSet = z.object({
  id: z.uuid(),
  document_set_key: z.string(),
  document_set_name: z.string(),
  version: z.number().int(),
  created_at: z.iso.datetime(),
})
export type DocumentSet = z.infer<typeof documentSet>

export const documentSetsResponse = z.object({
  document_sets: z.array(documentSet),
  ...pageFields,
})
