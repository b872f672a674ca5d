import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import type { Token } from './statement.ts'
import type { Difference } from './verdict.ts'

/** Sources that say what was going to be. */
export function isPlanRole(role: SourceRole): boolean {
  return role === 'protocol' || role === 'sap'
}

/**
 * True where a claim tells as done what a plan's words only foresee: "was assigned" of "will be
 * assigned" or "is assigned". "Were to be assigned" is still a plan, and a past that the plan tells
 * itself ("earlier trials showed") is its own.
 */
export function saysDone(claim: string, plan: string): boolean {
  if (foreseen.test(plan)) return !foreseen.test(claim)
  // one part of a claim may be a plan, and another one not
  const done = foreseen.test(claim) ? withoutPlans(claim) : claim
  return [...listPasts(done)].some((verb) => !plan.includes(verb)) && present.test(plan)
}

/** A claim without what it tells as a plan, and without its clauses of when, if and who. */
export function withoutPlans(claim: string): string {
  return claim.replace(intention, ' ').replace(subordinate, ' ')
}

/**
 * True where a claim counts people of whom something was done: a plan that tells such a count, of an earlier
 * study or of this one, is no evidence of who came. "295 patients were randomized" is a result.
 */
export function countsDone(claim: string): boolean {
  return !foreseen.test(claim) && doneTo.test(claim)
}

const people =
  '\\d[\\d,]*\\s+(?:\\p{Ll}+\\s+){0,2}(?:patients|subjects|participants|volunteers|people)'
const conduct =
  '(?:randomi[sz]ed|enrolled|screened|assigned|allocated|treated|dosed|withdrawn|discontinued|analy[sz]ed)'
const doneTo = new RegExp(
  `\\b${people}\\s+(?:(?:was|were|had been|have been)\\s+(?:\\p{Ll}+\\s+)?${conduct}|completed|discontinued|withdrew|died)\\b`,
  'iu',
)

/** As `saysDone` of any source’s words: "were merged" of "will be merged by 31 January". */
export function saysForeseen(claim: string, words: string): boolean {
  return foreseen.test(words) && !foreseen.test(claim)
}

/** True where a claim tells nothing as done: "about 240 were planned" is not against the 241 that came. */
export function tellsOnlyPlan(claim: string): boolean {
  return foreseen.test(claim) && listPasts(claim.replace(intention, ' ')).size === 0
}

/**
 * True where no number of a claim agrees with a plan that tells what was done, or foresees roughly:
 * "295 were randomized" is of an earlier study, and "about 300 will be randomized" an estimate. Neither
 * is against "254 were randomized".
 */
export function tellsOfOther(
  plan: string,
  claim: readonly Token[],
  differences: readonly Difference[],
): boolean {
  const differ = differences.map((one) => one.claim.start)
  const numbers = claim.filter(({ kind }) => kind === 'number')
  const isNoneAlike = numbers.every(({ range }) => differ.includes(range.start))
  const isOther = foreseen.test(plan) ? estimate.test(plan) : listPasts(plan).size > 0
  return numbers.length > 0 && isNoneAlike && isOther
}

const estimate = /\b(?:approximately|about|around|roughly|up to|at least|at most|some)\s+\d/iu

const foreseen =
  /\b(?:will|shall|planned|intended|(?:was|were|is|are)(?: (?:not|only|also))? to \p{Ll}+)\b/iu

const intention =
  /\b(?:(?:was|were)(?: (?:not|only|also|each|all))? (?:to \p{Ll}+|planned|intended|scheduled)|will|shall)\b/giu

/** "only if the first test was significant" tells nothing as done. */
const subordinate =
  /\b(?:if|when|unless|where|whether|who|whom|whose|that|which|after|until|once|as|because|since|while)\b[^,;.]*/giu

const present = /\b(?:is|are|has|have|do|does|must|should|may|can)\b|\b\p{Ll}{3,}s\b/u

function listPasts(text: string): ReadonlySet<string> {
  return new Set(text.match(/\b(?:was|were|had|did)\b/g) ?? [])
}
