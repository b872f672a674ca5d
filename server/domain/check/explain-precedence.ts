import type { Rule } from '../../../shared/model/template.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import { listRoles, planRoles } from '../rules/rule-parameters.ts'

/** Why a document went with a source of one role and not with one of another. */
type Precedence = {
  readonly code:
    'rule_names_role' | 'rule_precedence' | 'result_over_plan' | 'default_precedence' | 'not_said'
  readonly text: string
}

/** @param rule the one that wrote the words; undefined where none is known */
export function explainPrecedence(
  rule: Rule | undefined,
  own: SourceRole,
  other: SourceRole,
): Precedence {
  const roles = rule ? listRoles(rule, []) : []
  const [at, behind] = [roles.indexOf(own), roles.indexOf(other)]
  if (at >= 0 && behind < 0) {
    const text = `The rule takes its words from ${roles.join(', ')}; the other source is of the role ${other}.`
    return { code: 'rule_names_role', text }
  }
  if (at >= 0 && at < behind) {
    const text = `The rule prefers ${own} to ${other}: from=(${roles.join(', ')}).`
    return { code: 'rule_precedence', text }
  }
  if (resultRoles.has(own) && isPlan(other)) {
    return { code: 'result_over_plan', text: 'What was found decides over what was planned.' }
  }
  if (isPlan(own) && isPlan(other) && planRoles.indexOf(own) < planRoles.indexOf(other)) {
    const text = `Without a rule that says otherwise, ${own} decides over ${other}.`
    return { code: 'default_precedence', text }
  }
  return { code: 'not_said', text: 'No rule says which of the two decides.' }
}

const resultRoles: ReadonlySet<SourceRole> = new Set(['table', 'report'])

function isPlan(role: SourceRole): boolean {
  return planRoles.includes(role)
}
