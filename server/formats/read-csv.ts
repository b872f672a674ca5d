import { parse } from 'csv-parse/sync'
import type { ReaderIdentity, ReadResult } from '../../shared/model/source-text.ts'
import {
  composeSourceText,
  countLeadingBlanks,
  createTable,
  type PlainCell,
} from './content-item.ts'
import type { ContentItem } from './docx-sections.ts'
import { decodeText } from './decode-text.ts'
import { Refusal } from './refusal.ts'
import { refuseOnError } from './refused.ts'
import { joinTitle, readStretch, type StretchReader } from './sheet-stretch.ts'
import { readCaption } from './table-caption.ts'
import { checkCells, checkCharacters, checkColumns } from './size-limits.ts'

const csvReader: ReaderIdentity = { name: 'csv', version: '3', options: '' }

/**
 * Values separated by commas, semicolons, tabs or bars (RFC 4180), as a table. Lines of one value
 * above and below it are its title and its notes; a further table may follow below an empty line.
 */
export function readCsv(bytes: Uint8Array): ReadResult {
  return refuseOnError(() => {
    const { text, warnings } = decodeText(bytes)
    checkCharacters(text.trimEnd().length)
    const delimiter = findDelimiter(text)
    checkShape(text, delimiter)
    const stretches = joinTitle(splitStretches(parseRecords(text, delimiter)), stretchReader)
    const items = stretches.flatMap(toItems)
    const sourceText = composeSourceText(csvReader, items)
    const ragged = stretches.reduce((sum, stretch) => sum + countRagged(stretch), 0)
    return { outcome: 'read', sourceText, warnings: [...warnings, ...warnOfRagged(ragged)] }
  })
}

type CsvRecord = readonly string[]

/** An empty line parts tables only where what stands below it begins one: many files have them anywhere. */
function splitStretches(records: readonly CsvRecord[]): CsvRecord[][] {
  const stretches: CsvRecord[][] = []
  let isBelowEmpty = true
  for (const record of records) {
    const isEmpty = record.every((value) => value === '')
    const open = stretches.at(-1)
    if (!isEmpty && open && !(isBelowEmpty && beginsTable(record, open))) open.push(record)
    else if (!isEmpty) stretches.push([record])
    isBelowEmpty = isEmpty
  }
  return stretches
}

function beginsTable(record: CsvRecord, above: readonly CsvRecord[]): boolean {
  const width = findWidth(above)
  if (width === 1 || !isLone(record)) return record.length !== width
  return record.length === 1 || readCaption([record.join('')]) !== undefined
}

function toItems(stretch: readonly CsvRecord[]): ContentItem[] {
  const first = stretch.findIndex((record) => !isLone(record))
  // one column is a list, not titles without a table
  return first < 0 ? [stretchReader.toTable(stretch)] : readStretch(stretch, first, stretchReader)
}

const stretchReader: StretchReader<CsvRecord> = {
  isLone,
  toText: (record) => record.join(''),
  toTable(records) {
    const width = findWidth(records)
    checkCells(width * records.length)
    return createTable(records.map((record) => ({ cells: pad(record, width).map(toCell) })))
  },
}

function isLone(record: CsvRecord): boolean {
  return record.slice(1).every((value) => value === '')
}

function findWidth(records: readonly CsvRecord[]): number {
  return records.reduce((most, { length }) => Math.max(most, length), 0)
}

/** Titles and notes have one value, and are not cut short. */
function countRagged(records: readonly CsvRecord[]): number {
  const width = findWidth(records)
  return records.filter((record) => record.length !== width && !isLone(record)).length
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
      trim: true,
    })
  } catch (error) {
    throw new Refusal('damaged', `not a table of separated values: ${String(error)}`)
  }
}

/** Where two part alike the comma gives way: it stands in numbers and words, too. */
const delimiters = ['\t', ';', '|', ','] as const
const sampledLines = 20

/** The one that parts most of the first lines into equally many values; titles and notes are not parted. */
export function findDelimiter(text: string): string {
  const lines = text
    .split('\n', sampledLines)
    .filter((line) => line.trim() !== '')
    .map((line) => line.replace(/"[^"]*"/g, ''))
  const rated = delimiters.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length).filter((count) => count > 1)
    const scores = counts.map(
      (count) => counts.filter((other) => other === count).length * 1000 + count,
    )
    return { delimiter, score: Math.max(0, ...scores) }
  })
  return rated.reduce((best, one) => (one.score > best.score ? one : best)).delimiter
}

function pad(row: readonly string[], width: number): string[] {
  return Array.from({ length: width }, (_, index) => row[index] ?? '')
}

function warnOfRagged(count: number): string[] {
  return count > 0 ? [`${count} row(s) have fewer values than the widest row`] : []
}
