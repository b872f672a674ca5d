import { nameTable } from '../evidence-tables.ts'
import { composeColumns } from './compose-columns.ts'
import { composeRows } from './compose-rows.ts'
import type { ComposeEntry } from './compose-text.ts'
import type { ReadTable } from './read-sheet.ts'
import { fail, type Sheet, type SheetFailure, type SheetResult } from './sheet.ts'

/**
 * Rows of a group ("Mean", "Min", "Max" of "Age") become one, their cells put together as the
 * entries say. Where no group has such rows, columns under one head do.
 */
export function composeSheet(
  table: ReadTable,
  sheet: Sheet,
  entries: readonly ComposeEntry[],
): SheetResult {
  if (entries.length === 0) return { outcome: 'made', sheet }
  const byRows = composeRows(table, sheet, entries)
  const isByRows = byRows.unused.length < entries.length
  const composed = isByRows ? byRows : composeColumns(table, sheet, entries)
  const [first, ...others] = composed.unused
  if (!first) return { outcome: 'made', sheet: composed.sheet }
  return missingNames(table, sheet, [first, ...others])
}

function missingNames(
  { evidence, view }: ReadTable,
  sheet: Sheet,
  unused: readonly ComposeEntry[],
): SheetFailure {
  const names = unused.map(({ text }) => `"${text}"`).join(', ')
  const rows = sheet.rows.filter(({ isGroup }) => !isGroup).map(({ path }) => path.at(-1) ?? '')
  const columns = sheet.columns.map(({ path }) => path.at(-1) ?? '')
  const known = [...new Set([...rows, ...columns])].slice(0, maximumCandidates)
  const name = nameTable(evidence.source, view.table)
  const message = `no group of rows or columns of ${name} has all that ${names} names`
  return fail('no_match', message, known)
}

/** As many as a person reads through. */
const maximumCandidates = 30
