import { rangesOverlap, type TextRange } from '../../../shared/text/range.ts'
import { namesPeople } from './counted.ts'

/** "All", or another class of people or things, of which a sentence says that a share of a group is one. */
type ToldWhole = 'all' | 'class' | 'things'

/**
 * What a sentence says that a share is of, where that is not the group whose column has it: "3.5% of all
 * patients", "62% of the women", "9% of the medications", "Among completers, 62%". Undefined where it names
 * the group there, or says no more than that they are people.
 * @param arms where the sentence names groups.
 */
export function findOtherWhole(
  text: string,
  share: TextRange,
  arms: readonly TextRange[],
): ToldWhole | undefined {
  for (const { start, end, isOfAll } of listWholes(text, share)) {
    const words = text.slice(start, end)
    const isNamed = arms.some((arm) => rangesOverlap(arm, { start, end }))
    if (sex.test(words)) return 'class'
    if (isOfSome(text.slice(end), end, arms)) return 'things'
    if (isNamed) continue
    if (!namesPeople(words) && !ofGroup.test(words)) return 'things'
    const isOfOne =
      isOfArm(text.slice(end), end, arms) || isBelowArm(text.slice(0, share.start), arms)
    if (isOfAll && !isOfOne) return 'all'
  }
  return undefined
}

type Whole = TextRange & { readonly isOfAll: boolean }

/** What stands behind "3.5% of", and behind a leading "Of" or "Among". */
export function listWholes(text: string, { start, end }: TextRange): readonly Whole[] {
  const behind = behindShare.exec(text.slice(end))
  const ahead = aheadOfShare.exec(text.slice(0, start))
  return [
    ...(behind ? [toWhole(text, end + behind[0].length, behind[0])] : []),
    ...(ahead ? [toWhole(text, ahead[0].length, ahead[0])] : []),
  ].filter((one) => one.end > one.start && !/^\d/.test(text.slice(one.start)))
}

const behindShare = /^\)?\s+of\s+(?:(?:all|the|these|those|our)\s+(?:of\s+(?:the\s+)?)?)*/i
const aheadOfShare = /^(?:of|among)\s+(?:(?:all|the|these|those)\s+)*/i

function toWhole(text: string, start: number, before: string): Whole {
  const found = phraseEnd.exec(text.slice(start))
  const end = found ? start + found.index : text.length
  return { start, end, isOfAll: /\ball\b/i.test(before) }
}

const phraseEnd =
  /[,;:.()]|\s(?:in|on|at|by|for|during|from|with|who|that|was|were|is|are|had|has|have|and|or|but|reported|receiving|given|terminated|completed|discontinued|withdrew|took|experienced|tested)\b/i

const sex = /(?<!\p{L})(?:(?:wo)?m[ae]n|(?:fe)?males?)(?!\p{L})/iu
const ofGroup = /\b(?:groups?|arms?|populations?|cohorts?|samples?|cases|randomi[sz]ed|treated)\b/i

/** "of all patients on placebo", "of those who received the low dose". */
function isOfArm(rest: string, at: number, arms: readonly TextRange[]): boolean {
  const lead =
    /^\s+(?:who\s+(?:were\s+)?)?(?:on|in|with|given|receiving|received|took|taking|(?:randomi[sz]ed|assigned|allocated) to)\s+(?:the\s+)?/i.exec(
      rest,
    )
  const start = lead ? at + lead[0].length : undefined
  return arms.some((arm) => start !== undefined && arm.start <= start && start < arm.end)
}

/** "of the placebo patients with an event", "on cardiovascular drugs": of some of a group. */
function isOfSome(rest: string, at: number, arms: readonly TextRange[]): boolean {
  const lead = /^\s+(?:with|having|taking|on)\s+(?:the\s+)?(?=\p{L})/iu.exec(rest)
  if (!lead || /^\s+on\s+(?:average|the|an?)\b/i.test(rest)) return false
  const start = at + lead[0].length
  return !arms.some((arm) => arm.start <= start && start < arm.end)
}

/** "On placebo, 3.5% of all patients": all of that group. */
function isBelowArm(before: string, arms: readonly TextRange[]): boolean {
  const lead = /^(?:in|on|with|for|within|among|of)\s+[^,]*,/i.exec(before)
  return lead !== null && arms.some(({ end }) => end <= lead[0].length)
}
