import { answerFromGroups } from './answer-from-groups.ts'
import { answerFromCount } from './answer-from-records.ts'
import { answerFromExtreme } from './answer-from-tables.ts'
import type { AskedQuestion } from './asked-question.ts'
import type { ConceptWeights } from './concept-weights.ts'
import { findRows } from './find-cells.ts'
import { findExtreme, findExtremeColumn } from './find-extreme.ts'
import { findGroupCount } from './find-group-counts.ts'
import { findGroups } from './find-groups.ts'
import { findRecordExtreme } from './find-record-extreme.ts'
import { isOfAskedScope } from './list-scope.ts'
import { isPlan } from './planned.ts'
import { asksOldest } from './question-forms.ts'
import type { AskedTable } from './table-rows.ts'

/** What is compared: tables, and what each thing that the question names weighs among the sources. */
type Compared = {
  readonly weights: ConceptWeights
  readonly tables: readonly AskedTable[]
}

export function compareColumns(question: AskedQuestion, { weights, tables }: Compared) {
  if (!question.asksExtreme || !question.asksAllGroups) return undefined
  const rows = findRows(question, weights, tables).filter(
    ({ table }) => !isPlan(table.place.source),
  )
  const found = findExtremeColumn(question, rows)
  return found && answerFromExtreme(found)
}

export function compareRows(question: AskedQuestion, searched: Compared) {
  if (!question.asksExtreme) return undefined
  const groups = findGroups(question, searched.weights, searched.tables)
  if (groups) return answerFromGroups(groups)
  const found = findExtreme(question, searched.weights, searched.tables)
  if (found) return answerFromExtreme(found)
  return compareRecords(question, searched) ?? countGroups(question, searched)
}

function countGroups(question: AskedQuestion, { weights, tables }: Compared) {
  const found = findGroupCount(question, weights, tables)
  return found && answerFromCount(found)
}

/** "Who is the oldest?" of a list of people, each with an age. */
export function compareAges(question: AskedQuestion, { weights, tables }: Compared) {
  if (!asksOldest(question.text)) return undefined
  const found = findRecordExtreme(
    question,
    weights,
    tables.filter((one) => isOfAskedScope(question, one)),
  )
  return found && answerFromExtreme(found)
}

export function compareRecords(question: AskedQuestion, { weights, tables }: Compared) {
  const found = findRecordExtreme(question, weights, tables)
  return found && answerFromExtreme(found)
}
