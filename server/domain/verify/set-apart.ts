import type { Matching } from './align-tokens.ts'
import type { Finding } from './judge-gap.ts'

/**
 * What a source sets apart from its statement is not told of: "chose Bergen" of "chose Oslo rather than Bergen", "the
 * insurer accepted it" of "the company, unlike its insurer, accepted it".
 */
export function judgeSetApart(
  claim: string,
  evidence: string,
  { pairs }: Matching,
): readonly Finding[] {
  return Array.from(evidence.matchAll(apart)).flatMap(({ 0: words, 1: marker, index }) => {
    const end = index + words.length
    const own = pairs.find(([, { range }]) => range.start >= index && range.start < end)
    if (!own || claim.toLowerCase().includes((marker ?? words).toLowerCase())) return []
    const [{ range: place }, { range: rival }] = own
    return [{ kind: 'words', claim: place, rival, contradicts: false, isHeld: true } as const]
  })
}

const marker =
  'rather than|instead of|in place of|as opposed to|other than|apart from|unlike|in contrast to|with the exception of'
const verb = '(?:was|were|is|are|has|have|had|did|does)'
const apart = new RegExp(
  `\\b(${marker}) (?:(?:\\p{L}+[- ]){0,3}?\\p{L}+(?=[,.;]|$| ${verb}\\b)|(?:\\p{L}+[- ])?\\p{L}+)`,
  'giu',
)
