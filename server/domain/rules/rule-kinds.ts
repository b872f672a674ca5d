import { cellRule } from './cell.ts'
import { copyRule } from './copy.ts'
import { fixedRule } from './fixed.ts'
import { omitRule } from './omit.ts'
import type { RuleKind } from './rule-kind.ts'
import { tableRule } from './table.ts'

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

const kinds: readonly RuleKind[] = [fixedRule, omitRule, copyRule, tableRule, cellRule]
