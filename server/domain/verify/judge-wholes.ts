import type { ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import { doubtPairs } from './doubt.ts'
import type { CellFinding } from './judge-cells.ts'
import { countColumn } from './told-numbers.ts'
import { findOtherWhole } from './told-wholes.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * A share below a group's name is of that group: one that a sentence gives of all, of the women or of the
 * events is another one, though it may be as large.
 */
export function judgeWholes(
  text: string,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): readonly CellFinding[] {
  const arms = findArms(text).map(({ range }) => range)
  return doubtPairs(
    paired,
    ({ claim, value }) => {
      const isOfPeople = value.arms.length > 0 || countColumn(value.headers) !== undefined
      if (claim.quantity.unit !== '%' || !isOfPeople) return false
      const whole = findOtherWhole(text, claim.range, arms)
      if (whole === undefined || (whole === 'all' && value.arms.length === 0)) return false
      return whole !== 'class' || !isOfClass(evidence[value.index])
    },
    'number',
  )
}

/** A table "in Male Subjects" counts men alone. */
function isOfClass(cited: ClaimEvidence | undefined): boolean {
  const above = [cited?.context.split('\n')[0] ?? '', ...(cited?.cell?.reference.columnPath ?? [])]
  return above.some((head) => /(?<!\p{L})(?:(?:wo)?m[ae]n|(?:fe)?males?)(?!\p{L})/iu.test(head))
}
