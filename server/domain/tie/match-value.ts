import { numberWordsPattern } from '../../../shared/text/number-words.ts'
import type { CellValue, TiedCell, TiedTable } from './tied-table.ts'
import { currencyPattern, readCurrency, type NumberToken } from './sentence-tokens.ts'

/** What a number of a sentence is told as. */
export type ToldAs = 'p' | 'interval' | 'whole' | 'base' | 'value'

export function readToldAs(text: string, { range }: NumberToken): ToldAs {
  const before = text.slice(0, range.start)
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
  `(?:(?:\\d|\\b(?:${numberWordsPattern}|one|none))\\s+(?:\\p{L}+\\s+)?(?:\\([^()]*\\)\\s+)?)(?:out\\s+)?of\\s+(?:all\\s+)?(?:the\\s+)?$`,
  'iu',
)

/** How many of the table's units a told number may be in, those that something says first. */
function listFactors(number: NumberToken, { scale }: TiedTable): readonly number[] {
  if (number.isPercent || number.unit !== '') return [1]
  // "EUR 88,400" of a table in thousands is another amount than its 88,400
  if (!number.isScaled) {
    return scale === undefined || (number.money === '' && Math.abs(number.value) < scale)
      ? [1]
      : [scale]
  }
  return scale === undefined ? [1] : [scale]
}

/** True where a cell gives a number as it is told, rounded at most. */
export function givesNumber(
  number: NumberToken,
  toldAs: ToldAs,
  cell: TiedCell,
  table: TiedTable,
): boolean {
  // costs stand below zero in accounts; of a change the sign is told
  const isOfSign = (value: CellValue): boolean =>
    value.value >= 0 || number.value < 0 || isOfAccounts(table)
  return listFactors(number, table).some((factor) =>
    listMeant(number, toldAs, cell, table).some(
      (value) => isOfSign(value) && isSame(number, value, factor),
    ),
  )
}

function isOfAccounts({ scale, words, columns }: TiedTable): boolean {
  const heads = columns.flatMap(({ path }) => path).join(' ')
  return scale !== undefined || listCurrencies(`${words} ${heads}`).length > 0
}

/** The values of a cell that a number may be: a share where one is told, the whole behind "of". */
export function listMeant(
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
    ) || /%/.test(table.block.title)
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
  return all.length > 0 && all.every((one) => one === money)
}

function listCurrencies(text: string): readonly string[] {
  return Array.from(text.matchAll(currencyPattern), ([name]) => readCurrency(name))
}
