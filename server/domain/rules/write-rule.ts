import type { Rule, RuleValue } from '../../../shared/model/template.ts'

/** A rule as a template has it, without its brackets: `copy heading="Study Design" tense=done`. */
export function writeRule({ kind, parameters }: Rule): string {
  return [kind, ...parameters.map(({ name, value }) => `${name}=${writeValue(value)}`)].join(' ')
}

function writeValue(value: RuleValue): string {
  if (value.type === 'number') return value.raw
  if (value.type === 'word') return value.value
  if (value.type === 'list') return `(${value.values.map(writeValue).join(', ')})`
  return `"${value.value.replace(/["\\]/g, '\\$&')}"`
}
