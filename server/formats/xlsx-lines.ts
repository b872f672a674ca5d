import type { Range, WorkSheet } from '@e965/xlsx'

/** First and last row and column of what a sheet says that it holds. */
export type Extent = Range

/** Numbers from 0, rising. */
export type SheetLines = { readonly rows: readonly number[]; readonly columns: readonly number[] }

/**
 * Rows and columns that are shown and hold a value or a part of a merge, and the first of the rows
 * between them that hold none: it parts what stands above it from what stands below.
 */
export function findLines(sheet: WorkSheet, extent: Extent): SheetLines {
  const rows = coverLines(sheet, extent, 'r')
  const columns = coverLines(sheet, extent, 'c')
  for (const [row, cells] of (sheet['!data'] ?? []).entries()) {
    // a row of two cells may have 16,384 places: only those that are filled are looked at
    for (const place of Object.keys(cells ?? [])) {
      const column = Number(place)
      if ((cells?.[column]?.t ?? 'z') === 'z') continue
      rows.add(row)
      columns.add(column)
    }
  }
  return {
    rows: withGaps(listShown(rows, extent.s.r, extent.e.r, sheet['!rows']), sheet['!rows']),
    columns: listShown(columns, extent.s.c, extent.e.c, sheet['!cols']),
  }
}

/** Lines below any merge: overlapping ones are walked over once. */
function coverLines(sheet: WorkSheet, { s, e }: Extent, axis: 'r' | 'c'): Set<number> {
  const stretches = (sheet['!merges'] ?? [])
    .map((merge) => [Math.max(merge.s[axis], s[axis]), Math.min(merge.e[axis], e[axis])] as const)
    .toSorted(([a], [b]) => a - b)
  const covered = new Set<number>()
  let next = 0
  for (const [from, to] of stretches) {
    for (let line = Math.max(from, next); line <= to; line += 1) covered.add(line)
    next = Math.max(next, to + 1)
  }
  return covered
}

type About = readonly ({ hidden?: boolean } | undefined)[]

function listShown(
  lines: ReadonlySet<number>,
  first: number,
  last: number,
  about: About = [],
): number[] {
  return [...lines]
    .filter((line) => line >= first && line <= last && about[line]?.hidden !== true)
    .sort((a, b) => a - b)
}

function withGaps(rows: readonly number[], about: About = []): number[] {
  return rows.flatMap((row, index) => {
    let gap = (rows[index - 1] ?? row) + 1
    while (gap < row && about[gap]?.hidden === true) gap += 1
    return gap < row ? [gap, row] : [row]
  })
}
