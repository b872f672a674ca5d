import { Refusal } from './refusal.ts'

/**
 * More than any document has, and what the server can still cut into passages and index while others
 * wait: ten million characters are about 4,000 pages.
 */
const mostCharacters = 10_000_000
const mostBlocks = 250_000
const mostTags = 1_500_000
const mostLines = 1_000_000
/** Of all tables of a file, empty ones included. */
const mostCells = 1_000_000
/** As many as a sheet of a workbook can have. */
const mostColumns = 16_384

/** @throws Refusal `too_large` */
export function checkCharacters(count: number): void {
  check(count, mostCharacters, 'characters')
}

/** @throws Refusal `too_large` */
export function checkBlocks(count: number): void {
  check(count, mostBlocks, 'paragraphs')
}

/** Of a page: a tree of more takes a child's whole memory. @throws Refusal `too_large` */
export function checkTags(text: string): void {
  let count = 0
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    if ((count += 1) > mostTags) check(count, mostTags, 'tags')
  }
}

/** @throws Refusal `too_large` */
export function checkLines(count: number): void {
  check(count, mostLines, 'lines')
}

/** @throws Refusal `too_large` */
export function checkCells(count: number): void {
  check(count, mostCells, 'table cells')
}

/** @throws Refusal `too_large` */
export function checkColumns(count: number): void {
  check(count, mostColumns, 'columns in one table')
}

function check(count: number, most: number, what: string): void {
  if (count <= most) return
  throw new Refusal('too_large', `more than ${most} ${what}`)
}
