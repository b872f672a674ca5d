import { isPValueHead } from '../cell-parts.ts'
import {
  pairValues,
  type CellValue,
  type NumberToken,
  type PairedValue,
  type Pairing,
} from './cell-values.ts'
import {
  findCalculated,
  prepareCalculation,
  type Calculated,
  type Calculation,
} from './judge-computed.ts'
import { createLabelTest } from './label-numbers.ts'
import { isNumbered } from './named-number.ts'
import { dropToldAgain, withSign } from './signed-changes.ts'
import { listYears } from './periods.ts'
import type { Token } from './statement.ts'
import { isTotal } from './table-values.ts'
import { dropSpelledTwice, isBroughtAlong, isLevelOfTest, withoutBound } from './told-numbers.ts'
import { ofCondition } from './told-bounds.ts'
import { withoutTakenChanges } from './told-changes.ts'
import type { ClaimEvidence } from './verdict.ts'

/** Where the numbers of a claim come from. */
export type Explained = {
  readonly pairing: Pairing
  /** Neither given by the cells nor computed from them. */
  readonly unexplained: readonly NumberToken[]
  /** They name and count nothing, as in "Week 12", and no head has them. */
  readonly named: readonly NumberToken[]
  /** Given, but not as what the claim says of them. */
  readonly unheld: readonly NumberToken[]
  /** Computed values with a unit, each beside a cell that it comes from. */
  readonly measured: readonly PairedValue[]
  /** How many stand in the evidence, or follow from it. */
  readonly held: number
  /** The claim's tokens without those that tell of a calculation that was found. */
  readonly words: readonly Token[]
}

/** `heads` are what the cells stand below and beside, read one by one. */
export function explainNumbers(
  text: string,
  tokens: readonly Token[],
  evidence: readonly ClaimEvidence[],
  values: readonly CellValue[],
  heads: readonly (readonly Token[])[],
): Explained {
  const repeatsHead = createLabelTest(tokens, heads, listHeadYears(evidence))
  const isOfTest = values.some(({ headers }) => headers.some(isPValueHead))
  const isLabel = (token: NumberToken) =>
    (!leadsRecord(token, text) && repeatsHead(token)) ||
    (isOfTest && isLevelOfTest(text, token.range))
  const amounts = tokens.filter((token) => token.kind === 'number').filter((one) => !isLabel(one))
  // a visit or site is no value of a cell
  const named = amounts.filter((token) => isNumbered(tokens, tokens.indexOf(token), text))
  const unnamed = amounts.filter((token) => !named.includes(token))
  const counted = dropToldAgain(dropSpelledTwice(unnamed, text, values), text)
    .map((token) => ofCondition(withoutBound(token, values), values, evidence))
    .map((token) => withSign(token, text, values, evidence))
  const pairing = withoutTakenChanges(pairValues(counted, values), text, evidence)
  const given = prepareCalculation(text, evidence, values, pairing.paired.length > 0)
  const calculated = listCalculated(pairing, given, values)
  const unexplained = pairing.unpaired.filter(
    (token) =>
      !calculated.has(token) &&
      !countsArms(token, text, values) &&
      !isBroughtAlong(token, text, pairing.paired, evidence) &&
      !(calculated.size > 0 && countsYears(token, values)),
  )
  return {
    pairing,
    unexplained,
    named,
    unheld: listOfOnePeriod(text, pairing),
    measured: listMeasured([...calculated.keys()], given),
    held: counted.length - unexplained.length,
    words: dropCalculation(tokens, [...calculated.values()]),
  }
}

/** "1: Supplier invoices are late": the number of a record is one of its cells, whatever a heading counts. */
function leadsRecord({ range }: NumberToken, text: string): boolean {
  return range.start === 0 && text.startsWith(':', range.end)
}

function listCalculated(
  { paired, unpaired, unused }: Pairing,
  given: Calculation,
  values: readonly CellValue[],
): ReadonlyMap<NumberToken, Calculated> {
  return new Map(
    unpaired.flatMap((token) => {
      const isGiven = countsYears(token, values) || hasOwnShare(token, given.text, paired, unused)
      const found = isGiven ? undefined : findCalculated(token, given)
      return found ? [[token, found] as const] : []
    }),
  )
}

/** "110 (93%)" of a cell with "110 (43%)": the share of a count is the cell's own. */
function hasOwnShare(
  { range, quantity }: NumberToken,
  text: string,
  paired: readonly PairedValue[],
  unused: readonly CellValue[],
): boolean {
  const count = paired.findLast(({ claim }) => claim.range.end <= range.start)
  if (quantity.unit !== '%' || !count) return false
  const isBeside = /^\s*\(\s*$/.test(text.slice(count.claim.range.end, range.start))
  return (
    isBeside &&
    unused.some(({ index, token }) => index === count.value.index && token.quantity.unit === '%')
  )
}

/**
 * Of the heads of cells, of a total of quarters the year of all of them; what these stand below names years
 * where no head does.
 */
function listHeadYears(evidence: readonly ClaimEvidence[]): readonly string[] {
  return evidence.flatMap(({ cell, context }) => {
    const own = cell?.headers.flatMap(listYears) ?? []
    if (own.length > 0) return own
    const rows = cell && isTotal(cell.reference.rowPath) ? cell.table.rows.flat() : []
    const summed = new Set(rows.flatMap(listYears))
    return [...(summed.size === 1 ? summed : []), ...listYears(context)]
  })
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

/** "The average over the 3 years": as many as the operands are of. */
function countsYears({ quantity }: NumberToken, values: readonly CellValue[]): boolean {
  const periods = new Set(values.map(({ period }) => period))
  const isOfYears = quantity.unit === 'month' && quantity.factor === 12
  return isOfYears && !periods.has('') && quantity.decimal === String(periods.size)
}

/** The total or mean of several periods is not the value of one of them. */
function listOfOnePeriod(text: string, { paired, unused }: Pairing): readonly NumberToken[] {
  const [only] = paired
  if (!only || paired.length > 1) return []
  const isOfSeveral = new Set(listYears(text)).size > 1 && /\b(?:total|average)\b/i.test(text)
  const { period } = only.value
  const isBeside = unused.some((one) => one.period !== '' && one.period !== period)
  return isOfSeveral && period !== '' && isBeside ? [only.claim] : []
}

/** What a value is computed from has its unit. */
function listMeasured(
  tokens: readonly NumberToken[],
  { operands: [value] }: Calculation,
): readonly PairedValue[] {
  return tokens.flatMap((token) =>
    value && !/^(?:%|pp)?$/.test(token.quantity.unit) ? [{ claim: token, value }] : [],
  )
}

/**
 * What tells of a calculation that was found needs no head that names it: "average", and a rise that
 * the values themselves show.
 */
function dropCalculation(tokens: readonly Token[], found: readonly Calculated[]): readonly Token[] {
  if (found.length === 0) return tokens
  const isTurnHeld = found.some((one) => one.isTurnHeld)
  return tokens.filter((one) => {
    if (one.kind === 'direction') return !isTurnHeld || one.role.scale !== 'amount'
    return one.kind !== 'word' || !/^(?:mean|sum|ratio|proport|combin|differ)$/.test(one.key)
  })
}
