import { scoreRival, type Placed } from './anchor-windows.ts'
import type { WordIndex } from './anchor-words.ts'
import type { TextRange } from './range.ts'
import { weighWords, type Pattern } from './surroundings.ts'
import { scoreWhole } from './word-pairing.ts'

/** How near the place is to what it was, from the rival up; undefined where it does not stand alone. */
export function measureNearness(
  text: WordIndex,
  sides: Pattern,
  around: Placed,
  rivalry: number,
): number | undefined {
  const { fellows, score } = around
  const all = { start: 0, end: fellows.length }
  const weight = weighWords(sides, all)
  const met = weighMet(sides, around, all)
  const nearness = (score / scoreWhole(sides.weights) - rivalry) / (1 - rivalry)
  if (met < Math.max(leastAroundWords, leastAround * weight)) return undefined
  if (!(nearness >= leastNearnessOfAny)) return undefined
  const most = score - Math.max(leastLeadWords, leastLead * weight)
  return scoreRival(text, sides, fellows, most) > most ? undefined : nearness
}

/** What those words of the range weigh that stand in the place. */
export function weighMet(
  { weights }: Pattern,
  { fellows }: Placed,
  { start, end }: TextRange,
): number {
  let met = 0
  for (let at = start; at < end; at++) if ((fellows[at] ?? -1) >= 0) met += weights[at] ?? 0
  return met
}

/** So much of what stood around the quote must still stand, and some long words. */
const leastAround = 0.3
const leastAroundWords = 300

/** By how much the place must be more like than any other is: in parts of the whole, and in words. */
const leastLead = 0.04
const leastLeadWords = 200

/** Below this nearness the place may as well be the rival's. */
const leastNearnessOfAny = 0.4
