import { numberWordsPattern } from '../../../shared/text/number-words.ts'
import { rangesOverlap } from '../../../shared/text/range.ts'
import { isStopWord } from '../../../shared/text/terms.ts'
import type { EvidenceSource } from '../evidence.ts'
import { findRole, isQualifier } from '../verify/lexicon.ts'
import { findOtherWhole, listWholes } from '../verify/told-wholes.ts'
import { isMonth, tells, type Label } from './read-line.ts'
import { isReportWord, listReportPhrases } from './report-words.ts'
import { areForms, type TieToken } from './sentence-tokens.ts'
import { isAbove } from './axis-mentions.ts'
import { isOfCurrency, isOfSpan } from './match-value.ts'
import { openTables } from './open-tables.ts'
import { isWithinLimits } from './table-limits.ts'
import { hasUnread } from './told-bounds.ts'
import { listDoubts } from './told-doubts.ts'
import { listOtherWholes } from './told-bases.ts'
import { countRows, type CountedRows } from './count-rows.ts'
import { isOfNames, tieNumbers, type Tie, type TiedSentence } from './tie-numbers.ts'
import { namesOf, type TiedCell, type TiedTable } from './tied-table.ts'
import { readRelations, type Relations } from './told-relations.ts'
import { isTold, readToldSentence, type ToldSentence } from './told-sentence.ts'

/** What one table says of a sentence's numbers and of the words around them. */
export type TiedReading = {
  readonly tied: TiedSentence
  readonly told: ToldSentence
  readonly relations: Relations
  /** Numbers that no cell gives that they may be of. */
  readonly untied: readonly Tie[]
  /** Indexes of the tokens that neither name a cell nor only report it. */
  readonly left: readonly number[]
  /** All that it takes to name each cell is told. */
  readonly isNamed: boolean
}

export type FoundTied = {
  readonly readings: readonly TiedReading[]
  /** What lists of records count of it. */
  readonly counted: readonly CountedRows[]
}

export type FindTied = (text: string, context: string) => FoundTied

const hasNumber = new RegExp(`\\d|\\b(?:no|none|${numberWordsPattern})\\b`, 'i')

/** Reads a sentence against every table that has words of it. Tables are read at the first sentence, and kept. */
export function createTiedFinder(sources: readonly EvidenceSource[]): FindTied {
  return (text, context) => {
    if (!hasNumber.test(text)) return { readings: [], counted: [] }
    const { tables, lists, short } = openTables(sources)
    const told = readToldSentence(text, context, short)
    return {
      readings: tables.flatMap((table) => {
        const tied = tieNumbers(told, table)
        return tied ? [readTied(told, tied)] : []
      }),
      counted: lists.flatMap((list) => countRows(told, list) ?? []),
    }
  }
}

function readTied(told: ToldSentence, tied: TiedSentence): TiedReading {
  const relations = readRelations(told, tied)
  const untied = tied.ties.filter(
    (one) => one.cell === undefined && !relations.held.has(one.told.at),
  )
  return {
    tied,
    told,
    relations,
    untied,
    left: listLeft(told, tied, relations),
    isNamed:
      isNamed(told, tied) && isRead(told, tied) && isWithinLimits(told, listHeld(tied), tied.table),
  }
}

function isRead({ text, tokens }: ToldSentence, tied: TiedSentence): boolean {
  const { table } = tied
  const names = [table.words, ...listHeld(tied).map((cell) => namesOf(cell, table))].join('\n')
  return !hasUnread(
    text,
    tokens.map(({ range }) => range),
    names,
  )
}

function listHeld({ ties }: TiedSentence): readonly TiedCell[] {
  return ties.flatMap(({ cell, named }) => (cell ? [cell] : named))
}

function listHeldNumbers(ties: readonly Tie[]) {
  return ties.flatMap(({ told, cell }) => (cell ? [{ told, cell }] : []))
}

