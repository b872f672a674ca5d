import { z } from 'zod'
import { templateErrorCodes } from '../model/template.ts'
import { sourceRoles } from '../model/vocabulary.ts'
import { dataDescription } from './data-block.ts'
import { pageFields } from './paging.ts'
import { outlinedRuleFields, outlinedSectionFields } from './template-outlines.ts'

const templateMistake = z.object({
  code: z.enum(templateErrorCodes),
  message: z.string(),
  section_id: z.string(),
  rule_id: z.string().nullable(),
  paragraph: z.number().int(),
  offset: z.number().int(),
})

const templateRule = z.object({
  ...outlinedRuleFields,
  rule_id: z.string(),
  rule_type: z.string(),
  rule_parameters: z.record(z.string(), z.unknown()),
})

const templateSection = z.object({
  ...outlinedSectionFields,
  section_id: z.string(),
  section_name: z.string(),
  order_index: z.number().int(),
  level: z.number().int(),
  rules: z.array(templateRule),
})

const templateSummary = z.object({
  template_id: z.uuid(),
  template_name: z.string(),
  workspace_id: z.uuid(),
  version: z.number().int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})

export type TemplateSummary = z.infer<typeof templateSummary>

export const templatesResponse = z.object({ templates: z.array(templateSummary), ...pageFields })
export type TemplatesResponse = z.infer<typeof templatesResponse>

export const templateDetails = templateSummary.extend({
  sections: z.array(templateSection),
  errors: z.array(templateMistake),
})
export type TemplateDetails = z.infer<typeof templateDetails>

export const templateSchemaResponse = z.object({
  fields: z.array(
    z.object({
      name: z.string(),
      required: z.boolean(),
      format: z.string(),
      form: z.enum(['value', 'block']),
    }),
  ),
  roles: z.array(z.object({ role: z.enum(sourceRoles), rules: z.array(z.string()) })),
})
export type TemplateSchema = z.infer<typeof templateSchemaResponse>

export const validateRequest = z.object({
  document_set_key: z.string().max(200).optional(),
  document_set_name: z.string().max(200).optional(),
  sources: z
    .array(z.object({ document_id: z.uuid(), role: z.enum(sourceRoles).optional() }))
    .max(1000)
    .optional(),
  data: z.unknown().optional().describe(dataDescription),
})

export type ValidateRequest = z.infer<typeof validateRequest>

export const validateResponse = z.object({
  is_valid: z.boolean(),
  errors: z.array(templateMistake),
  missing_fields: z.array(z.string()),
  invalid_fields: z.array(z.object({ field: z.string(), message: z.string() })),
  missing_roles: z.array(z.object({ role: z.enum(sourceRoles), rules: z.array(z.string()) })),
  gaps: z.array(
    z.object({
      section_id: z.string(),
      rule_id: z.string(),
      code: z.string(),
      reason: z.string(),
      searched: z.string(),
      candidates: z.array(z.string()),
    }),
  ),
})
export type ValidateResponse = z.infer<typeof validateResponse>
