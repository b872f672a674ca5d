import { noTableNames, type TableNames } from '../../../server/domain/verify/table-names.ts'
import type { ClaimEvidence, VerdictState } from '../../../server/domain/verify/verdict.ts'
import { verify } from '../../../server/domain/verify/verify.ts'

let places = 0

/** Words of a source as evidence, each at a place of its own. */
export function says(quote: string, more: Partial<ClaimEvidence> = {}): ClaimEvidence {
  const start = 1000 * places++
  return {
    sourceTextId: 'source',
    role: 'table',
    range: { start, end: start + quote.length },
    quote,
    context: '',
    cell: null,
    transformations: [],
    formula: '',
    ...more,
  }
}

/** A cell of a result table as evidence. */
export function cell(
  quote: string,
  rowPath: readonly string[],
  columnPath: readonly string[],
  table: TableNames = noTableNames,
): ClaimEvidence {
  const reference = { tableNumber: '1', rowPath, columnPath, part: 'whole' } as const
  return says(quote, { cell: { reference, headers: [...rowPath, ...columnPath], table } })
}

/** What the check says of a sentence that is recorded to rest on the evidence. */
export function judge(text: string, evidence: readonly ClaimEvidence[]): VerdictState {
  return verify({ text, context: '', isCell: false }, evidence, true).state
}
