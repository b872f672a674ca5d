import { listTerms } from '../../../shared/text/terms.ts'
import type { AskedQuestion, Concept } from './asked-question.ts'
import { readCell } from './cell-numbers.ts'
import { names } from './concept-weights.ts'
import { listHeadTerms, type AskedRow, type AskedTable } from './table-rows.ts'

/** What a question denies: "approved" of "which orders were not approved". */
export function listDenied({ text, concepts }: AskedQuestion): readonly Concept[] {
  const denied = new Set(
    Array.from(text.matchAll(denials), ([, words = '']) => listTerms(words)).flat(),
  )
  return concepts.filter(({ term }) => denied.has(term))
}

const denials =
  /(?:\b(?:not|no|never|without|lack(?:s|ed|ing)?|missing)\b|n['’]t\b)\s+(?:(?:yet|been|ever|an?|the|any)\s+)*([\p{L}-]+(?:\s+[\p{L}-]+)?)/giu

/**
 * How a row meets what is denied: the field of that name is empty, or a cell says itself that it is not so;
 * `unmet` where it has it.
 */
export function denies(
  denied: readonly Concept[],
  table: AskedTable,
  row: AskedRow,
): 'empty' | 'said' | 'unmet' {
  const met = denied.map((concept) => meet(concept, table, row))
  if (met.includes('unmet')) return 'unmet'
  return met.includes('empty') ? 'empty' : 'said'
}

function meet(concept: Concept, table: AskedTable, row: AskedRow): 'empty' | 'said' | 'unmet' {
  const indexes = [...table.columns.keys()]
  const field = indexes.filter((index) => names(listHeadTerms(table, [index]), concept))
  if (field.length > 0)
    return field.every((index) => isUnfilled(table, row, index)) ? 'empty' : 'unmet'
  const saying = indexes
    .map((index) => readCell(table, row, index))
    .filter((words) => names(new Set(listTerms(words)), concept))
  return saying.some((words) => denialWords.test(words)) ? 'said' : 'unmet'
}

const denialWords = /\b(?:not|no|never|without|none|missing|lack\w*)\b|n['’]t\b/i

/** Of a column that other rows fill: nothing, a dash, or "none". */
function isUnfilled(table: AskedTable, row: AskedRow, index: number): boolean {
  return unfilled.test(readCell(table, row, index).trim())
}

const unfilled = /^(?:[-–—]|none|no|n\/?a|not [\p{L} ]+)?$/iu

/** Heads of the fields that a question asks for and none of the rows has: they have no entry there. */
export function findUnfilled(
  { concepts }: AskedQuestion,
  table: AskedTable,
  rows: readonly AskedRow[],
): string | undefined {
  const found = [...table.columns.keys()].find((index) => {
    const head = listHeadTerms(table, [index])
    const asked = concepts.filter((concept) => names(head, concept))
    const isElsewhere = (concept: Concept) =>
      rows.some((row) =>
        [...table.columns.keys()].some((other) =>
          names(new Set(listTerms(readCell(table, row, other))), concept),
        ),
      )
    return (
      asked.some((concept) => !isElsewhere(concept) && !names(table.subject, concept)) &&
      rows.every((row) => readCell(table, row, index).trim() === '')
    )
  })
  return found === undefined ? undefined : table.columns[found]?.path.join(', ')
}
