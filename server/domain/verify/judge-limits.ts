import { containsRange, type TextRange } from '../../../shared/text/range.ts'
import type { Matching } from './align-tokens.ts'
import type { Finding } from './judge-gap.ts'

/**
 * What stands in a sentence of the evidence and takes something back of it, and is not in the claim:
 * a limit ("only", "unless"), a hedge ("claims that"), a denial in words ("it is false that"), and who
 * does what to whom ("acquired by"). The evidence then says less than the claim.
 */
export function judgeLimits(
  claim: string,
  evidence: string,
  matching: Matching,
): readonly Finding[] {
  const place = matching.pairs[0]?.[0].range
  if (!place) return []
  const told = new Set(listLimits(claim).map(({ word }) => word))
  const span = spanMatches(matching)
  const findings = listLimits(evidence)
    .filter(({ word }) => !told.has(word))
    .filter(({ range, word }) => !contrasts.has(word) || (span && containsRange(span, range)))
    .map(({ range }) => toFinding(place, range))
  const voices = [claim, evidence].map((text) => passive.exec(text))
  const isTurned = (voices[0] === null) !== (voices[1] === null)
  return isTurned ? [...findings, toFinding(place, readRange(voices[1] ?? null))] : findings
}

function toFinding(claim: TextRange, rival: TextRange | null): Finding {
  return { kind: 'words', claim, rival, contradicts: false, isHeld: true }
}

type Limit = { readonly word: string; readonly range: TextRange }

function listLimits(text: string): readonly Limit[] {
  return Array.from(text.matchAll(limits), (match) => ({
    word: match[0].toLowerCase(),
    range: { start: match.index, end: match.index + match[0].length },
  }))
}

function readRange(match: RegExpExecArray | null): TextRange | null {
  return match && { start: match.index, end: match.index + match[0].length }
}

function spanMatches({ pairs }: Matching): TextRange | undefined {
  const first = pairs[0]?.[1].range
  const last = pairs.at(-1)?.[1].range
  return first && last && { start: first.start, end: last.end }
}

/** These take something back only of what stands on both sides of them. */
const contrasts: ReadonlySet<string> = new Set(
  'while whereas but although though others'.split(' '),
)

const restricting =
  'only almost nearly hardly barely scarcely rarely seldom sometimes occasionally usually generally partly partially mostly mainly virtually approximately roughly few some half except excluding unless if whether until till provided depending'

const hedging =
  'claim claims claimed alleges alleged allegedly reportedly supposedly apparently probably possibly perhaps likely believes believed assumes assumed hopes hoped would'

const denying =
  'false untrue incorrect wrong doubtful doubts doubted unknown unclear uncertain unproven unlikely disputes disputed denies denied'

const limits = new RegExp(
  `\\b(?:${[restricting, hedging, denying, [...contrasts].join(' ')].join(' ').replaceAll(' ', '|')}|` +
    'about(?=\\s+\\d)|most(?=\\s+(?:of\\b|\\p{Ll}+s\\b)))(?![\\p{L}\\d])',
  'giu',
)

/** "was acquired by": the doer stands last; "rose by 5%" names none. */
const passive =
  /\b(?:is|are|was|were|be|been|being)\s+(?:\p{Ll}+ly\s+|not\s+)?\p{Ll}+\s+by\s+(?![\d<>≤≥$€£+-])/iu
