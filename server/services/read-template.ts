import type { TemplateContent, TemplateError } from '../../shared/model/template.ts'
import type { SourceRole } from '../../shared/model/vocabulary.ts'
import type { StoredTemplateVersion } from '../db/templates.ts'
import { readTemplateContent } from '../domain/rules/read-template-content.ts'
import { findRuleKind } from '../domain/rules/rule-kinds.ts'

export type TemplateReading = {
  readonly content: TemplateContent
  /** All mistakes of the template at once, in its order. */
  readonly errors: readonly TemplateError[]
}

/** A role that the template needs, with the rules that need it. */
type NeededRole = { readonly role: SourceRole; readonly rules: readonly string[] }

export function readTemplateVersion(version: StoredTemplateVersion): TemplateReading {
  const known = readings.get(version.id)
  if (known) return known
  const reading = readTemplateContent(version.paragraphs)
  readings.set(version.id, reading)
  for (const [oldest] of readings) {
    if (readings.size <= maximumReadings) break
    readings.delete(oldest)
  }
  return reading
}

/** By the id of the version, which never changes: most requests of a house name the same few. */
const readings = new Map<string, TemplateReading>()
const maximumReadings = 50

/** Roles of which at least one source must be there before anything runs. */
export function listNeededRoles(
  content: TemplateContent,
  selectedSectionIds: readonly string[] | null = null,
): NeededRole[] {
  const rules = content.sections
    .filter(({ id }) => selectedSectionIds === null || selectedSectionIds.includes(id))
    .flatMap((section) => section.rules)
  const needed = new Map<SourceRole, string[]>()
  for (const { id, rule } of rules) {
    for (const role of findRuleKind(rule.kind)?.requiredRoles(rule) ?? []) {
      needed.set(role, [...(needed.get(role) ?? []), id])
    }
  }
  return [...needed].map(([role, ids]) => ({ role, rules: ids }))
}
