import { z } from 'zod'
import { lineOfText } from './names.ts'
import { checkRepetition, sectionFields } from './template-outlines.ts'

const { section_name: _name, ...otherFields } = sectionFields

/** As a section of a template, by either of its names, with the passages that it is made from. */
const documentSection = z
  .object({
    ...otherFields,
    title: lineOfText(500)
      .optional()
      .describe('Another name of section_name; one of them is needed'),
    section_name: lineOfText(500).optional(),
    section_id: z
      .string()
      .max(1000)
      .optional()
      .describe('Given by the heading; one that is sent is not kept'),
    relevant_chunk_ids: z
      .array(z.string().max(100))
      .max(10_000)
      .default([])
      .describe(
        'The passages that alone are evidence of the section; without any its rules search the sources',
      ),
  })
  .superRefine(checkRepetition)
  .superRefine(({ title, section_name: name }, context) => {
    if (title === undefined && name === undefined) {
      context.addIssue({ code: 'custom', path: ['section_name'], message: 'is needed, or title' })
    } else if (title !== undefined && name !== undefined && title !== name) {
      const message = 'is another name of title, and both are given with different values'
      context.addIssue({ code: 'custom', path: ['section_name'], message })
    }
  })

/** All of a document's sections and rules: what is not in it is in the document no more. */
export const documentMrtRequest = z.object({
  sections: z.array(documentSection).min(1).max(2000),
  auto_increment_regeneration: z
    .boolean()
    .default(false)
    .describe('Whether the next version of the document is made at once'),
})
export type DocumentMrtRequest = z.infer<typeof documentMrtRequest>
