import type { RuleKind } from './rule-kind.ts'
import { findText } from './rule-parameters.ts'

/** Leaves a section out on purpose; the reason is printed. */
export const omitRule: RuleKind = {
  name: 'omit',
  parameters: [{ name: 'reason', isRequired: true, types: ['string', 'word'] }],
  needsOwnParagraph: true,
  evidence: 'none',
  findMistakes: (rule) => (findText(rule, 'reason')?.trim() ? [] : ['reason= is empty']),
  requiredRoles: () => [],
  queries: () => [],
  choose: () => ({ chosen: [], searched: 'nothing: left out on purpose', gap: null }),
  compose: (rule) => ({ outcome: 'omitted', reason: findText(rule, 'reason') ?? '' }),
}
