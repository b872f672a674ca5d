import type { TextRange } from '../../../shared/text/range.ts'
import { isPValueHead } from '../cell-parts.ts'
import { isDifference } from './compute-formula.ts'
import type { PairedValue } from './cell-values.ts'
import type { CellFinding } from './judge-cells.ts'
import { readStatement, type Token } from './statement.ts'
import { listOtherColumns } from './table-values.ts'
import { greatest, smallest } from './told-numbers.ts'
import type { ClaimEvidence } from './verdict.ts'

/** The evidence of the last value that a claim gives. */
export function toLastValue(paired: readonly PairedValue[]): CellFinding['evidence'] {
  const value = paired.at(-1)?.value
  return value ? { index: value.index, range: value.range } : null
}

/**
 * "Never exceeded 44", "no delivery took longer than 57 days" of a maximum: the denial and the direction
 * that together tell it, and so deny nothing.
 */
export function findCeilings(
  text: string,
  tokens: readonly Token[],
  paired: readonly PairedValue[],
): readonly Token[] {
  return tokens.flatMap((token, at) => {
    if (token.kind !== 'negation' || !denial.test(text.slice(token.range.start))) return []
    const next = tokens
      .slice(at + 1)
      .find(({ kind }) => kind === 'direction' || kind === 'negation')
    const value = paired.find(({ claim }) => next && claim.range.start >= next.range.end)?.value
    if (next?.kind !== 'direction' || !value || next.role.scale !== 'amount') return []
    const head = next.role.way === 'up' ? greatest : smallest
    return value.headers.some((one) => head.test(one)) ? [token, next] : []
  })
}

/** "Not" denies what stands behind it, these that there is any. */
const denial = /^(?:no|none|never|neither|nor|nobody|nothing|without)\b/i

/** "Not in any", "not a single one"; a zero in brackets is told beside a denial. */
const noneAtAll = /^not\s+(?:\p{L}+\s+){0,3}?(?:any|a single)\b/iu

/** Denials that neither a head, nor a p-value, nor a value of zero explains. */
export function judgeNegations(
  text: string,
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  isOfSignificance: boolean,
  evidence: readonly ClaimEvidence[],
): readonly CellFinding[] {
  const rows = new Set(evidence.flatMap(({ cell }) => cell?.reference.rowPath.at(-1) ?? []))
  const columns = new Set(evidence.flatMap(({ cell }) => cell?.reference.columnPath.at(-1) ?? []))
  const complement = findComplement(tokens, evidence)
  const told = tokens.filter((one) => one.kind === 'negation' && one !== complement?.denial)
  const denied = [...rows].filter((head) => /\bnot\b/i.test(head)).length
  const quotes = evidence.filter(({ quote }) => isToldDenial(quote, tokens))
  const allowed = [...rows, ...columns].filter(isDenied).length + quotes.length
  const place = paired[0]?.claim.range
  const isMissed = complement !== undefined && complement.denial === undefined
  if ((told.length < denied || isMissed) && place) {
    return [{ kind: 'negation', claim: place, evidence: toLastValue(paired), contradicts: true }]
  }
  if (isOfSignificance) return []
  const unexplained = told.filter((token) => !isOfZero(token, text, paired, told.length === 1))
  const isOfRow = paired.some(({ value }) => isToldInRow(evidence[value.index], tokens))
  return unexplained.slice(Math.max(denied, allowed)).map(({ range }) => {
    const own = keepDenied(range, text, paired)
    return {
      kind: 'negation',
      claim: range,
      evidence: toLastValue(own.length > 0 ? own : paired),
      contradicts: own.length > 0 && !isOfRow,
    }
  })
}

/**
 * The values that a denial may be of: those of its own statement, "No subject died; three had nausea" being two,
 * and no p-value, which tells how sure "not balanced" is.
 */
function keepDenied(
  { start, end }: TextRange,
  text: string,
  paired: readonly PairedValue[],
): readonly PairedValue[] {
  return paired.filter(({ claim, value }) => {
    const [from, to] =
      claim.range.start > start ? [end, claim.range.start] : [claim.range.end, start]
    return !statementEnd.test(text.slice(from, to)) && !value.headers.some(isPValueHead)
  })
}

const statementEnd = /[:;]\s/

/** "No goods receipt" of another cell of the record that a sentence tells: what it denies is not a value. */
function isToldInRow(cited: ClaimEvidence | undefined, tokens: readonly Token[]): boolean {
  return (cited ? listOtherColumns(cited) : []).some(({ words }) => isToldDenial(words, tokens))
}

function isToldDenial(words: string, tokens: readonly Token[]): boolean {
  const told = new Set(tokens.map(({ key }) => key))
  return isDenied(words) && readStatement(words, () => []).every(({ key }) => told.has(key))
}

/** "None was fatal (0)"; "0 subjects did not" is another number. */
function isOfZero(
  { range }: Token,
  text: string,
  paired: readonly PairedValue[],
  isOnly: boolean,
): boolean {
  const zeros = paired.filter(({ claim }) => claim.quantity.decimal === '0')
  const rest = text.slice(range.start)
  const isBracketed = zeros.some(({ claim }) => text.charAt(claim.range.start - 1) === '(')
  const isAllZero = isOnly && zeros.length === paired.length && isBracketed
  return zeros.length > 0 && (denial.test(rest) || noneAtAll.test(rest) || isAllZero)
}

/** "No change", "Without relapse"; "No. of subjects" denies nothing. */
export function isDenied(head: string): boolean {
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
