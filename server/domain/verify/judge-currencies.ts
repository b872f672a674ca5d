import {
  findCurrency,
  isSameCurrency,
  listCurrencies,
  readCurrency,
} from '../../../shared/text/currencies.ts'
import { containsRange, type TextRange } from '../../../shared/text/range.ts'
import type { Matching } from './align-tokens.ts'
import type { PairedValue } from './cell-values.ts'
import type { CellFinding } from './judge-cells.ts'
import type { Finding } from './judge-gap.ts'
import type { Statement } from './statement.ts'
import { listOtherColumns } from './table-values.ts'
import type { Claim, ClaimEvidence } from './verdict.ts'

/**
 * "£2.1 million" for "€2.1 million": the same number of other money, wherever both name it. Money that a source names
 * nowhere is the writer's own: a template may add the sign, who types it may have taken the wrong one.
 */
export function judgeCurrencies(
  claim: string,
  evidence: string,
  { pairs }: Matching,
  isTyped: boolean,
): readonly Finding[] {
  return pairs.flatMap(([own, other]): readonly Finding[] => {
    if (own.kind !== 'number' || other.kind !== 'number') return []
    const said = findCurrency(claim, own.range)?.code
    const known = findCurrency(evidence, other.range)?.code
    if (!said || (known && isSameCurrency(said, known))) return []
    if (!known && !(isTyped && listCurrencies(evidence).length === 0)) return []
    const contradicts = known !== undefined
    return [{ kind: 'unit', claim: own.range, rival: other.range, contradicts }]
  })
}

/**
 * True of a finding about the code in "EUR 2.1 million" where the other side has "€2.1 million", or where the number
 * itself is what the other side lacks.
 */
export function createMoneyTeller(
  claim: Statement,
  evidence: Statement,
  { pairs }: Matching,
): (finding: Finding) => boolean {
  const same = pairs.flatMap(([own, other]) => {
    const said = findCurrency(claim.text, own.range)
    const known = findCurrency(evidence.text, other.range)
    return said && known && isSameCurrency(said.code, known.code) ? [[own, other]] : []
  })
  const paired = new Set(pairs.flat())
  const sames = new Set(same.flat())
  const listRanges = ({ text, tokens }: Statement): readonly TextRange[] =>
    tokens.flatMap((token) => {
      const isOfOther = token.kind !== 'number' || (paired.has(token) && !sames.has(token))
      return isOfOther ? [] : (findCurrency(text, token.range)?.range ?? [])
    })
  const [own, others] = [listRanges(claim), listRanges(evidence)]
  return ({ claim: range, rival }) => {
    const isLeftOut = range.start >= range.end
    if (isLeftOut && rival) return others.some((one) => containsRange(one, rival))
    return !rival && own.some((one) => containsRange(one, range))
  }
}

/**
 * A cell's money is named beside its number, in its heads or its row, or else in what stands around its table. Where it
 * is named nowhere, a template may add the sign; who types it may have taken the wrong one.
 */
export function judgeCurrenciesOfCells(
  { text: claim, isFound }: Claim,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): readonly CellFinding[] {
  return paired.flatMap(({ claim: { range }, value }): readonly CellFinding[] => {
    const said = findCurrency(claim, range)?.code
    if (!said) return []
    const own = evidence[value.index]
    const named = [...listCodes(own?.quote ?? ''), ...value.headers.flatMap(listCodes)]
    const beside = named.length > 0 || !own ? named : listOfRow(own)
    const known = beside.length > 0 ? beside : listCodes(own?.context ?? '')
    if (known.length === 0 ? !isFound : known.some((one) => isSameCurrency(said, one))) return []
    const rival = { index: value.index, range: value.range }
    return [{ kind: 'unit', claim: range, evidence: rival, contradicts: beside.length > 0 }]
  })
}

/** "EUR" below "Currency" is of all amounts in its row. */
function listOfRow(own: ClaimEvidence): readonly string[] {
  return listOtherColumns(own).flatMap(({ words }) =>
    readCurrency(words) === undefined ? [] : listCodes(words),
  )
}

function listCodes(text: string): readonly string[] {
  return listCurrencies(text).map(({ code }) => code)
}
