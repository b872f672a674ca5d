import type { Token } from './tokens.ts'
import { isAdverb, isConjunction, isDeterminer, isPreposition, isPronoun } from './word-classes.ts'

/** "will [then] be", "will not receive": the words between, and the verb in its base form. */
export type VerbGroup = {
  readonly verb: Token
  readonly verbAt: number
  readonly isNegated: boolean
}

/** The verb that "will" at `at` belongs to; undefined where none can be made out. */
export function findGroup(line: readonly Token[], at: number): VerbGroup | undefined {
  const verbAt = skipAside(line, at + 1)
  const verb = line[verbAt]
  if (!verb || !isVerbLike(verb)) return undefined
  const isNegated = line.slice(at, verbAt).some(({ lower }) => lower === 'not' || lower === 'won’t')
  return { verb, verbAt, isNegated }
}

/** The index of the first word from `at` on that is no adverb and stands in no aside between commas. */
export function skipAside(line: readonly Token[], at: number): number {
  let next = at
  while (isBetween(line[next]?.lower ?? '')) next += 1
  if (line[next]?.text !== ',') return next
  const closing = line.findIndex(({ text }, index) => text === ',' && index > next)
  return closing > 0 && closing - next <= 15 ? skipAside(line, closing + 1) : next
}

/** "will then be", "will each complete". */
function isBetween(word: string): boolean {
  return isAdverb(word) || word === 'each' || word === 'all'
}

function isVerbLike({ text, lower, kind, isQuoted }: Token): boolean {
  if (kind !== 'word' || isQuoted || !/^[a-z]+(?:-[a-z]+)*$/.test(text)) return false
  const isClosed = isDeterminer(lower) || isPreposition(lower) || isConjunction(lower)
  return !isClosed && !isPronoun(lower)
}
