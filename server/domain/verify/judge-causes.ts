import type { ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import { doubtPairs } from './doubt.ts'
import type { CellFinding } from './judge-cells.ts'
import { nameKey, readName } from './names-of-cells.ts'
import { readStatement, type Token } from './statement.ts'
import type { Claim, ClaimEvidence } from './verdict.ts'

type Cause = { readonly cause: ReadonlySet<string>; readonly effect: ReadonlySet<string> }

/**
 * Of a row below "Reason for discontinuation", or one "leading to discontinuation": a claim must tell the
 * effect, and not as what caused its cause.
 */
export function judgeCauses(
  claim: Claim,
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): readonly CellFinding[] {
  const told = new Set([...tokens, ...readStatement(claim.context, findArms)].map(nameKey))
  return doubtPairs(paired, ({ value }) => {
    const found = readCause(evidence[value.index], findArms)
    if (!found || found.effect.size === 0) return false
    const row = evidence[value.index]?.cell?.reference.rowPath.at(-1) ?? ''
    const isMissed =
      ![...found.effect].some((key) => told.has(key)) &&
      !meant.test(claim.text) &&
      !isEndByItself(row)
    return isMissed || isTurned(claim.text, tokens, found)
  })
}

/** Whoever was lost to follow-up, or withdrew, ended so: what for needs no words. */
export function isEndByItself(name: string): boolean {
  return /\blost to follow[ -]?up\b|\bdecided to withdraw\b|\bwithdrawal by\b/i.test(name)
}

/** "An adverse event was the reason in 8 subjects", of what is told before. */
const meant = /\b(?:reasons?|causes?)\b(?! (?:for|of)\b)/i

/** True where a sentence tells the effect that a cell is of as what caused its cause. */
export function turnsCause(
  text: string,
  tokens: readonly Token[],
  evidence: ClaimEvidence,
  findArms: ArmFinder,
): boolean {
  const found = readCause(evidence, findArms)
  return found !== undefined && isTurned(text, tokens, found)
}

function readCause(evidence: ClaimEvidence | undefined, findArms: ArmFinder): Cause | undefined {
  const { rowPath } = evidence?.cell?.reference ?? { rowPath: [] }
  const row = rowPath.at(-1) ?? ''
  const [cause, effect] = row.split(/\b(?:leading to|resulting in|causing)\b/i)
  const read = (name: string) => readName([name.replace(/\(.*?\)/g, ' ')], findArms)
  if (cause !== undefined && effect !== undefined)
    return { cause: read(cause), effect: read(effect) }
  const group = rowPath.slice(0, -1).findLast((head) => reason.test(head) || endsStay(head))
  return group === undefined
    ? undefined
    : { cause: read(row), effect: read(group.replace(reason, ' ')) }
}

const reason = /\b(?:reasons? for|causes? of)\b/i

/** "Discontinued": the rows below give what for, though no word says so. */
export function endsStay(head: string): boolean {
  return stayEnd.test(head.trim())
}

const stayEnd =
  /^(?:early |premature(?:ly)? )?(?:discontinu(?:ed|ations?)|withdr(?:ew|awn|awals?)|terminat(?:ed|ions?))(?: (?:early|prematurely))?(?: (?:from )?(?:the )?(?:study|trial|treatment))?$/i

/** "Early termination led to an adverse event" of adverse events that led to early termination. */
function isTurned(text: string, tokens: readonly Token[], { cause, effect }: Cause): boolean {
  const verb = forward.exec(text) ?? backward.exec(text)
  if (!verb) return false
  const isForward = forward.test(text)
  const [before, after] = [
    tokens.filter(({ range }) => range.end <= verb.index),
    tokens.filter(({ range }) => range.start >= verb.index + verb[0].length),
  ].map((some) => new Set(some.map(nameKey)))
  if (!before || !after) return false
  const [first, second] = isForward ? [cause, effect] : [effect, cause]
  return isIn(second, before, first) && isIn(first, after, second)
}

/** Words that both names have tell nothing. */
function isIn(
  some: ReadonlySet<string>,
  told: ReadonlySet<string>,
  other: ReadonlySet<string>,
): boolean {
  return [...some].some((key) => told.has(key) && !other.has(key))
}

const forward =
  /\b(?:led|leads?|leading|gave rise|giving rise) to\b|\bcaus(?:ed|es|ing)\b(?! by)|\bresult(?:ed|s|ing) in\b/i
const backward =
  /\b(?:because of|due to|owing to|caused by|result(?:ed|s|ing) from|on account of|after|following)\b/i
