import type { DraftCell } from '../../../shared/model/draft.ts'
import type { Sheet, SheetRow, Slot } from './sheet.ts'

/** Header rows and body rows of a native table; each is complete. */
export function writeRows(sheet: Sheet): readonly (readonly DraftCell[])[] {
  const heads = Array.from({ length: sheet.headerRowCount }, (_, row) => headerRow(sheet, row))
  return [...heads, ...sheet.rows.map((row, index) => bodyRow(sheet, row, sheet.rows[index - 1]))]
}

/** Neighbours that hold one slot are one cell. */
function headerRow({ headColumns, columns }: Sheet, row: number): readonly DraftCell[] {
  const cells: { slot: Slot | undefined; span: number }[] = []
  for (const { heads } of [...headColumns, ...columns]) {
    const slot = heads[row]
    const last = cells.at(-1)
    if (last && slot && last.slot === slot) last.span += 1
    else cells.push({ slot, span: 1 })
  }
  return cells.map(({ slot, span }) => ({ ...createCell(slot), columnSpan: span }))
}

/** What the row above shows already (`above`) is left blank, as in the source. */
function bodyRow(
  { headColumns, columns }: Sheet,
  row: SheetRow,
  above: SheetRow | undefined,
): readonly DraftCell[] {
  const [lone] = row.heads
  if (row.isGroup && lone) {
    const columnSpan = headColumns.length + columns.length
    return [{ ...createCell(lone), indent: row.depth, columnSpan }]
  }
  const heads = row.heads.map((slot, index) => {
    const isRepeated = slot === above?.heads[index] && !hasNewHead(row, above, index)
    const cell = createCell(isRepeated ? undefined : slot)
    return index === 0 && cell.text !== '' ? { ...cell, indent: row.depth } : cell
  })
  const values = row.values.map((slot, index) => {
    const before = countHeadsBefore(headColumns, columns[index]?.column)
    const isRepeated = slot === above?.values[index] && !hasNewHead(row, above, before)
    return createCell(isRepeated ? undefined : slot)
  })
  return [...heads, ...values]
}

/** A head before it that changes makes it a new statement. */
function hasNewHead(row: SheetRow, above: SheetRow | undefined, before: number): boolean {
  return row.heads.slice(0, before).some((head, index) => head !== above?.heads[index])
}

/** Of a column that stands between those that name rows, only the ones on its left count. */
function countHeadsBefore(headColumns: Sheet['headColumns'], column: number | undefined): number {
  if (column === undefined) return headColumns.length
  return headColumns.filter((head) => head.column === undefined || head.column < column).length
}

function createCell(slot: Slot | undefined): DraftCell {
  const { text, citations } = slot ?? { text: '', citations: [] }
  return { text, columnSpan: 1, indent: 0, citations }
}
