import { splitSentences } from '../../../shared/text/sentences.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { keepComparable } from './comparable-numbers.ts'
import { alignTokens, sameToken, type Matching } from './align-tokens.ts'
import { judgeBareness } from './judge-bareness.ts'
import { createMoneyTeller, judgeCurrencies } from './judge-currencies.ts'
import { judgeHeadingForSubject } from './heading-for-subject.ts'
import { judgeGap, judgeLeftOut, type Finding } from './judge-gap.ts'
import { judgeLimits } from './judge-limits.ts'
import { judgeNearWords } from './judge-near-words.ts'
import { judgeOtherDeeds } from './other-deeds.ts'
import { judgeRoles } from './judge-roles.ts'
import { judgeSmallWords } from './judge-small-words.ts'
import type { Statement, Token } from './statement.ts'
import type { Claim } from './verdict.ts'

/** What one piece of prose says of a claim. */
export type Judgement = {
  readonly outcome: 'agrees' | 'partly' | 'contradicts' | 'silent'
  readonly findings: readonly Finding[]
  /** Share of the claim's tokens that are accounted for, 0 to 1. */
  readonly coverage: number
  /** True where the claim says done what the words only plan. */
  readonly isDoneOfPlanned: boolean
}

/** Below this share the evidence speaks of something else: neither for nor against. */
const leastCoverage = 0.4

/** From this share on both speak of one thing, and what differs contradicts. */
const closeCoverage = 0.75

const fewWords = 4

/** As `judgeProse`, where what stands before the first comma of a claim may stand at the end of the evidence. */
export function judgeInAnyOrder(
  claim: Statement,
  evidence: Statement,
  above: ReadonlySet<string>,
  kind: Pick<Claim, 'isCell' | 'isFound'>,
): Judgement {
  const judgement = judgeProse(claim, evidence, above, kind)
  const turned = judgement.outcome === 'contradicts' ? turnFront(claim, evidence.text) : undefined
  if (!turned) return judgement
  const other = judgeProse(turned, evidence, above, kind)
  // words in another order may say the reverse: they take back what contradicts, and support nothing
  if (other.outcome === 'contradicts' || other.coverage < judgement.coverage) return judgement
  const { findings } = judgement
  const open = findings.map((one) => ({ ...one, contradicts: false }))
  return { ...judgement, outcome: 'partly', findings: open }
}

/** "Three were paid without a receipt" for "Without a receipt, three were paid"; undefined where it may not be so. */
function turnFront({ text, tokens }: Statement, evidence: string): Statement | undefined {
  const [words = '', phrase = ''] = fronted.exec(text) ?? []
  const isHeld = evidence.toLowerCase().includes(` ${phrase.toLowerCase()}`)
  if (phrase === '' || !isHeld) return undefined
  const isFirst = ({ range }: Token): boolean => range.start < words.length
  return {
    text,
    tokens: [...tokens.filter((one) => !isFirst(one)), ...tokens.filter(isFirst)],
  }
}

const fronted =
  /^((?:without|with|in|on|at|for|during|before|after|under|among|because of|due to) [^,;:]+),\s/i

/** `above` are keys of what the evidence stands below: headings, captions. */
function judgeProse(
  own: Statement,
  other: Statement,
  above: ReadonlySet<string>,
  { isCell, isFound }: Pick<Claim, 'isCell' | 'isFound'>,
): Judgement {
  const { text, tokens: claim } = own
  const { text: words, tokens: evidence } = other
  const matching = alignTokens(claim, evidence)
  const isSameMoney = createMoneyTeller(own, other, matching)
  const findings = withoutDifferences(text, words, [
    ...judgeGaps(matching, above, { isCell, isFound }).filter((one) => !isSameMoney(one)),
    ...judgeLimits(text, words, matching),
    ...judgeCurrencies(text, words, matching, isFound === true && !isCell),
    ...judgeRoles(text, words, matching),
    ...judgeSmallWords(text, words, matching, above),
    ...(isFound && !isCell
      ? [
          ...judgeBareness(text, claim, words, evidence, matching),
          ...judgeHeadingForSubject(text, words, matching, above),
          ...judgeNearWords(text, words, evidence, matching),
        ]
      : []),
  ])
  const isDoneOfPlanned = dropsPlan(claim, evidence)
  const telling = findings.filter((one) => !(isDoneOfPlanned && isPlanned(one, matching)))
  const total = claim.length
  const coverage = measureCoverage(findings, total)
  const pairs = isCell ? total : matching.pairs.length
  const decided = decide(telling, isCell ? 1 : coverage, total, pairs)
  const outcome = isFound && !isCell ? dropBare(decided, telling, total) : decided
  return {
    outcome,
    findings: outcome === 'contradicts' ? telling : keepComparable(telling, own, other),
    coverage,
    isDoneOfPlanned,
  }
}

