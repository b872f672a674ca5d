import { sliceRange } from '../../../shared/text/range.ts'
import type { Matching } from './align-tokens.ts'
import type { Finding } from './judge-gap.ts'
import type { Token } from './statement.ts'

/**
 * What makes a smaller class of a thing is left out where the sentence tells of the whole class: "51% of properties"
 * of "51% of freehold properties", "mice are protected" of "deficient mice", "the first process" of "the first viable
 * process". Of one thing that did something, or to which it was done, no more is told by fewer words.
 */
export function judgeLeftModifiers(
  claim: string,
  evidence: string,
  evidenceTokens: readonly Token[],
  { pairs }: Matching,
): readonly Finding[] {
  const taken = new Set(pairs.map(([, other]) => other))
  const found = pairs.find(([one, other]) => {
    const left = evidenceTokens[evidenceTokens.indexOf(other) - 1]
    return (
      left !== undefined &&
      !taken.has(left) &&
      (left.kind === 'word' || left.kind === 'name' || left.kind === 'direction') &&
      other.kind === 'word' &&
      beside.test(evidence.slice(left.range.end, other.range.start)) &&
      !isNoModifier(sliceRange(evidence, left.range)) &&
      isOfClass(claim, one)
    )
  })
  if (!found) return []
  const [one, other] = found
  const rival = evidenceTokens[evidenceTokens.indexOf(other) - 1]?.range ?? null
  return [{ kind: 'words', claim: one.range, rival, contradicts: false, isHeld: true }]
}

const beside = /^[\s\-−+/)]+(?:\([^()]*\)\s*)?$/

/** Of a verb, or of a title in front of a name, nothing is left. */
function isNoModifier(word: string): boolean {
  return /(?:ly|s)$/i.test(word)
}

/** "51% of", "all", "the first"; and what begins a sentence, or a phrase of one in the present tense, with no article. */
function isOfClass(claim: string, { range }: Token): boolean {
  const before = claim.slice(0, range.start)
  const isPlural = /\p{L}{3}[^s]s$|mice$|children$|people$|m[ae]n$/iu.test(sliceRange(claim, range))
  return (
    quantified.test(before) ||
    (isPlural && /^\s*$/.test(before)) ||
    (isPlural && isHabit(claim) && bare.test(before))
  )
}

const quantified =
  /(?:%|\b(?:per ?cent|all|every|each|any|no|none|most|half|first|last|only))(?:\s+of)?(?:\s+(?:the|its|their|our|these|those))?\s+$/i
const bare = /\b(?:in|of|for|with|among|on)\s+$/i

function isHabit(claim: string): boolean {
  return !/\b(?:was|were|had|did)\b|\p{L}{2,}ed\b(?!\s+by\b)/iu.test(claim)
}
