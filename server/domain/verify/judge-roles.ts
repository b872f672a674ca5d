import type { TextRange } from '../../../shared/text/range.ts'
import type { Matching } from './align-tokens.ts'
import type { Finding } from './judge-gap.ts'
import type { Token } from './statement.ts'

/**
 * Who does what to whom, and from what to what, where two texts have the same words in one order: told
 * by small words that are no tokens, "acquired by", "from Alice to Bob", "tested against", "rose to 5%".
 */
export function judgeRoles(
  claim: string,
  evidence: string,
  { pairs }: Matching,
): readonly Finding[] {
  const [first] = pairs
  if (!first) return []
  const turned = pairs.filter(([one, other], at) => {
    const words = [readPreposition(claim, one).word, readPreposition(evidence, other).word] as const
    return isTurned(words, one, pairs[at - 1]?.[0])
  })
  const findings = turned.map(([one, other]) =>
    toFinding(readPreposition(claim, one).range, readPreposition(evidence, other).range),
  )
  const voices = [passive.test(claim), passive.test(evidence)]
  return voices[0] === voices[1] ? findings : [...findings, toFinding(...rangesOf(first))]
}

function rangesOf([one, other]: readonly [Token, Token]): [TextRange, TextRange] {
  return [one.range, other.range]
}

function toFinding(claim: TextRange, rival: TextRange): Finding {
  return { kind: 'words', claim, rival, contradicts: false, isHeld: true }
}

/** `range` is of both words: "to Bob". */
function readPreposition(
  text: string,
  { range: { start, end } }: Token,
): { readonly word: string; readonly range: TextRange } {
  const found = preposition.exec(text.slice(Math.max(0, start - 24), start))
  const word = found?.[1]?.toLowerCase() ?? ''
  return { word, range: { start: start - (found?.[0].length ?? 0), end } }
}

/**
 * "Rose to 5%" is not "rose 5%"; elsewhere only two different words turn anything, and what is covered with a thing is
 * covered by it.
 */
function isTurned(
  [one, other]: readonly [string, string],
  token: Token,
  before: Token | undefined,
): boolean {
  if (one === other) return false
  const isChange = token.kind === 'number' && before?.kind === 'direction'
  const isAlike = [one, other].includes('with') && [one, other].includes('by')
  return (one !== '' && other !== '' && !isAlike) || (isChange && (one === 'to' || other === 'to'))
}

const preposition =
  /(?<!compared |relative |equal |up |due )\b(from|to|by|for|with|against)\s+(?:(?:the|an?)\s+)?$/iu

/** "was acquired by": the doer stands last; "rose by 5%" names none. */
const passive =
  /\b(?:is|are|was|were|be|been|being)\s+(?:\p{Ll}+ly\s+|not\s+)?\p{Ll}+\s+by\s+(?![\d<>≤≥$€£+-])/iu
