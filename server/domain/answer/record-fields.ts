import { currencySigns } from '../../../shared/text/currencies.ts'
import type { TextRange } from '../../../shared/text/range.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import type { AskedQuestion } from './asked-question.ts'
import { isDate, readCell } from './cell-numbers.ts'
import { names } from './concept-weights.ts'
import { listHeadTerms, type AskedRow, type AskedTable } from './table-rows.ts'

/** A row of a list, such as a register: one thing, with what is said of it beside its name. */
export type FoundRecord = {
  readonly table: AskedTable
  readonly row: AskedRow
  readonly fields: readonly RecordField[]
}

/** `column`: index among the table's columns; undefined for a cell that names the row. */
export type RecordField = {
  readonly name: string
  readonly range: TextRange
  readonly column: number | undefined
  readonly isNamed: boolean
}

export function describeRecord(
  question: AskedQuestion,
  table: AskedTable,
  row: AskedRow,
): FoundRecord {
  return { table, row, fields: listFields(question, table, row) }
}

function listFields(
  question: AskedQuestion,
  table: AskedTable,
  row: AskedRow,
): readonly RecordField[] {
  const { concepts } = question
  const named = row.heads.flatMap((cell, index): RecordField[] => {
    const name = table.subjects[index] ?? ''
    const own = new Set(listTerms(name))
    const isNamed = index === 0 || concepts.some((concept) => names(own, concept))
    return cell ? [{ name, range: cell.range, column: undefined, isNamed }] : []
  })
  const valued = row.cells.flatMap((cell, column): RecordField[] => {
    const path = table.columns[column]?.path
    if (!cell || !path) return []
    const own = listHeadTerms(table, [column])
    const cells = new Set(listTerms(readCell(table, row, column)))
    const isNamed = concepts.some((concept) => names(own, concept) || names(cells, concept))
    return [{ name: path.join(', '), range: cell.range, column, isNamed }]
  })
  return [...named, ...(asksAmount(question) ? nameAmounts(table, row, valued) : valued)]
}

/** "How much was it?" asks for no date, whatever was asked of the row before. */
function nameAmounts(
  table: AskedTable,
  row: AskedRow,
  fields: readonly RecordField[],
): readonly RecordField[] {
  const isOne = ({ column }: RecordField) =>
    column !== undefined && isAmount(readCell(table, row, column))
  const isAsked = fields.some((field) => field.isNamed && isOne(field))
  return fields.map((field) => ({ ...field, isNamed: isOne(field) && (field.isNamed || !isAsked) }))
}

/** Of a value, and not of how many rows there are or what they come to. */
export function asksAmount({ kind, asksCount, asksTotal }: AskedQuestion): boolean {
  return kind === 'amount' && !asksCount && !asksTotal
}

/** The deadline of a deficiency is no amount of it, and neither is the number of the press that it is of. */
export function isAmount(words: string): boolean {
  return !isDate(words) && amounts.some((form) => form.test(words.trim()))
}

const amounts = [
  /^(?:about |approximately |at (?:least|most) |up to |under |over |below |above |less than |more than )?[<>≤≥~±+−-]?\s?\d/i,
  new RegExp(`${currencySigns}\\s?\\d`, 'u'),
  /\d\s?%/,
]
