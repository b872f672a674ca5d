import type { AnswerSentence } from '../../../shared/model/conversation.ts'
import { sliceRange } from '../../../shared/text/range.ts'
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
    return [{ heads: column.path, evidence: quote(source, cell.range, reference) }]
  })
  // the one column of a list of names and values says nothing of them
  const isList = table.columns.length === 1 && table.place.table.number === ''
  const values = cells.map(({ heads, evidence }) =>
    isList ? tidy(evidence.quote) : `${joinNames(heads)} ${tidy(evidence.quote)}`,
  )
  const text = `${joinNames(row.path)}: ${values.join('; ')} (${nameTable(table.place)})`
  return createStatement(text, [
    ...quoteNumberedName(row, source),
    ...cells.map(({ evidence }) => evidence),
  ])
}

/** A name that is a number ("4712") would stand for a value that nothing is cited for. */
function quoteNumberedName({ path, heads }: FoundRow['row'], source: EvidenceSource) {
  const name = toLine(path.at(-1) ?? '')
  const cell = heads.findLast((one) => one !== undefined)
  return cell && /^\d+$/.test(name) ? [quote(source, cell.range)] : []
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

/** "8 ( 13%)" is padded for its column. */
export function tidy(value: string): string {
  return toLine(value).replace(/([([])\s+/g, '$1')
}
