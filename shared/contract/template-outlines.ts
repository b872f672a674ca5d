import { z } from 'zod'
import { fieldPattern } from '../model/template.ts'
import { fileTitle, lineOfText } from './names.ts'

const hexColor = z.string().regex(/^#?[0-9A-Fa-f]{6}$/)
const words = z.string().max(20_000)
/** XML has no place for the others. */
// eslint-disable-next-line no-control-regex -- these are what is refused
const writable = words.regex(/^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]*$/u)

export const ruleStylesRequest = z.object({
  style_names: z
    .array(lineOfText(200))
    .max(20)
    .default([])
    .describe('Paragraph styles; the first that the template has is taken, else Body Text'),
  fill: hexColor.nullable().default(null).describe('RRGGBB behind the paragraph'),
  color: hexColor.nullable().default(null).describe('RRGGBB of the words'),
})
export type RuleStylesRequest = z.infer<typeof ruleStylesRequest>

const ruleNotes = {
  rule_mode: z.string().max(100).optional(),
  description: words.optional(),
  explanation: words.optional(),
  generated_content: words.optional(),
  confidence_score: z.number().min(0).max(1).nullable().optional(),
}

const plainValue = z.union([writable, z.number(), z.boolean()])

/** A record leaves `__proto__` out unseen, and what is forbidden is to be told. */
const ruleParameters = z.preprocess(
  (value, context) => {
    if (typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__')) {
      context.addIssue('no parameter has the name "__proto__"')
    }
    return value
  },
  z.record(
    z.string().regex(/^[a-z][a-z_]{0,49}$/),
    z.union([plainValue, z.array(plainValue).max(1000)]),
  ),
)

const ruleRequest = z.object({
  rule_id: z
    .string()
    .max(100)
    .optional()
    .describe('Given by the rule’s place; one that is sent is not kept'),
  rule_type: z
    .string()
    .regex(/^[a-z][a-z_]{0,49}$/)
    .describe('`extraction`, or a kind of the rules'),
  rule_parameters: ruleParameters.default({}),
  ...ruleNotes,
  ...ruleStylesRequest.partial().shape,
})

/** Fields that decide nothing of the .docx: they are kept, and are for people or for a model. */
const sectionNotes = {
  synopsis: words.optional(),
  template_instructions: words.optional(),
  section_type: z.string().max(100).optional(),
  section_mode: z.string().max(100).optional(),
  is_repeating: z
    .boolean()
    .optional()
    .describe('Once for each item of a list in the data, with the sections below it'),
  expansion_type: z
    .string()
    .max(100)
    .nullable()
    .optional()
    .describe('Where it repeats: the field of the data that holds the list'),
  data_instructions: words.optional(),
  guidance: words.optional(),
  outline_text: words.optional(),
  allowed_data_rules: z.array(z.string().max(200)).max(1000).optional(),
  examples: z.array(z.unknown()).max(1000).optional(),
}

type Repetition = { is_repeating?: boolean | undefined; expansion_type?: string | null | undefined }

/** As `{{#list}}` takes it. */
const listField = new RegExp(`^${fieldPattern}$`, 'u')

/** A section that repeats has to say what over. */
export function checkRepetition(
  { is_repeating: repeats, expansion_type: list }: Repetition,
  context: z.RefinementCtx,
): void {
  if (!repeats || listField.test(list ?? '')) return
  const message = 'names the list in the data that the section repeats over, such as "order.items"'
  context.addIssue({ code: 'custom', path: ['expansion_type'], message })
}

export const sectionFields = {
  section_name: lineOfText(500),
  order_index: z.number().int().min(0).optional(),
  level: z.number().int().min(1).max(9).default(1),
  template_text: writable
    .default('')
    .describe('Fixed text and {{placeholders}}, a paragraph a line'),
  rules: z.array(ruleRequest).max(1000).default([]),
  ...sectionNotes,
}
export const sectionRequest = z.object(sectionFields).superRefine(checkRepetition)
export type SectionRequest = z.infer<typeof sectionRequest>

/** An outline for one run; an empty object is none. */
export const outlineOfRequest = z
  .object({ sections: z.array(sectionRequest).min(1).max(2000).optional() })
  .describe(
    'Sections and rules as POST /api/v1/templates takes them: this run uses them in place of the ' +
      'template’s own, which stays as it is',
  )

export const templateRequest = z.object({
  template_name: fileTitle(200),
  template_id: z.uuid().optional().describe('The next version of this template'),
  sections: z.array(sectionRequest).min(1).max(2000),
})
export type TemplateRequest = z.infer<typeof templateRequest>

export const reorderRequest = z.object({
  section_ids: z.array(z.string().max(1000)).max(2000).describe('All of them, in the new order'),
})

export const cascadeQuery = z.object({ cascade_children: z.enum(['true', 'false']).optional() })

/** Beside what every template says of its sections and rules. */
export const outlinedRuleFields = {
  ...z.object(ruleNotes).shape,
  ...z.object({ styles: ruleStylesRequest.optional() }).shape,
}
export const outlinedSectionFields = { template_text: z.string().optional(), ...sectionNotes }
