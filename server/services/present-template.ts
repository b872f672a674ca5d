import type { TemplateDetails, TemplateSummary } from '../../shared/contract/templates.ts'
import type { OutlinedRule, OutlinedSection } from '../../shared/model/template-outline.ts'
import type { RuleValue, TemplateRule, TemplateSection } from '../../shared/model/template.ts'
import type { StoredTemplate, StoredTemplateVersion } from '../db/templates.ts'
import type { TemplateReading } from './read-template.ts'

export function summarizeTemplate(template: StoredTemplate): TemplateSummary {
  return {
    template_id: template.id,
    template_name: template.name,
    workspace_id: template.workspaceId,
    version: template.currentVersion,
    created_at: template.createdAt,
    updated_at: template.updatedAt,
  }
}

/** With the fields that the API was given, where the .docx was written from them. */
export function presentTemplate(
  template: StoredTemplate,
  { outline }: Pick<StoredTemplateVersion, 'outline'>,
  { content, errors }: TemplateReading,
): TemplateDetails {
  const given = outline ? [...outline.sections] : []
  return {
    ...summarizeTemplate(template),
    sections: content.sections.map((section) =>
      presentSection(section, section.headingParagraph === null ? undefined : given.shift()),
    ),
    errors: errors.map((error) => ({
      code: error.code,
      message: error.message,
      section_id: error.sectionId,
      rule_id: error.ruleId,
      paragraph: error.paragraph,
      offset: error.offset,
    })),
  }
}

function presentSection(section: TemplateSection, given: OutlinedSection | undefined) {
  return {
    ...given?.notes,
    ...(given && { template_text: given.text }),
    section_id: section.id,
    section_name: section.title,
    order_index: section.order,
    level: section.level,
    rules: section.rules.map((rule, at) => presentRule(rule, given?.rules[at])),
  }
}

function presentRule({ id, rule }: TemplateRule, given: OutlinedRule | undefined) {
  const look = given?.look
  return {
    ...given?.notes,
    ...(look && {
      styles: { style_names: [...look.styleNames], fill: look.fill, color: look.color },
    }),
    rule_id: id,
    rule_type: rule.kind,
    rule_parameters: Object.fromEntries(
      rule.parameters.map(({ name, value }) => [name, toPlain(value)]),
    ),
  }
}

function toPlain(value: RuleValue): unknown {
  return value.type === 'list' ? value.values.map(toPlain) : value.value
}
