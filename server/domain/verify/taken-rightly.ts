import type { ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import { nameKey, readTelling } from './names-of-cells.ts'
import type { Token } from './statement.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * True where a claim says of each value, which was only found, what its cell says of it: the statistic of
 * its own half, the group of its row, subjects or events, and all of whom it is a part.
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
      (one) =>
        isOfOwnHalf(text, one, paired, evidence) && countsSubjects(text, one) && isShare(one),
    ) &&
    evidence.every((one) => areGroupsNamed(tokens, one, findArms) && !isOfOtherTwo(text, one))
  )
}

/** Shares of those who have something else, and of events, are of another whole than the column. */
const ofSome =
  /\b(?:of|among|in)\s+(?:all\s+)?(?:the\s+)?(?:\d+\s+)?(?:subjects|patients|participants|those)\s+(?:with|who|that|having)\b|%\)?\s+of\s+(?:all\s+)?(?:the\s+)?(?:\p{L}+\s+)?(?:events|terminations|discontinuations|completers)\b/iu

type Statistic = readonly [inHead: RegExp, inText: RegExp]

const mean: Statistic = [/\bmean\b/i, /\b(?:means?|averages?|averaged)\b/gi]
const deviation: Statistic = [
  /\b(?:sd|std|standard deviation)\b/i,
  /\b(?:SD|standard deviations?)\b/g,
]
const error: Statistic = [/\b(?:se|sem|standard error)\b/i, /\b(?:SEM?|standard errors?)\b/g]
const median: Statistic = [/\bmedian\b/i, /\bmedians?\b/gi]
const least: Statistic = [
  /\bmin(?:imum)?\b/i,
  /\b(?:min(?:imum)?|least|lowest|youngest|from|between)\b/gi,
]
const most: Statistic = [/\bmax(?:imum)?\b/i, /\b(?:max(?:imum)?|highest|oldest|to|and)\b/gi]

const statistics = [mean, deviation, error, median, least, most]

/** "Mean (SD)" and "Min, Max" name two values of a cell, each by its place. */
function isOfOwnHalf(
  text: string,
  { claim, value }: PairedValue,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): boolean {
  const cell = evidence[value.index]?.cell
  const names = [cell?.reference.rowPath.at(-1), cell?.reference.columnPath.at(-1)]
  const halves = names.map((name) => readHalves(name ?? '')).find((all) => all.length > 1)
  if (!halves) return true
  const quote = evidence[value.index]?.quote ?? ''
  const offset = value.range.start - (evidence[value.index]?.range.start ?? 0)
  const at = (quote.slice(0, offset).match(/\d+(?:\.\d+)?/g) ?? []).length
  const own = halves[at]
  const before = paired.findLast((one) => one.claim.range.end <= claim.range.start)
  const between = before && text.slice(before.claim.range.end, claim.range.start)
  // "53.9 (9.23)", "53.9 (SD 9.23)" as the cell has them
  const isBracketed =
    at > 0 &&
    before?.value.index === value.index &&
    /^\s*(?:years |kg )?\((?:SD|SE|±)?\s*$/.test(between ?? '')
  return (
    isBracketed || (own !== undefined && findToldStatistic(text, claim.range.start, halves) === own)
  )
}

function readHalves(name: string): readonly Statistic[] {
  return statistics
    .flatMap((one) => {
      const at = name.search(one[0])
      return at < 0 ? [] : [{ one, at }]
    })
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one)
}

/** The last one that is named before a value, else the first behind it. */
function findToldStatistic(
  text: string,
  start: number,
  halves: readonly Statistic[],
): Statistic | undefined {
  const told = halves.flatMap((one) =>
    Array.from(text.matchAll(one[1]), ({ index }) => ({ one, index })),
  )
  const inOrder = told.toSorted((a, b) => a.index - b.index)
  return (inOrder.findLast(({ index }) => index < start) ?? inOrder[0])?.one
}

/** "42 subjects" below "Events" are 42 events. */
function countsSubjects(text: string, { claim, value }: PairedValue): boolean {
  const isOfEvents = /^\[?(?:events?|aes?)\]?$/i.test(value.headers.at(-1) ?? '')
  return !isOfEvents || !/\b(?:subjects|patients|participants)\b/i.test(text.slice(claim.range.end))
}

/** "5%" is not the count 5. */
function isShare({ claim, value }: PairedValue): boolean {
  if (claim.quantity.unit !== '%' || value.token.quantity.unit === '%') return true
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
