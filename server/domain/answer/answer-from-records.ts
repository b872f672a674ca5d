import type { AnswerSentence } from '../../../shared/model/conversation.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import type { AskedQuestion } from './asked-question.ts'
import { readCell, readNumbers } from './cell-numbers.ts'
import { nameTable, tidy } from './cell-statement.ts'
import type { PartialAnswer } from './compose-answer.ts'
import { createVerdict } from './create-verdict.ts'
import type { FoundCount } from './find-group-counts.ts'
import type { FoundRecords } from './find-records.ts'
import type { FoundRecord, RecordField } from './record-fields.ts'
import { describeMatched, describeMost, describeUnfilled, phrases } from './phrases.ts'
import { createNote, createStatement, quote, toLine } from './statement.ts'
import { sumDecimals } from './sum-decimals.ts'
import type { AskedTable } from './table-rows.ts'

/** Fields of a record that are shown without being asked for. */
const mostFields = 6

/** More rows than these of a count or a sum are not shown. */
const mostShown = 12

/** Each row of the list that fits, and where a total is asked for, the sum of their cells. */
export function answerFromRecords(question: AskedQuestion, found: FoundRecords): PartialAnswer {
  const { records, compared, amount, unfilled } = found
  if (unfilled !== undefined) return refuseUnfilled(records, unfilled)
  const isMany = records.length > 1
  const isCounted = question.asksTotal || question.asksCount
  const total = question.asksTotal && isMany ? stateSum(records, amount) : undefined
  const isMissing = question.asksTotal && isMany && !total
  return {
    sentences: [
      ...(total ? [createNote(phrases.computed), total] : []),
      ...(isMissing ? [createNote(phrases.noTotal)] : []),
      ...(!question.asksTotal && (isMany || question.asksCount)
        ? [createNote(describeMatched(records.length, compared))]
        : []),
      ...records.slice(0, isCounted ? mostShown : records.length).map(stateRecord),
    ],
    verdict: createVerdict('record', isMissing ? 'partly_matched' : 'answered'),
  }
}

/** The rows that have the most common entry, and what it is. */
export function answerFromCount({ head, entry, records, compared }: FoundCount): PartialAnswer {
  return {
    sentences: [
      createNote(describeMost(toLine(head), toLine(entry), records.length, compared)),
      ...records.slice(0, mostShown).map(stateRecord),
    ],
    verdict: createVerdict('comparison', 'answered'),
  }
}

/** An empty cell can't be cited: that it is empty is all there is to say. */
function refuseUnfilled(records: readonly FoundRecord[], head: string): PartialAnswer {
  const names = records.map(nameRecord).slice(0, mostShown)
  return {
    sentences: [createNote(phrases.noValue), createNote(describeUnfilled(names, toLine(head)))],
    verdict: createVerdict('refusal', 'no_value'),
  }
}

/** As its statement would begin. */
function nameRecord({ table, row, fields: [first] }: FoundRecord): string {
  const { text } = table.place.source.sourceText
  return toLine(first ? sliceRange(text, first.range) : (row.path.at(-1) ?? ''))
}

/** "INV-20417: Exception Duplicate payment; Amount (EUR) 4,860.00 (Table L-2, …)". */
export function stateRecord({ table, row, fields }: FoundRecord): AnswerSentence {
  const { source } = table.place
  const [first, ...others] = fields
  const asked = others.filter(({ isNamed }) => isNamed)
  const shown = others.length <= mostFields || asked.length === 0 ? others : asked
  const words = ({ range }: RecordField) => tidy(sliceRange(source.sourceText.text, range))
  const values = shown.map((field) => `${toLine(field.name)} ${words(field)}`.trim())
  const text = `${first ? words(first) : ''}: ${values.join('; ')} (${nameTable(table.place)})`
  const all = first ? [first, ...shown] : shown
  return createStatement(
    text,
    all.map((field) => {
      const heads = listHeads(table, field, field === first)
      return quote(source, field.range, heads ? refer(table, row.path, heads) : null)
    }),
  )
}

/** What a cell is called by; the one that begins the statement is called by nothing there. */
function listHeads(table: AskedTable, { column, name }: RecordField, isFirst: boolean) {
  if (column !== undefined) return table.columns[column]?.path
  return isFirst || name === '' ? undefined : [name]
}

function refer(table: AskedTable, rowPath: readonly string[], columnPath: readonly string[]) {
  return { tableNumber: table.place.table.number, rowPath, columnPath, part: 'whole' as const }
}

/** Computed, with every cell that it adds up; the check of the answer adds them up again. */
function stateSum(
  records: readonly FoundRecord[],
  amount: number | undefined,
): AnswerSentence | undefined {
  const [first] = records
  const column = amount === undefined ? undefined : first?.table.columns[amount]
  if (!first || amount === undefined || !column) return undefined
  const values = records.flatMap(
    ({ table, row }) => readNumbers(readCell(table, row, amount))?.first ?? [],
  )
  if (values.length < records.length) return undefined
  // the rows stand below: a row that is called by a number would be one more number of the sum
  const text = `Total ${column.path.join(', ')}: ${sumDecimals(values)}`
  return createStatement(
    text,
    records.flatMap(({ table, row }) => {
      const cell = row.cells[amount]
      return cell
        ? [quote(table.place.source, cell.range, refer(table, row.path, column.path))]
        : []
    }),
  )
}
