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

/** A match counts more than any number of replacements, which only choose between equals. */
const matchWorth = 1 << 12

/**
 * The longest common subsequence of two statements, and what it leaves; of several the one where most
 * of what is left stands in the place of its like: "2:1:1" of "1:1:1" replaces the first number.
 */
export function alignTokens(claim: readonly Token[], evidence: readonly Token[]): Matching {
  if (claim.length * evidence.length > mostPairs) {
    return { pairs: [], gaps: [{ claim, evidence, before: undefined, after: undefined }] }
  }
  const worths = weighSuffixes(claim, evidence)
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
    const step = (worths[i * width + j] ?? 0) - (worths[(i + 1) * width + j + 1] ?? 0)
    if (!one || !other) break
    if (step === matchWorth && sameToken(one, other)) {
      close()
      pairs.push([one, other])
      i += 1
      j += 1
      open = { claim: i, evidence: j }
    } else if (step === 1 && replaces(one, other)) {
      i += 1
      j += 1
    } else if ((worths[(i + 1) * width + j] ?? 0) >= (worths[i * width + j + 1] ?? 0)) i += 1
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

function replaces(a: Token, b: Token): boolean {
  return a.kind === b.kind && (a.kind === 'number' || a.kind === 'date' || a.kind === 'arm')
}

function weighSuffixes(claim: readonly Token[], evidence: readonly Token[]): Uint32Array {
  const width = evidence.length + 1
  const worths = new Uint32Array((claim.length + 1) * width)
  for (let i = claim.length - 1; i >= 0; i--) {
    for (let j = evidence.length - 1; j >= 0; j--) {
      const [one, other] = [claim[i], evidence[j]]
      const both = worths[(i + 1) * width + j + 1] ?? 0
      worths[i * width + j] = Math.max(
        one && other ? both + weighPair(one, other) : 0,
        worths[(i + 1) * width + j] ?? 0,
        worths[i * width + j + 1] ?? 0,
      )
    }
  }
  return worths
}

function weighPair(a: Token, b: Token): number {
  if (sameToken(a, b)) return matchWorth
  return replaces(a, b) ? 1 : 0
}
