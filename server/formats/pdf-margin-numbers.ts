export type PagedText = { readonly pageNumber: number; readonly text: string }

/**
 * True when every number of lines that differ in numbers only stays the same or counts pages, as in
 * a header or footer; the values of a table's row and those of a note do neither.
 *
 * @param lines in the order of the pages
 */
export function areMarginNumbers(lines: readonly PagedText[]): boolean {
  const rows = lines.map(({ pageNumber, text }) => ({
    pageNumber,
    values: numbersOf(text.replace(pageTotal, '$1')).map(({ value }) => value),
  }))
  return (rows[0]?.values ?? []).every((_, column) =>
    isSteady(rows.map(({ pageNumber, values }) => ({ pageNumber, value: values[column] ?? NaN }))),
  )
}

/** The text with all numbers alike; a lone roman number counts as one. */
export function foldNumbers(text: string): string {
  const folded = text.replace(/\d+/g, '#').replace(/\s+/g, ' ').trim()
  return /^[-–—\s]*[ivxlc]+[-–—\s]*$/i.test(folded) ? folded.replace(/[ivxlc]+/i, '#') : folded
}

export type PrintedNumber = { readonly text: string; readonly value: number }

export function numbersOf(text: string): PrintedNumber[] {
  const digits = [...text.matchAll(/\d+/g)].map(([digit]) => ({
    text: digit,
    value: Number(digit),
  }))
  const roman = /^[-–—\s]*([ivxlc]+)[-–—\s]*$/i.exec(text)?.[1]
  return roman ? [{ text: roman, value: romanValue(roman) }] : digits
}

export function mostCommonCount(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return Math.max(0, ...counts.values())
}

/** Share of the steps from one page to the next: chapters, parts and dates change now and then. */
const steadyShare = 2 / 3

/** "3 of 7": how many pages a part has changes where the count of its pages begins anew. */
const pageTotal = /(\d+\s*(?:of|\/)\s*)\d+/

type PagedValue = { readonly pageNumber: number; readonly value: number }

function isSteady(values: readonly PagedValue[]): boolean {
  const steps = values.slice(1).map((next, index) => stepOf(values[index]!, next))
  // a table has ones, too: only what counts can begin anew
  const mayRestart = steps.includes('counts')
  const steady = steps.filter((step) => step !== 'jumps' && (mayRestart || step !== 'restarts'))
  return steady.length >= steadyShare * steps.length
}

function stepOf(before: PagedValue, next: PagedValue): 'stays' | 'counts' | 'restarts' | 'jumps' {
  if (next.value === before.value) return 'stays'
  if (next.value - before.value === next.pageNumber - before.pageNumber) return 'counts'
  return next.value === 1 ? 'restarts' : 'jumps'
}

function romanValue(roman: string): number {
  const values: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 }
  const digits = [...roman.toLowerCase()].map((letter) => values[letter] ?? 0)
  return digits.reduce(
    (sum, digit, index) => sum + (digit < (digits[index + 1] ?? 0) ? -digit : digit),
    0,
  )
}
