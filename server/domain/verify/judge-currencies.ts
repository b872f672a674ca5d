import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import type { Matching } from './align-tokens.ts'
import type { PairedValue } from './cell-values.ts'
import type { CellFinding } from './judge-cells.ts'
import type { Finding } from './judge-gap.ts'
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
    const said = readCurrency(claim, own.range)
    const known = readCurrency(evidence, other.range)
    if (!said || (known && isSame(said, known))) return []
    if (!known && !(isTyped && listCurrencies(evidence).length === 0)) return []
    const contradicts = known !== undefined
    return [{ kind: 'unit', claim: own.range, rival: other.range, contradicts }]
  })
}

/** True of a finding about the code in "EUR 2.1 million" where the other side has "€2.1 million". */
export function createMoneyTeller(
  claim: string,
  evidence: string,
  { pairs }: Matching,
): (finding: Finding) => boolean {
  const same = pairs.filter(([own, other]) => {
    const said = readCurrency(claim, own.range)
    const known = readCurrency(evidence, other.range)
    return said !== undefined && known !== undefined && isSame(said, known)
  })
  const isBeside = (text: string, range: TextRange, numbers: readonly TextRange[]) =>
    isCode.test(sliceRange(text, range)) &&
    numbers.some(({ start, end }) => start - range.end <= 1 && range.start - end <= longest)
  return ({ claim: own, rival }) => {
    const isLeftOut = own.start >= own.end
    if (isLeftOut && rival) {
      return isBeside(
        evidence,
        rival,
        same.map(([, { range }]) => range),
      )
    }
    return (
      !rival &&
      isBeside(
        claim,
        own,
        same.map(([{ range }]) => range),
      )
    )
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
    const said = readCurrency(claim, range)
    if (!said) return []
    const own = evidence[value.index]
    const named = [...listCurrencies(own?.quote ?? ''), ...value.headers.flatMap(listCurrencies)]
    const beside = named.length > 0 || !own ? named : listOfRow(own)
    const known = beside.length > 0 ? beside : listCurrencies(own?.context ?? '')
    if (known.length === 0 ? !isFound : known.some((one) => isSame(said, one))) return []
    const rival = { index: value.index, range: value.range }
    return [{ kind: 'unit', claim: range, evidence: rival, contradicts: beside.length > 0 }]
  })
}

/** "EUR" below "Currency" is of all amounts in its row. */
function listOfRow(own: ClaimEvidence): readonly string[] {
  return listOtherColumns(own).flatMap(({ words }) =>
    wholly.test(words.trim()) ? listCurrencies(words) : [],
  )
}

const codes = 'EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|JPY|AUD|CAD|NZD|HKD|SGD|INR|CNY|BRL'
const names = 'euros?|dollars?|francs?|pounds?|yen|rupees?'
const lands = 'US|American|Australian|Canadian|Swiss'
const isCode = new RegExp(`^(?:${codes}|${names}|${lands})$`)
const signs = '(?:US|AU?|CA?|NZ|HK|S|R)?\\$|(?!\\$)\\p{Sc}'
const before = new RegExp(`(?:\\b(?<code>${codes})|(?<sign>${signs}))\\s?[-–−(]*\\s?$`, 'u')
const after = new RegExp(
  `^(?:\\s(?:thousand|million|billion)|\\s?[mk]|\\s?bn)?\\s?(?:(?<code>${codes})\\b|(?<sign>${signs})|(?:(?<land>${lands})\\s)?(?<name>${names})\\b)`,
  'u',
)
const anywhere = new RegExp(`\\b(?:${codes}|euros?|dollars?|francs?|sterling)\\b|${signs}`, 'gu')
const wholly = new RegExp(`^(?:${codes}|${signs})$`, 'u')

/** Its code, "$" for dollars of no country; undefined where a number is of no money. */
function readCurrency(text: string, range: TextRange): string | undefined {
  const number = sliceRange(text, range)
  const digit = range.start + Math.max(0, number.search(/\d/))
  const found =
    before.exec(text.slice(Math.max(0, digit - longest), digit)) ??
    after.exec(text.slice(range.end, range.end + longest))
  const { code, sign, land, name } = found?.groups ?? {}
  const ofLand = name?.startsWith('dollar') ? dollars[land ?? ''] : undefined
  return toCode(code ?? sign ?? ofLand ?? name)
}

/** Units of a text in which money stands beside its number: "billion Australian dollars". */
const longest = 32

function listCurrencies(text: string): readonly string[] {
  return Array.from(text.matchAll(anywhere), ([found]) => toCode(found) ?? found)
}

function toCode(found: string | undefined): string | undefined {
  return found === undefined ? undefined : (known[found] ?? found)
}

const known: Readonly<Record<string, string>> = {
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  '£': 'GBP',
  sterling: 'GBP',
  '¥': 'JPY',
  US$: 'USD',
  A$: 'AUD',
  C$: 'CAD',
  HK$: 'HKD',
  S$: 'SGD',
  AU$: 'AUD',
  CA$: 'CAD',
  NZ$: 'NZD',
  R$: 'BRL',
  '₹': 'INR',
  rupee: 'INR',
  rupees: 'INR',
  yen: 'JPY',
  franc: 'CHF',
  francs: 'CHF',
  pound: 'GBP',
  pounds: 'GBP',
  dollar: '$',
  dollars: '$',
}

const dollars: Readonly<Record<string, string>> = {
  US: 'USD',
  American: 'USD',
  Australian: 'AUD',
  Canadian: 'CAD',
}

function isSame(a: string, b: string): boolean {
  return a === b || (isDollar(a) && isDollar(b) && (a === '$' || b === '$'))
}

function isDollar(code: string): boolean {
  return code === '$' || code.endsWith('D')
}
