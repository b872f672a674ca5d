import { z } from 'zod'
import { addedSource } from './documents.ts'

/** One of several files: what it came to, or why it was not taken. */
const sourceResult = z.object({
  file_name: z
    .string()
    .describe('As it was sent; a file of a .zip has its path there, and is stored under it'),
  from_zip: z.string().nullable().describe('The .zip that it came in'),
  is_new: z.boolean().describe('False where the workspace had these bytes, or it was not taken'),
  source: addedSource.nullable(),
  error: z.object({ code: z.string(), detail: z.string() }).nullable(),
})
export type SourceResult = z.infer<typeof sourceResult>

export const addedSources = z.object({
  results: z.array(sourceResult).describe('In the order sent, those of a .zip in its order'),
  total: z.int().min(1),
  added: z.int().min(0),
  existing: z.int().min(0),
  refused: z.int().min(0),
  left_out: z
    .array(z.string())
    .describe('Paths in a .zip of what Macs and Windows put there by themselves'),
})
export type AddedSources = z.infer<typeof addedSources>
