import { monthNamePattern } from '../../../shared/text/months.ts'

const year = '(?:19|20)\\d\\d'
const day = `\\d{1,2}(?:st|nd|rd|th)? (?:${monthNamePattern})`
const spoken = `(?:in|at|on|by|for|of|during|as (?:at|of))`

/** Times by their form, the fullest first: one takes the place of another of the same form. */
const forms = [`${day} ${year}`, `(?:${monthNamePattern}) ${year}`, year].map((form) => ({
  alone: new RegExp(
    `^\\W*(?:(?:and|but|so|then),? )?(?:(?:what|how) about )?(?:${spoken} )?(${form})\\W*$`,
    'i',
  ),
  within: new RegExp(`(?<![\\p{L}\\p{N}/.-])${form}(?![\\p{L}\\p{N}/-])`, 'giu'),
}))

const anyTime = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${monthNamePattern})(?!\\p{L})|(?<!\\d)${year}(?!\\d)`,
  'gu',
)

/**
 * "And at 31 March 2025?" behind "What was leverage at 30 June 2025?" is that question of the other day. Undefined
 * where more than a time is said, and where the question before has none of that form or several.
 */
export function replaceTime(text: string, before: string): string | undefined {
  for (const { alone, within } of forms) {
    const time = alone.exec(text)?.[1]
    if (time === undefined) continue
    const told = before.match(within) ?? []
    const isOnly = told.length === 1 && countTimes(before) === countTimes(told[0] ?? '')
    return isOnly ? before.replace(within, time) : undefined
  }
  return undefined
}

function countTimes(text: string): number {
  return text.match(anyTime)?.length ?? 0
}
