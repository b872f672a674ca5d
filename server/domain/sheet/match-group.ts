import type { CellPart } from '../../../shared/model/citation.ts'
import { shiftRange, sliceRange } from '../../../shared/text/range.ts'
import { listCellParts } from '../cell-parts.ts'
import type { FoundCell } from '../find-cell.ts'
import type { ViewRow } from '../table-view.ts'
import { findNamed, isPlainStatistic, type ComposeEntry } from './compose-text.ts'
import type { ReadTable } from './read-sheet.ts'
import type { Sheet, Slot } from './sheet.ts'

/** Rows or columns of one parent, and the entries that they have all names of. */
export type Composable<Member extends object> = {
  readonly members: readonly Member[]
  readonly fits: readonly Fit<Member>[]
  /** Members that the composed ones stand for. */
  readonly replaced: ReadonlySet<Member>
}

export type Fit<Member extends object> = {
  readonly entry: ComposeEntry
  readonly used: readonly { readonly member: Member; readonly part: CellPart }[]
}

/** What a sheet was composed to, and the entries that found no place in it. */
export type Composed = { readonly sheet: Sheet; readonly unused: readonly ComposeEntry[] }

/**
 * Of a group to which all entries apply, every statistic gives way; of others only what the
 * entries use. Rows of counts and percentages stay unless they are used.
 */
export function matchGroup<Member extends object>(
  members: readonly Member[],
  entries: readonly ComposeEntry[],
  nameOf: (member: Member) => string,
  slotsOf: (member: Member) => readonly (Slot | undefined)[],
): Composable<Member> {
  const heads = members.map(nameOf)
  const fits = entries.flatMap((entry) => {
    const used = entry.names.flatMap((name) => {
      const found = findNamed(name, heads)
      const member = found && members[found.index]
      return member ? [{ member, part: found.part }] : []
    })
    return used.length === entry.names.length ? [{ entry, used }] : []
  })
  const replaced = new Set(fits.flatMap(({ used }) => used.map(({ member }) => member)))
  if (fits.length === entries.length) {
    for (const member of members) {
      const isPercent = slotsOf(member).some((slot) => slot?.text.includes('%'))
      if (isPlainStatistic(nameOf(member)) && !isPercent) replaced.add(member)
    }
  }
  return { members, fits, replaced }
}

/** The part of a cell, as a citation needs it; undefined where the cell lacks it. */
export function findPart(
  { evidence, view }: ReadTable,
  row: ViewRow,
  columnIndex: number,
  part: CellPart,
): FoundCell | undefined {
  const cell = row.cells[columnIndex]
  const column = view.columns[columnIndex]
  if (!cell || !column) return undefined
  const { text } = evidence.source.sourceText
  const heads = { rowPath: row.path, columnPath: column.path }
  const found = listCellParts(sliceRange(text, cell.range), heads).get(part)
  if (!found) return undefined
  const range = shiftRange(found, cell.range.start)
  const reference = { tableNumber: view.table.number, ...heads, part }
  return { outcome: 'found', range, quote: sliceRange(text, range), reference }
}
