import type { CellPart, Transformation } from '../../shared/model/citation.ts'
import { collapsePadding } from '../../shared/text/collapse-padding.ts'
import type { Computed } from './evaluate-expression.ts'
import { parseFraction, toDecimal } from './fraction.ts'
import { spellNumber } from './spell-number.ts'

type FormattedValue =
  | {
      readonly outcome: 'formatted'
      readonly text: string
      /** Empty when the value is shown as the source has it. */
      readonly transformations: readonly Transformation[]
    }
  | { readonly outcome: 'failed'; readonly message: string }

/**
 * How a value of a table is shown: padding collapses, a p-value of nothing but zeros becomes a
 * bound, and what `formats` asks for ("decimals=1", "words"). Rounding is decimal, halves away
 * from zero; it takes digits off, and never adds one that the source does not give.
 */
export function formatValue(
  quote: string,
  part: CellPart,
  formats: readonly string[],
  isSentenceStart: boolean,
): FormattedValue {
  let text = collapsePadding(quote)
  if (part === 'p') text = boundZeroP(text)
  for (const format of formats) {
    const next = applyFormat(text, format, isSentenceStart)
    if (next === undefined)
      return { outcome: 'failed', message: `"${text}" can't be shown as ${format}` }
    text = next
  }
  const transformations = text === quote ? [] : [{ kind: 'format' as const, from: quote, to: text }]
  return { outcome: 'formatted', text, transformations }
}

/** A computed value, with as many decimals as its cells give if no format says otherwise. */
export function formatNumber(
  { value, decimals, isPercent }: Pick<Computed, 'value' | 'decimals' | 'isPercent'>,
  formats: readonly string[],
  isSentenceStart: boolean,
): FormattedValue {
  const asked = formats.map((format) => decimalsOf(format)).find((one) => one !== undefined)
  const plain = toDecimal(value, asked ?? Math.min(decimals, mostDecimals))
  const rest = formats.filter((format) => decimalsOf(format) === undefined)
  return formatValue(isPercent ? `${plain}%` : plain, 'whole', rest, isSentenceStart)
}

/** Beyond these a quotient says more than its cells. */
const mostDecimals = 4

function boundZeroP(text: string): string {
  const zeros = /^0?\.(0+)$/.exec(text)?.[1]
  return zeros ? `<0.${zeros.slice(1)}1` : text
}

function applyFormat(text: string, format: string, isSentenceStart: boolean): string | undefined {
  if (format === 'words') return toWords(text, isSentenceStart)
  const decimals = decimalsOf(format)
  return decimals === undefined ? undefined : roundTo(text, decimals)
}

function decimalsOf(format: string): number | undefined {
  const digits = /^decimals\s*=\s*(\d)$/.exec(format)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

function toWords(text: string, isSentenceStart: boolean): string | undefined {
  const plain = text.replace(/,(?=\d{3})/g, '')
  const words = /^\d{1,6}$/.test(plain) ? spellNumber(Number(plain)) : undefined
  return words && isSentenceStart ? words.charAt(0).toUpperCase() + words.slice(1) : words
}

function roundTo(text: string, decimals: number): string | undefined {
  const match = /^([<>]?)(-?[\d,]*(?:\.(\d+))?)(%?)$/.exec(text)
  const [, sign = '', number = '', given = '', percent = ''] = match ?? []
  const value = parseFraction(number)
  if (!value || given.length < decimals) return undefined
  return `${sign}${toDecimal(value, decimals)}${percent}`
}
