import type { Computed, FindComputed } from './find-computed.ts'

/** What joins two statements of which each has its own subject. */
const joint = /,?\s+(?:whereas|while|(?<!\b(?:all|none|nothing|nobody|anything) )but)\s+/gi

/** The two clauses of "…, whereas …", each at its place; undefined where there are not two. */
export function splitClauses(text: string): readonly [string, string] | undefined {
  const [found, ...others] = text.matchAll(joint)
  if (!found || others.length > 0) return undefined
  const [from, to] = [found.index, found.index + found[0].length]
  return [text.slice(0, from), ' '.repeat(to) + text.slice(to)]
}

/** What both say, if both are told without doubt and by one source. */
export function findBoth(clauses: readonly [string, string], find: FindComputed) {
  const [first, second] = clauses.map(find)
  if (!first || !second || first.source !== second.source) return undefined
  const wrong = [first, second].find(({ outcome }) => !outcome.holds)
  return wrong ?? joinComputed(first, second)
}

function joinComputed(first: Computed, second: Computed): Computed {
  const [own, other] = [first.outcome, second.outcome]
  const cells = [...own.cells, ...other.cells.filter((cell) => !own.cells.includes(cell))]
  return { ...first, outcome: { ...own, cells, words: `${own.words} ${other.words}` } }
}
