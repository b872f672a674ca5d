import { parse } from 'csv-parse/sync'
import type { ReaderIdentity, ReadResult } from '../../shared/model/source-text.ts'
import {
  composeSourceText,
  countLeadingBlanks,
  createTable,
  type PlainCell,
} from './content-item.ts'
import { decodeText } from './decode-text.ts'
import { Refusal } from './refusal.ts'
import { refuseOnError } from './refused.ts'
import { checkCells, checkCharacters, checkColumns } from './size-limits.ts'

const csvReader: ReaderIdentity = { name: 'csv', version: '1', options: '' }

/** Values separated by commas, semicolons, tabs or bars (RFC 4180), as one table. */
export function readCsv(bytes: Uint8Array): ReadResult {
  return refuseOnError(() => {
    const { text, warnings } = decodeText(bytes)
    checkCharacters(text.trimEnd().length)
    const delimiter = findDelimiter(text)
    checkShape(text, delimiter)
    const records = parseRecords(text, delimiter).filter((row) => row.some((cell) => cell !== ''))
    const width = records.reduce((most, row) => Math.max(most, row.length), 0)
    checkCells(width * records.length)
    const rows = records.map((row) => ({ cells: pad(row, width).map(toCell) }))
    const ragged = records.filter((row) => row.length !== width).length
    const sourceText = composeSourceText(csvReader, rows.length > 0 ? [createTable(rows)] : [])
    return { outcome: 'read', sourceText, warnings: [...warnings, ...warnOfRagged(ragged)] }
  })
}

/** Counted before values are made of it; a delimiter between quotes parts none. */
function checkShape(text: string, delimiter: string): void {
  const [parts, quote, end] = [delimiter, '"', '\n'].map((one) => one.charCodeAt(0))
  let [cells, columns, isQuoted] = [0, 1, false]
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === quote) isQuoted = !isQuoted
    else if (!isQuoted && code === parts) columns += 1
    else if (!isQuoted && code === end) {
      cells += columns
      columns = 1
    }
    if (columns > 1) checkColumns(columns)
  }
  checkCells(cells + columns)
}

function toCell(text: string): PlainCell {
  return { text, indent: countLeadingBlanks(text) }
}

function parseRecords(text: string, delimiter: string): string[][] {
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    })
  } catch (error) {
    throw new Refusal('damaged', `not a table of separated values: ${String(error)}`)
  }
}

/** Where two part alike the comma gives way: it stands in numbers and words, too. */
const delimiters = ['\t', ';', '|', ','] as const
const sampledLines = 20

/** The one that parts the first lines into most, and equally many, values. */
export function findDelimiter(text: string): string {
  const lines = text
    .split('\n', sampledLines)
    .filter((line) => line.trim() !== '')
    .map((line) => line.replace(/"[^"]*"/g, ''))
  const rated = delimiters.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length)
    const [first = 1] = counts
    const alike = counts.filter((count) => count === first).length
    return { delimiter, score: first > 1 ? alike * 1000 + first : 0 }
  })
  return rated.reduce((best, one) => (one.score > best.score ? one : best)).delimiter
}

function pad(row: readonly string[], width: number): string[] {
  return Array.from({ length: width }, (_, index) => row[index] ?? '')
}

function warnOfRagged(count: number): string[] {
  return count > 0 ? [`${count} row(s) have fewer values than the widest row`] : []
}
