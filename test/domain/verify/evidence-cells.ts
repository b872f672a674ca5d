import { noTableNames, type TableNames } from '../../../server/domain/verify/table-names.ts'
import type { ClaimEvidence, VerdictState } from '../../../server/domain/verify/verdict.ts'
import { verify } from '../../../server/domain/verify/verify.ts'

let places = 0

/** A cell of a result table as evidence, each at a place of its own. */
export function cell(
  quote: string,
  rowPath: readonly string[],
  columnPath: readonly string[],
  table: TableNames = noTableNames,
): ClaimEvidence {
  const start = 1000 * places++
  const reference = { tableNumber: '1', rowPath, columnPath, part: 'whole' } as const
  return {
    sourceTextId: 'source',
    role: 'table',
    range: { start, end: start + quote.length },
    quote,
    context: '',
    cell: { reference, headers: [...rowPath, ...columnPath], table },
    transformations: [],
    formula: '',
  }
}

/** What the check says of a sentence that is recorded to rest on the evidence. */
export function judge(text: string, evidence: readonly ClaimEvidence[]): VerdictState {
  return verify({ text, context: '', isCell: false }, evidence, true).state
}
