import { numberWordsPattern } from '../../../shared/text/number-words.ts'
import type { FiniteVerb } from './clauses.ts'
import type { Token } from './tokens.ts'
import { findGroup } from './verb-group.ts'
import { isResultVerb } from './verb-lexicon.ts'

export type TenseMode = 'planned' | 'done'

/**
 * "Done" is said only of what a plan says without reserve: not of what depends on a condition, of a
 * planned count, of interim analyses and boards, nor of what only results can show.
 */
export function decideMode(
  sentence: string,
  line: readonly Token[],
  verbs: readonly FiniteVerb[],
  mode: TenseMode,
): TenseMode {
  if (mode === 'planned' || reserves.some((pattern) => pattern.test(sentence))) return 'planned'
  if (isConditional(sentence)) return 'planned'
  const hasResult = verbs.some((verb) => {
    const group = verb.kind === 'will' ? findGroup(line, verb.at) : undefined
    return isResultVerb(group ? group.verb.lower : verb.clause === 'main' ? verb.base : '')
  })
  return hasResult ? 'planned' : mode
}

const numeral = `(?:${numberWordsPattern}|(?:a )?(?:hundred|thousand))`
const count = `(?:\\d+(?:,\\d{3})*(?:\\s*(?:to|-|–)\\s*\\d+)?|(?!one\\s)${numeral})`
const counted =
  '(?:patients|subjects|participants|volunteers|individuals|adults|children|women|men|males|females|persons|people|sites|cent(?:er|re)s|countries|investigators|pairs)'

const reserves: readonly RegExp[] = [
  // planned counts: "300 patients", "up to 30 sites", "approximately 15 mL of blood"
  new RegExp(
    `(?<!\\b(?:visits?|weeks?|days?|months?|phase|part|table|step)\\s)(?<![\\d.,])\\b${count}\\s+(?:(?!(?:of|in|at|on|from|for|to|and|or|the|each|after|before|weeks?|days?|months?)\\b)[\\w-]+\\s+){0,3}${counted}\\b`,
    'i',
  ),
  new RegExp(
    `(?:^|[,;]\\s)(?:approximately|about|around|roughly|up to|at least|at most|no more than|a (?:maximum|minimum|total) of)\\s+(?:\\d|(?:${numberWordsPattern})\\b)[^,;.]*\\bwill\\b`,
    'i',
  ),
  /\b(?:enrol|enroll|recruit|randomi[sz]e)\s+(?:approximately|about|up to|at least|\d)/i,
  // interim analyses and boards
  /\binterim\b|\b(?:DSMB|IDMC|DMC|DSMC|iDMC|SRC)\b|\b(?:boards?|committees?)\b/i,
  // what only results can show
  /\bsignifican(?:t|ce|tly)\b[^.;]*\bwill\b|\bwill\b[^.;]*\b(?:statistically significant|significance|superiority|non-?inferiority)\b/i,
]

/** True of what is said with if, when, unless and their like. */
export function isConditional(sentence: string): boolean {
  const plain = sentence.replace(asking, ' ')
  return conditions.some((pattern) => pattern.test(plain))
}

/** "This decision will be documented.": as open as the condition that the sentence before it names. */
export function hangsOnCondition(sentence: string, before: string): boolean {
  return (
    isConditional(before) &&
    /^(?:This|These|Those|Such|It|Otherwise|In (?:this|that|these|those|such))\b/.test(sentence)
  )
}

/** "to determine if the dose was taken" asks; it does not depend on it. */
const asking =
  /\b(?:determin(?:e|es|ing)|see|decid(?:e|es|ing)|ask(?:ed|ing)?|check(?:ing)?|knows?|verify(?:ing)?|ascertain|assess|evaluate)\s+if\b/gi

const conditions: readonly RegExp[] = [
  /\b(?:if|when|whenever|unless|wherever)\b|^should\b/i,
  /\bin (?:the )?(?:cases?|event)\b|(?<!\b(?:be|is|are|was|were|been|not|also)\s)\bprovided\s+(?!by|in|with|to|as|on|for|under|at)|\bdepending (?:up)?on\b|\bas long as\b|\bwhere (?:applicable|appropriate|possible|necessary|available|needed)\b/i,
  /\bas (?:needed|necessary|appropriate|applicable|warranted|indicated|required|clinically indicated)\b(?! (?:in|by|for|per)\b)/i,
  // "any patient who withdraws", "for any reason": whether there is one is open
  /\bany (?:[\w-]+ ){1,3}(?:who|whose|that|which)\b|\b(?:for any reason|any such)\b/i,
  // "before an audit occurs": it may never
  /\b(?:before|after|until|once) (?:an?|any) (?:[\w-]+ ){1,3}(?:occurs|happens|arises|develops|begins|starts)\b/i,
  /\bcase-by-case\b|\bat the discretion\b|\bupon request\b|\bbarring\b|\bshould (?:an?|the|any)\b[^,]*,/i,
]
