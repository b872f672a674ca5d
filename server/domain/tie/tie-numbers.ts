import { isStopWord } from '../../../shared/text/terms.ts'
import type { NumberToken } from './sentence-tokens.ts'
import {
  listAssignments,
  listAxisMentions,
  listOpenings,
  type AxisMention,
} from './axis-mentions.ts'
import { givesNumber, readToldAs, statisticOf, type ToldAs } from './match-value.ts'
import type { Line } from './read-line.ts'
import { assignYears, listYearMentions, listYears, type YearMention } from './year-mentions.ts'
import type { TiedCell, TiedTable } from './tied-table.ts'
import { areForms, type TieToken } from './sentence-tokens.ts'
import { findMentions, type ToldSentence } from './told-sentence.ts'

/** A number of a sentence that is a value, and no part of a name. */
export type ToldNumber = {
  readonly at: number
  readonly number: NumberToken
  readonly toldAs: ToldAs
}

export type Tie = {
  readonly told: ToldNumber
  /** The cell that gives it; undefined where none of those does that it may be of. */
  readonly cell: TiedCell | undefined
  /** Cells that the words name for it, which give its kind of value. */
  readonly named: readonly TiedCell[]
  readonly row: AxisMention | undefined
  readonly column: AxisMention | undefined
}

export type TiedSentence = {
  readonly table: TiedTable
  readonly ties: readonly Tie[]
  readonly rows: readonly AxisMention[]
  readonly columns: readonly AxisMention[]
  readonly years: readonly YearMention[]
  /** In how many ways words and numbers may belong together. */
  readonly ways: number
}

/** Every number of a sentence with the cell of a table that its words name; undefined where they name none. */
export function tieNumbers(told: ToldSentence, table: TiedTable): TiedSentence | undefined {
  const rows = listAxisMentions(told, table.rows)
  const columns = listAxisMentions(told, table.columns)
  if (rows.length === 0 && columns.length === 0) return undefined
  const full = tieMentions(told, table, onlyFull(rows), onlyFull(columns))
  const isAll = full?.ties.every(({ cell }) => cell !== undefined) ?? false
  if (isAll || ![...rows, ...columns].some(({ isFull }) => !isFull)) return full
  const loose = tieMentions(told, table, rows, columns)
  return countTied(loose) > countTied(full) ? loose : (full ?? loose)
}

function onlyFull(mentions: readonly AxisMention[]): readonly AxisMention[] {
  return mentions.filter(({ isFull }) => isFull)
}

function countTied(tied: TiedSentence | undefined): number {
  return tied?.ties.filter(({ cell }) => cell !== undefined).length ?? 0
}

function tieMentions(
  told: ToldSentence,
  table: TiedTable,
  rows: readonly AxisMention[],
  columns: readonly AxisMention[],
): TiedSentence | undefined {
  if (rows.length === 0 && columns.length === 0) return undefined
  const tableYears = listYears(table)
  const years = listYearMentions(told, tableYears)
  const numbers = listValues(told, table, [...rows, ...columns], years)
  if (numbers.length === 0 || numbers.length > mostNumbers) return undefined
  const own = assignYears(
    told,
    numbers.map(({ at }) => at),
    years,
    tableYears,
  )
  const leaders = listLeaders(told, numbers)
  const places = [...new Set(leaders)]
  const leads = leaders.map((at) => places.indexOf(at))
  const byRow = listAssignments(told, places, rows)
  const direct = listAssignments(told, places, columns)
  const byColumn = [...direct, ...listOpenings(told, places, columns)]
  const ways = byRow.flatMap((row) =>
    byColumn.map((column) =>
      numbers.map((one, at) => {
        const lead = leads[at] ?? 0
        return tieOne(told, one, { row: row[lead], column: column[lead], year: own[at] }, table)
      }),
    ),
  )
  const counted = ways.map((ties) => ties.filter(({ cell }) => cell !== undefined).length)
  const best = Math.max(...counted)
  const ties = ways[counted.indexOf(best)]
  return ties && { table, ties, rows, columns, years, ways: byRow.length * direct.length }
}

const mostNumbers = 9

