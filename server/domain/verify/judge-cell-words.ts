import type { ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import { isDifference } from './compute-formula.ts'
import { nameScale } from './lexicon.ts'
import type { CellFinding } from './judge-cells.ts'
import { judgeNaming } from './judge-naming.ts'
import { judgeSignificance } from './judge-significance.ts'
import { readStatement, type Direction, type Token } from './statement.ts'
import type { Claim, ClaimEvidence } from './verdict.ts'

/** What a sentence says around its values: denials, directions, significance, and what it speaks of. */
export function judgeCellWords(
  claim: Claim,
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  known: readonly Token[],
  findArms: ArmFinder,
): readonly CellFinding[] {
  const negations = tokens.filter(({ kind }) => kind === 'negation').map(({ range }) => range)
  const significance = judgeSignificance(claim.text, paired, negations)
  const wrong = significance.wrong.map((range): CellFinding => ({
    kind: 'significance',
    claim: range,
    evidence: toEvidence(paired),
    contradicts: true,
  }))
  return [
    ...wrong,
    ...judgeNegations(tokens, paired, significance.explainsNegation || wrong.length > 0, evidence),
    ...tokens.flatMap((token) =>
      token.kind === 'direction' && !isEither(token, tokens)
        ? judgeDirection(token, claim.text, paired, known)
        : [],
    ),
    ...judgeModality(tokens, known),
    ...judgeNaming(claim, tokens, paired, evidence, known, findArms),
  ]
}

function toEvidence(paired: readonly PairedValue[]): CellFinding['evidence'] {
  const value = paired.at(-1)?.value
  return value ? { index: value.index, range: value.range } : null
}

function judgeNegations(
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  isOfSignificance: boolean,
  evidence: readonly ClaimEvidence[],
): readonly CellFinding[] {
  const rows = new Set(evidence.flatMap(({ cell }) => cell?.reference.rowPath.at(-1) ?? []))
  const complement = findComplement(tokens, evidence)
  const told = tokens.filter((one) => one.kind === 'negation' && one !== complement?.denial)
  const denied = [...rows].filter((head) => /\bnot\b/i.test(head)).length
  const allowed = [...rows].filter(isDenied).length
  const isZero = paired.every(({ claim }) => claim.quantity.decimal === '0')
  const place = paired[0]?.claim.range
  const isMissed = complement !== undefined && complement.denial === undefined
  if ((told.length < denied || isMissed) && place) {
    return [{ kind: 'negation', claim: place, evidence: toEvidence(paired), contradicts: true }]
  }
  const isExplained = isOfSignificance || (isZero && paired.length > 0)
  return told.slice(isExplained ? told.length : Math.max(denied, allowed)).map(({ range }) => ({
    kind: 'negation',
    claim: range,
    evidence: toEvidence(paired),
    contradicts: paired.length > 0,
  }))
}

/** "No change", "Without relapse"; "No. of subjects" denies nothing. */
function isDenied(head: string): boolean {
  const words = head.replace(/\bno\.\s/gi, ' ')
  return readStatement(words, () => []).some(({ kind }) => kind === 'negation')
}

/**
 * Who is left of all without those of a row was not what the row says: "59 were not randomized" of
 * screened less randomized. The row's name then needs its denial.
 */
function findComplement(
  tokens: readonly Token[],
  evidence: readonly ClaimEvidence[],
): { readonly denial: Token | undefined } | undefined {
  const left = evidence.findLast(({ formula }) => isDifference(formula))
  const row = left?.cell?.reference.rowPath.at(-1)
  if (row === undefined) return undefined
  const names = new Set(readStatement(row, () => []).map(({ key }) => key))
  const last = tokens.findLastIndex(({ key }) => names.has(key))
  const before = tokens.slice(Math.max(0, last - 2), Math.max(0, last))
  return last < 0 ? undefined : { denial: before.findLast(({ kind }) => kind === 'negation') }
}

/** "The increase or decrease" tells no direction. */
function isEither({ role }: DirectionToken, tokens: readonly Token[]): boolean {
  const ways = tokens.flatMap((one) =>
    one.kind === 'direction' && one.role.scale === role.scale ? [one.role.way] : [],
  )
  return role.scale === 'amount' && new Set(ways).size > 1
}

type DirectionToken = Extract<Token, { kind: 'direction' }>

function judgeDirection(
  token: DirectionToken,
  text: string,
  paired: readonly PairedValue[],
  known: readonly Token[],
): readonly CellFinding[] {
  const told = listDirections(paired, known, token.role.scale)
  const isTold = told.some((one) => one.kind === 'direction' && one.role.way === token.role.way)
  const compared = compareValues(token, text, paired)
  if (compared === true || (compared === undefined && isTold)) return []
  const contradicts = compared === false || (told.length > 0 && paired.length > 0)
  return [
    { kind: nameScale(token.role), claim: token.range, evidence: toEvidence(paired), contradicts },
  ]
}

/**
 * What is told on this scale. Where the heads of a value say it themselves, a caption or note does not
 * take their place: a row "After lying down" is of no "before", though a visit is "on or before" a week.
 */
function listDirections(
  paired: readonly PairedValue[],
  known: readonly Token[],
  scale: string,
): readonly DirectionToken[] {
  const own = saidByHeads.has(scale)
    ? paired.flatMap(({ value }) => value.headers.flatMap((head) => readStatement(head, () => [])))
    : []
  const isOfScale = (one: Token): one is DirectionToken =>
    one.kind === 'direction' && one.role.scale === scale
  const ofHeads = own.filter(isOfScale)
  return ofHeads.length > 0 ? ofHeads : known.filter(isOfScale)
}

/** "Low", "with" and the like are parts of many names of rows. */
const saidByHeads: ReadonlySet<string> = new Set(['time', 'quality', 'end', 'normality'])

/** "more frequent with A (91.7%) than with B (75.6%)"; undefined where nothing is compared by values. */
function compareValues(
  { range, role }: { readonly range: Token['range']; readonly role: Direction },
  text: string,
  paired: readonly PairedValue[],
): boolean | undefined {
  const than = text.indexOf(' than ', range.end)
  if (than < 0 || role.scale !== 'amount') return undefined
  const inside = paired.filter(({ claim }) => claim.range.start > range.end)
  const read = (some: readonly PairedValue[]): number[] =>
    some.map(({ claim }) => Number(claim.quantity.decimal))
  const first = read(inside.filter(({ claim }) => claim.range.end <= than))
  const second = read(inside.filter(({ claim }) => claim.range.start > than))
  if (first.length === 0 || second.length === 0) return undefined
  return role.way === 'up'
    ? Math.min(...first) > Math.max(...second)
    : Math.max(...first) < Math.min(...second)
}

function judgeModality(tokens: readonly Token[], known: readonly Token[]): readonly CellFinding[] {
  const told = new Set(known.filter(({ kind }) => kind === 'modality').map(({ key }) => key))
  return tokens
    .filter(({ kind, key }) => kind === 'modality' && !told.has(key))
    .map(({ range }) => ({ kind: 'modality', claim: range, evidence: null, contradicts: false }))
}
