import type { TextRange } from '../../../shared/text/range.ts'
import type { Gap } from './align-tokens.ts'
import { isQualifier, nameScale } from './lexicon.ts'
import type { Token } from './statement.ts'
import { followsFromBound, meetsBound } from './told-bounds.ts'
import type { DifferenceKind } from './verdict.ts'

/** A token without a partner: `rival` is what stands in its place in the evidence. */
export type Finding = {
  readonly kind: DifferenceKind
  /** Empty where the claim leaves `rival` out: the place where it would stand. */
  readonly claim: TextRange
  readonly rival: TextRange | null
  /** True where both can't be true of one thing. */
  readonly contradicts: boolean
  /** True where the evidence has the claim's words, in another order or with more that limits them. */
  readonly isHeld?: boolean
}

/** Words without a partner: by their keys in other gaps of the `evidence`, and keys `above` it in headings. */
type KnownWords = {
  readonly evidence: ReadonlyMap<string, TextRange>
  readonly above: ReadonlySet<string>
  /** What both have in different places, where nobody said that the one was written from the other. */
  readonly moved: ReadonlySet<Token>
  readonly isFound: boolean
}

/** What a gap between matches means. */
export function judgeGap(gap: Gap, known: KnownWords): readonly Finding[] {
  const findings = [
    ...gap.claim.flatMap((token) => judgeExtra(token, gap, known)),
    ...listMissing(gap).map((token) => judgeMissing(token, gap, known)),
    ...judgeSkipped(gap),
  ]
  if (isClose(gap)) return findings
  return findings.map((one) => ({
    ...one,
    contradicts: false,
    // of another statement maybe: as a reason it misleads
    rival: one.isHeld || !isNamedInPlace(one.kind) ? one.rival : null,
  }))
}

function isNamedInPlace(kind: DifferenceKind): boolean {
  return kind === 'direction' || kind === 'name' || kind === 'arm' || kind === 'date'
}

/**
 * True where few tokens stand instead of few: in a longer gap a number, name or denial may belong to
 * another statement, and contradicts nothing.
 */
function isClose({ claim, evidence }: Gap): boolean {
  return claim.length <= mostReplaced && evidence.length <= mostReplaced
}

const mostReplaced = 2

/** A cell gives all that its source gives: a value that it leaves out is a difference as well. */
export function judgeLeftOut({ claim, evidence, before, after }: Gap): readonly Finding[] {
  const place = startOf(claim[0] ?? after ?? before)
  return evidence.flatMap(({ kind, range }): readonly Finding[] =>
    kind === 'number' || kind === 'arm' || kind === 'date'
      ? [{ kind, claim: place, rival: range, contradicts: false }]
      : [],
  )
}

/**
 * A value, arm, date or direction that the evidence has between two matches may part them: "5 mg in
 * children and 10 mg in adults" gives no 5 mg to adults.
 */
function judgeSkipped({ claim, evidence, before, after }: Gap): readonly Finding[] {
  if (!before || !after) return []
  return evidence.flatMap(({ kind, range }): readonly Finding[] => {
    const isParting = kind === 'number' || kind === 'arm' || kind === 'date' || kind === 'direction'
    if (!isParting || claim.some((one) => one.kind === kind)) return []
    return [{ kind, claim: startOf(after), rival: range, contradicts: false, isHeld: true }]
  })
}

/** The place before a token: what is left out has no words in the claim. */
export function startOf(token: Token | undefined): TextRange {
  const start = token?.range.start ?? 0
  return { start, end: start }
}

/** How far from the matches a negation at an end of the evidence still belongs to them, in tokens. */
const reach = 3

