import { z } from 'zod'
import { thousandsSeparators } from '../model/vocabulary.ts'
import { lineOfText } from './names.ts'
import { pageFields } from './paging.ts'

const styleTerm = z
  .object({
    preferred: lineOfText(200),
    forbidden: z.array(lineOfText(200)).min(1).max(100),
  })
  .describe(
    '`preferred` is put for each of `forbidden`, in their plural and capitalised forms, too',
  )

export const styleGuideRequest = z.object({
  style_guide_name: lineOfText(200),
  terms: z.array(styleTerm).max(1000).default([]),
  number_format: z
    .object({
      thousands_separator: z
        .enum(thousandsSeparators)
        .nullable()
        .default(null)
        .describe(
          '`none`: 1,200 becomes 1200. `comma`: 1200 mg becomes 1,200 mg. null: as in the source',
        ),
    })
    .default({ thousands_separator: null }),
  date_format: z
    .string()
    .max(40)
    .nullable()
    .default(null)
    .describe('Of d, dd, MMM, MMMM, MM and yyyy, such as "d MMMM yyyy"; null: as in the source'),
})
export type StyleGuideRequest = z.infer<typeof styleGuideRequest>

export const styleGuideDetails = styleGuideRequest.extend({
  style_guide_id: z.uuid(),
  workspace_id: z.uuid(),
  version: z.number().int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})
export type StyleGuideDetails = z.infer<typeof styleGuideDetails>

export const styleGuidesResponse = z.object({
  style_guides: z.array(styleGuideDetails),
  ...pageFields,
})
export type StyleGuidesResponse = z.infer<typeof styleGuidesResponse>
