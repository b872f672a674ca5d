import { sliceRange } from '../../../shared/text/range.ts'
import { splitSentences } from '../../../shared/text/sentences.ts'
import type { ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import type { CellFinding } from './judge-cells.ts'
import { isReportingWord } from './lexicon.ts'
import { isUnit, nameKey, readName } from './names-of-cells.ts'
import { readStatement, type Token } from './statement.ts'
import { findTotal, isTotal, listColumn, readOwnValue } from './table-values.ts'
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
  return claim.wording === undefined || claim.isFound ? [] : readStatement(claim.wording, findArms)
}

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
    return shown.test(word) ? isShown(word, token, house) : true
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

const extremes =
  'best worst busiest fastest slowest fullest cheapest cleanest hardest hottest coldest warmest deepest steepest thickest thinnest widest biggest tallest densest richest poorest rarest commonest safest'

/** Amounts, exclusions, extremes and months are told by tables. */
const shown = new RegExp(
  `^(?:${[
    'all any each every both only just none few several half halves halved thirds? quarters? majority',
    'double[ds]? doubling twice triple[ds]? first last',
    'january february march april may june july august september october november december',
    extremes,
  ]
    .join(' ')
    .replaceAll(' ', '|')})$`,
)

function isShown(word: string, { range }: Token, { claim, paired, evidence }: HouseClaim): boolean {
  const [before, after] = [claim.text.slice(0, range.start), claim.text.slice(range.end)]
  if (word === 'all') return ofAll.test(before)
  if (word === 'only') return /\bthe\s+$/i.test(before) && isWholeOfOne(paired, evidence)
  if (word === 'third') return isThirdQuarter(claim.text.slice(0, range.start), after, paired)
  if (extremes.split(' ').includes(word)) return isExtreme(range.start, paired, evidence)
  return isMonth(word, range, claim.text, paired)
}

/** "The highest ratio of all segments": the extreme is judged for itself. */
const ofAll = /\b(?:\p{L}+est|most|least)\b[^.,;:]*\bof\s+$/iu

/** "The only sample … (1)" of a column that has no more in all. */
function isWholeOfOne(paired: readonly PairedValue[], evidence: readonly ClaimEvidence[]): boolean {
  return paired.some(({ value: { index } }) => {
    const cited = evidence[index]
    return cited !== undefined && readOwnValue(cited) === 1 && findTotal(cited) === 1
  })
}

/** "… in the second quarter to 412.6 million in the third." */
function isThirdQuarter(before: string, after: string, paired: readonly PairedValue[]): boolean {
  return (
    /\bquarter\b.*\bthe\s+$/i.test(before) &&
    /^(?:[.,;)]|$)/.test(after) &&
    paired.at(-1)?.value.period.endsWith('-Q3') === true
  )
}

/** The value beside it is the first or the last of its column. */
function isExtreme(
  start: number,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): boolean {
  const before = paired.findLast(({ claim }) => claim.range.end <= start)
  const own = paired.find(({ claim }) => claim.range.start >= start) ?? before
  const cited = own && evidence[own.value.index]
  const value = cited && readOwnValue(cited)
  const column = cited ? listColumn(cited) : []
  if (value === undefined || column.length < 2) return false
  return value === Math.max(...column) || value === Math.min(...column)
}

const months =
  'january february march april may june july august september october november december'.split(' ')

/** "At the end of June" of the value that stands before it, or else of the next: its head names that month. */
function isMonth(
  word: string,
  range: Token['range'],
  text: string,
  paired: readonly PairedValue[],
): boolean {
  const month = `-${String(months.indexOf(word) + 1).padStart(2, '0')}-`
  const before = paired.findLast(({ claim }) => claim.range.end <= range.start)
  const next = paired.find(({ claim }) => claim.range.start >= range.end)
  const isBehind =
    before !== undefined &&
    /^[^,;:(]*$/.test(text.slice(before.claim.range.end, range.start)) &&
    !/^\s*\($/.test(text.slice(range.end, next?.claim.range.start ?? 0))
  const own = isBehind ? before : (next ?? before)
  return own?.value.period.slice(4).startsWith(month) ?? false
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
  const keys = new Set(tokens.map(bareKey))
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
  return [...fewer.map(toFinding), ...(left ? [toFinding('words')] : [])]
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

/** Only then both can be held against each other. */
function isOneSentence({ wording, text, isFound }: Claim): boolean {
  if (wording === undefined || isFound) return false
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
  const named = new Set(
    heads.flatMap((head) => readStatement(head, findArms)).map(({ key }) => key),
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
    return (
      !areDenied &&
      /^(?:not|\p{L}+n't)$/u.test(word) &&
      denied?.kind === 'word' &&
      !named.has(denied.key)
    )
  })
}
