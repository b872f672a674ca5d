import { createAnchorer } from './anchor.ts'
import type { Anchored } from './anchor-land.ts'
import { createDescriber, type Description } from './describe.ts'
import type { TextRange } from './range.ts'
import { createUnchangedFinder } from './unchanged.ts'

/**
 * Takes ranges of a text over to the same text after edits, as `anchor(describe(range))` does; what
 * lies among lines that nobody touched takes no more than a look.
 */
export function createCarrier(from: string, to: string): (range: TextRange) => Anchored {
  return createCarrierFrom(from)(to)
}

/** `createCarrier` for one text that is edited again and again: what is known of it is made once. */
export function createCarrierFrom(from: string): (to: string) => (range: TextRange) => Anchored {
  let describer: ((range: TextRange) => Description) | undefined
  const described = new Map<string, Description>()
  const describe = (range: TextRange) => {
    const key = `${range.start}-${range.end}`
    const known = described.get(key) ?? (describer ??= createDescriber(from))(range)
    described.set(key, known)
    return known
  }
  return (to) => {
    const findUnchanged = createUnchangedFinder(from, to)
    let find: ReturnType<typeof createAnchorer> | undefined
    return (range) => {
      const unchanged = findUnchanged(range)
      if (unchanged) return { state: 'intact', range: unchanged }
      const { quote, position } = describe(range)
      return (find ??= createAnchorer(to))(quote, position)
    }
  }
}
