/** What a sentence says of a share, 0 to 1. */
export type ToldShare = {
  readonly holds: (share: number) => boolean
  /** As it is told. */
  readonly words: string
}

const fractions: Readonly<Record<string, number>> = {
  half: 1 / 2,
  third: 1 / 3,
  quarter: 1 / 4,
  fifth: 1 / 5,
}

const fraction =
  '(?:(?:one|a)[ -])?half|(?:one|a|two)[ -]thirds?|(?:one|a|three)[ -]quarters?|(?:one|a|two|three|four)[ -]fifths?'

/** "42%", "one third", "more than half", "a majority". */
export const shareWords = `(?:(?:more|less|fewer) than |over |under |exactly )?(?:\\d+(?:\\.\\d+)?\\s?(?:%|per ?cent)|${fraction})|(?:a|the) (?:clear )?majority`

/** "One third of": how many of how many, and nobody's rank or quarter. */
export const fractionOf = new RegExp(`\\b(?:${fraction})\\s+of\\b`, 'gi')

/** Undefined for words that tell no share. */
export function readToldShare(words: string): ToldShare | undefined {
  if (/majority$/i.test(words)) return { holds: (share) => share > 1 / 2, words: 'more than half' }
  const read = readPercent(words) ?? readFraction(words)
  if (!read) return undefined
  const { value, rounding } = read
  if (/^(?:more|over)\b/i.test(words)) return { holds: (share) => share > value, words }
  if (/^(?:less|fewer|under)\b/i.test(words)) return { holds: (share) => share < value, words }
  // what lies between two roundings is either
  return { holds: (share) => Math.abs(share - value) <= rounding + 1e-9, words }
}

type ReadShare = { readonly value: number; readonly rounding: number }

function readPercent(words: string): ReadShare | undefined {
  const [, decimal, places = ''] = /(\d+(?:\.(\d+))?)\s?(?:%|per ?cent)/i.exec(words) ?? []
  if (decimal === undefined) return undefined
  return { value: Number(decimal) / 100, rounding: 0.005 * 10 ** -places.length }
}

function readFraction(words: string): ReadShare | undefined {
  const [, name = ''] = /(half|third|quarter|fifth)s?$/i.exec(words) ?? []
  const part = fractions[name.toLowerCase()]
  if (part === undefined) return undefined
  const [, many = 'one'] = /\b(one|a|two|three|four)[ -]\p{L}+$/iu.exec(words) ?? []
  const times = { one: 1, a: 1, two: 2, three: 3, four: 4 }[many.toLowerCase()] ?? 1
  return { value: times * part, rounding: 0.005 }
}
