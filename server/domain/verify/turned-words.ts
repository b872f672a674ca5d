import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import type { Matching } from './align-tokens.ts'
import type { Finding } from './judge-gap.ts'
import type { Token } from './statement.ts'

type Pair = readonly [claim: Token, evidence: Token]

/**
 * Words that are the same token in both and yet don't say the same: who appoints and who was appointed, the insured
 * and the insurer, what "it" stands for in the place of a name, what was done to the one thing of two.
 */
export function judgeTurnedWords(
  claim: string,
  evidence: string,
  { pairs, gaps }: Matching,
): readonly Finding[] {
  const turned = pairs.filter((pair, at) => {
    const before = pairs[at - 1]
    return (
      isOtherRole(claim, evidence, pair) ||
      isRaisedWord(claim, evidence, pair) ||
      isNeverOfNot(claim, evidence, pair) ||
      (before !== undefined &&
        (isDoneForSuffered(claim, evidence, before, pair) ||
          isOfOtherDeed(claim, evidence, before, pair)))
    )
  })
  const pronouns = gaps.flatMap(({ evidence: left, before, after }) => {
    const [name] = left.filter(({ kind }) => kind === 'word' || kind === 'name')
    if (!name || !before || !after) return []
    const own = claim.slice(before.range.end, after.range.start)
    const found = referring.exec(own)
    if (!found || !leading.test(evidence.slice(0, name.range.start))) return []
    const start = before.range.end + found.index
    return [toFinding({ start, end: start + found[0].length }, name.range)]
  })
  return [...turned.map(([one, other]) => toFinding(one.range, other.range)), ...pronouns]
}

function toFinding(claim: TextRange, rival: TextRange): Finding {
  return { kind: 'words', claim, rival, contradicts: false, isHeld: true }
}

/** "The distributor said that it had …" of "said that the hospital had …" */
const referring =
  /\b(?:that|where|if|when|because|unless|until|after|before|whether)\s+(?:it|they|he|she)\b/i
const leading =
  /\b(?:that|where|if|when|because|unless|until|after|before|whether)\s+(?:(?:the|an?|its|their)\s+)?$/i

/** The insured, the insurer; the trained, the trainer. */
function isOtherRole(claim: string, evidence: string, [one, other]: Pair): boolean {
  const words = [sliceRange(claim, one.range), sliceRange(evidence, other.range)] as const
  const isThing = [claim.slice(0, one.range.start), evidence.slice(0, other.range.start)].every(
    (text) => /\b(?:the|an?|any|each|every)\s+$/i.test(text),
  )
  const isDoer = words.map((word) => /[^e](?:er|or)s?$/i.test(word))
  const isDone = words.map((word) => /(?:ed|ees?)$/i.test(word))
  return isThing && ((isDoer[0] && isDone[1]) || (isDone[0] && isDoer[1])) === true
}

/** Who raises a concern doesn't increase it. */
function isRaisedWord(claim: string, evidence: string, [one, other]: Pair): boolean {
  const isRaised = (text: string, { range }: Token): boolean =>
    /^rais/i.test(sliceRange(text, range)) && voiced.test(text.slice(range.end))
  const isOther = !/^rais/i.test(sliceRange(claim, one.range))
  return isOther && isRaised(evidence, other)
}

const voiced =
  /^\s+(?:(?:an?|the|some|several|no|their|its)\s+)?(?:\p{Ll}+\s+)?(?:concerns?|questions?|objections?|issues?|doubts?|complaints?|matters?|points?|alarms?|queries|claims?|funds?|money|capital)\b/iu

function isNeverOfNot(claim: string, evidence: string, [one, other]: Pair): boolean {
  return (
    /^never$/i.test(sliceRange(claim, one.range)) &&
    /^not$/i.test(sliceRange(evidence, other.range))
  )
}

/** "Mr Okoro appointed the director" of "Mr Okoro was appointed director" */
function isDoneForSuffered(claim: string, evidence: string, before: Pair, own: Pair): boolean {
  const told = claim.slice(before[0].range.end, own[0].range.start)
  const given = evidence.slice(before[1].range.end, own[1].range.start)
  const isDeed = /ed$/i.test(sliceRange(claim, own[0].range))
  const hasObject = /^\s+(?:the|an?|its|his|her|their)\s/i.test(claim.slice(own[0].range.end))
  return isDeed && hasObject && /^\s+(?:\p{Ll}+ly\s+)?$/u.test(told) && suffered.test(given)
}

const suffered = /^\s+(?:has\s+|have\s+|had\s+)?(?:is|are|was|were|been)\s+(?:\p{Ll}+ly\s+)?$/u

/** "A and B were opened" of "A was closed, and B was opened" */
function isOfOtherDeed(claim: string, evidence: string, before: Pair, own: Pair): boolean {
  const told = claim.slice(before[0].range.end, own[0].range.start)
  const given = evidence.slice(before[1].range.end, own[1].range.start)
  return joined.test(told) && closed.test(given)
}

const joined = /^\s+and\s+(?:(?:the|an?|its|their)\s+)?$/i
const closed =
  /^\s+(?:is|are|was|were|has|have|had)\s+(?:\p{Ll}+\s+){0,4}?\p{Ll}+,?\s+(?:and|but|while|whereas)\s+/iu
