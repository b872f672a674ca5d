import { z } from 'zod'
import { claimStates, ledgerFormats } from '../model/vocabulary.ts'

export const ledgerQuery = z.object({ format: z.enum(ledgerFormats).default('json') })

/** One row per citation of a sentence or cell; a sentence without one has a row of its own. */
const ledgerRow = z.object({
  target: z.string(),
  kind: z.enum(['sentence', 'cell']),
  section_id: z.string(),
  text: z.string(),
  state: z
    .enum(claimStates)
    .describe('The override’s, where there is one; else the newest check’s'),
  override_state: z.enum(claimStates).nullable(),
  override_reason: z.string().nullable(),
  override_by: z.string().nullable(),
  override_date: z.iso.datetime().nullable(),
  wording_approved_by: z
    .string()
    .nullable()
    .describe('Who approved the template’s wording, where nothing else is open; the state stays'),
  wording_approved_date: z.iso.datetime().nullable(),
  source: z.string().nullable(),
  source_id: z.string().nullable(),
  source_hash: z.string().nullable(),
  version: z.number().int().nullable(),
  table: z.string().nullable(),
  row_path: z.array(z.string()),
  column_path: z.array(z.string()),
  page: z.number().int().nullable(),
  page_label: z.string().nullable(),
  quote: z.string().nullable(),
  start_char: z.number().int().nullable(),
  end_char: z.number().int().nullable(),
  pointer: z.string().nullable(),
  newer_version: z
    .number()
    .int()
    .nullable()
    .describe(
      'The newer version of the source that bears the words out; null where none is needed',
    ),
  newer_quote: z.string().nullable().describe('What it says in place of `quote`'),
  formula: z.string(),
  transformations: z.array(z.object({ kind: z.string(), from: z.string(), to: z.string() })),
  date: z.iso.datetime(),
})
export type LedgerRow = z.infer<typeof ledgerRow>

export const ledgerResponse = z.object({
  document_id: z.uuid(),
  version: z.number().int(),
  rows: z.array(ledgerRow),
  total: z.number().int(),
})
