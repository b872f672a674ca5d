import type { DraftCitation } from '../../../shared/model/citation.ts'
import type { GapCode } from '../../../shared/model/draft.ts'
import type { ViewRow } from '../table-view.ts'

/**
 * Words with what they rest on. Places that hold one and the same slot show one cell: of a head
 * over several columns, or of a value that stands once for several rows.
 */
export type Slot = { readonly text: string; readonly citations: readonly DraftCitation[] }

export type SheetColumn = {
  /** Index in the source's table; undefined for a column that was composed. */
  readonly column: number | undefined
  /** Header → sub-header, as the source names them. */
  readonly path: readonly string[]
  /** The same, as the document names them. */
  readonly trail: readonly Slot[]
  /** One a header row, top first. */
  readonly heads: readonly Slot[]
}

export type SheetRow = {
  /** Undefined for a row that was composed. */
  readonly source: ViewRow | undefined
  /** Group → row, as the source names them. */
  readonly path: readonly string[]
  /** The names, as the document has them, of each column that names rows: groups first. */
  readonly axes: readonly (readonly Slot[])[]
  readonly depth: number
  readonly isGroup: boolean
  /** False for a row that `rows_where=` leaves out. */
  readonly isMet: boolean
  /** Parallel to the sheet's head columns. */
  readonly heads: readonly (Slot | undefined)[]
  /** Parallel to the sheet's columns. */
  readonly values: readonly (Slot | undefined)[]
}

/** A table on its way from a source into a document: what is shown, with its citations. */
export type Sheet = {
  readonly headerRowCount: number
  /** Columns that name rows. */
  readonly headColumns: readonly SheetColumn[]
  readonly columns: readonly SheetColumn[]
  readonly rows: readonly SheetRow[]
}

export type SheetFailure = {
  readonly outcome: 'failed'
  readonly code: GapCode
  readonly message: string
  readonly candidates: readonly string[]
}

export type SheetResult = { readonly outcome: 'made'; readonly sheet: Sheet } | SheetFailure

/** The template's own words, which rest on nothing. */
export function createSlot(text: string): Slot {
  return { text, citations: [] }
}

export function fail(
  code: GapCode,
  message: string,
  candidates: readonly string[] = [],
): SheetFailure {
  return { outcome: 'failed', code, message, candidates }
}

/** Equal for equal paths only. */
export function pathKey(path: readonly string[]): string {
  return path.join('\u001f')
}

/** Rows that are met, each with the rows above it that it belongs to. */
export function keepMetRows(sheet: Sheet): Sheet {
  const kept = new Set<SheetRow>()
  const latest = new Map<string, SheetRow>()
  for (const row of sheet.rows) {
    latest.set(pathKey(row.path), row)
    if (!row.isMet) continue
    row.path.forEach((_, end) => {
      const parent = latest.get(pathKey(row.path.slice(0, end)))
      if (parent) kept.add(parent)
    })
    kept.add(row)
  }
  return { ...sheet, rows: sheet.rows.filter((row) => kept.has(row)) }
}
