import { composeSlot, type ComposeEntry } from './compose-text.ts'
import { findPart, matchGroup, type Composable, type Composed, type Fit } from './match-group.ts'
import type { ReadTable } from './read-sheet.ts'
import {
  createSlot,
  pathKey,
  type Sheet,
  type SheetColumn,
  type SheetRow,
  type Slot,
} from './sheet.ts'

/** One column an entry and head; it stands where the first of those that give way stood. */
export function composeColumns(
  table: ReadTable,
  sheet: Sheet,
  entries: readonly ComposeEntry[],
): Composed {
  const groups = groupColumns(sheet).map((members) =>
    matchGroup(
      members,
      entries,
      ({ path }) => path.at(-1) ?? '',
      // the heads of columns say what is a percentage
      () => [],
    ),
  )
  const plan = planColumns(sheet, groups)
  const fitting = new Set(groups.flatMap(({ fits }) => fits.map(({ entry }) => entry)))
  return {
    sheet: {
      ...sheet,
      columns: plan.map((one) => (one.kind === 'kept' ? one.column : renameColumn(sheet, one))),
      rows: sheet.rows.map((row) => ({
        ...row,
        values: plan.map((one) => readValue(table, sheet, row, one)),
      })),
    },
    unused: entries.filter((entry) => !fitting.has(entry)),
  }
}

type Planned =
  | { readonly kind: 'kept'; readonly column: SheetColumn }
  | { readonly kind: 'composed'; readonly model: SheetColumn; readonly fit: Fit<SheetColumn> }

function planColumns(sheet: Sheet, groups: readonly Composable<SheetColumn>[]): readonly Planned[] {
  return sheet.columns.flatMap((column): Planned[] => {
    const group = groups.find(({ members }) => members.includes(column))
    if (!group?.replaced.has(column)) return [{ kind: 'kept', column }]
    const isFirst = group.members.find((one) => group.replaced.has(one)) === column
    return isFirst ? group.fits.map((fit) => ({ kind: 'composed', model: column, fit })) : []
  })
}

function groupColumns(sheet: Sheet): readonly (readonly SheetColumn[])[] {
  const groups = new Map<string, SheetColumn[]>()
  for (const column of sheet.columns) {
    const key = pathKey(column.path.slice(0, -1))
    groups.set(key, [...(groups.get(key) ?? []), column])
  }
  return [...groups.values()]
}

/** Takes the place of the model under the heads that it shares with others. */
function renameColumn(
  sheet: Sheet,
  { model, fit }: Extract<Planned, { kind: 'composed' }>,
): SheetColumn {
  const label = createSlot(fit.entry.label)
  const isShared = (head: Slot, row: number) =>
    sheet.columns.some((column) => column !== model && column.heads[row] === head)
  const last = model.heads.findLastIndex((head) => head.text !== '')
  return {
    column: undefined,
    path: [...model.path.slice(0, -1), fit.entry.label],
    trail: [...model.trail.slice(0, -1), label],
    heads: model.heads.map((head, row) => {
      if (row === last) return label
      return isShared(head, row) ? head : createSlot('')
    }),
  }
}

function readValue(
  table: ReadTable,
  sheet: Sheet,
  row: SheetRow,
  planned: Planned,
): Slot | undefined {
  if (planned.kind === 'kept') return row.values[sheet.columns.indexOf(planned.column)]
  const { entry, used } = planned.fit
  const { source } = row
  if (!source || row.isGroup) return undefined
  const cells = used.map(({ member, part }) =>
    findPart(table, source, sheet.columns.indexOf(member), part),
  )
  return composeSlot(table.evidence, entry, cells)
}
