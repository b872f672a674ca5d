/** What the readers look at to tell heads and empty shells of a table, whatever its format. */
type ShapeCell = {
  readonly text: string
  readonly column: number
  readonly columnSpan: number
  readonly rowSpan: number
  readonly isBold: boolean
  readonly isShaded: boolean
}

export type ShapeRow = {
  readonly cells: readonly ShapeCell[]
  /** Marked as a head by the file itself. */
  readonly isHeader: boolean
}

/**
 * How many leading rows are heads. Marked rows decide. Else the first row is one when none of its
 * cells is a bare value, or several are and each another year or day, and it stands out: it is bold, shaded
 * or styled where the row below is not, or values stand below its words. A merged or spanning cell in it makes heads of the rows that it
 * covers or groups.
 */
export function countHeaderRows(rows: readonly ShapeRow[], hasFirstRowLook: boolean): number {
  const marked = countLeading(rows, (row) => row.isHeader)
  if (marked > 0 && marked < rows.length) return marked
  const [first, second] = rows
  if (!first || !second || !canBeHead(first, rows)) return 0
  if (!hasFirstRowLook && !standsOut(first, second) && !hasValuesBelow(rows)) return 0
  const covered = first.cells.reduce((most, cell) => Math.max(most, cell.rowSpan), 1)
  const isGrouped = first.cells.some((cell) => cell.columnSpan > 1 && cell.text !== '')
  const grouped = isGrouped && rows.length > 2 && isHeadBelow(first, second) ? 2 : 1
  return Math.min(Math.max(covered, grouped), rows.length - 1)
}

/**
 * Whether a table is a layout still to be filled: patterns ("xx (xx%)", "x.xxx") stand in most of
 * the columns after the first, at least as many as words, and no real value beside them. A column
 * of values without a pattern is a column of labels (weeks, visits).
 */
export function isShell(rows: readonly ShapeRow[], headerRowCount: number): boolean {
  const columns = new Map<number, string[]>()
  for (const cell of rows.slice(headerRowCount).flatMap((row) => row.cells)) {
    if (cell.column === 0 || cell.text === '') continue
    const texts = columns.get(cell.column)
    if (texts) texts.push(cell.text)
    else columns.set(cell.column, [cell.text])
  }
  const filled = [...columns.values()]
  const toFill = filled.filter((texts) => texts.some(isPattern))
  const labels = filled.filter((texts) => texts.some(isValue) && !texts.some(isPattern))
  const texts = toFill.flat()
  return (
    toFill.length > labels.length &&
    !texts.some(isValue) &&
    texts.filter(isPattern).length * 2 >= texts.length
  )
}

/** "86", "75.2 (8.59)", "<.0001", "12 (14.0%)", "[281]*": digits and their signs, no words. */
export function isValue(text: string): boolean {
  return /\d/.test(text) && /^[\d\s.,;:()[\]<>≤≥=~%±+\-−–—/*†‡^]+$/.test(text)
}

/**
 * "xx (xx%)", "xx.x", "x.xxx", "nn", "(xx.x, xx.x)": letters that stand for digits. A lone "X" is
 * a tick in a schedule.
 */
export function isPattern(text: string): boolean {
  const tokens = text
    .replace(/\[[\da-z]\]/g, '')
    .split(/[\s.,;:()[\]<>≤≥=~%±+\-−–—/*†‡^]+/)
    .filter((token) => token !== '')
  return (
    tokens.join('').length > 1 &&
    tokens.every((token) => /^(x{1,8}|X{1,8}|[nNp]{1,4})$/.test(token))
  )
}

function countLeading<T>(items: readonly T[], holds: (item: T) => boolean): number {
  const end = items.findIndex((item) => !holds(item))
  return end < 0 ? items.length : end
}

/** Heads are words or years; a lone cell over the whole width is a title, not a head. */
function canBeHead(row: ShapeRow, rows: readonly ShapeRow[]): boolean {
  const filled = row.cells.filter((cell) => cell.text !== '')
  const values = filled.filter((cell) => isValue(cell.text))
  const isHead = values.length === 0 || areYears(values) || headDays(values, rows)
  return filled.length > 0 && row.cells.length > 1 && isHead
}

/** "2025" and "2024", "2024/25" and "2023/24" above columns; the first column is what they are years of. */
function areYears(values: readonly ShapeCell[]): boolean {
  return areTimes(values, yearPattern)
}

/** "31/03/2025" and "30/06/2025" above values; a row of days above other days is one of a list. */
function headDays(values: readonly ShapeCell[], rows: readonly ShapeRow[]): boolean {
  const columns = new Set(values.map(({ column }) => column))
  const below = rows.slice(1, looksBelow).flatMap(({ cells }) => cells)
  const ofDays = below.filter(({ column, text }) => columns.has(column) && text !== '')
  return areTimes(values, dayPattern) && !ofDays.some(({ text }) => dayPattern.test(text.trim()))
}

function areTimes(values: readonly ShapeCell[], pattern: RegExp): boolean {
  const times = new Set(values.map(({ text }) => text.trim()))
  const isTime = ({ text, column }: ShapeCell) => column > 0 && pattern.test(text.trim())
  return times.size > 1 && times.size === values.length && values.every(isTime)
}

const yearPattern = /^(?:19|20)\d\d(?:[/\-–](?:19|20)?\d\d)?$/
const dayPattern = /^(?:\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)$/

function standsOut(first: ShapeRow, second: ShapeRow): boolean {
  return (
    (isEvery(first, 'isBold') && !isEvery(second, 'isBold')) ||
    (isEvery(first, 'isShaded') && !isEvery(second, 'isShaded'))
  )
}

function isEvery(row: ShapeRow, look: 'isBold' | 'isShaded'): boolean {
  const filled = row.cells.filter((cell) => cell.text !== '')
  return filled.length > 0 && filled.every((cell) => cell[look])
}

/** Looks at the first rows only: heads far above their values are no heads. */
const looksBelow = 12

function hasValuesBelow(rows: readonly ShapeRow[]): boolean {
  return rows
    .slice(1, looksBelow)
    .some((row) =>
      row.cells.some((cell) => cell.column > 0 && (isValue(cell.text) || isPattern(cell.text))),
    )
}

function isHeadBelow(first: ShapeRow, second: ShapeRow): boolean {
  const filled = second.cells.filter((cell) => cell.text !== '')
  if (filled.length < 2 || filled.some((cell) => isValue(cell.text))) return false
  return !isEvery(first, 'isBold') || isEvery(second, 'isBold')
}
