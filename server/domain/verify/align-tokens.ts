import { sameQuantity } from '../../../shared/text/quantities.ts'
import type { Token } from './statement.ts'

/** What stands between two matches: tokens of the claim and of the evidence without a partner. */
export type Gap = {
  readonly claim: readonly Token[]
  readonly evidence: readonly Token[]
  /** The matches around it; undefined at an end. */
  readonly before: Token | undefined
  readonly after: Token | undefined
}

export type Matching = {
  readonly pairs: readonly (readonly [claim: Token, evidence: Token])[]
  readonly gaps: readonly Gap[]
}

/** Pairs of tokens beyond which nothing is aligned: a sentence has dozens of tokens, not thousands. */
const mostPairs = 1_000_000

/** The longest common subsequence of two statements, and what it leaves. */
export function alignTokens(claim: readonly Token[], evidence: readonly Token[]): Matching {
  if (claim.length * evidence.length > mostPairs) {
    return { pairs: [], gaps: [{ claim, evidence, before: undefined, after: undefined }] }
  }
  const lengths = measureSuffixes(claim, evidence)
  const width = evidence.length + 1
  const pairs: (readonly [Token, Token])[] = []
  const gaps: Gap[] = []
  let open = { claim: 0, evidence: 0 }
  let [i, j] = [0, 0]
  const close = (): void => {
    const left = claim.slice(open.claim, i)
    const right = evidence.slice(open.evidence, j)
    if (left.length + right.length === 0) return
    gaps.push({ claim: left, evidence: right, before: claim[open.claim - 1], after: claim[i] })
  }
  while (i < claim.length && j < evidence.length) {
    const [one, other] = [claim[i], evidence[j]]
    const isMatch =
      one && other && lengths[i * width + j] === 1 + (lengths[(i + 1) * width + j + 1] ?? 0)
    if (isMatch && sameToken(one, other)) {
      close()
      pairs.push([one, other])
      i += 1
      j += 1
      open = { claim: i, evidence: j }
    } else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i += 1
    else j += 1
  }
  ;[i, j] = [claim.length, evidence.length]
  close()
  return { pairs, gaps }
}

/** True where two tokens say the same: "raised" and "increased", 1 g and 1000 mg. */
export function sameToken(a: Token, b: Token): boolean {
  if (a.kind === 'number' && b.kind === 'number') return sameQuantity(a.quantity, b.quantity)
  if (a.kind === 'direction' && b.kind === 'direction') {
    return a.key === b.key || (a.role.scale === b.role.scale && a.role.way === b.role.way)
  }
  return a.key === b.key
}

function measureSuffixes(claim: readonly Token[], evidence: readonly Token[]): Uint16Array {
  const width = evidence.length + 1
  const lengths = new Uint16Array((claim.length + 1) * width)
  for (let i = claim.length - 1; i >= 0; i--) {
    for (let j = evidence.length - 1; j >= 0; j--) {
      const [one, other] = [claim[i], evidence[j]]
      lengths[i * width + j] =
        one && other && sameToken(one, other)
          ? 1 + (lengths[(i + 1) * width + j + 1] ?? 0)
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0)
    }
  }
  return lengths
}
