import { abbreviationsRule } from './abbreviations.ts'
import { appendRule } from './append.ts'
import { cellRule } from './cell.ts'
import { computeRule } from './compute.ts'
import { copyRule } from './copy.ts'
import { extractRule } from './extract.ts'
import { fixedRule } from './fixed.ts'
import { listRule } from './list.ts'
import { omitRule } from './omit.ts'
import { referenceRule } from './reference.ts'
import { reuseRule } from './reuse.ts'
import { tableRule } from './table.ts'
import { validationRule } from './validation.ts'
import { whenRule } from './when.ts'
import { summaryRule, synthesisRule } from './summary.ts'
import type { RuleKind } from './rule-kind.ts'

/** Every kind of rule that there is, in the order of rules.md. */
export function listRuleKinds(): readonly RuleKind[] {
  return kinds
}

export function findRuleKind(name: string): RuleKind | undefined {
  return kinds.find((kind) => kind.name === name)
}

/** @throws for a kind that validation should have refused. */
export function getRuleKind(name: string): RuleKind {
  const kind = findRuleKind(name)
  if (!kind) throw new Error(`no rule kind "${name}"`)
  return kind
}

const kinds: readonly RuleKind[] = [
  fixedRule,
  omitRule,
  copyRule,
  extractRule,
  tableRule,
  cellRule,
  listRule,
  computeRule,
  whenRule,
  summaryRule,
  synthesisRule,
  reuseRule,
  referenceRule,
  appendRule,
  abbreviationsRule,
  validationRule,
]
