import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import type { Matching } from './align-tokens.ts'
import type { Finding } from './judge-gap.ts'
import { withhold, type Opinion } from './opinion.ts'
import type { Token } from './statement.ts'

/**
 * A sentence that was typed says of itself too little to be found: "It was large" names nothing, and the
 * two words of "The patch is active" stand side by side in many a text that doesn't say so. Prose then
 * has to have the same pronoun, and the few words as the sentence joins them.
 */
export function judgeBareness(
  claim: string,
  tokens: readonly Token[],
  evidence: string,
  evidenceTokens: readonly Token[],
  { pairs }: Matching,
): readonly Finding[] {
  const subject = findPronoun(claim)
  const other = findPronoun(evidence)
  const isSame = subject && other && isSameWord(claim, subject, evidence, other)
  if (subject && !isSame) return [toFinding(subject, other ?? null)]
  const [first] = pairs
  // headings give a sentence its subject, and not most of what it says
  if (first && pairs.length * 2 < tokens.length) return [toFinding(first[0].range, null)]
  if (tokens.length > fewTokens || pairs.length < tokens.length || !first) return []
  if (tokens.length === 1) {
    return evidenceTokens.length > 1 ? [toFinding(first[0].range, first[1].range)] : []
  }
  const apart = pairs.find((pair, at) => {
    const before = pairs[at - 1]
    return (
      isTurnedToAdverb(claim, pair[0], evidence, pair[1]) ||
      (before !== undefined && !isJoinedAlike(claim, evidence, before, pair, evidenceTokens))
    )
  })
  return apart ? [toFinding(apart[0].range, apart[1].range)] : []
}

/** No cell tells what the pronoun of a sentence stands for. */
export function withholdPronoun(claim: string, opinion: Opinion): Opinion {
  const subject = findPronoun(claim)
  if (!subject || opinion.state !== 'supported') return opinion
  return {
    ...withhold(opinion),
    differences: [{ kind: 'words', claim: subject, evidence: null }],
  }
}

/** Of as many telling words a text that has them by chance is easily found. */
const fewTokens = 3

/** The pronoun that a sentence begins with where it stands for what another sentence names. */
function findPronoun(text: string): TextRange | undefined {
  const { groups: { opening = '', word = '' } = {} } = pronoun.exec(text) ?? {}
  if (word === '' || expletive.test(text.slice(opening.length))) return undefined
  return { start: opening.length, end: opening.length + word.length }
}

const verb =
  '(?:was|were|is|are|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should)'

/** "In total, it …"; in "If the dose is missed, it …" the sentence itself may tell what it is. */
const opening = `(?:(?!(?:if|when|as|because|although|though|while|since|unless|where|once|until|whenever)\\b)[^,.;:]{1,60},\\s+)?`

const pronoun = new RegExp(
  `^(?<opening>\\s*${opening})(?<word>(?:it|they|he|she|we)(?=\\s)|(?:its|their|his|her|our)(?=\\s+\\p{L})|` +
    `(?:this|that|these|those|both|neither|either|some|others|none|all|each|most|many|few|several|such|the (?:former|latter|same|others?))(?=\\s+${verb}\\b))`,
  'iu',
)

/** "It was planned to enrol …", "It is known that …"; "It was shown to be safe" is of something. */
const expletive =
  /^it\s+(?:(?:was|is|will be|has been|had been|would be)\s+(?:not\s+|also\s+|\p{L}+ly\s+)?\p{L}+\s+(?:that|whether)\b|(?:was|is|will be|has been|had been|would be)\s+(?:not\s+|also\s+|\p{L}+ly\s+)?(?:planned|intended|decided|proposed|agreed|recommended|required|possible|impossible|necessary|important|permitted|allowed)\s+(?:for\s+[^.;,]{1,40}\s+)?to\s+(?!be\b))/iu

function isSameWord(one: string, a: TextRange, other: string, b: TextRange): boolean {
  return sliceRange(one, a).toLowerCase() === sliceRange(other, b).toLowerCase()
}

type Pair = Matching['pairs'][number]

/** Side by side, and with a verb between them where the sentence has one: "active patch" says nothing of a patch. */
function isJoinedAlike(
  claim: string,
  evidence: string,
  before: Pair,
  own: Pair,
  evidenceTokens: readonly Token[],
): boolean {
  const told = claim.slice(before[0].range.end, own[0].range.start)
  const given = evidence.slice(before[1].range.end, own[1].range.start)
  const isVerbLeft = carrying.test(told) && !carrying.test(given)
  const isBeside = evidenceTokens.indexOf(own[1]) === evidenceTokens.indexOf(before[1]) + 1
  return !isVerbLeft && (isBeside || listed.test(given))
}

const carrying = new RegExp(`\\b${verb}\\b`, 'i')

/** "is randomized, double-blind" says both of its subject. */
const listed = new RegExp(`^\\s+${verb}\\s+[^.;:]*(?:,|\\band\\b)\\s*$`, 'i')

/** What is done safely is not safe. */
function isTurnedToAdverb(claim: string, own: Token, evidence: string, other: Token): boolean {
  const isAdverb = (text: string, { range }: Token) => /ly$/i.test(sliceRange(text, range))
  return isAdverb(claim, own) !== isAdverb(evidence, other)
}

function toFinding(claim: TextRange, rival: TextRange | null): Finding {
  return { kind: 'words', claim, rival, contradicts: false, isHeld: true }
}
