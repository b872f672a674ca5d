import type { DraftCitation } from '../../shared/model/citation.ts'
import type { TemplatePlaceholder } from '../../shared/model/template.ts'
import { findDataValue } from './blocks/data-field.ts'
import { plainWords, writePointer } from './data-block/data-part.ts'
import { formatDate } from './format-date.ts'

type FilledPlaceholder =
  | {
      readonly outcome: 'filled'
      readonly text: string
      readonly citations: readonly DraftCitation[]
    }
  /** An optional field without data: nothing stands there. */
  | { readonly outcome: 'empty' }
  | { readonly outcome: 'missing' }
  | { readonly outcome: 'bad_value'; readonly reason: string }

/** Puts a value of the run's data in the place of a placeholder, cited by its RFC 6901 pointer. */
export function fillPlaceholder(
  placeholder: TemplatePlaceholder,
  data: unknown,
  dataHash: string,
): FilledPlaceholder {
  const keys = placeholder.field.split('.')
  const value = findDataValue(data, keys)
  const isBlank = typeof value === 'string' && plainWords(value) === ''
  if (value === undefined || value === null || isBlank) {
    return { outcome: placeholder.isOptional ? 'empty' : 'missing' }
  }
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    return {
      outcome: 'bad_value',
      reason: `"${placeholder.field}" is a list or an object, not one value`,
    }
  }
  const raw = String(value)
  const text = formatValue(raw, placeholder.format)
  if (text === undefined) {
    return { outcome: 'bad_value', reason: describeMisfit(raw, placeholder.format) }
  }
  const evidence = { kind: 'data' as const, dataHash, pointer: writePointer(keys), value: raw }
  const transformations = text === raw ? [] : [{ kind: 'format' as const, from: raw, to: text }]
  return { outcome: 'filled', text, citations: [{ evidence, transformations, formula: '' }] }
}

/** "currency:EUR", "date:d MMMM yyyy"; undefined where the value does not fit the format. */
function formatValue(raw: string, format: string): string | undefined {
  if (format === '') return raw
  const colon = format.indexOf(':')
  const name = (colon < 0 ? format : format.slice(0, colon)).trim()
  const argument = colon < 0 ? '' : format.slice(colon + 1).trim()
  if (name === 'currency') return formatCurrency(raw, argument)
  if (name === 'date') return formatDate(raw, argument || 'd MMMM yyyy')
  return undefined
}

function describeMisfit(raw: string, format: string): string {
  const [name = '', argument = ''] = format.split(':').map((part) => part.trim())
  if (name === 'date') return `"${raw}" is no date; one such as 2026-11-22 is expected`
  if (name !== 'currency') return `the format ${name} is not known; known are date and currency`
  if (!/^[A-Z]{3}$/.test(argument))
    return `"${argument}" is no currency; one such as EUR is expected`
  return `"${raw}" is no amount; a number such as 1234.5 is expected`
}

/** ISO 4217 §6: most currencies have two decimal digits, these have none. */
const withoutMinorUnit = ['JPY', 'KRW', 'ISK', 'CLP', 'VND', 'XAF', 'XOF']

/** "EUR 1,234.50", the code before the amount. */
function formatCurrency(raw: string, code: string): string | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(raw)
  if (!match || !/^[A-Z]{3}$/.test(code)) return undefined
  const digits = withoutMinorUnit.includes(code) ? 0 : 2
  const fixed = roundDecimal(match[2] ?? '0', match[3] ?? '', digits)
  const [whole = '0', fraction] = fixed.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${code} ${match[1]}${grouped}${fraction ? `.${fraction}` : ''}`
}

/** Rounds half up on the decimal digits themselves, so that no binary fraction enters. */
function roundDecimal(whole: string, fraction: string, digits: number): string {
  const padded = fraction.padEnd(digits + 1, '0')
  const kept = BigInt(whole + padded.slice(0, digits))
  const rounded = (Number(padded[digits]) >= 5 ? kept + 1n : kept)
    .toString()
    .padStart(digits + 1, '0')
  if (digits === 0) return rounded
  return `${rounded.slice(0, -digits)}.${rounded.slice(-digits)}`
}