function listLeft(told: ToldSentence, tied: TiedSentence, { held }: Relations): readonly number[] {
  const { table, ties } = tied
  const labels = listLabels(tied)
  const own = labels.flatMap(({ all }) => all)
  const others = listOtherWords(table, own)
  // what stands around a table excuses no word of another of its rows
  const direct = [...own, ...table.title]
  const long = new Set(
    direct.flatMap((one) => (one.kind === 'word' ? (told.short.get(one.lower) ?? []) : [])),
  )
  const around = table.around.filter(({ key }) => !others.has(key))
  const foreign = listForeign(told, tied)
  const months = [...direct, ...around].filter(
    ({ key }) => isMonth.test(key) && !own.some((one) => one.key === key),
  )
  const numbers = new Set(ties.map((one) => one.told.at))
  const phrases = listReportPhrases(told.text)
  const mentioned = new Set([
    ...ties.flatMap(({ row, column }) => [...(row?.own ?? []), ...(column?.own ?? [])]),
    ...tied.years.flatMap(({ own }) => own),
  ])
  return told.tokens.flatMap((token, at) => {
    if (foreign.has(at)) return [at]
    if (numbers.has(at) || held.has(at) || mentioned.has(at)) return []
    if (token.kind === 'number') return isNamingNumber(told, at, direct) ? [] : [at]
    const isRole = findRole(token.lower) !== undefined && !/^(?:with|included?)$/.test(token.lower)
    // of a quarter's months one alone names another time
    if (isMonth.test(token.key) && months.some((one) => !isTold(told, one))) return [at]
    // "412 doses" of a table of visits and doses: what stands with a number is what its row is of
    const isThing = numbers.has(at - 1) && others.has(token.key) && !isReportWord(token.key)
    if (isNamedBy(token, isThing ? own : direct, told) || long.has(token.key)) return []
    if (!isRole && isNamedBy(token, around, told)) return []
    const isPlain = isStopWord(token.lower) || isReportWord(token.key)
    if (phrases.some(({ start, end }) => token.range.start >= start && token.range.end <= end))
      return []
    return isPlain && !isRole && !others.has(token.key) ? [] : [at]
  })
}

/** Numbers that their cells give of something else, or not as they are told, and words that turn them. */
function listForeign(told: ToldSentence, tied: TiedSentence): ReadonlySet<number> {
  const { ties, table } = tied
  return new Set([
    ...listDoubts(told, listHeldNumbers(ties), table),
    ...ties
      .filter((tie) => tie.cell && !isTakenRightly(told, tie, tie.cell, tied))
      .map((tie) => tie.told.at)
      .concat(listOtherWholes(told, tied)),
  ])
}

/** False for an amount in another currency, and for a share of somebody else than the group of its column. */
function isTakenRightly(
  { text, tokens }: ToldSentence,
  { told: { number }, row }: Tie,
  cell: TiedCell,
  { table, columns }: TiedSentence,
): boolean {
  if (!isOfCurrency(number, cell, table) || !isOfSpan(text, number, cell, table)) return false
  const isOfGroup = cell.values.length > 1 && cell.values.some(({ isPercent }) => isPercent)
  if (!number.isPercent || !isOfGroup) return true
  const arms = columns.flatMap(({ leaf }) => leaf.flatMap((at) => tokens[at]?.range ?? []))
  // "of the nausea patients, 8% received placebo" is told of those in the row
  const things = row ? row.leaf.flatMap((at) => tokens[at]?.range ?? []) : []
  const isOfRow = listWholes(text, number.range).some((whole) =>
    things.some((range) => rangesOverlap(range, whole)),
  )
  return !isOfRow && findOtherWhole(text, number.range, arms) === undefined
}

function isNamingNumber(told: ToldSentence, at: number, named: readonly TieToken[]): boolean {
  const token = told.tokens[at]
  if (token?.kind !== 'number') return false
  if (/^\s*%?\s*(?:CI\b|confidence)/i.test(told.text.slice(token.range.end))) return true
  if (token.isYear) return named.some(({ key }) => key === token.key)
  return isOfNames(told, at, [named])
}

function isNamedBy(token: TieToken, named: readonly TieToken[], told: ToldSentence): boolean {
  const role = token.kind === 'word' ? findRole(token.lower) : undefined
  return named.some(
    (one) =>
      (role === undefined && areForms(one.key, token.key)) ||
      ((role === undefined || isOfDegree(one, token)) &&
        (one.key === token.key || told.find(one).includes(told.tokens.indexOf(token)))),
  )
}

