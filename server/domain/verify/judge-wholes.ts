import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import type { ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import { doubtPairs } from './doubt.ts'
import type { CellFinding } from './judge-cells.ts'
import { isReportingWord } from './lexicon.ts'
import { nameKey, readName } from './names-of-cells.ts'
import { countColumn } from './told-numbers.ts'
import { readStatement } from './statement.ts'
import { findOtherWhole, listWholes } from './told-wholes.ts'
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
      if (value.arms.length > 0 && ofAll.test(text)) return true
      if (isOfRow(text, claim.range, evidence[value.index], findArms)) return true
      const whole = findOtherWhole(text, claim.range, arms)
      if (whole === undefined || (whole === 'all' && value.arms.length === 0)) return false
      return whole !== 'class' || !isOfClass(evidence[value.index])
    },
    'number',
  )
}

/** At its end a sentence names no group behind it. */
const ofAll = /\bof all (?:the )?(?:\d+ )?(?:patients|subjects|participants)\s*\.?$/i

/** "Of the Caucasian patients, 87% received placebo" of a share that is the Caucasian ones of a group. */
function isOfRow(
  text: string,
  share: TextRange,
  cited: ClaimEvidence | undefined,
  findArms: ArmFinder,
): boolean {
  const { rowPath = [], columnPath = [] } = cited?.cell?.reference ?? {}
  const own = readName(rowPath.slice(-1), findArms)
  const above = readName(columnPath, findArms)
  return listWholes(text, share).some((whole) =>
    readStatement(sliceRange(text, whole), findArms).some(
      (token) =>
        (token.kind === 'word' || token.kind === 'name') &&
        own.has(nameKey(token)) &&
        !above.has(nameKey(token)) &&
        !isReportingWord(token.key),
    ),
  )
}

/** A table "in Male Subjects" counts men alone. */
function isOfClass(cited: ClaimEvidence | undefined): boolean {
  const above = [cited?.context.split('\n')[0] ?? '', ...(cited?.cell?.reference.columnPath ?? [])]
  return above.some((head) => /(?<!\p{L})(?:(?:wo)?m[ae]n|(?:fe)?males?)(?!\p{L})/iu.test(head))
}
