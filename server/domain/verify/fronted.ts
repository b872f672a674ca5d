import { datePattern } from '../../../shared/text/dates.ts'
import { listWords } from '../../../shared/text/words.ts'

/**
 * "If X, Y." as "Y if X.", "From 1 April 2025 the canteen opens" as "The canteen opens from 1 April 2025": the same
 * said in the other order. Undefined where the opening may be told of a part alone, as of one of two clauses.
 */
export function moveFront(text: string): string | undefined {
  const found = clause.exec(text) ?? day.exec(text)
  const { first = '', open = '', rest = '', end = '' } = found?.groups ?? {}
  if (!found || joins.test(rest) || joins.test(open)) return undefined
  const moved = `${first.toLowerCase()} ${open.trim()}`
  return `${rest.charAt(0).toUpperCase()}${rest.slice(1)} ${moved}${end}`
}

/** "At 6:30" parts nothing. */
const rest = '(?<rest>(?:[^,;:()]|(?<=\\d):(?=\\d))+?)(?<end>[.!]?)$'

const clause = new RegExp(
  `^(?<first>If|Where|Unless|When|Once|Before|After|Until|Since|During|From|In|On|At|By|Within|Under)(?<open>\\s[^,;:()]{3,120}),\\s+${rest}`,
  'u',
)

const day = new RegExp(
  `^(?<first>From|In|On|By|Before|After|Until|Since)(?<open>\\s+(?:${datePattern}))\\s+${rest}`,
  'u',
)

/** What comes first may be told of the first of two alone. */
const joins =
  /\b(?:and|or|but|nor|while|whereas|although|who|whom|which|whose|then|not only)\b|["“”]/i

/** "In men, more than in women" is not "more in women than in men": but for its place, nothing may be another. */
export function hasInOrder(quote: string, text: string): boolean {
  return ` ${joinWords(quote)} `.includes(` ${joinWords(text)} `)
}

function joinWords(text: string): string {
  return listWords(text.toLowerCase())
    .map(({ spelled }) => spelled)
    .join(' ')
}
