import { sliceRange } from '../../../shared/text/range.ts'
import { splitSentences } from '../../../shared/text/sentences.ts'
import type { ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import { findUnscaled, isShown, isToldByTables, isUnitBehind } from './house-shown.ts'
import type { CellFinding } from './judge-cells.ts'
import { isPlacingWord, isReportingWord } from './lexicon.ts'
import { isDenied } from './judge-negations.ts'
import { isUnit, nameKey, readName } from './names-of-cells.ts'
import { readStatement, type Token } from './statement.ts'
import { isTotal } from './table-values.ts'
import type { Claim, ClaimEvidence } from './verdict.ts'

/** A claim with the words of its template's rule, and what its values rest on. */
export type HouseClaim = {
  readonly claim: Claim
  readonly paired: readonly PairedValue[]
  readonly evidence: readonly ClaimEvidence[]
  readonly findArms: ArmFinder
}

/** What the template's own rule says around its values; empty for words that somebody else wrote. */
export function readWording(claim: Claim, findArms: ArmFinder): readonly Token[] {
  if (claim.wording === undefined || claim.isFound) return []
  return readStatement(claim.wording.replace(bound, ' '), findArms)
}

/** Before a value "no more than" denies nothing, and is read with the value. */
const bound = /\bnot?\s+(?=(?:more|less|fewer|greater|higher|lower) than\s+\S*¤)/gi

/**
 * True for a word that the template's own rule put around its values: its author chose the cells, and the
 * words for them. That holds for no sentence that leaves the row of a value unnamed, nor for a word that
 * a table could show to be wrong, unless it shows it to be right.
 */
export function createHouseTest(
  house: HouseClaim,
  context: readonly Token[],
  cited: Iterable<number>,
): (token: Token) => boolean {
  const { claim, evidence, findArms } = house
  const own = new Set(readWording(claim, findArms).map(({ key }) => key))
  const keys = new Set([...readStatement(claim.text, findArms), ...context].map(nameKey))
  const areNamed = Array.from(cited).every((index) => {
    const cell = evidence[index]?.cell
    return !cell || isNamed(cell.reference.rowPath, keys, findArms)
  })
  return (token) => {
    if (!areNamed || token.kind !== 'word' || !own.has(token.key)) return false
    const word = sliceRange(claim.text, token.range).toLowerCase()
    if (isUnitBehind(token, house)) return false
    return isToldByTables(word, token, house) ? isShown(word, token, house) : true
  }
}

function isNamed(
  rowPath: readonly string[],
  keys: ReadonlySet<string>,
  findArms: ArmFinder,
): boolean {
  if (isTotal(rowPath)) return true
  const name = readName(rowPath.filter((one) => !isUnit(one)).slice(-1), findArms)
  const telling = [...name].filter((key) => !isReportingWord(key))
  return telling.length === 0 || telling.some((key) => keys.has(key))
}

/**
 * What the template's sentence has and the claim has no more: denials and demands, numbers and dates of its
 * own, words that name the row or column of a value.
 */
export function judgeLeftOutOfHouse(house: HouseClaim): readonly CellFinding[] {
  const { claim, evidence, findArms } = house
  const tokens = readStatement(claim.text, findArms)
  const [first] = tokens
  if (!first || !isOneSentence(claim)) return []
  const own = readWording(claim, findArms)
  const paths = evidence.flatMap(({ cell }) =>
    cell ? [cell.reference.rowPath, cell.reference.columnPath] : [],
  )
  const totals = paths.some(isTotal) ? ['total'] : []
  const names = new Set([...totals, ...paths.flatMap((path) => [...readName(path, findArms)])])
  const keys = new Set([...tokens.map(bareKey), ...listUnitWords(claim.text, tokens)])
  const toFinding = (kind: CellFinding['kind']): CellFinding => ({
    kind,
    claim: first.range,
    evidence: null,
    contradicts: false,
  })
  const fewer = (['negation', 'modality'] as const).filter(
    (kind) => countOf(tokens, { kind }) < countOf(own, { kind }),
  )
  const left = own.find(
    (token) =>
      !keys.has(bareKey(token)) &&
      (/^(?:number|date)$/.test(token.kind) || (token.kind === 'word' && names.has(token.key))),
  )
  const isAffirmed = claimsDenied(house, tokens)
  return [
    ...fewer.map(toFinding),
    ...(left ? [toFinding('words')] : []),
    ...(isAffirmed ? [toFinding('negation')] : []),
    ...(findUnscaled(house) ? [toFinding('unit')] : []),
  ]
}

/** Of "12.8 years of education" the years are read with the value, though they name the row as well. */
function listUnitWords(text: string, tokens: readonly Token[]): readonly string[] {
  const numbers = tokens.filter(({ kind }) => kind === 'number')
  return numbers.flatMap(({ range }) =>
    readStatement(sliceRange(text, range).replace(/[^\p{L}]+/gu, ' '), () => []).map(
      ({ key }) => key,
    ),
  )
}

/** "In 7 cases, patients were harmed" below "No harm": a head that denies is told with a denial. */
function claimsDenied({ claim, paired, evidence }: HouseClaim, tokens: readonly Token[]): boolean {
  const isDenying =
    tokens.some(({ kind }) => kind === 'negation') ||
    /\b(?:un|non-?)\p{L}{4}|less\b|\bfree\b/iu.test(claim.text)
  const columns = paired.map(({ value }) =>
    evidence[value.index]?.cell?.reference.columnPath.at(-1),
  )
  return !isDenying && columns.some((head = '') => isDenied(head))
}

/** A number without its unit, which may stand behind a value in the claim. */
function bareKey(token: Token): string {
  return token.kind === 'number' ? token.quantity.decimal : token.key
}

/** True for a direction that the template's sentence has less often: the writer has put it there. */
export function isNotOfHouse({ claim, evidence, findArms }: HouseClaim, token: Token): boolean {
  const told = readStatement(claim.text, findArms)
  // a cell may hold such words itself
  const quotes = evidence.flatMap(({ quote }) => readStatement(quote, findArms))
  const own = [...readWording(claim, findArms), ...quotes]
  return isOneSentence(claim) && countOf(told, token, token.key) > countOf(own, token, token.key)
}

/** Only then both can be held against each other; a rule that stands in its template's own sentence gives no words. */
function isOneSentence({ wording, text, isFound }: Claim): boolean {
  if (wording === undefined || isFound || !/\p{L}/u.test(wording)) return false
  return [wording, text].every((one) => splitSentences(one).length === 1)
}

function countOf(tokens: readonly Token[], { kind }: Pick<Token, 'kind'>, key?: string): number {
  return tokens.filter((one) => one.kind === kind && (key === undefined || one.key === key)).length
}

/**
 * Denials that are the template's own and deny nothing that a head says: "12 cases had not been closed" of
 * those that are "Open". "Failed" denies nothing where the heads count failures.
 */
export function findHouseDenials(
  { claim, evidence, findArms }: HouseClaim,
  tokens: readonly Token[],
): readonly Token[] {
  const own = readWording(claim, findArms)
  const heads = evidence.flatMap(({ cell }) => cell?.headers ?? [])
  const quotes = evidence.map(({ quote }) => quote)
  const named = new Set(
    [...heads, ...quotes].flatMap((one) => readStatement(one, findArms)).map(({ key }) => key),
  )
  const denial = { kind: 'negation' } as const
  const isUnchanged = own.length > 0 && countOf(tokens, denial) <= countOf(own, denial)
  if (!isUnchanged) return []
  const hasFailures = heads.some((head) => /\bfail/i.test(head))
  // "Protocol criteria not met" needs its denial
  const areDenied = heads.some((head) => /\bnot\b/i.test(head))
  return tokens.filter((token, at) => {
    if (token.kind !== 'negation') return false
    const word = sliceRange(claim.text, token.range).toLowerCase()
    if (word.startsWith('fail')) return hasFailures
    const denied = tokens[at + 1]
    const isOfOther = !areDenied && denied?.kind === 'word' && !named.has(denied.key)
    return /^(?:not|\p{L}+n't)$/u.test(word) && isOfOther && !deniesNamed(claim, tokens, at, named)
  })
}

/** "Did not lead to termination", "did not remain without harm", "was not found": what stands behind is denied. */
function deniesNamed(
  { text }: Claim,
  tokens: readonly Token[],
  at: number,
  named: ReadonlySet<string>,
): boolean {
  const [first, ...others] = tokens.slice(at + 1)
  const from = tokens[at]?.range.end ?? 0
  const clause = /[,;:()]/.exec(text.slice(from))
  const end = clause ? from + clause.index : text.length
  const isFound = first !== undefined && presence.test(text.slice(first.range.start))
  const linked = others.filter(({ range }) => range.end <= end)
  return (
    isFound ||
    (isLink(first) && linked.some(({ kind, key }) => kind === 'negation' || named.has(key)))
  )
}

const presence = /^(?:found|detected|observed|seen|present)\b/i

/** Verbs that only join their subject to what is said of it. */
function isLink(token: Token | undefined): boolean {
  return token !== undefined && (isReportingWord(token.key) || isPlacingWord(token.key))
}
