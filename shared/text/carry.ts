import { createAnchorer, type Anchored } from './anchor.ts'
import { createDescriber } from './describe.ts'
import type { TextRange } from './range.ts'
import { createUnchangedFinder } from './unchanged.ts'

/**
 * Takes ranges of a text over to the same text after edits, as `anchor(describe(range))` does; what
 * lies among lines that nobody touched takes no more than a look.
 */
export function createCarrier(from: string, to: string): (range: TextRange) => Anchored {
  const findUnchanged = createUnchangedFinder(from, to)
  let slow: ((range: TextRange) => Anchored) | undefined
  return (range) => {
    const unchanged = findUnchanged(range)
    if (unchanged) return { state: 'intact', range: unchanged }
    return (slow ??= createSlowCarrier(from, to))(range)
  }
}

function createSlowCarrier(from: string, to: string): (range: TextRange) => Anchored {
  const describe = createDescriber(from)
  const find = createAnchorer(to)
  return (range) => {
    const { quote, position } = describe(range)
    return find(quote, position)
  }
}
