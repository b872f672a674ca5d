import type { TextRange } from '../../../shared/text/range.ts'
import type { CellValue, PairedValue } from './cell-values.ts'
import type { CellFinding } from './judge-cells.ts'

/** A number that its cell has, but not as what the claim says of it: not supported, nor said to be wrong. */
export function doubt(
  claim: TextRange,
  { index, range }: Pick<CellValue, 'index' | 'range'>,
  kind: CellFinding['kind'] = 'words',
): CellFinding {
  return { kind, claim, evidence: { index, range }, contradicts: false }
}

/** A doubt at each of the pairs of which a claim says something else. */
export function doubtPairs(
  paired: readonly PairedValue[],
  isOther: (pair: PairedValue) => boolean,
  kind?: CellFinding['kind'],
): readonly CellFinding[] {
  return paired.filter(isOther).map(({ claim, value }) => doubt(claim.range, value, kind))
}
