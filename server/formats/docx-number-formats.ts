import { spellNumber } from '../domain/spell-number.ts'

/** A number as a list or a note mark shows it in a w:numFmt (ECMA-376 part 1 §17.18.59); unknown formats count in digits. */
export function formatNumber(value: number, format: string): string {
  return (formats.get(format) ?? String)(value)
}

const formats: ReadonlyMap<string, (value: number) => string> = new Map([
  ['none', () => ''],
  ['bullet', () => ''],
  ['decimalZero', (value) => String(value).padStart(2, '0')],
  ['upperRoman', formatRoman],
  ['lowerRoman', (value) => formatRoman(value).toLowerCase()],
  ['upperLetter', formatLetter],
  ['lowerLetter', (value) => formatLetter(value).toLowerCase()],
  ['ordinal', (value) => `${value}${ordinalEnding(value)}`],
  ['cardinalText', (value) => capitalise(formatWords(value))],
  ['ordinalText', (value) => capitalise(formatOrdinalWords(value))],
  ['decimalEnclosedCircle', formatCircled],
])

const romanDigits: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

/** Longer ones are not numbers but mistakes. */
const largestWritten = 32_767

function formatRoman(value: number): string {
  if (value < 1 || value > largestWritten) return String(value)
  let rest = value
  let text = ''
  for (const [amount, digits] of romanDigits) {
    text += digits.repeat(Math.floor(rest / amount))
    rest %= amount
  }
  return text
}

/** A … Z, AA, BB … as Word counts, not AA, AB. */
function formatLetter(value: number): string {
  if (value < 1 || value > largestWritten) return String(value)
  const letter = String.fromCharCode(65 + ((value - 1) % 26))
  return letter.repeat(Math.floor((value - 1) / 26) + 1)
}

function ordinalEnding(value: number): string {
  if (value % 100 >= 11 && value % 100 <= 13) return 'th'
  return ['th', 'st', 'nd', 'rd'][value % 10] ?? 'th'
}

/** Unicode has circled numbers from 1 to 20 in a row. */
function formatCircled(value: number): string {
  return value >= 1 && value <= 20 ? String.fromCharCode(0x245f + value) : String(value)
}

const irregularOrdinals: ReadonlyMap<string, string> = new Map([
  ['one', 'first'],
  ['two', 'second'],
  ['three', 'third'],
  ['five', 'fifth'],
  ['eight', 'eighth'],
  ['nine', 'ninth'],
  ['twelve', 'twelfth'],
])

function formatWords(value: number): string {
  return value < 0 || value > 99 ? String(value) : spellNumber(value)
}

function formatOrdinalWords(value: number): string {
  if (value < 1 || value > 99) return `${value}${ordinalEnding(value)}`
  return formatWords(value).replace(/[a-z]+$/, (last) => {
    return (
      irregularOrdinals.get(last) ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`)
    )
  })
}

function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