/** "Grade 3 or higher" excuses no "highest". */
function isOfDegree(one: TieToken, token: TieToken): boolean {
  const degreeOf = (of: TieToken) => (of.kind === 'word' ? /(?:er|est)$/.exec(of.lower)?.[0] : '')
  return degreeOf(one) === degreeOf(token)
}

/** Labels of every cell that a number is tied to, or that its words name. */
function listLabels({ ties, table }: TiedSentence): readonly Label[] {
  const cells = ties.flatMap(({ cell, named }) => (cell ? [cell] : named))
  return [
    ...new Set(
      cells.flatMap(({ row, column }) => [
        ...(table.rows[row]?.labels ?? []),
        ...(table.columns[column]?.labels ?? []),
      ]),
    ),
  ]
}

/** Words by which other rows and columns are told from these. */
function listOtherWords(
  { rows, columns }: TiedTable,
  own: readonly TieToken[],
): ReadonlySet<string> {
  const keys = new Set(own.map(({ key }) => key))
  const all = [...rows, ...columns].flatMap((line) => line.labels.flatMap((label) => label.all))
  return new Set(all.filter((one) => tells(one) && !keys.has(one.key)).map(({ key }) => key))
}

function isNamed(told: ToldSentence, { ties, table, rows, columns }: TiedSentence): boolean {
  const used = ties.flatMap(({ row, column }) => [row, column].flatMap((one) => one ?? []))
  if (used.some(({ isFull, isOpen }) => !isFull || isOpen)) return false
  // a name that is told of no number says something else
  const isUnused = [...rows, ...columns].some(
    (one) => one.isFull && !isAbove(one, used) && !used.some((other) => other.lines === one.lines),
  )
  if (isUnused) return false
  return namesMeasure(told, ties, table) && namesClasses(told, table)
}

const placeWords =
  /^(?:day|week|month|visit|year|baseline|dose|placebo|control|group|arm|total|version|quarter|age|aged|treatment|yr)$/

/** A row by day, age or arm says nothing of what was measured: the title has to be told. */
function namesMeasure(told: ToldSentence, ties: readonly Tie[], table: TiedTable): boolean {
  const cells = ties.flatMap(({ cell, named }) => (cell ? [cell] : named))
  const rows = cells.map(({ row }) => table.rows[row])
  const isOfThing = (core: readonly TieToken[]): boolean =>
    core.some(
      (token) => token.kind === 'word' && !placeWords.test(token.lower) && !isStopWord(token.lower),
    )
  if (rows.length > 0 && rows.every((line) => line?.labels.some(({ core }) => isOfThing(core))))
    return true
  const columns = cells.map(({ column }) => table.columns[column])
  const main = table.measure
  const own = main.filter(
    (token) =>
      tells(token) &&
      token.kind === 'word' &&
      !placeWords.test(token.lower) &&
      !isReportWord(token.key),
  )
  const held = own.filter((token) => isTold(told, token))
  const isOfColumns =
    columns.length > 0 &&
    columns.every(
      (line) => line?.year === undefined && line?.labels.some(({ core }) => isOfThing(core)),
    )
  return held.length > 0 && (held.length * 2 >= own.length || isOfColumns)
}

/** A table of serious events, or of women, is of these alone. */
function namesClasses(told: ToldSentence, { title }: TiedTable): boolean {
  return title.every((token) => {
    if (token.kind === 'number') return true
    const role = findRole(token.lower)
    const isClass = role?.kind === 'direction' && /^(?:sex|severity|completion)$/.test(role.scale)
    const isOfClass =
      (isQualifier(token.key) && !/^(?:primari|secondari)$/.test(token.key)) || isClass
    return !isOfClass || isTold(told, token)
  })
}

/** Every cell that gives a number, in the order of the sentence. */
export function listTiedCells({ tied, relations }: TiedReading): readonly TiedCell[] {
  return [...new Set([...tied.ties.flatMap(({ cell }) => cell ?? []), ...relations.cells])]
}
