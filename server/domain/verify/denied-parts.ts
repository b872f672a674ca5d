import type { TextRange } from '../../../shared/text/range.ts'
import type { Matching } from './align-tokens.ts'
import type { Finding } from './judge-gap.ts'
import type { Token } from './statement.ts'

/**
 * What a denial is of, where a claim and a source both have one: "no customer" is not "not all customers", "not
 * repaired" not "not fully repaired", and "the nurse, not the pump" denies nothing of what the nurse did.
 */
export function judgeDeniedParts(
  claim: string,
  evidence: string,
  { pairs }: Matching,
): readonly Finding[] {
  return pairs.flatMap(([own, other]): readonly Finding[] => {
    if (own.kind !== 'negation' || other.kind !== 'negation') return []
    const isSameDegree = readDegree(claim, own) === readDegree(evidence, other)
    const isSamePart = setsAgainst(claim, own) === setsAgainst(evidence, other)
    if (isSameDegree && isSamePart) return []
    return [toFinding(own.range, other.range)]
  })
}

function toFinding(claim: TextRange, rival: TextRange): Finding {
  return { kind: 'negation', claim, rival, contradicts: false, isHeld: true }
}

/** "all" of "not all", "fully" of "was not fully repaired"; '' where it is denied as a whole. */
function readDegree(text: string, { range }: Token): string {
  return degree.exec(text.slice(range.end))?.[1]?.toLowerCase() ?? ''
}

const degree =
  /^\s+(?:been\s+|be\s+)?(all|every|each|both|always|everyone|everything|everywhere|yet|enough|quite|very|too|much|many|long|just|\p{Ll}{3,}ly)(?!\p{L})/iu

/** True for "not" before one of two things that are set against each other: "the nurse, not the pump". */
function setsAgainst(text: string, { range: { start, end } }: Token): boolean {
  return /^not$/i.test(text.slice(start, end)) && joint.test(text.slice(0, start))
}

const joint = /(?:,|\b(?:and|but))\s*$/iu
