import { isSameCurrency, listCurrencies } from '../../../shared/text/currencies.ts'
import { numberWordsPattern } from '../../../shared/text/number-words.ts'
import { namesOf, readScale, type CellValue, type TiedCell, type TiedTable } from './tied-table.ts'
import { textBefore, type NumberToken } from './sentence-tokens.ts'

/** What a number of a sentence is told as. */
export type ToldAs = 'p' | 'interval' | 'whole' | 'base' | 'value'

export function readToldAs(text: string, { range }: NumberToken): ToldAs {
  const before = textBefore(text, { range })
  if (/\bp(?:[- ]value)?\s*(?:of|was|is|[=<>≤≥])?\s*[<>]?\s*$/i.test(before)) return 'p'
  if (
    /(?:\bCI|confidence interval)\b[:,]?\s*(?:(?:was|of|from)\s+)?\(?(?:[-−–]?[\d.,]+\s*%?\s*(?:to|and|[-–,;])\s*)?[-−–]?$/i.test(
      before,
    )
  )
    return 'interval'
  if (/%/.test(text.slice(range.start, range.end))) return 'value'
  if (isWhole.test(before)) return 'whole'
  return /(?:^|[;,]\s*)of\s+(?:all\s+)?(?:the\s+)?$/i.test(before) ? 'base' : 'value'
}

/** "24 of 60": how many there are of whom another number is a part. */
const isWhole = new RegExp(
  `(?:(?:\\d|\\b(?:${numberWordsPattern}|none))\\s+(?:\\p{L}+\\s+)?(?:\\([^()]*\\)\\s+)?)(?:out\\s+)?of\\s+(?:all\\s+)?(?:the\\s+)?$`,
  'iu',
)

/** How many of the table's units a told number may be in: money is told in all of them, people in none. */
function listFactors(number: NumberToken, cell: TiedCell, table: TiedTable): readonly number[] {
  if (number.isPercent || number.unit !== '') return [1]
  const scale = scaleOf(cell, table)
  if (scale === undefined || counted.test(namesOf(cell, table))) return [1]
  // "EUR 88,400" of a table in thousands is another amount than its 88,400
  if (number.isScaled || number.money !== '' || Math.abs(number.value) >= scale) return [scale]
  return [1]
}

const counted =
  /\b(?:employees|headcount|staff|people|persons|posts|customers|branches|sites|stores|units|number|subjects|patients|participants|per|ratio|pence)\b|%/i

/** What its own names say in brackets comes before what its table says. */
function scaleOf(cell: TiedCell, table: TiedTable): number | undefined {
  const names = namesOf(cell, table)
  const isOfOwn = Array.from(names.matchAll(/\([^()]*\)/g)).some(
    ([inBrackets]) => listCurrencies(inBrackets).length > 0,
  )
  return isOfOwn ? readScale(names) : table.scale
}

/** True where a cell gives a number as it is told, rounded at most. */
export function givesNumber(
  number: NumberToken,
  toldAs: ToldAs,
  cell: TiedCell,
  table: TiedTable,
): boolean {
  return findGiven(number, toldAs, cell, table) !== undefined
}

/** The value of a cell that a number is, rounded at most. */
export function findGiven(
  number: NumberToken,
  toldAs: ToldAs,
  cell: TiedCell,
  table: TiedTable,
): CellValue | undefined {
  const factors = listFactors(number, cell, table)
  return listMeant(number, toldAs, cell, table).find((value) =>
    factors.some((factor) => isSame(number, value, factor)),
  )
}

/** The values of a cell that a number may be: a share where one is told, the whole behind "of". */
function listMeant(
  number: NumberToken,
  toldAs: ToldAs,
  cell: TiedCell,
  table: TiedTable,
): readonly CellValue[] {
  const { values, size, words } = cell
  const [first, second] = values
  if (!first) return []
  const statistic = statisticOf(cell, table)
  if (toldAs === 'p') return statistic === 'p' ? values : []
  if (toldAs === 'interval')
    return statistic === 'interval' ? values : hasInterval(table) ? values.slice(1) : []
  if (statistic === 'p' || statistic === 'interval') return []
  if (number.isPercent) return listShares(cell, table)
  const isPart = second !== undefined && /^\s*[\d,]+\s*\/\s*[\d,]+/.test(words)
  const whole = [
    ...(isPart ? [second] : []),
    ...(size === undefined ? [] : [{ value: size, step: 1, isPercent: false }]),
  ]
  const own = first.isPercent ? [] : [first]
  if (toldAs === 'whole') return whole
  return toldAs === 'base' ? [...own, ...whole] : own
}

function listShares(cell: TiedCell, table: TiedTable): readonly CellValue[] {
  const shares = cell.values.filter(({ isPercent }) => isPercent)
  const isOfShares =
    [table.rows[cell.row], table.columns[cell.column]].some(
      (line) => line?.statistic === 'share',
    ) || /(?<![\d.]\s?)%/.test(table.block.title)
  const first = cell.values.slice(0, 1)
  return shares.length > 0 || !isOfShares || (cell.size !== undefined && shares.length > 0)
    ? shares
    : first
}

function hasInterval({ block }: TiedTable): boolean {
  return /\bCI\b|confidence/i.test(block.title)
}

export function statisticOf({ row, column }: TiedCell, table: TiedTable) {
  const own = table.columns[column]?.statistic ?? 'value'
  return own === 'value' ? (table.rows[row]?.statistic ?? 'value') : own
}

function isSame(number: NumberToken, { value, step }: CellValue, factor: number): boolean {
  const own = Math.abs(value * factor)
  const told = Math.abs(number.value)
  const exact = Math.abs(own - told) <= 1e-9 * Math.max(1, own)
  if (exact) return true
  const isRounded = number.step > step * factor && (number.isScaled || number.step < 1)
  return isRounded && Math.abs(own - told) <= (number.step / 2) * (1 + 1e-9)
}

/** False where a sentence tells a currency that nothing says of a cell, or another one. */
export function isOfCurrency(
  { money }: NumberToken,
  { row, column, words }: TiedCell,
  table: TiedTable,
): boolean {
  if (money === '') return true
  const own = [
    words,
    ...(table.columns[column]?.path ?? []),
    ...(table.rows[row]?.path ?? []),
  ].join(' ')
  const told = listCurrencies(own)
  const all = told.length > 0 ? told : listCurrencies(table.words)
  return all.length > 0 && all.every(({ code }) => isSameCurrency(code, money))
}

/** False where a sentence tells "17.1 years" of a cell whose heads are in months. */
export function isOfSpan(
  text: string,
  { range }: NumberToken,
  { row, column }: TiedCell,
  { rows, columns, block }: TiedTable,
): boolean {
  const told = spanBehind.exec(text.slice(range.end))?.[1]?.toLowerCase()
  const own = [...(columns[column]?.path ?? []), ...(rows[row]?.path ?? [])].join(' ')
  const heads = listSpans(own)
  const given = heads.length > 0 ? heads : listSpans(block.title)
  return told === undefined || given.length === 0 || given.includes(told)
}

const spans = '(minute|hour|day|week|month|quarter|year)'
const spanBehind = new RegExp(`^[\\s-]*${spans}s?\\b`, 'i')

/** Those in brackets, as "Median survival (months)": "Week 24" is a visit. */
function listSpans(heads: string): readonly string[] {
  const pattern = new RegExp(`[([](?:[^()[\\]]*\\b)?${spans}s?\\b[^()[\\]]*[)\\]]`, 'gi')
  return Array.from(heads.matchAll(pattern), ([, unit = '']) => unit.toLowerCase())
}
