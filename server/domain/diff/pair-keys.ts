import type { IndexPair } from './align-sequences.ts'

/** Something that is known by its name: a row, a column, a table. */
export type Keyed = {
  /** From the most to the least literal name; '' names nothing. */
  readonly names: readonly string[]
  /** What tells twins of one name apart. */
  readonly content: string
}

/**
 * Pairs what has the same name on both sides. As many twins of a name here as there go in their
 * order; of unequally many, only those of one content do: which of the others went can't be known.
 */
export function pairKeys(old: readonly Keyed[], now: readonly Keyed[]): IndexPair[] {
  const pairs: IndexPair[] = []
  const [left, right] = [new Set(old.keys()), new Set(now.keys())]
  const tiers = Math.max(0, ...[...old, ...now].map(({ names }) => names.length))
  for (let tier = 0; tier < tiers; tier++) {
    const theirs = groupBy(right, (index) => now[index]?.names[tier] ?? '')
    for (const [name, indexes] of groupBy(left, (index) => old[index]?.names[tier] ?? '')) {
      if (name === '') continue
      const found = pairTwins(indexes, theirs.get(name) ?? [], old, now)
      for (const [from, to] of found) {
        left.delete(from)
        right.delete(to)
      }
      pairs.push(...found)
    }
  }
  return pairs.sort(([a], [b]) => a - b)
}

function groupBy(
  indexes: Iterable<number>,
  keyOf: (index: number) => string,
): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  for (const index of indexes) {
    const group = groups.get(keyOf(index))
    if (group) group.push(index)
    else groups.set(keyOf(index), [index])
  }
  return groups
}

function pairTwins(
  left: readonly number[],
  right: readonly number[],
  old: readonly Keyed[],
  now: readonly Keyed[],
): IndexPair[] {
  if (left.length === right.length) {
    return left.flatMap((from, at): IndexPair[] => {
      const to = right[at]
      return to === undefined ? [] : [[from, to]]
    })
  }
  const byContent = groupBy(right, (index) => now[index]?.content ?? '')
  return left.flatMap((from): IndexPair[] => {
    const content = old[from]?.content ?? ''
    const to = content === '' ? undefined : byContent.get(content)?.shift()
    return to === undefined ? [] : [[from, to]]
  })
}
