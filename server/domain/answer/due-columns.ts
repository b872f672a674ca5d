import { listTerms } from '../../../shared/text/terms.ts'
import type { Concept } from './asked-question.ts'
import { names } from './concept-weights.ts'

/** Heads of the day until which a thing is to be done: registers call it by any of these. */
const dueHead =
  /^(?:due(?: date| by| on)?|date due|deadline|(?:agreed|target|completion|implementation|planned completion|target completion) date|agreed deadline|(?:to be )?(?:done|completed|implemented|resolved) by|by when)$/i

const dueTerms: ReadonlySet<string> = new Set(listTerms('due deadline target date'))

export function isCalledDue(concept: Concept): boolean {
  return names(dueTerms, concept)
}

/**
 * What people call such a column besides what its head says, where a table has one of them. `heads` are the
 * columns' paths; the answer is parallel to them.
 */
export function listDueTerms(
  heads: readonly (readonly string[])[],
): readonly ReadonlySet<string>[] {
  const isDue = heads.map((path) => dueHead.test(path.at(-1)?.trim() ?? ''))
  const isOne = isDue.filter((one) => one).length === 1
  return isDue.map((one) => (one && isOne ? dueTerms : none))
}

const none: ReadonlySet<string> = new Set()
