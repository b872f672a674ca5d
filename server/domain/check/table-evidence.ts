import type { CellReference } from '../../../shared/model/citation.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { isNumberTerm, type Term } from '../../../shared/text/terms.ts'
import type { AttributionSource } from '../attribute-places.ts'
import type { ValueCell } from '../attribute-table.ts'
import { createArmFinder, readArmHead, type ArmFinder } from '../verify/arms.ts'
import { toClaimEvidence } from '../verify/claim-evidence.ts'
import { isReportingWord, isStatistic } from '../verify/lexicon.ts'
import { nameKey, readTelling } from '../verify/names-of-cells.ts'
import { isNumbered } from '../verify/named-number.ts'
import { readStatement, type Token } from '../verify/statement.ts'
import { findNamedRows, keyOfRow, readRowNames, type RowName } from './named-rows.ts'
import { groupBy } from './same-cells.ts'

/** The cells of one table that a sentence names. */
type TableEvidence = {
  readonly cells: readonly ValueCell[]
  /** Share of the sentence's telling words that stand around them; 0 to 1. */
  readonly nearness: number
  /** How many numbers of the sentence the cells hold. */
  readonly held: number
}

/** A table as sentences are held against it. */
export type ReadTable = {
  readonly findArms: ArmFinder
  readonly rows: readonly RowName[]
  readonly cellsOf: ReadonlyMap<string, readonly ValueCell[]>
  /** Keys of all that stands around the table: title, notes, headings. */
  readonly around: ReadonlySet<string>
  /** Keys of what a cell holds. */
  readonly wordsOf: (cell: ValueCell) => readonly string[]
}

/** Reads what is the same for every sentence. */
export function readTable(
  { sourceTextId, sourceText }: Pick<AttributionSource, 'sourceTextId' | 'sourceText'>,
  cells: readonly ValueCell[],
): ReadTable | undefined {
  if (cells.length === 0) return undefined
  const columns = new Map(cells.map((cell) => [cell.reference.columnPath.join(' | '), cell]))
  const evidence = [...columns.values()].map(({ range, reference }) => {
    const quote = sliceRange(sourceText.text, range)
    const stored = { kind: 'text', sourceTextId, range, quote, cell: reference } as const
    const citation = { evidence: stored, transformations: [], formula: '' }
    return toClaimEvidence(citation, { sourceText, role: 'table' })
  })
  const findArms = createArmFinder(evidence)
  const cellsOf = groupBy(cells, ({ reference }) => keyOfRow(reference.rowPath))
  const paths = [...cellsOf.values()].flatMap(([first]) => (first ? [first.reference.rowPath] : []))
  const around = readStatement(evidence[0]?.context ?? '', findArms).map(nameKey)
  const wordsOf = ({ range }: ValueCell): readonly string[] =>
    readStatement(sliceRange(sourceText.text, range), findArms).map(nameKey)
  const rows = readRowNames(paths, findArms)
  return { findArms, rows, cellsOf, around: new Set(around), wordsOf }
}

/**
 * The cells of the rows and columns that a sentence names, in the order in which it names them, whatever
 * they hold: groups by their names or by the dose that a note gives them, all groups together where
 * it names none. Undefined where it names no row, and where the cells are too many to be meant.
 */
export function findTableEvidence(text: string, table: ReadTable): TableEvidence | undefined {
  const { findArms, rows } = table
  const tokens = readStatement(text, findArms)
  const numbers = new Set(
    tokens.flatMap((one) => (one.kind === 'number' ? one.quantity.decimal : [])),
  )
  const named = findNamedRows(text, tokens, rows)
  const places = new Map(named.map(({ key, place }) => [key, place]))
  const inRows = named.flatMap(({ key }) => table.cellsOf.get(key) ?? [])
  const chosen = keepColumns(text, tokens, inRows, table)
  if (chosen.length === 0 || chosen.length > mostCells) return undefined
  const arms = listArms(tokens)
  const order = (cell: ValueCell): number => {
    const arm = readArms(cell, findArms)[0]
    const row = places.get(keyOfRow(cell.reference.rowPath)) ?? 0
    return row * 100 + (arm === undefined ? 0 : arms.indexOf(arm) + 1)
  }
  const held = chosen.flatMap((cell) => cell.terms.map(({ term }) => term))
  return {
    cells: chosen.toSorted((a, b) => order(a) - order(b)),
    nearness: measureNearness(text, tokens, chosen, table),
    held: [...numbers].filter((number) => held.includes(number.replace('-', ''))).length,
  }
}

/** More cells than this are not named by a sentence, only touched. */
const mostCells = 16

const totalHead = /^(?:total|all|overall)\b/i
const pHead = /\bp-?values?\b/i
const eventHead = /^\[?(?:events?|aes?)\]?$/i

