import type { AnswerSentence } from '../../../shared/model/conversation.ts'
import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import type { EvidenceSource } from '../evidence.ts'
import type { EvidenceTable } from '../evidence-tables.ts'
import type { FoundRow } from './find-cells.ts'
import { createStatement, quote, toLine } from './statement.ts'
import { withoutMarks } from './table-rows.ts'

/** "Headache: Placebo (N=60) 7 (11.7%) (Table 14-3.1, Adverse Events)": each value with its own citation. */
export function stateCells({ table, row, columns }: FoundRow): AnswerSentence {
  const { source } = table.place
  const cells = columns.flatMap((index) => {
    const cell = row.cells[index]
    const column = table.columns[index]
    if (!cell || !column) return []
    const reference = {
      tableNumber: table.place.table.number,
      rowPath: row.path,
      columnPath: column.path,
      part: 'whole' as const,
    }
    return [
      { heads: column.path, evidence: quote(source, findValue(source, cell.range), reference) },
    ]
  })
  // the one column of a list of names and values says nothing of them
  const isList = table.columns.length === 1 && table.place.table.number === ''
  const values = cells.map(({ heads, evidence }) =>
    isList ? tidy(evidence.quote) : `${joinNames(heads)} ${tidy(evidence.quote)}`,
  )
  // a pool that is called as its one site is named once
  const text = `${joinNames([...new Set(row.path)])}: ${values.join('; ')} (${nameTable(table.place)})`
  return createStatement(text, [
    ...quoteNumberedName(row, source),
    ...cells.map(({ evidence }) => evidence),
  ])
}

/** "4712", "13-001". */
const numbered = /^\d[\d./-]*$/

/** A name that is a number ("4712") would stand for a value that nothing is cited for. */
function quoteNumberedName({ path, heads }: FoundRow['row'], source: EvidenceSource) {
  const isNumbered = (range: TextRange) =>
    numbered.test(toLine(sliceRange(source.sourceText.text, range)))
  const cells = heads.flatMap((cell) => (cell && isNumbered(cell.range) ? [cell] : []))
  return path.some((name) => numbered.test(toLine(name)))
    ? cells.map(({ range }) => quote(source, range))
    : []
}

/** The words of a row's cells, to tell whether two rows say the same. */
export function readCells({ table, row, columns }: FoundRow): readonly string[] {
  const { text } = table.place.source.sourceText
  return columns.map((index) => {
    const cell = row.cells[index]
    return cell ? tidy(sliceRange(text, cell.range)) : ''
  })
}

export function nameTable({ source, table: { number, title } }: EvidenceTable): string {
  const name = number === '' ? '' : `Table ${number}`
  return [name, toLine(title)].filter(Boolean).join(', ') || source.name
}

function joinNames(path: readonly string[]): string {
  return path.map((name) => withoutMarks(toLine(name)).replace(/:$/, '')).join(', ')
}

/** A count of events in brackets ("[2]") reads as a mark of literature: its digits alone are the value. */
function findValue({ sourceText }: EvidenceSource, range: TextRange): TextRange {
  const [, before = '', digits] =
    /^(\s*\[)(\d+)\]\s*$/.exec(sliceRange(sourceText.text, range)) ?? []
  if (digits === undefined) return range
  const start = range.start + before.length
  return { start, end: start + digits.length }
}

/** "8 ( 13%)" is padded for its column. */
export function tidy(value: string): string {
  return toLine(value).replace(/([([])\s+/g, '$1')
}
