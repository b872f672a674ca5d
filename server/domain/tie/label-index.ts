import type { TieToken } from './sentence-tokens.ts'

export type LabelIndex = {
  /** True where no label but this one has all of the words. */
  isApart(words: readonly TieToken[], text: string): boolean
}

/** By word, since a list has thousands of labels, and each is held against all others. */
export function indexLabels(
  labels: readonly (readonly [text: string, tokens: readonly TieToken[]])[],
): LabelIndex {
  const holders = new Map<string, Set<string>>()
  for (const [text, tokens] of labels) {
    for (const { key } of tokens) {
      const known = holders.get(key) ?? new Set()
      holders.set(key, known.add(text))
    }
  }
  const none: ReadonlySet<string> = new Set()
  return {
    isApart(words, text) {
      const [fewest, ...others] = words
        .map(({ key }) => holders.get(key) ?? none)
        .toSorted((a, b) => a.size - b.size)
      if (!fewest) return labels.every(([other]) => other === text)
      for (const other of fewest) {
        if (other !== text && others.every((held) => held.has(other))) return false
      }
      return true
    },
  }
}
