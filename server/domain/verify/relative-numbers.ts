import type { Matching } from './align-tokens.ts'
import type { Finding } from './judge-gap.ts'

/**
 * A number that a source sets against something is no number of its own: "2 per cent above the margin" is not 2 per
 * cent, and "about two thirds" not "at least two thirds".
 */
export function judgeRelativeNumbers(
  claim: string,
  evidence: string,
  { pairs }: Matching,
): readonly Finding[] {
  const numbers = pairs.flatMap(([own, other]): readonly Finding[] => {
    if (own.kind !== 'number' || other.kind !== 'number') return []
    const rest = [claim.slice(own.range.end), evidence.slice(other.range.end)] as const
    if (!setAgainst.test(rest[1]) || setAgainst.test(rest[0])) return []
    return [toFinding(own.range, other.range)]
  })
  return [...numbers, ...judgeFractions(claim, evidence)]
}

function toFinding(claim: Finding['claim'], rival: Finding['rival']): Finding {
  return { kind: 'number', claim, rival, contradicts: false, isHeld: true }
}

const setAgainst =
  /^\s*(?:%|per ?cent|percentage points?|points?|degrees?|°C|\p{Ll}{1,10}s?)?\s+(?:above|below|over|under|more|less|higher|lower|greater|smaller|longer|shorter|older|younger|heavier|lighter|cheaper|faster|slower|ahead|behind|times|as (?:many|much))\b/u

function judgeFractions(claim: string, evidence: string): readonly Finding[] {
  const given = listFractions(evidence)
  return listFractions(claim).flatMap((own): readonly Finding[] => {
    const same = given.filter(({ words }) => words === own.words)
    const [first] = same
    if (!first || same.some(({ bound }) => bound === own.bound)) return []
    return [toFinding(own.range, first.range)]
  })
}

type Fraction = {
  readonly words: string
  readonly bound: string
  readonly range: Finding['claim']
}

function listFractions(text: string): readonly Fraction[] {
  return Array.from(text.matchAll(fraction), ({ 0: found, index, groups = {} }) => ({
    words: (groups.words ?? '').toLowerCase().replace(/^an? |^one /, ''),
    bound: readBound(groups.bound ?? ''),
    range: { start: index, end: index + found.length },
  }))
}

/** Equal where two bounds say the same. */
function readBound(words: string): string {
  const found = bounds.find(([pattern]) => pattern.test(words))
  return found?.[1] ?? words.toLowerCase()
}

const bounds: readonly (readonly [RegExp, string])[] = [
  [/^(?:more than|over|above|just over)$/i, '>'],
  [/^(?:less than|fewer than|under|below|almost|nearly|just under)$/i, '<'],
  [/^(?:at least|no (?:less|fewer) than|not less than)$/i, '≥'],
  [/^(?:at most|up to|no more than|not more than)$/i, '≤'],
  [/^(?:about|around|roughly|approximately|some)$/i, '~'],
]

const fraction =
  /\b(?:(?<bound>more than|just over|over|above|less than|fewer than|just under|under|below|almost|nearly|at least|n(?:o|ot) (?:less|fewer|more) than|at most|up to|about|around|roughly|approximately|some) )?(?<words>(?:(?:an?|one|two|three|four) )?(?:half|thirds?|quarters|fifths?|tenths?))(?= (?:of|the|as)\b)/giu
