import { rangesOverlap } from '../../../shared/text/range.ts'
import { findCalculation, listWays, type Way } from './arithmetic.ts'
import type { ArmFinder } from './arms.ts'
import { listCellValues, pairValues, type CellValue, type NumberToken } from './cell-values.ts'
import { applyTransformations } from './expected-text.ts'
import { judgeArms, type ArmFinding } from './judge-arms.ts'
import { judgeCellWords } from './judge-cell-words.ts'
import { judgeUnits } from './judge-units.ts'
import { createMeaningTest, describeNumber } from './judge-numbers.ts'
import { createLabelTest } from './label-numbers.ts'
import { isNumbered } from './named-number.ts'
import { readStatement, type Token } from './statement.ts'
import type { Claim, ClaimEvidence, Difference } from './verdict.ts'

export type CellFinding = Difference & { readonly contradicts: boolean }

export type CellJudgement = {
  readonly findings: readonly CellFinding[]
  /** Numbers of the claim that stand in the evidence, or follow from it. */
  readonly held: number
  readonly isComputed: boolean
}

/** Holds a sentence against the cells that its values come from. */
export function judgeCells(
  claim: Claim,
  tokens: readonly Token[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): CellJudgement {
  const expected = evidence.map(applyTransformations)
  const values = dropTwins(listCellValues(evidence, expected, findArms), evidence)
  const above = [
    ...new Set(evidence.flatMap(({ cell, context }) => [...(cell?.headers ?? []), context])),
  ]
  const heads = above.map((text) => readStatement(text, findArms))
  const known = [...heads.flat(), ...expected.flatMap(({ text }) => readStatement(text, findArms))]
  const isLabel = createLabelTest(tokens, heads)
  const numbers = tokens.filter((token) => token.kind === 'number')
  const amounts = numbers.filter((token) => !isLabel(token))
  // a visit or site is no value of a cell
  const named = amounts.filter((token) => isNumbered(tokens, tokens.indexOf(token), claim.text))
  const pairing = pairValues(
    amounts.filter((token) => !named.includes(token)),
    values,
  )
  // beside values that are given, a mean is one of them
  const ways = listWays(claim.text).filter(
    (way) => way !== 'average' || pairing.paired.length === 0,
  )
  const unexplained = pairing.unpaired.filter(
    (token) => !countsArms(token, claim.text, values) && !isComputed(token, ways, evidence, values),
  )
  const allKnown = [...above, ...expected.map(({ text }) => text), claim.context].join('\n')
  const isMeant = createMeaningTest(claim, tokens, evidence, findArms)
  const findings = [
    ...named.map(toUnheldNumber),
    ...unexplained.map((token) => describeNumber(token, unexplained.length, pairing, isMeant)),
    ...judgeUnits(pairing.paired, evidence, claim.context, findArms),
    ...judgeArms(claim.text, pairing.paired, findArms, allKnown).map(toArmFinding),
    ...judgeCellWords(claim, tokens, pairing, evidence, known, findArms),
  ]
  const held = numbers.length - unexplained.length - named.length
  const isDerived = pairing.unpaired.length > unexplained.length
  return { findings, held, isComputed: isDerived }
}

function toUnheldNumber({ range }: Token): CellFinding {
  return { kind: 'number', claim: range, evidence: null, contradicts: false }
}

function toArmFinding({ claim, value }: ArmFinding): CellFinding {
  const evidence = value ? { index: value.index, range: value.range } : null
  return { kind: 'arm', claim, evidence, contradicts: value !== undefined }
}

/** "the two active groups": as many as the values come from. */
function countsArms(
  { range, quantity }: NumberToken,
  text: string,
  values: readonly CellValue[],
): boolean {
  const isOfGroups = /^\s+(?:\p{L}+\s+){0,2}(?:groups|arms|treatments)\b/u.test(
    text.slice(range.end),
  )
  const arms = new Set(values.flatMap((value) => value.arms))
  return isOfGroups && quantity.decimal === String(arms.size)
}

/** One cell cited twice, for a value and for a condition, gives its value once. */
function dropTwins(
  values: readonly CellValue[],
  evidence: readonly ClaimEvidence[],
): readonly CellValue[] {
  return values.filter((value, at) => {
    const isCondition = /[<>=]/.test(evidence[value.index]?.formula.replace(/=\s*\S+$/, '') ?? '')
    return (
      !isCondition ||
      !values.some(
        (other, place) =>
          place < at &&
          evidence[other.index]?.sourceTextId === evidence[value.index]?.sourceTextId &&
          rangesOverlap(other.range, value.range),
      )
    )
  })
}

/** By the recorded formula's own operands, or as the claim's words say. */
function isComputed(
  { quantity }: NumberToken,
  ways: readonly Way[],
  evidence: readonly ClaimEvidence[],
  values: readonly CellValue[],
): boolean {
  // shares are calculated in percent
  if (quantity.unit === '%' && quantity.factor !== 1) return false
  const formulas = new Set(evidence.map(({ formula }) => formula).filter((one) => one !== ''))
  const byFormula = [...formulas].some((formula) => {
    const own = evidence.flatMap((one, index) => (one.formula === formula ? [index] : []))
    const operands = own.flatMap((index) => readOperand(values, index))
    const rows = own.map((_, at) => at)
    return formula.startsWith('rows(')
      ? findCalculation(quantity.decimal, rows, ['count']) !== undefined
      : findCalculation(quantity.decimal, operands, waysOf(formula)) !== undefined
  })
  if (byFormula) return true
  // a cell that is cited twice is one operand
  const places = evidence.map(({ sourceTextId, range }) => `${sourceTextId} ${range.start}`)
  const all = evidence.flatMap((_, index) =>
    places.indexOf(places[index] ?? '') === index ? readOperand(values, index) : [],
  )
  return findCalculation(quantity.decimal, all, ways) !== undefined
}

function readOperand(values: readonly CellValue[], index: number): readonly number[] {
  const value = values.find((one) => one.index === index)
  return value ? [Number(value.token.quantity.decimal)] : []
}

function waysOf(formula: string): readonly Way[] {
  if (/^percent\(/.test(formula)) return ['percent']
  if (/ - /.test(formula)) return ['difference']
  if (/ \/ /.test(formula)) return ['ratio', 'average']
  return / \+ |^sum\(/.test(formula) ? ['sum'] : []
}