function measureCoverage(findings: readonly Finding[], total: number): number {
  const missed = findings.filter(
    ({ rival, kind, isHeld }) => !isHeld && (!rival || kind !== 'modality'),
  ).length
  return total === 0 ? 0 : Math.max(0, total - missed) / total
}

function judgeGaps(
  matching: Matching,
  above: ReadonlySet<string>,
  { isCell, isFound }: Pick<Claim, 'isCell' | 'isFound'>,
): readonly Finding[] {
  // what a match took says nothing of a second place
  const keys = new Map(
    matching.gaps.flatMap((gap) => gap.evidence.map(({ key, range }) => [key, range] as const)),
  )
  const moved = new Set(isFound && !isCell ? listMoved(matching) : [])
  const ofGaps = matching.gaps.flatMap((gap) => [
    ...judgeGap(gap, { evidence: keys, above, moved, isFound: isFound === true }),
    ...(isCell ? judgeLeftOut(gap) : []),
  ])
  return [...ofGaps, ...judgeOtherDeeds(matching)]
}

function listMoved({ gaps }: Matching): readonly Token[] {
  const [own, others] = [gaps.flatMap(({ claim }) => claim), gaps.flatMap((gap) => gap.evidence)]
  return own.flatMap((token) => {
    const same = others.filter((other) => other.kind === token.kind && sameToken(token, other))
    return same.length > 0 ? [token, ...same] : []
  })
}

/** Sentences of an evidence, and the whole of it: what a claim may be held against. */
export function listCandidates(text: string): readonly { start: number; text: string }[] {
  const sentences = splitSentences(text)
  const whole = { start: 0, text }
  if (sentences.length < 2) return [whole]
  return [
    whole,
    ...sentences.map((range) => ({ start: range.start, text: sliceRange(text, range) })),
  ]
}

function decide(
  findings: readonly Finding[],
  coverage: number,
  total: number,
  pairs: number,
): Judgement['outcome'] {
  if (coverage < leastCoverage) return 'silent'
  const against = findings.filter(({ contradicts }) => contradicts).length
  if (against > 0) {
    // of few words each one must be told: "the amount of the exceptions" is not any amount
    const isOfSame = total <= fewWords ? pairs + against >= total : coverage >= closeCoverage
    return isOfSame ? 'contradicts' : 'partly'
  }
  return findings.length === 0 ? 'agrees' : 'partly'
}

/** One of two words is no part of what they say, and neither is what denies something else: "There were no deaths". */
function dropBare(
  outcome: Judgement['outcome'],
  findings: readonly Finding[],
  total: number,
): Judgement['outcome'] {
  const isLittle = total <= 2 && findings.some(({ isHeld, kind }) => !isHeld || kind === 'negation')
  return outcome === 'partly' && isLittle ? 'silent' : outcome
}

/** "Exceeded the limit by 2" is not against the limit of 85, nor against the value itself; nor is anything against a case. */
function withoutDifferences(
  text: string,
  words: string,
  findings: readonly Finding[],
): readonly Finding[] {
  return findings.map((one) => {
    const isBy =
      one.kind === 'number' &&
      one.rival !== null &&
      byAmount.test(text.slice(0, one.claim.start)) &&
      !byAmount.test(words.slice(0, one.rival.start))
    const isOfCase =
      one.kind === 'number' &&
      one.rival !== null &&
      supposed.test(words.slice(0, one.rival.start)) &&
      !supposing.test(text)
    return isBy || isOfCase ? { ...one, contradicts: false } : one
  })
}

/** Against "if leverage is below 2.0" stands no leverage. */
const supposed = /\b(?:if|unless|provided that|in case)\s[^,;:.]*$/i
const supposing = /\b(?:if|unless|provided|in case)\b/i

const byAmount =
  /\bby\s+(?:(?:about|approximately|around|roughly|almost|nearly|at least|at most|only)\s+)?$/i

function dropsPlan(claim: readonly Token[], evidence: readonly Token[]): boolean {
  const hasPlan = (tokens: readonly Token[]): boolean =>
    tokens.some(({ kind, key }) => kind === 'modality' && key === 'planned')
  return hasPlan(evidence) && !hasPlan(claim)
}

function isPlanned({ kind, rival }: Finding, { gaps }: Matching): boolean {
  return (
    kind === 'modality' &&
    gaps.some(({ evidence }) =>
      evidence.some(({ key, range }) => key === 'planned' && range.start === rival?.start),
    )
  )
}
