import type { CellReference } from '../../../shared/model/citation.ts'
import { readNumberWords } from '../../../shared/text/number-words.ts'
import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import { findTerms, isNumberTerm, type Term } from '../../../shared/text/terms.ts'
import { align } from '../align.ts'
import { createPlaceFinder, type Place } from '../attribute-places.ts'
import { listNamedCells, type ValueCell } from '../attribute-table.ts'
import type { EvidenceSource, RankedPassage } from '../evidence.ts'
import { tellsRecord } from '../verify/told-records.ts'
import { findNamedCells } from './named-cells.ts'
import type { TermWeights } from '../term-weights.ts'

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
  return (claim, hits, weights) => {
    const terms = findTerms(claim)
    const words = terms.filter((one) => !isNumber(one, claim))
    if (words.length === 0) return []
    const places = findPlaces(hits)
    const inTables = findTerms(spellQuarters(claim)).filter(({ term }) => term !== 'q')
    const sentences = places.flatMap((place) => findSentences(words, weights, place))
    const cells = withCells
      ? places.flatMap((place) => findCells(claim, inTables, weights, place))
      : []
    const near = [...sentences, ...cells]
      .filter(({ nearness }) => nearness >= leastNearness)
      .concat(withCells ? findOnlyOne(terms, sentences, places) : [])
      .toSorted((a, b) => b.nearness - a.nearness)
      .slice(0, mostEvidence)
    const isTold = withCells && words.length < terms.length
    return isTold ? [...findNamedCells(claim, places), ...near] : near
  }
}

/**
 * "Nine" has no more say than "9": "million" has none beside its number, nor a month in a date, nor "fell" before
 * "from 8.2 to 5.9".
 */
function isNumber({ term, range }: Term, claim: string): boolean {
  const word = sliceRange(claim, range)
  const [before, after] = [claim.slice(0, range.start), claim.slice(range.end)]
  const isScale = scale.test(word) && /\d\s*$/.test(before)
  const isOfDate =
    (month.test(word) && (/\d\s*$/.test(before) || /^\s*\d/.test(after))) ||
    (/^end$/i.test(word) && /^\s+of\s+(?:the\s+)?(?:year|quarter|\d)/i.test(after))
  const isChange = change.test(word) && /^\s+(?:by|from|to)\b/i.test(after)
  return (
    isScale || isOfDate || isChange || isNumberTerm(term) || readNumberWords(word) !== undefined
  )
}

const scale = /^(?:thousand|million|billion)s?$/i
const change =
  /^(?:f[ae]ll|rose|rise|grew|increased|decreased|declined|dropped|climbed|(?:went|was) (?:up|down))$/i
const month =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/i

/** Below this a sentence speaks of something else. */
const leastNearness = 0.6

/** From here the nearest one of all may say the same in other words: it is what a reader looks at first. */
const leastOfNearest = 0.45

/** And from here where it has two of the claim's numbers as well. */
const leastWithNumbers = 0.3

