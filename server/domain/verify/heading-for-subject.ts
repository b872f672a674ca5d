import type { Matching } from './align-tokens.ts'
import type { Finding } from './judge-gap.ts'

/**
 * A heading names what the sentences below it go on about, but no subject that one of them has itself: below "The
 * Harbour plant", "the depot was closed" says of no plant that it was.
 */
export function judgeHeadingForSubject(
  claim: string,
  evidence: string,
  { gaps }: Matching,
  above: ReadonlySet<string>,
): readonly Finding[] {
  const [gap] = gaps
  const [own] = gap?.claim ?? []
  const other = gap?.evidence.find(({ kind }) => kind === 'word' || kind === 'name')
  if (!gap || !own || !other || gap.before) return []
  const isOfHeading = gap.claim.every(
    ({ kind, key }) => (kind === 'word' || kind === 'name') && above.has(key),
  )
  const isSubject =
    !general.test(evidence.slice(other.range.start, other.range.end)) &&
    opening.test(claim.slice(0, own.range.start)) &&
    opening.test(evidence.slice(0, other.range.start))
  if (!isOfHeading || !isSubject || above.has(other.key)) return []
  return [{ kind: 'words', claim: own.range, rival: other.range, contradicts: false, isHeld: true }]
}

const opening = /^\s*(?:\d+(?:\.\d+)*\s+)?(?:(?:the|an?|this|that|these|those|its|all)\s+)?$/i

/** These stand for whatever the heading names. */
const general =
  /^(?:stud(?:y|ies)|trials?|compan(?:y|ies)|group|firm|agreement|contract|parties|report|document|product|project|programme?|team|part|section|table|figure|site|results?|total|number|most|there)$/i
