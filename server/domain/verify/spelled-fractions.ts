import { readNumberWords } from '../../../shared/text/number-words.ts'
import { containsRange, type TextRange } from '../../../shared/text/range.ts'
import type { CellValue, NumberToken } from './cell-values.ts'
import type { Token } from './statement.ts'

/**
 * The tokens of a claim with fractions in words as percentages: "one third of the subjects" tells of a cell
 * "49 (33.3%)". A single part that no value is stays a word, since it may be told of two values; "two thirds"
 * can be nothing else.
 */
export function readFractions(
  text: string,
  tokens: readonly Token[],
  values: readonly CellValue[],
): readonly Token[] {
  return listFractions(text).reduce<readonly Token[]>((rest, one) => {
    const inside = rest.filter(({ range }) => containsRange(one.range, range))
    const at = inside[0] ? rest.indexOf(inside[0]) : -1
    const given = values.find((value) => isRoundly(value, one))?.token.quantity.decimal
    const decimal = given ?? (one.parts > 1 ? one.percent.toFixed(1) : undefined)
    if (at < 0 || decimal === undefined) return rest
    return [...rest.slice(0, at), toToken(one.range, decimal), ...rest.slice(at + inside.length)]
  }, tokens)
}

type Fraction = {
  readonly range: TextRange
  readonly parts: number
  readonly percent: number
  /** In percentage points, how far the value may lie from it. */
  readonly tolerance: number
}

function listFractions(text: string): readonly Fraction[] {
  return Array.from(text.matchAll(fraction), ({ 0: words, index, groups = {} }): Fraction => {
    const spelled = groups.parts?.toLowerCase() ?? ''
    const parts = /^(?:an?)?$/.test(spelled) ? 1 : (readNumberWords(spelled) ?? 1)
    const noun = groups.noun?.toLowerCase()
    const whole = noun ? wholes[noun] : readNumberWords(groups.whole ?? '')
    const tolerance = rough.test(text.slice(0, index)) ? 2.5 : 0.5
    const range = { start: index, end: index + words.length }
    return { range, parts, percent: (100 * parts) / (whole ?? NaN), tolerance }
  }).filter(({ range, percent }) => percent < 100 && !onOneSide.test(text.slice(0, range.start)))
}

function isRoundly({ token }: CellValue, { percent, tolerance }: Fraction): boolean {
  const { unit, comparator, decimal } = token.quantity
  return unit === '%' && comparator === '' && Math.abs(Number(decimal) - percent) < tolerance
}

function toToken(range: TextRange, decimal: string): NumberToken {
  const quantity = { kind: 'number', range, decimal, comparator: '', unit: '%', factor: 1 } as const
  return { kind: 'number', key: `${decimal} %`, range, quantity }
}

const wholes: Readonly<Record<string, number>> = {
  half: 2,
  third: 3,
  quarter: 4,
  fifth: 5,
  sixth: 6,
  eighth: 8,
  tenth: 10,
}

const fraction = new RegExp(
  `\\b(?:(?<parts>an?|one|two|three|four|five|seven|nine)[\\s-](?<noun>${Object.keys(wholes).join('|')})s?(?=\\s+of\\s+(?!(?:the\\s+)?year\\b|\\d{4}\\b))|` +
    '(?<![\\p{L}-]\\s)(?<noun>half)(?=\\s+(?:of\\s+)?the\\b)|' +
    '(?<parts>one|two|three|four|nine) (?:in|out of) (?<whole>two|three|four|five|six|eight|ten|twenty)(?=\\s+(?:of\\s+the\\s+)?\\p{Ll}+s\\b))',
  'giu',
)

const rough = /\b(?:about|approximately|around|roughly)\s+$/i

/** These have a side, which the words of a share are held against. */
const onOneSide =
  /\b(?:almost|nearly|less than|under|below|up to|at least|at most|more than|over|above|fewer than)\s+$/i