/** A whole sentence where none comes near: better a passage to look at than none. */
function findOnlyOne(
  terms: readonly Term[],
  sentences: readonly NearEvidence[],
  places: readonly Place[],
): readonly NearEvidence[] {
  if (sentences.some(({ nearness }) => nearness >= leastNearness)) return []
  const texts = new Map(places.map(({ source }) => [source.sourceTextId, source.sourceText.text]))
  const numbers = new Set(terms.map(({ term }) => term).filter(isNumberTerm))
  const read = ({ sourceTextId, range }: NearEvidence): string =>
    sliceRange(texts.get(sourceTextId) ?? '', range).trimEnd()
  const isEnough = (one: NearEvidence): boolean => {
    if (one.nearness >= leastOfNearest) return true
    const held = new Set(findTerms(read(one)).map(({ term }) => term))
    return [...numbers].filter((number) => held.has(number)).length >= 2
  }
  return sentences
    .filter(({ nearness }) => nearness >= leastWithNumbers)
    .toSorted((a, b) => b.nearness - a.nearness)
    .filter((one) => /[.!?]["”’)]*$/.test(read(one)) && isEnough(one))
    .slice(0, 1)
}

const mostEvidence = 6

/** More cells than this are not named by the sentence, only touched. */
const mostCells = 8

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

function findCells(
  claim: string,
  terms: readonly Term[],
  weights: TermWeights,
  { source, tables }: Place,
): NearEvidence[] {
  const words = terms.filter((one) => !isNumber(one, claim))
  if (words.length === terms.length) return []
  return tables.flatMap((table) => {
    const named = keepWhollyNamed(terms, listNamedCells(terms, table.getCells(), weights))
    const meant = named.length > 0 ? named : listMeantTotals(terms, table.getCells())
    const touched = meant.length > mostCells ? [] : meant
    const told = table
      .getCells()
      .filter(({ range, reference }) =>
        tellsRecord(claim, reference, sliceRange(source.sourceText.text, range)),
      )
    const cells = [...new Set([...touched, ...told])]
    if (cells.length > mostCells) return []
    return groupByRow(cells).flatMap((row) => {
      // of a row a sentence names several columns: each cell by itself has but one of them
      const context = (term: string) => Math.max(...row.map((cell) => cell.context(term)))
      const own = row.flatMap((cell) => cell.terms)
      const nearness = align(
        named.length > 0 ? words : keepHeld(terms, own),
        own,
        weights,
        context,
      ).coverage
      return row.map(({ range, reference }) => ({
        sourceTextId: source.sourceTextId,
        range,
        cell: reference,
        nearness,
      }))
    })
  })
}

/** Where more rows share words with a sentence than it can mean, those of which it has the whole name. */
function keepWhollyNamed(
  terms: readonly Term[],
  cells: readonly ValueCell[],
): readonly ValueCell[] {
  if (cells.length <= mostCells) return cells
  const own = new Set(terms.map(({ term }) => term))
  const whole = cells.filter(({ rowTerms }) => [...rowTerms].every((term) => own.has(term)))
  return whole.length > 0 ? whole : cells
}

/** "The third quarter" is what tables call "Q3"; as long as the words, so that places stay. */
function spellQuarters(claim: string): string {
  return claim.replace(/\b(first|second|third|fourth)\s+quarter\b/gi, (words, which: string) =>
    `Q${quarters.indexOf(which.toLowerCase()) + 1}`.padEnd(words.length),
  )
}

const quarters = ['first', 'second', 'third', 'fourth']

/**
 * The row of totals, where a sentence names none: "tested 375 of 12,986 transactions" is of all of
 * them. Two of its numbers tell that it speaks of that row, or one so long that it is no chance.
 */
function listMeantTotals(
  terms: readonly Term[],
  cells: readonly ValueCell[],
): readonly ValueCell[] {
  const own = new Set(terms.map(({ term }) => term))
  return groupByRow(cells).flatMap((row) => {
    const held = row.flatMap((cell) => cell.terms.map(({ term }) => term))
    const shared = new Set(held.filter((term) => isNumberTerm(term) && own.has(term)))
    const isMeant = shared.size >= 2 || [...shared].some(isLong)
    return isTotal(row[0]) && isMeant ? row : []
  })
}

function isLong(number: string): boolean {
  return number.replace(/\D/g, '').length >= longNumber
}

/** Digits: "108,007.10" stands in one place, "375" in many. */
const longNumber = 6

/** A number that the row has speaks for it; one that it has not must be held against the right one. */
function keepHeld(terms: readonly Term[], row: readonly Term[]): readonly Term[] {
  return terms.filter(({ term }) => !isNumberTerm(term) || row.some((own) => own.term === term))
}

function isTotal(cell: ValueCell | undefined): boolean {
  return /^(?:grand )?total\b/i.test(cell?.reference.rowPath.at(-1)?.trim() ?? '')
}

function groupByRow(cells: readonly ValueCell[]): readonly (readonly ValueCell[])[] {
  const rows = new Map<string, ValueCell[]>()
  for (const cell of cells) {
    const key = JSON.stringify(cell.reference.rowPath)
    rows.set(key, [...(rows.get(key) ?? []), cell])
  }
  return [...rows.values()]
}
