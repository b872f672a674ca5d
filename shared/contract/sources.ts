import { z } from 'zod'
import { anchorStates, claimStates } from '../model/vocabulary.ts'
import { gap } from './quality.ts'
import { section } from './sections.ts'

/** UTF-16 units of a selection, and of the context before and after it, that a request may carry. */
export const maximumSelection = 20_000
const maximumContext = 1_000

/**
 * POST /api/v1/get-sources-for-selected-text. At least one of `section_id` and `selected_text` is
 * not empty. `prefix` and `suffix` are the words around the selection (W3C Web Annotation §4.2.4).
 */
export const sourcesRequest = z
  .object({
    document_id: z.string().min(1).max(200),
    section_id: z.string().max(1000).optional(),
    selected_text: z.string().max(maximumSelection).optional(),
    prefix: z.string().max(maximumContext).default(''),
    suffix: z.string().max(maximumContext).default(''),
    limit: z.int().min(1).max(50).default(10),
  })
  .refine((request) => Boolean(request.section_id || request.selected_text), {
    path: ['selected_text'],
    message: 'section_id or selected_text is required',
  })
export type SourcesRequest = z.infer<typeof sourcesRequest>
/** What a caller has to write: the rest has defaults. */
export type SourcesRequestInput = z.input<typeof sourcesRequest>

/** Half-open, in UTF-16 units. */
const textRange = z.object({ start: z.int().min(0), end: z.int().min(0) })

/**
 * PDF points (1/72 inch) from the top left corner of the page as it is shown: turned as the file
 * says, and without what it crops. `page` counts from 1.
 */
const pageBox = z.object({
  page: z.int().min(1),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
})

/** `columns` are the paths of all columns quoted of the row; `column_path` is the only one, else empty. */
const tableReference = z.object({
  number: z.string(),
  row_path: z.array(z.string()),
  column_path: z.array(z.string()),
  columns: z.array(z.array(z.string())),
})

const sourceBases = ['recorded', 'retrieved'] as const

/**
 * Words of a source. `referenced_text` is exactly the source text's
 * `start_char`–`end_char`; `marks` are ranges in `referenced_text`. `boxes` is where
 * their words stand: page by page one for each line, or table cell, around whole words; empty where the
 * places are not known (all but PDFs, and damaged PDFs of which only the words could be read). `page` and
 * `page_label` (what the page prints of itself) are null where the format has no pages.
 * `ocr` is null for words that the file holds as text; those of a scan were recognised in its picture
 * and may be wrong.
 */
const sourceWords = z.object({
  document_source_id: z.string(),
  document_source_name: z.string(),
  /** Number of the source's version that is quoted, from 1. */
  document_source_version: z.int().min(1),
  referenced_text: z.string(),
  page: z.int().min(1).nullable(),
  page_label: z.string().nullable(),
  section_name: z.string().nullable(),
  /** Null unless words of a table are quoted; the paths are empty for what is no value, as the head of a row. */
  table: tableReference.nullable(),
  start_char: z.int().min(0),
  end_char: z.int().min(0),
  marks: z.array(textRange),
  boxes: z
    .array(pageBox)
    .describe('PDF points (1/72 inch) from the top left corner of the page as it is shown'),
  ocr: z
    .object({
      confidence: z.number().min(0).max(1),
      doubtful: z
        .array(textRange)
        .describe('Words and numbers of referenced_text that the recognition was not sure of'),
    })
    .nullable()
    .describe(
      'Null for words that the file holds as text. Words of a scan were recognised in its picture and may be wrong; the confidence is the mean over the characters of the page, of several pages the lowest',
    ),
  /** True when the quoted words or value are others in the newest version that has been read. */
  is_stale: z.boolean(),
  preview_url: z.string().nullable(),
})
export type SourceWords = z.infer<typeof sourceWords>

/** One source of the selected words. */
export const tracedSource = sourceWords.extend({
  basis: z.enum(sourceBases),
  /** Null for what is recorded, and for what a check found. */
  score: z.number().nullable(),
  claim_state: z.enum(claimStates),
})
export type TracedSource = z.infer<typeof tracedSource>

/** A section, or a part of one, that the template leaves out on purpose. */
const omission = z.object({
  section_id: z.string(),
  rule_id: z.string(),
  reason: z.string(),
})

/** A value of the run's data: `pointer` is a JSON pointer (RFC 6901) into it. */
const dataValue = z.object({ pointer: z.string(), value: z.string() })

/** A place of words that stand in several; sent with its `prefix` and `suffix` they are those of this place. */
const candidate = z.object({
  section: section.omit({ level: true }).nullable(),
  prefix: z.string(),
  suffix: z.string(),
  start_char: z.int().min(0),
  end_char: z.int().min(0),
})

/** `searched` is the denominator, and stands there also when nothing was found. */
export const sourcesResponse = z.object({
  section: section.omit({ level: true }).nullable(),
  anchor: z.enum(anchorStates),
  candidates: z
    .array(candidate)
    .describe(
      'Where the words stand, if they stand in several places that rest on different sources; without prefix and suffix nobody knows which one is meant',
    ),
  /**
   * `house_text` where all of the words are the template's own, `not_a_claim` where there are none
   * that a source could support: nothing is searched for either.
   */
  claim_state: z.enum(claimStates).nullable(),
  sources: z
    .array(tracedSource)
    .describe(
      'Recorded citations; where there are none, what the newest check held the words against, and what says the same',
    ),
  /** How many sources there are; more than `sources` holds where `limit` cuts them. */
  total: z.int().min(0),
  nearest: z
    .array(sourceWords)
    .describe(
      'Where no source was found: the passages that come nearest, best first, at most 5. They were not held against the words and support nothing',
    ),
  /** What stands in the words in place of text; both empty for most. */
  gaps: z.array(gap),
  omissions: z.array(omission),
  /** What the words take from the run's data and not from a source. */
  values: z.array(dataValue),
  searched: z.object({ sources: z.int().min(0), passages: z.int().min(0) }),
})
export type SourcesResponse = z.infer<typeof sourcesResponse>
