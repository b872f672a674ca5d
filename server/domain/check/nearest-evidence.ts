import type { CellReference } from '../../../shared/model/citation.ts'
import { readNumberWords } from '../../../shared/text/number-words.ts'
import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import { findTerms, isNumberTerm, type Term } from '../../../shared/text/terms.ts'
import { align } from '../align.ts'
import { createPlaceFinder, type Place, type TablePlace } from '../attribute-places.ts'
import type { ValueCell } from '../attribute-table.ts'
import type { EvidenceSource, RankedPassage } from '../evidence.ts'
import type { TermWeights } from '../term-weights.ts'
import { groupBy } from './same-cells.ts'
import { findTableEvidence, readTable, type ReadTable } from './table-evidence.ts'

/** A sentence or cell of a source that speaks of what a claim speaks of, whatever it says of it. */
export type NearEvidence = {
  readonly sourceTextId: string
  readonly range: TextRange
  readonly cell: CellReference | null
  /** Share of the claim's words, by weight, that stand there or above; numbers don't count. 0 to 1. */
  readonly nearness: number
}

/**
 * Finds what a claim has to be held against: the sentences that share most of its words and the cells
 * that it names, nearest first. Its numbers have no say in it, since a wrong one must be held against
 * the right one. What the sources have in common is made once; cells are left out where only sentences
 * are compared.
 */
export function createNearestFinder(
  sources: readonly EvidenceSource[],
  { withCells } = { withCells: true },
): (claim: string, hits: readonly RankedPassage[], weights: TermWeights) => NearEvidence[] {
  const findPlaces = createPlaceFinder(sources)
  const tables = createTableReader()
  return (claim, hits, weights) => {
    const terms = findTerms(claim)
    const words = terms.filter((one) => !isNumber(one, claim))
    if (words.length === 0) return []
    const places = findPlaces(hits)
    const sentences = places.flatMap((place) => findSentences(words, weights, place))
    return [
      ...sentences
        .filter(({ nearness }) => nearness >= leastNearness)
        .toSorted((a, b) => b.nearness - a.nearness)
        .slice(0, mostEvidence),
      ...(withCells ? findCells(claim, terms, weights, places, tables) : []),
    ]
  }
}

/** "Nine" has no more say than "9". */
function isNumber({ term, range }: Term, claim: string): boolean {
  return isNumberTerm(term) || readNumberWords(sliceRange(claim, range)) !== undefined
}

/** Below this a sentence speaks of something else. */
const leastNearness = 0.6

const mostEvidence = 6

/** The words around a table are few, and its rows are named by them. */
const leastTableNearness = 0.5

/** Of more tables the best: each is held against the claim by itself. */
const mostTables = 3

function findSentences(
  words: readonly Term[],
  weights: TermWeights,
  { source, getSentences }: Place,
): NearEvidence[] {
  return getSentences().map(({ range, terms, context }) => ({
    sourceTextId: source.sourceTextId,
    range,
    cell: null,
    nearness: align(words, terms, weights, context).coverage,
  }))
}

type TableReader = (place: Place, at: number) => ReadTable | undefined

/** A table is read when a claim first comes near it, and kept. */
function createTableReader(): TableReader {
  const known = new Map<TablePlace, ReadTable | undefined>()
  return ({ source, tables }, at) => {
    const table = tables[at]
    if (!table) return undefined
    if (!known.has(table)) known.set(table, readTable(source, table.getCells()))
    return known.get(table)
  }
}

type NearTable = {
  readonly cells: readonly ValueCell[]
  readonly nearness: number
  readonly held: number
}

/** Only of sentences that give or deny a value: the words of a table say little by themselves. */
function findCells(
  claim: string,
  terms: readonly Term[],
  weights: TermWeights,
  places: readonly Place[],
  read: TableReader,
): NearEvidence[] {
  if (!terms.some((one) => isNumber(one, claim)) && !denial.test(claim)) return []
  return places
    .flatMap((place) =>
      place.tables.flatMap((table, at) => {
        const own = read(place, at)
        const found =
          (own && findTableEvidence(claim, own)) ??
          findMeantTotals(terms, weights, table.getCells())
        return found ? [{ ...found, sourceTextId: place.source.sourceTextId }] : []
      }),
    )
    .filter(({ nearness }) => nearness >= leastTableNearness)
    .toSorted((a, b) => b.held - a.held || b.nearness - a.nearness)
    .slice(0, mostTables)
    .flatMap(({ cells, nearness, sourceTextId }) =>
      cells.map(({ range, reference }) => ({ sourceTextId, range, cell: reference, nearness })),
    )
}

const denial = /\b(?:no|not|none|never|without)\b/i

/**
 * The row of totals, where a sentence names none: "tested 375 of 12,986 transactions" is of all of
 * them. Two of its numbers tell that it speaks of that row.
 */
function findMeantTotals(
  terms: readonly Term[],
  weights: TermWeights,
  all: readonly ValueCell[],
): NearTable | undefined {
  const own = new Set(terms.map(({ term }) => term))
  const rows = groupByRow(all).map((cells) => {
    const values = cells.flatMap((cell) => cell.terms)
    const shared = values.filter(({ term }) => isNumberTerm(term) && own.has(term))
    const context = (term: string) => Math.max(...cells.map((cell) => cell.context(term)))
    const { coverage } = align(keepHeld(terms, values), values, weights, context)
    const held = new Set(shared.map(({ term }) => term)).size
    return { cells, nearness: coverage, held }
  })
  return rows.find(({ cells, held }) => isTotal(cells[0]) && held >= 2)
}

/** A number that the row has speaks for it; one that it has not must be held against the right one. */
function keepHeld(terms: readonly Term[], row: readonly Term[]): readonly Term[] {
  return terms.filter(({ term }) => !isNumberTerm(term) || row.some((own) => own.term === term))
}

function isTotal(cell: ValueCell | undefined): boolean {
  return /^(?:grand )?total\b/i.test(cell?.reference.rowPath.at(-1)?.trim() ?? '')
}

function groupByRow(cells: readonly ValueCell[]): readonly (readonly ValueCell[])[] {
  return [...groupBy(cells, ({ reference }) => JSON.stringify(reference.rowPath)).values()]
}
