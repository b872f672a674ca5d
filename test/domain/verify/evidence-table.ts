import type { ClaimEvidence } from '../../../server/domain/verify/verdict.ts'

/** A table of one head row; the cells that a sentence cites are named by row and column. */
export function createTable(caption: string, head: readonly string[], rows: readonly string[][]) {
  const [corner = '', ...columns] = head
  const table = {
    rows: rows.map(([name = '']) => [name]),
    columns: columns.map((name) => [name]),
    groups: [],
    corners: [corner],
    values: rows.map(([, ...values]) => values),
  }
  return (row: string, column: string, formula = ''): ClaimEvidence => {
    const at = [rows.findIndex(([name]) => name === row), columns.indexOf(column)] as const
    const quote = table.values[at[0]]?.[at[1]]
    if (quote === undefined) throw new Error(`no cell ${row}, ${column}`)
    const start = 1000 * at[0] + 50 * at[1]
    const reference = { tableNumber: '1', rowPath: [row], columnPath: [column], part: 'whole' }
    return {
      sourceTextId: 'source',
      role: 'table',
      range: { start, end: start + quote.length },
      quote,
      context: caption,
      cell: { reference: { ...reference, part: 'whole' }, headers: [row, column], table },
      transformations: [],
      formula,
    }
  }
}
