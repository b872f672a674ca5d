import type { Rule, RuleValue } from '../../../shared/model/template.ts'
import { sourceRoles, type SourceRole } from '../../../shared/model/vocabulary.ts'
import type { ParameterSpec } from './rule-kind.ts'

/** Readers of a validated rule's parameters: what is absent or of another shape is undefined or empty. */
export function findValue(rule: Rule, name: string): RuleValue | undefined {
  return rule.parameters.find((parameter) => parameter.name === name)?.value
}

export function findText(rule: Rule, name: string): string | undefined {
  const value = findValue(rule, name)
  return value && valueText(value)
}

/** A lone value counts as a list of one. */
export function listTexts(rule: Rule, name: string): readonly string[] {
  return listValues(rule, name).map(valueText)
}

export function listValues(rule: Rule, name: string): readonly RuleValue[] {
  const value = findValue(rule, name)
  if (!value) return []
  return value.type === 'list' ? value.values : [value]
}

export function findNumber(rule: Rule, name: string): number | undefined {
  const value = findValue(rule, name)
  return value?.type === 'number' ? value.value : undefined
}

/** The roles of `from=` in their order of precedence, else `otherwise`. */
export function listRoles(rule: Rule, otherwise: readonly SourceRole[]): readonly SourceRole[] {
  const roles = listTexts(rule, 'from').filter(isSourceRole)
  return roles.length > 0 ? roles : otherwise
}

/**
 * A rule that names one role can't do without it; of several, in order of precedence, any will do,
 * and which is missing shows in the gap.
 */
export function listRequiredRoles(rule: Rule): readonly SourceRole[] {
  const roles = listRoles(rule, [])
  return roles.length === 1 ? roles : []
}

/** As the writer wrote it, for messages; of a list, its values with commas. */
export function valueText(value: RuleValue): string {
  if (value.type === 'list') return value.values.map(valueText).join(', ')
  return value.type === 'number' ? value.raw : value.value
}

/** `from=` of a kind; its roles are one of the known. */
export function fromParameter(isRequired: boolean): ParameterSpec {
  return { name: 'from', isRequired, types: ['word', 'list'], words: sourceRoles }
}

/** rules.md, default precedence: for the plan, and for results. */
export const planRoles: readonly SourceRole[] = ['sap', 'protocol']
export const resultRoles: readonly SourceRole[] = ['table', 'report', 'sap', 'protocol']

function isSourceRole(text: string): text is SourceRole {
  return (sourceRoles as readonly string[]).includes(text)
}