/** Of several groups those that the sentence names, else all of them together. */
function keepColumns(
  text: string,
  tokens: readonly Token[],
  cells: readonly ValueCell[],
  { findArms }: ReadTable,
): readonly ValueCell[] {
  const told = listArms(tokens)
  const tellsP = /\bp\s*[=<>]|\bp-values?\b|\bsignifican|\bdiffer/i.test(text)
  const givesP = /\bp\s*[=<>]/i.test(text)
  const countsEvents = /\bevents?\b/i.test(text) && !/\b(?:subjects|patients|%)/i.test(text)
  const kept = cells.filter(({ reference: { columnPath } }) => {
    if (isOfPValues({ reference: { columnPath } }) && !tellsP) return false
    return countsEvents || !eventHead.test(columnPath.at(-1) ?? '')
  })
  const isTotal = ({ reference: { columnPath } }: ValueCell): boolean =>
    columnPath.some((head) => totalHead.test(head))
  if (told.length === 0) {
    // a p-value of all groups stands in a column of its own
    const totals = kept.filter((cell) => isTotal(cell) || (givesP && isOfPValues(cell)))
    return totals.length > 0 ? totals : kept.filter((cell) => readArms(cell, findArms).length === 0)
  }
  const tellsAll = /\b(?:in total|overall|all groups|of all|of the \d+)\b/i.test(text)
  const isTold = (own: readonly string[]): boolean => own.some((arm) => told.includes(arm))
  const given = new Set(
    kept
      .filter((cell) => isTold(readArms(cell, findArms)))
      .flatMap(({ terms }) => listNumbers(terms)),
  )
  const numbers = new Set(
    tokens.flatMap((one) => (one.kind === 'number' ? one.quantity.decimal : [])),
  )
  // "eight subjects: one on placebo, two on low dose and five on high dose"
  const givesMore = ({ terms }: ValueCell): boolean =>
    listNumbers(terms).some((number) => numbers.has(number) && !given.has(number))
  const ofArms = kept.filter((cell) => {
    const own = readArms(cell, findArms)
    if (own.length === 0) return !isTotal(cell) || tellsAll || givesMore(cell)
    return isTold(own)
  })
  return keepBestNamed(tokens, ofArms, findArms)
}

function isOfPValues({ reference }: { reference: Pick<CellReference, 'columnPath'> }): boolean {
  return reference.columnPath.some((head) => pHead.test(head))
}

/** Of the columns of one group those that the sentence names by more: its "Completers", its "High" values. */
function keepBestNamed(
  tokens: readonly Token[],
  cells: readonly ValueCell[],
  findArms: ArmFinder,
): readonly ValueCell[] {
  const told = new Set(tokens.filter(({ kind }) => kind !== 'arm').map(nameKey))
  const count = ({ reference: { columnPath } }: ValueCell): number =>
    readTelling(columnPath, findArms).filter((token) => told.has(nameKey(token))).length
  const groups = groupBy(cells, (cell) =>
    JSON.stringify([cell.reference.rowPath, readArms(cell, findArms)]),
  )
  return [...groups.values()].flatMap((group) => {
    const best = Math.max(...group.map(count))
    return group.filter((cell) => count(cell) === best)
  })
}

function listNumbers(terms: readonly Term[]): readonly string[] {
  return terms.flatMap(({ term }) => (isNumberTerm(term) ? term : []))
}

function listArms(tokens: readonly Token[]): readonly string[] {
  const arms = tokens.flatMap(({ kind, key }) => (kind === 'arm' ? key.replace(/^arm /, '') : []))
  return [...new Set(arms)]
}

function readArms({ reference }: ValueCell, findArms: ArmFinder): readonly string[] {
  const heads = [...reference.rowPath, ...reference.columnPath]
  return heads.flatMap((head) => readArmHead(head, findArms))
}

/** Values have no say in it, since a wrong one must be held against the right one; "Week 24" has. */
function measureNearness(
  text: string,
  tokens: readonly Token[],
  cells: readonly ValueCell[],
  { findArms, around, wordsOf }: ReadTable,
): number {
  const heads = cells.flatMap(({ reference }) => [...reference.rowPath, ...reference.columnPath])
  const own = [...new Set(heads)].flatMap((head) => readStatement(head, findArms).map(nameKey))
  const known = new Set([...own, ...around, ...cells.flatMap(wordsOf)])
  const telling = tokens.filter(
    ({ kind, key }, at) =>
      kind === 'name' ||
      kind === 'arm' ||
      kind === 'direction' ||
      isNumbered(tokens, at, text) ||
      (kind === 'word' && !isReportingWord(key) && !isStatistic(key)),
  )
  if (telling.length === 0) return 1
  return telling.filter((token) => known.has(nameKey(token))).length / telling.length
}
