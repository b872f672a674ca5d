import type { TextRange } from '../../../shared/text/range.ts'
import type { Gap } from './align-tokens.ts'
import type { Token } from './statement.ts'
import type { DifferenceKind } from './verdict.ts'

/** A token without a partner: `rival` is what stands in its place in the evidence. */
export type Finding = {
  readonly kind: DifferenceKind
  readonly claim: TextRange
  readonly rival: TextRange | null
  /** True where both can't be true of one thing. */
  readonly contradicts: boolean
}

/** What a gap between matches means; `isKnown` tells words that the evidence has elsewhere or above it. */
export function judgeGap(gap: Gap, isKnown: (token: Token) => boolean): readonly Finding[] {
  return [
    ...gap.claim.flatMap((token) => judgeExtra(token, gap, isKnown)),
    ...listMissing(gap).map((token) => judgeMissing(token, gap)),
  ]
}

/** A cell gives all that its source gives: a value that it leaves out is a difference as well. */
export function judgeLeftOut({ claim, evidence, before, after }: Gap): readonly Finding[] {
  const place = (claim[0] ?? after ?? before)?.range ?? { start: 0, end: 0 }
  return evidence.flatMap(({ kind, range }): readonly Finding[] =>
    kind === 'number' || kind === 'arm' || kind === 'date'
      ? [{ kind, claim: place, rival: range, contradicts: false }]
      : [],
  )
}

/** How far from the matches a negation at an end of the evidence still belongs to them, in tokens. */
const reach = 3

function judgeExtra(
  token: Token,
  gap: Gap,
  isKnown: (token: Token) => boolean,
): readonly Finding[] {
  const rival = findRival(token, gap.evidence)
  const base = { claim: token.range, rival: rival?.range ?? null }
  switch (token.kind) {
    case 'number':
      return [{ ...base, kind: nameNumber(token, rival), contradicts: rival !== undefined }]
    case 'negation':
      return [{ ...base, kind: 'negation', contradicts: true }]
    case 'date':
    case 'arm':
    case 'direction':
      return [{ ...base, kind: token.kind, contradicts: rival !== undefined }]
    case 'modality':
      return [{ ...base, kind: 'modality', contradicts: false }]
    case 'name':
      if (isKnown(token) && !/\d/.test(token.key)) return []
      // named elsewhere, it is another order of words at most
      return [{ ...base, kind: 'name', contradicts: rival !== undefined && !isKnown(token) }]
    case 'word':
      return isKnown(token) ? [] : [{ ...base, kind: 'words', contradicts: false }]
  }
}

/** What of the evidence a claim may not leave out: negations, and what weakens a statement. */
function listMissing(gap: Gap): readonly Token[] {
  const { evidence, before, after } = gap
  const near = evidence.filter(
    (_, index) =>
      (before !== undefined && index < reach) ||
      (after !== undefined && index >= evidence.length - reach),
  )
  return near
    .filter(({ kind }) => kind === 'negation' || kind === 'modality')
    .filter(({ kind, key }) => !gap.claim.some((one) => one.kind === kind && one.key === key))
}

function judgeMissing(token: Token, { claim, before, after }: Gap): Finding {
  const place = claim[0] ?? after ?? before
  const isNegation = token.kind === 'negation'
  return {
    kind: isNegation ? 'negation' : 'modality',
    claim: place?.range ?? { start: 0, end: 0 },
    rival: token.range,
    contradicts: isNegation,
  }
}

function findRival(token: Token, evidence: readonly Token[]): Token | undefined {
  return evidence.find((other) => {
    if (token.kind === 'direction' && other.kind === 'direction') {
      return other.role.scale === token.role.scale && other.role.way !== token.role.way
    }
    // names without digits are words in capitals: other words may stand for them
    if (token.kind === 'name') return other.kind === 'name' && /\d/.test(token.key + other.key)
    return other.kind === token.kind && token.kind !== 'word'
  })
}

function nameNumber(token: Token, rival: Token | undefined): DifferenceKind {
  if (token.kind !== 'number' || rival?.kind !== 'number') return 'number'
  const [one, other] = [token.quantity, rival.quantity]
  if (one.comparator !== other.comparator) return 'number'
  if (one.decimal === other.decimal) return 'unit'
  return one.decimal.replace('-', '') === other.decimal.replace('-', '') ? 'sign' : 'number'
}
