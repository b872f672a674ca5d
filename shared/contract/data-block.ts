import { z } from 'zod'

/**
 * What the data of a run holds under the name of `[[NAME]]`: a string, or an object with one of the
 * keys `image`, `table`, `blocks`. Which form it is, its key says; so each has a schema of its own.
 */

/** A sentence of it cites the whole string, so one string has bounds; longer texts are several. */
const words = z.string().max(10_000)
const cell = z.union([words, z.number(), z.boolean(), z.null()])

export const dataImage = z.strictObject({
  image: z.string().min(1).describe('PNG or JPEG in base64; "data:image/png;base64," may precede'),
  alt: z
    .string()
    .max(2000)
    .optional()
    .describe('What it shows; `title` is the default, "" is none'),
  title: z.string().max(500).optional().describe('Caption below, numbered as a figure'),
  width_mm: z.number().positive().max(2000).optional().describe('Never wider than the text'),
})

export const dataTable = z.strictObject({
  table: z.strictObject({
    title: z.string().max(500).optional(),
    columns: z.array(cell).min(1).max(60).describe('Heads of the columns'),
    rows: z.array(z.array(cell)).max(5000).describe('As many cells in each as there are columns'),
    notes: z.union([words, z.array(words).max(100)]).optional(),
  }),
})

export const dataHeading = z.strictObject({
  heading: z.string().min(1).max(500),
  level: z.number().int().min(1).max(8).optional().describe('Below the section around it, from 1'),
})

export const dataParagraph = z.strictObject({
  paragraph: words,
  style: z.string().min(1).max(200).optional().describe("A paragraph style of the template's"),
})

export const dataList = z.strictObject({ list: z.array(words).min(1).max(1000) })

/** The parts themselves are read one by one, each by its own schema. */
export const dataBlocks = z.strictObject({ blocks: z.array(z.unknown()).min(1).max(1000) })

export const dataText = words

/** For the descriptions of `data` on the wire. */
export const dataDescription =
  'Values for the placeholders of the template: `{{field}}` takes a string, number or boolean; ' +
  '`{{#list}}` a list; `[[NAME]]` or `[[block NAME]]` takes a string (each line a paragraph), ' +
  '`{"image": "<base64 of a PNG or JPEG>", "alt": "…", "title": "…", "width_mm": 80}`, ' +
  '`{"table": {"title": "…", "columns": ["…"], "rows": [["…"]], "notes": "…"}}`, or ' +
  '`{"blocks": [{"heading": "…", "level": 1}, {"paragraph": "…", "style": "Quote"}, ' +
  '{"list": ["…"]}, {"table": …}, {"image": …}]}`.'