function judgeExtra(token: Token, gap: Gap, known: KnownWords): readonly Finding[] {
  const rival = findRival(token, gap.evidence)
  const base = { claim: token.range, rival: rival?.range ?? null }
  const elsewhere = { ...base, rival: known.evidence.get(token.key) ?? base.rival }
  if (known.moved.has(token) && isMovable(token.kind)) {
    return [{ ...elsewhere, kind: token.kind, ...reordered }]
  }
  switch (token.kind) {
    case 'number':
      return [
        {
          ...base,
          kind: nameNumber(token, rival),
          contradicts: rival !== undefined && !isMet(token, rival),
        },
      ]
    case 'negation':
      return [{ ...base, kind: 'negation', contradicts: true }]
    case 'direction':
      return [{ ...base, kind: nameScale(token.role), contradicts: rival !== undefined }]
    case 'date':
    case 'arm':
      return [{ ...base, kind: token.kind, contradicts: rival !== undefined }]
    case 'modality':
      return [{ ...base, kind: 'modality', contradicts: false }]
    case 'mark':
      return rival ? [{ ...base, kind: 'words', contradicts: false }] : []
    case 'name':
      if (known.evidence.has(token.key)) return [{ ...elsewhere, kind: 'name', ...reordered }]
      if (known.above.has(token.key) && !/\d/.test(token.key) && !isInPlaceOf(gap, known)) return []
      return [
        { ...base, kind: 'name', contradicts: rival !== undefined && !known.above.has(token.key) },
      ]
    case 'word':
      if (known.evidence.has(token.key)) return [{ ...elsewhere, kind: 'words', ...reordered }]
      if (known.above.has(token.key) && !isInPlaceOf(gap, known)) return []
      return [{ ...base, kind: 'words', contradicts: false }]
  }
}

/** A heading adds to what a sentence says, and is put in place of none of its words. */
function isInPlaceOf({ before, after, evidence }: Gap, { above, isFound }: KnownWords): boolean {
  const isInside = before !== undefined && after !== undefined
  const isTelling = ({ kind, key }: Token): boolean =>
    (kind === 'word' || kind === 'name') && !above.has(key)
  return isFound && isInside && evidence.some(isTelling)
}

/** Who does what to whom lies in the order of words: another order may say the reverse. */
const reordered = { contradicts: false, isHeld: true } as const

/** "Without a receipt, three were paid" of three who were paid without one: it may be said of the same. */
function isMovable(kind: Token['kind']): kind is Movable {
  return movable.some((one) => one === kind)
}

const movable = ['number', 'negation', 'date', 'arm'] as const
type Movable = (typeof movable)[number]

/** What of the evidence a claim may not leave out: negations, and what weakens a statement. */
function listMissing(gap: Gap): readonly Token[] {
  const { evidence } = gap
  const near = evidence.filter((token, index) => token.kind === 'negation' || isNear(index, gap))
  return near
    .filter(({ kind, key }) => kind === 'negation' || kind === 'modality' || isQualifier(key))
    .filter(({ kind, key }) => !gap.claim.some((one) => one.kind === kind && one.key === key))
}

function isNear(index: number, { evidence, before, after }: Gap): boolean {
  return (
    (before !== undefined && index < reach) ||
    (after !== undefined && index >= evidence.length - reach)
  )
}

/** A denial further off may be of something else: it contradicts nothing, but nothing is sure either. */
function judgeMissing(token: Token, gap: Gap, { moved }: KnownWords): Finding {
  const place = gap.claim[0] ?? gap.after ?? gap.before
  const isNegation = token.kind === 'negation'
  const isFar = moved.has(token) || !isNear(gap.evidence.indexOf(token), gap)
  return {
    kind: isNegation ? 'negation' : token.kind === 'modality' ? 'modality' : 'words',
    claim: startOf(place),
    rival: token.range,
    contradicts: isNegation && !isFar,
    isHeld: isFar,
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

/** 61 is not against "at least 60", nor is "more than 500". */
function isMet(token: Token, rival: Token): boolean {
  if (token.kind !== 'number' || rival.kind !== 'number') return false
  const [told, given] = [token.quantity, rival.quantity]
  return meetsBound(told, given) || followsFromBound(told, given)
}

function nameNumber(token: Token, rival: Token | undefined): DifferenceKind {
  if (token.kind !== 'number' || rival?.kind !== 'number') return 'number'
  const [one, other] = [token.quantity, rival.quantity]
  if (one.comparator !== other.comparator) return 'number'
  if (one.decimal === other.decimal) return 'unit'
  return one.decimal.replace('-', '') === other.decimal.replace('-', '') ? 'sign' : 'number'
}