/** "Nine participants of the 12 µg arm (14.3%)", "24 of 60": where the first of them stands. */
function listLeaders(
  { text, tokens }: ToldSentence,
  numbers: readonly ToldNumber[],
): readonly number[] {
  let lead = -1
  return numbers.map(({ at, number, toldAs }, index) => {
    const before = numbers[index - 1]
    const between = text.slice(before?.number.range.end ?? 0, number.range.start)
    const isShare =
      number.isPercent &&
      before?.number.isPercent === false &&
      /^[^,;()]*\($|^\s*,\s*$/.test(between)
    const isPart = before !== undefined && (isShare || toldAs === 'whole')
    if (!isPart || tokens[at] === undefined) lead = at
    return lead
  })
}

type Place = {
  readonly row: AxisMention | undefined
  readonly column: AxisMention | undefined
  readonly year: number | undefined
}

function tieOne(sentence: ToldSentence, told: ToldNumber, place: Place, table: TiedTable): Tie {
  const { row, column, year } = place
  const isOfYear = (lines: readonly Line[]) => (at: number) =>
    lines[at]?.year === undefined || lines[at]?.year === year
  const rows = (row?.lines ?? listDefaults(table.rows, listFilledRows(table))).filter(
    isOfYear(table.rows),
  )
  const columns = listColumns(sentence, told, column, table).filter(isOfYear(table.columns))
  const own = rows.flatMap((at) =>
    columns.flatMap((other) => table.cells.get(at)?.get(other) ?? []),
  )
  const cell =
    own.find((one) => givesNumber(told.number, told.toldAs, one, table)) ??
    findWhole(sentence, told, own, table)
  const named = own.filter((one) => isOfKind(told, one, table))
  return { told, cell, named, row, column }
}

/** "39 of the 59 findings": what the row's total, or the column's, says that there are. */
function findWhole(
  sentence: ToldSentence,
  { number, toldAs }: ToldNumber,
  own: readonly TiedCell[],
  table: TiedTable,
): TiedCell | undefined {
  if (toldAs !== 'whole') return undefined
  const isTotal = (line: Line | undefined): boolean =>
    line !== undefined &&
    (line.isWhole ||
      line.labels.some((label) => findMentions(sentence, label).some(({ share }) => share === 1)))
  return own
    .flatMap(({ row, column }) => [
      ...[...(table.cells.get(row)?.values() ?? [])].filter(
        (one) => one.column !== column && isTotal(table.columns[one.column]),
      ),
      ...[...table.cells.values()]
        .flatMap((cells) => cells.get(column) ?? [])
        .filter((one) => one.row !== row && table.rows[one.row]?.isWhole === true),
    ])
    .find((one) => givesNumber(number, 'value', one, table))
}

function listColumns(
  { text }: ToldSentence,
  { toldAs, number }: ToldNumber,
  column: AxisMention | undefined,
  { columns }: TiedTable,
): readonly number[] {
  const all = columns.map((_, at) => at)
  if (toldAs === 'p' || toldAs === 'interval') {
    const own = all.filter((at) => columns[at]?.statistic === toldAs)
    if (own.length > 0) return listOfGroup(own, column, columns)
    if (/^\s*\)?\s*(?:for|in|with)\s+(?:each|every|all|both)\b/i.test(text.slice(number.range.end)))
      return all
  }
  return column?.lines ?? listDefaults(columns, all)
}

/** "p-value 0.5% vs vehicle" is of the group that is named with it. */
function listOfGroup(
  own: readonly number[],
  column: AxisMention | undefined,
  columns: readonly Line[],
): readonly number[] {
  const core = column?.lines.flatMap((at) => columns[at]?.labels.at(-1)?.core ?? []) ?? []
  if (own.length === 1 || core.length === 0) return own
  const named = own.filter((at) =>
    core.every(({ key }) =>
      columns[at]?.labels.some(({ all }) => all.some((one) => one.key === key)),
    ),
  )
  return named.length > 0 ? named : own
}

function isOfKind({ toldAs }: ToldNumber, cell: TiedCell, table: TiedTable): boolean {
  const statistic = statisticOf(cell, table)
  if (toldAs === 'p') return statistic === 'p'
  if (toldAs === 'interval') return statistic === 'interval'
  return statistic !== 'p' && statistic !== 'interval' && statistic !== 'difference'
}

function listFilledRows({ rows, cells }: TiedTable): readonly number[] {
  return rows.map((_, at) => at).filter((at) => cells.has(at))
}

/** Of a sentence that names no line: those that are of all, or the only ones. */
function listDefaults(lines: readonly Line[], filled: readonly number[]): readonly number[] {
  const names = new Set(filled.map((at) => lines[at]?.labels.map(({ text }) => text).join('|')))
  if (names.size === 1) return filled
  return filled.filter((at) => lines[at]?.labels.length === 0)
}

/** Numbers that are told of something: no part of a name, no year, no level of confidence. */
function listValues(
  told: ToldSentence,
  table: TiedTable,
  mentions: readonly AxisMention[],
  years: readonly YearMention[],
): readonly ToldNumber[] {
  const taken = new Set([...mentions, ...years].flatMap(({ own }) => own))
  const names = [table.title, table.around, ...listNamesOf(mentions, table)]
  return told.tokens.flatMap((token, at): readonly ToldNumber[] => {
    if (taken.has(at)) return []
    const number = token.kind === 'number' ? token : readNone(told, at)
    if (!number || number.isYear || isLevel(told.text, number)) return []
    if (token.kind === 'number' && isOfNames(told, at, names)) return []
    return [{ at, number, toldAs: readToldAs(told.text, number) }]
  })
}

function listNamesOf(mentions: readonly AxisMention[], { rows, columns }: TiedTable) {
  const lines = mentions.flatMap((one) => one.lines)
  return lines.flatMap((at) =>
    [rows[at], columns[at]].flatMap((line) => line?.labels.map(({ all }) => all) ?? []),
  )
}

/** "None of them", "no deaths" is a zero. */
function readNone({ tokens }: ToldSentence, at: number): NumberToken | undefined {
  const token = tokens[at]
  if (token?.kind !== 'word' || !/^(?:none|no|nobody)$/.test(token.lower)) return undefined
  const common = { kind: 'number', value: 0, step: 1, isPercent: false, isScaled: false } as const
  return {
    ...common,
    range: token.range,
    unit: '',
    key: '#0',
    isYear: false,
    comparator: '',
    money: '',
  }
}

function isLevel(text: string, { range }: NumberToken): boolean {
  return /^\s*(?:CI\b|confidence)/i.test(text.slice(range.end))
}

/** "Day 57", "within 7 days" of a title that says so. */
export function isOfNames(
  { tokens }: ToldSentence,
  at: number,
  names: readonly (readonly TieToken[])[],
): boolean {
  const token = tokens[at]
  const near = [tokens[at - 1], tokens[at + 1]].flatMap((one) =>
    one?.kind === 'word' && !isStopWord(one.lower) ? [one] : [],
  )
  return names.some((name) =>
    name.some(
      (one, place) =>
        one.key === token?.key &&
        [name[place - 1], name[place + 1]].some((word) =>
          near.some(
            (other) =>
              word?.kind === 'word' && (word.key === other.key || areForms(word.key, other.key)),
          ),
        ),
    ),
  )
}
