import type { Edit } from '../edit.ts'
import type { FiniteVerb } from './clauses.ts'
import type { Token } from './tokens.ts'

/**
 * "so that the rest can be counted": with its sentence in the past it could. What anybody can or
 * may do by the plan (a main clause) is the writer's.
 */
export function isAbilityBelow(line: readonly Token[], { kind, clause, at }: FiniteVerb): boolean {
  return kind === 'modal' && clause !== 'main' && /^can(?:not)?$/.test(line[at]?.lower ?? '')
}

export function changeAbility(line: readonly Token[], at: number): readonly Edit[] {
  const token = line[at]
  if (!token) return []
  const text = token.lower === 'cannot' ? 'could not' : 'could'
  return [{ start: token.start, end: token.end, text }]
}
