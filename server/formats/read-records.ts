import { read, utils } from '@e965/xlsx'
import { parse } from 'csv-parse/sync'
import type { RecordsResult } from '../../shared/model/document-reading.ts'
import { defaultZipLimits } from '../../shared/model/zip-limits.ts'
import { decodeText } from './decode-text.ts'
import { findDelimiter } from './read-csv.ts'
import { Refusal } from './refusal.ts'
import { refuseOnError } from './refused.ts'
import { checkCells, checkCharacters } from './size-limits.ts'
import { checkXmlShape } from './xml-shape.ts'
import { readZip } from './zip.ts'

type RecordFormat = 'csv' | 'xlsx' | 'json'

/**
 * The records of a file of data: of JSON its value as it stands; of a table an object for each row
 * below the first, which names the fields. Rows without any value are left out.
 */
export function readRecords(
  bytes: Uint8Array,
  format: RecordFormat,
  sheet: string | undefined,
): RecordsResult {
  return refuseOnError(() => {
    if (format === 'json') return { outcome: 'read', data: readJson(bytes) }
    const rows = format === 'csv' ? readCsvRows(bytes) : readSheetRows(bytes, sheet)
    return { outcome: 'read', data: toRecords(rows) }
  })
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeText(bytes).text)
  } catch (error) {
    throw new Refusal('damaged', `no valid JSON: ${String(error)}`)
  }
}

/** Values stay text: what a number is, its writer alone knows ("007"). */
function readCsvRows(bytes: Uint8Array): unknown[][] {
  const { text } = decodeText(bytes)
  checkCharacters(text.length)
  try {
    return parse(text, {
      delimiter: findDelimiter(text),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      bom: true,
    })
  } catch (error) {
    throw new Refusal('damaged', `not a table of separated values: ${String(error)}`)
  }
}

/** Numbers and truth values as they are, dates as ISO 8601, all else as text. */
function readSheetRows(bytes: Uint8Array, name: string | undefined): unknown[][] {
  // the library trusts what it unpacks
  const parts = readZip(bytes, defaultZipLimits, (part) => /\.(xml|rels)$/i.test(part))
  for (const part of parts.values()) checkXmlShape(part)
  parts.clear()
  const book = read(bytes, { type: 'array', cellDates: true, UTC: true, dense: true })
  const wanted = name ?? book.SheetNames[0] ?? ''
  const sheet = Object.hasOwn(book.Sheets, wanted) ? book.Sheets[wanted] : undefined
  if (!sheet) {
    const known = book.SheetNames.join(', ')
    throw new Refusal('damaged', `there is no sheet "${wanted}"; there are: ${known}`)
  }
  const rows = utils.sheet_to_json<unknown[]>(sheet, { header: 1, defval: null, UTC: true })
  return rows.map((row) => row.map(toJson))
}

function toJson(value: unknown): unknown {
  if (!(value instanceof Date)) return value
  return value.toISOString().replace(/T00:00:00\.000Z$/, '')
}

/** Of a column: numbers and dates may name one, too. */
function toName(head: unknown): string {
  return (typeof head === 'string' ? head : head === null ? '' : JSON.stringify(head)).trim()
}

function toRecords(rows: readonly (readonly unknown[])[]): object[] {
  const [head = [], ...body] = rows
  const names = head.map((name) => toName(name))
  const twin = names.find((name, at) => name !== '' && names.indexOf(name) !== at)
  if (twin !== undefined) throw new Refusal('damaged', `two columns are named "${twin}"`)
  checkCells(names.length * body.length)
  return body
    .filter((row) => row.some((value) => value !== null && value !== ''))
    .map((row) =>
      Object.fromEntries(
        names.flatMap((name, at) => (name === '' ? [] : [[name, row[at] ?? null]])),
      ),
    )
}
