import type { TextRange } from '../../../shared/text/range.ts'
import type { PairedValue } from './cell-values.ts'
import type { Token } from './statement.ts'
import { isLevelOfTest } from './told-numbers.ts'
import { hedgesValue } from './told-roughly.ts'

/**
 * True for a word that the values beside it bear out: "about" of a rounded one, "26.1, up from 24.1" of two
 * that went so, "75 years old" of an age, "the 5% level" of a test. Keys are stems.
 */
export function isBorneOutAround(
  text: string,
  { key, range }: Token,
  paired: readonly PairedValue[],
): boolean {
  switch (key) {
    case 'up':
    case 'down':
      return comesFrom(text, range, paired)
    case 'old':
      return paired.some(({ value }) => value.headers.some((head) => /\bage\b/i.test(head)))
    case 'level':
      return isLevelOfTest(text, range)
    default:
      return hedgesValue(text, range, paired)
  }
}

function comesFrom(text: string, range: TextRange, paired: readonly PairedValue[]): boolean {
  const to = paired.findLast(({ claim }) => claim.range.end <= range.start)
  const from = paired.find(({ claim }) => claim.range.start >= range.end)
  if (!/^\s+from\b/.test(text.slice(range.end)) || !to || !from) return false
  const [first, last] = [Number(from.value.written), Number(to.value.written)]
  return /^up$/i.test(text.slice(range.start, range.end)) ? last > first : last < first
}
