import type { TextRange } from '../../../shared/text/range.ts'
import type { Matching } from './align-tokens.ts'
import type { Finding } from './judge-gap.ts'

/**
 * What bounds a source's statement by words that are no tokens of their own, and is not in the claim: "accepted in
 * part", "members older than 65", "in the previous audit", "a breach of sensitive data".
 */
export function judgeLeftBounds(
  claim: string,
  evidence: string,
  { pairs }: Matching,
): readonly Finding[] {
  const [first] = pairs
  if (!first) return []
  const taken = pairs.map(([, { range }]) => range)
  const isTold = (start: number, end: number): boolean =>
    taken.some((range) => start <= range.start && range.start < end)
  const found = bounds.flatMap(({ inSource, inClaim }) => {
    const match = inSource.exec(evidence)
    if (!match || inClaim.test(claim) || claim.includes(match[0])) return []
    const end = match.index + match[0].length
    const open = match.indices?.groups?.open
    return open && isTold(...open) ? [] : [{ start: match.index, end }]
  })
  const others = [
    findBoundSubject(claim, evidence),
    findTermBehind(evidence, taken),
    findCompared(claim, evidence, taken),
  ]
  return [...found, ...others.flatMap((one) => one ?? [])].map((rival) => {
    const place = { start: first[0].range.start, end: first[0].range.start }
    return { kind: 'words', claim: place, rival, contradicts: false, isHeld: true }
  })
}

type Bound = {
  /** What is `open` has no partner in the claim where it bounds anything. */
  readonly inSource: RegExp
  /** The claim says it as well, in these or in like words. */
  readonly inClaim: RegExp
}

const never = /(?!)/

const bounds: readonly Bound[] = [
  {
    inSource: /^\s*(?:before|until|prior to|without|but for) (?:[^,.;]*\s)?(?<open>\p{L}+),/diu,
    inClaim: never,
  },
  {
    inSource: /\bunder (?:protest|reservation|duress|pressure)\b/i,
    inClaim: /\b(?:protest|reserv|duress|pressure)/i,
  },
  {
    inSource: /\bin (?:large |small |great )?part\b(?!\s+of\b)/i,
    inClaim: /\bpart(?:ly|ial(?:ly)?)?\b/i,
  },
  {
    inSource: /\bin (?:all |any |every )?(?:material|essential|major|significant) respects?\b/i,
    inClaim: /\b(?:material|essential|major|significant)(?:ly)?\b/i,
  },
  {
    inSource: /(?<=,\s+)less (?:the|any|all|its|their)\b/i,
    inClaim: /\b(?:less|deduct\w*|minus|net)\b/i,
  },
  {
    inSource:
      /(?<=\p{L}\s+)(?:(?:older|younger|larger|smaller|longer|shorter|heavier|lighter) than|in excess of|exceeding|worth|aged)\s+(?:[€$£]\s?)?(?<open>[\d.,]*\d)/diu,
    inClaim: never,
  },
  {
    inSource:
      /^\s*in (?:the|an?|its|their|our) (?:previous|last|prior|earlier|former|preceding|draft|first|second|third)\s+(?<open>\p{L}+)/diu,
    inClaim: never,
  },
  {
    inSource:
      /\b(?:designed|meant|intended|sized|rated|licensed|certified) for(?=\s+(?:up to\s+)?\d)/i,
    inClaim: /\b(?:design|meant|intend|sized|rated|licen[cs]|certif|capacity)/i,
  },
  {
    inSource:
      /\bwith (?:\p{L}+ )?(?:reservations?|qualifications?|amendments?|changes|conditions|exceptions?)\b/iu,
    inClaim: /\b(?:reserv|qualif|amend|chang|condition|except)/i,
  },
]

/** What is allowed or given is so on the terms that stand behind it: "free for visitors who stay an hour". */
function findTermBehind(evidence: string, taken: readonly TextRange[]): TextRange | undefined {
  const last = Math.max(...taken.map(({ end }) => end))
  const [words = '', term = ''] = terms.exec(evidence.slice(last)) ?? []
  if (term === '' || !allowing.test(evidence.slice(0, last))) return undefined
  return { start: last + words.length - term.length, end: last + words.length }
}

const allowing =
  /\b(?:may|entitled|eligible|(?:is|are|be)\s+(?:\p{Ll}+ly\s+)?(?:allowed|permitted|free|open|available|exempt|admitted|accepted|valid|paid|payable|refunded|granted|offered|covered|reimbursed))\b[^.;:]*$/iu
const terms =
  /^\s+((?:who|that|which|when|while|where|with|without|accompanied|on|during|for|from|until|till|under|over|aged|between|before|after|unless|if|\p{Ll}{2,}ing)\s[^.;:,]*)/iu

/** "Smaller than in 2021" is not "smaller in 2021". */
function findCompared(
  claim: string,
  evidence: string,
  taken: readonly TextRange[],
): TextRange | undefined {
  const than = /\bthan\s+(?:(?:in|on|at|for|the|those|that|of)\s+){0,3}/i.exec(evidence)
  const end = than ? than.index + than[0].length : -1
  const isOther = taken.some(({ start }) => start === end) && !comparing.test(claim)
  return than && isOther ? { start: than.index, end } : undefined
}

const comparing =
  /\b(?:than|compar\p{L}*|against|versus|from|over|since|exceed\p{L}*|outnumber\p{L}*)\b/iu

/** "A breach of sensitive data shall be reported" says it of no other breach. */
function findBoundSubject(claim: string, evidence: string): TextRange | undefined {
  const [, subject] = ofAny.exec(claim) ?? []
  if (subject === undefined) return undefined
  const [whole, given, bound = ''] = ofBounded.exec(evidence) ?? []
  if (whole === undefined || given?.toLowerCase() !== subject.toLowerCase()) return undefined
  return { start: whole.length - bound.length, end: whole.length }
}

const any = '(?:an?|any|each|every|all|no)'
const verb = '(?:is|are|was|were|has|have|had|shall|must|may|can|will|should)'
const ofAny = new RegExp(`^\\s*(${any}\\s+\\p{L}+)\\s+${verb}\\b`, 'iu')
const ofBounded = new RegExp(
  `^\\s*(${any}\\s+\\p{L}+)\\s+((?:of|with|in|over|from|by|on|for|that|which|who|above|below)\\s+[^.;:]*?)(?=\\s+${verb}\\b)`,
  'iu',
)
