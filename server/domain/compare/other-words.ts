import type { TextRange } from '../../../shared/text/range.ts'

/** Words of a sentence that name what a table calls otherwise; `keys` are of the table's own words. */
export type OtherWords = { readonly range: TextRange; readonly keys: readonly string[] }

const adverse = ['advers', 'event']

const phrases: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\bTEAEs?\b/g, ['treatment', 'emergent', ...adverse]],
  [/\bAEs?\b/g, adverse],
  // of the row or group of rows: "Early termination", "leading to discontinuation"
  [/\bstop(?:ped|ping|s)?\b/gi, ['completion down']],
  [/(?<=\byears? )old\b|(?<=\byears )of age\b|\baged\b/gi, ['age']],
  [/\b(?:young|old)est\b/gi, ['age']],
  [/\bweigh(?:ed|s)?\b/gi, ['weight']],
]

/** What a sentence says in words of its own, each of which has one meaning in any table. */
export function listOtherWords(text: string): readonly OtherWords[] {
  return [
    ...phrases.flatMap(([pattern, keys]) =>
      Array.from(text.matchAll(pattern), (match) => ({ range: rangeOf(match), keys })),
    ),
    ...listLimits(text),
  ]
}

/** "Older than 80 years", "at least 12 months", "aged 65 to 80". */
export function listLimits(text: string): readonly OtherWords[] {
  return limits.flatMap(([sign, pattern, ofAge]) =>
    Array.from(text.matchAll(pattern), (match) => {
      const keys = [writeLimit(sign, match.slice(1).filter(Boolean))]
      return { range: rangeOf(match), keys: ofAge ? [...keys, 'age'] : keys }
    }),
  )
}

function rangeOf(match: RegExpMatchArray): TextRange {
  const start = match.index ?? 0
  return { start, end: start + match[0].length }
}

const number = '(\\d+(?:\\.\\d+)?)'
const unit = '(?:\\s*(?:years?|yrs?|months?|kg/m²|kg|cm)(?![\\p{L}/]))?(?:\\s+(?:old|of age))?'

/** What lies on one side of a number, or between two, as sentences tell it; of people it is their age. */
const limits: readonly (readonly [sign: string, pattern: RegExp, ofAge: boolean])[] = [
  ['>', new RegExp(`\\bolder than ${number}${unit}`, 'giu'), true],
  ['>', new RegExp(`\\b(?:more than|over|above|longer than) ${number}${unit}`, 'giu'), false],
  ['<', new RegExp(`\\byounger than ${number}${unit}`, 'giu'), true],
  [
    '<',
    new RegExp(`\\b(?:less than|fewer than|under|below|shorter than) ${number}${unit}`, 'giu'),
    false,
  ],
  ['>=', new RegExp(`\\b(?:at least|no less than) ${number}${unit}`, 'giu'), false],
  ['<=', new RegExp(`\\b(?:at most|no more than) ${number}${unit}`, 'giu'), false],
  ['-', new RegExp(`\\baged ${number} (?:to|and|-|–) ${number}${unit}`, 'giu'), true],
  ['-', new RegExp(`\\b(?:from|between) ${number} (?:to|and) ${number}${unit}`, 'giu'), false],
]

/** "<65 yrs", ">=12 months", "65-80 yrs": a row that counts what lies there. Undefined for other names. */
export function readLimitName(name: string): string | undefined {
  const found =
    /^\s*(<=|>=|[<>≤≥])?\s*(\d+(?:\.\d+)?)(?:\s*[-–]\s*(\d+(?:\.\d+)?))?\s*(?:years?|yrs?|months?|kg\/m²|kg|cm)?\s*$/iu.exec(
      name,
    )
  const [, sign, first = '', second] = found ?? []
  if (!found || (sign === undefined) === (second === undefined)) return undefined
  if (second !== undefined) return writeLimit('-', [first, second])
  return writeLimit((sign ?? '').replace('≤', '<=').replace('≥', '>='), [first])
}

function writeLimit(sign: string, numbers: readonly (string | undefined)[]): string {
  return `limit ${sign} ${numbers.join(' ')}`
}
