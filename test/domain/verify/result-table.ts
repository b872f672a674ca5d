import type { ClaimEvidence, VerdictState } from '../../../server/domain/verify/verdict.ts'
import { verify } from '../../../server/domain/verify/verify.ts'

type Path = readonly string[]

/** A result table: the paths of its columns, and of each row its path and its cells. */
export type ResultTable = {
  readonly caption: string
  readonly columns: readonly Path[]
  readonly rows: readonly (readonly [path: Path, ...cells: string[]])[]
}

/** The cells of a row that have any words, in order, as evidence that was found for a typed sentence. */
export function findRow({ caption, columns, rows }: ResultTable, name: string): ClaimEvidence[] {
  const table = {
    rows: rows.map(([path]) => path),
    columns,
    groups: [],
    values: rows.map(([, ...cells]) => cells),
  }
  return rows.flatMap(([rowPath, ...cells], row) =>
    rowPath.join(' > ') !== name
      ? []
      : cells.flatMap((quote, column): ClaimEvidence[] => {
          const columnPath = columns[column] ?? []
          const start = 1000 * row + 50 * column
          const reference = { tableNumber: '1', rowPath, columnPath, part: 'whole' } as const
          const cell = { reference, headers: [...rowPath, ...columnPath], table }
          const range = { start, end: start + quote.length }
          const words = { sourceTextId: 'source', role: 'table', range, quote } as const
          const found = { ...words, context: caption, cell, transformations: [], formula: '' }
          return quote === '' ? [] : [found]
        }),
  )
}

/** What the check says of a typed sentence, for which the evidence was only found. */
export function judgeTyped(text: string, evidence: readonly ClaimEvidence[]): VerdictState {
  return verify({ text, context: '', isCell: false }, evidence).state
}
