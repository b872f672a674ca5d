import type { ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import { nameKey, readTelling } from './names-of-cells.ts'
import type { Token } from './statement.ts'
import { listUnitsOfCorner } from './units-of-corner.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * True where a claim says of each value, which was only found, what its cell says of it: the group of
 * its row, subjects or events, and all of whom it is a part.
 */
export function areTakenRightly(
  text: string,
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): boolean {
  return (
    !ofSome.test(text) &&
    paired.every(
      (one) => countsSubjects(text, one) && isShare(one, evidence[one.value.index], findArms),
    ) &&
    evidence.every((one) => areGroupsNamed(tokens, one, findArms) && !isOfOtherTwo(text, one))
  )
}

/** Shares of those who have something else, and of events, are of another whole than the column. */
export const ofSome =
  /\b(?:of|among|in)\s+(?:all\s+)?(?:the\s+)?(?:\d+\s+)?(?:subjects|patients|participants|those)\s+(?:with|who|that|having)\b|%\)?\s+of\s+(?:all\s+)?(?:the\s+)?(?:\p{L}+\s+)?(?:events|terminations|discontinuations|completers)\b/iu

/** "42 subjects" below "Events" are 42 events. */
function countsSubjects(text: string, { claim, value }: PairedValue): boolean {
  const isOfEvents = /^\[?(?:events?|aes?)\]?$/i.test(value.headers.at(-1) ?? '')
  return !isOfEvents || !/\b(?:subjects|patients|participants)\b/i.test(text.slice(claim.range.end))
}

/** "5%" is not the count 5. */
function isShare(
  { claim, value }: PairedValue,
  cited: ClaimEvidence | undefined,
  findArms: ArmFinder,
): boolean {
  if (claim.quantity.unit !== '%' || value.token.quantity.unit === '%') return true
  const ofAll = listUnitsOfCorner(cited?.cell ?? null, findArms)
  if (ofAll.some(({ unit }) => unit === '%')) return true
  return value.headers.some((head) => shareHead.test(head) && !/\bn\b/i.test(head))
}

const shareHead = /%|\b(?:percent|percentage|rate|ratio|share|compliance|proportion)\b/i

/** What stands below "Reason for early termination" is one of a termination. */
function areGroupsNamed(
  tokens: readonly Token[],
  { cell }: ClaimEvidence,
  findArms: ArmFinder,
): boolean {
  const told = new Set(tokens.map(nameKey))
  const groups = cell?.reference.rowPath.slice(0, -1) ?? []
  return groups.every((group) => {
    const telling = readTelling([group], findArms)
    return !ofCause.test(group) || telling.some((token) => told.has(nameKey(token)))
  })
}

const ofCause = /\b(?:reasons?|causes?|leading to|due to)\b/i

/** A difference between groups is no change from a time before. */
function isOfOtherTwo(text: string, { cell }: ClaimEvidence): boolean {
  const heads = (cell?.reference.rowPath ?? []).join(' ')
  return /\bdiff/i.test(heads) && /\bdifference (?:from|to) baseline\b/i.test(text)
}
