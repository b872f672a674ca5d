import { z } from 'zod'

/** POST /api/v1/get-sections-for-document. */
export const sectionsRequest = z.object({ document_id: z.string().min(1).max(200) })

/**
 * `section_id` is the title; a later twin gets the first free " (2)", " (3)" …; unique within a
 * document version. `section_order` counts from 0 in document order; `level` is 0 for what stands
 * before the first heading, else 1 to 9.
 */
export const section = z.object({
  section_id: z.string(),
  section_title: z.string(),
  section_order: z.int().min(0),
  level: z.int().min(0).max(9),
})
export type Section = z.infer<typeof section>

export const sectionsResponse = z.object({ sections: z.array(section) })
export type SectionsResponse = z.infer<typeof sectionsResponse>
