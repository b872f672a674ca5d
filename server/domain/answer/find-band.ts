import { isSameCurrency, listCurrencies } from '../../../shared/text/currencies.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { stem } from '../../../shared/text/stem.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import type { AskedQuestion, Concept } from './asked-question.ts'
import { readCell } from './cell-numbers.ts'
import { coverConcepts, names, type ConceptWeights } from './concept-weights.ts'
import type { FoundRecord, RecordField } from './record-fields.ts'
import { holdsExactNames } from './named-exactly.ts'
import {
  isCurrency,
  isWithin,
  listQuantities,
  readBand,
  type Band,
  type Quantity,
} from './read-band.ts'
import { listHeadTerms, type AskedRow, type AskedTable } from './table-rows.ts'

/** A row in whose band a value of the question lies; `isSure` where all else that it names is there, too. */
export type FoundBand = FoundRecord & { readonly isSure: boolean }

/**
 * "Who approves a contract of £80,000?" of a table with the row "Above £25,000 and up to £100,000": one row of each
 * table, and none where two bands have the value.
 */
export function findBands(
  question: AskedQuestion,
  weights: ConceptWeights,
  tables: readonly AskedTable[],
): readonly FoundBand[] {
  const [value, ...others] = listAskedValues(question.text)
  if (!value || others.length > 0) return []
  return tables.flatMap((table) => findInTable(question, weights, table, value) ?? [])
}

/** "Under 65" is the name of a band, and "in 2024" no value. */
function listAskedValues(text: string): readonly Quantity[] {
  return listQuantities(text).filter(
    ({ value, unit, start }) =>
      !(unit === '' && /^(?:19|20)\d\d$/.test(String(value))) && !named.test(text.slice(0, start)),
  )
}

const named =
  /(?:\b(?:under|over|above|below|than|least|most|to|day|week|month|visit|year|quarter|table|section|clause|item|no\.?|number|level|grade|phase|part|stage|version|class)|[<>≤≥])\s*$/i

type BandRow = { readonly row: AskedRow; readonly band: Band; readonly head: number }

/** Fewer are no scale. */
const fewestBands = 2

function findInTable(
  question: AskedQuestion,
  weights: ConceptWeights,
  table: AskedTable,
  value: Quantity,
): FoundBand | undefined {
  const bands = table.rows.flatMap((row) => readRow(table, row) ?? [])
  if (bands.length < fewestBands || bands.length * 2 < table.rows.length) return undefined
  const holding = bands.filter(({ band }) => isWithin(value.value, band))
  const own = holding.filter(({ row }) => isOfGroup(question, row))
  const [found, ...others] = own
  if (!found || others.length > 0 || !fitsUnit(question, table, found, value)) return undefined
  const columns = chooseNamed(question, table, found)
  if (columns.length === 0) return undefined
  const places = [
    readHeads(table, columns),
    table.subject,
    table.above,
    table.ofSource,
    found.row.group,
    new Set(listTerms(readLead(table))),
  ]
  const asked = new Map([...weights].filter(([concept]) => isTelling(question, concept, value)))
  const coverage = coverConcepts(
    asked,
    places.map((terms) => [terms, 1] as const),
  )
  if (coverage < leastCoverage) return undefined
  const isSure = [...asked.keys()].every((one) => places.some((terms) => names(terms, one)))
  return { table, row: found.row, fields: listFields(table, found, columns), isSure }
}

const leastCoverage = 0.6

function readRow(table: AskedTable, row: AskedRow): BandRow | undefined {
  const { text } = table.place.source.sourceText
  const read = row.heads.flatMap((cell, head): BandRow[] => {
    const band = cell && readBand(sliceRange(text, cell.range))
    return band ? [{ row, band, head }] : []
  })
  return read.at(-1)
}

/** Below a group its name must be asked for: bands of ages stand there for men and for women. */
function isOfGroup({ concepts }: AskedQuestion, { group }: AskedRow): boolean {
  return group.size === 0 || concepts.some((one) => names(group, one))
}

/** A sum of money lies in bands of its currency alone; any other number where its scale is named. */
function fitsUnit(
  { concepts, general }: AskedQuestion,
  table: AskedTable,
  { band, head, row }: BandRow,
  { unit }: Quantity,
): boolean {
  const subject = table.subjects[head] ?? ''
  const scale = new Set([...listTerms(subject), ...row.group])
  const unitsOf = (one: string) =>
    isCurrency(one)
      ? listCurrencies(subject).some(({ code }) => isSameCurrency(code, one))
      : one === '' || scale.has(one)
  const isSame = isSameCurrency(unit, band.unit) || (band.unit === '' && unitsOf(unit))
  if (isCurrency(unit)) return isSame
  const isNamed = [...concepts, ...general].some((one) => names(scale, one))
  return isNamed && (isSame || unit === '')
}

/** Columns that name most of the question, and what it names to the letter. */
function chooseNamed(
  question: AskedQuestion,
  table: AskedTable,
  { row, head }: BandRow,
): readonly number[] {
  const scale = new Set(listTerms(table.subjects[head] ?? ''))
  const letters = question.text.match(/\b\p{Lu}\p{Ll}+ \p{Lu}(?![\p{L}'’])/gu) ?? []
  const counted = [...table.columns.keys()].map((index) => {
    const path = table.columns[index]?.path.join('\n') ?? ''
    const heads = readHeads(table, [index])
    const isMeant =
      readCell(table, row, index) !== '' &&
      letters.every((name) => path.includes(name)) &&
      holdsExactNames(question.exact, path)
    const own = question.concepts.filter((one) => names(heads, one) && !names(scale, one))
    return { index, count: isMeant ? own.length : 0 }
  })
  const most = Math.max(...counted.map(({ count }) => count))
  return most === 0 ? [] : counted.filter(({ count }) => count === most).map(({ index }) => index)
}

/** With what all columns share. */
function readHeads(table: AskedTable, indexes: readonly number[]): ReadonlySet<string> {
  const paths = indexes.flatMap((index) => table.columns[index]?.path ?? [])
  return new Set([...listHeadTerms(table, indexes), ...paths.flatMap(listTerms)])
}

/** The value, its unit, and what any such question has. */
function isTelling(
  { text }: AskedQuestion,
  { term, terms }: Concept,
  { start, end, unit }: Quantity,
) {
  const ofValue = new Set(listTerms(text.slice(start, end)))
  return !ofValue.has(term) && !terms.has(unit) && !frameTerms.has(term)
}

const frameTerms: ReadonlySet<string> = new Set(
  'worth value cost amount require need apply due must have sum costing valued euro pound dollar million thousand'
    .split(' ')
    .map(stem),
)

/** What stands before the table says of what its bands are. */
function readLead({ place }: AskedTable): string {
  const { blocks, text } = place.source.sourceText
  const before = blocks[blocks.indexOf(place.table) - 1]
  return before && before.kind !== 'table' ? sliceRange(text, before.range) : ''
}

function listFields(
  table: AskedTable,
  { row, head }: BandRow,
  columns: readonly number[],
): readonly RecordField[] {
  const named = row.heads.flatMap((cell, index): RecordField[] => {
    const name = table.subjects[index] ?? ''
    return cell && index <= head
      ? [{ name, range: cell.range, column: undefined, isNamed: true }]
      : []
  })
  const valued = columns.flatMap((column): RecordField[] => {
    const cell = row.cells[column]
    const name = table.columns[column]?.path.join(', ') ?? ''
    return cell ? [{ name, range: cell.range, column, isNamed: true }] : []
  })
  return [...named, ...valued]
}
