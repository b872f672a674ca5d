import type { Token } from './statement.ts'

/**
 * True where the number at `at` names and counts nothing: behind "Week", and behind a name in capitals
 * or its last part: "EQ-VAS (100)", "PANSS-Neg (7)".
 */
export function isNamedNumber(tokens: readonly Token[], at: number, text: string): boolean {
  const [first, before] = [tokens[at - 2], tokens[at - 1]]
  if (!before) return false
  const isPart = first?.kind === 'name' && text.slice(first.range.end, before.range.start) === '-'
  return naming.test(before.key) || before.kind === 'name' || isPart
}

/** True behind "Week", "Table" and the like alone. */
export function isNumbered(tokens: readonly Token[], at: number, text: string): boolean {
  const [before, own] = [tokens[at - 1], tokens[at]]
  if (!before || !own || !naming.test(before.key)) return false
  return text.slice(before.range.end, own.range.start).trim() === ''
}

const naming = /^(?:week|visit|day|site|tabl|figur|section|group|cohort|part|phase|version)$/
