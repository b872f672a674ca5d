import { listSwapped } from './told-order.ts'
import { monthNames } from '../../../shared/text/months.ts'
import type { TextEvidence } from '../../../shared/model/citation.ts'
import { rangesOverlap, type TextRange } from '../../../shared/text/range.ts'
import type { EvidenceSource } from '../evidence.ts'
import { findGiven, readToldAs } from './match-value.ts'
import { isStopWord } from '../../../shared/text/terms.ts'
import { isParticipleForm } from '../tense/inflect.ts'
import type { Label, Line } from './read-line.ts'
import { isReportWord } from './report-words.ts'
import { openTables } from './open-tables.ts'
import type { NumberToken, TieToken } from './sentence-tokens.ts'
import { isWithinLimits } from './table-limits.ts'
import { namesOf, type TiedCell, type TiedTable } from './tied-table.ts'
import { isToldAsGiven, type HeldNumber } from './told-fit.ts'
import { mainValue } from './told-changes.ts'
import { isMostIn } from './told-relations.ts'
import { isTold, listNumbers, readToldSentence, type ToldSentence } from './told-sentence.ts'

/** Indexes of the tokens that cells don't give as they are told, or that turn what these give. */
export function listDoubts(
  told: ToldSentence,
  held: readonly HeldNumber[],
  table: TiedTable,
): readonly number[] {
  const numbers = held.filter((one) => !isToldAsGiven(told, one, held, table))
  return [...numbers.map((one) => one.told.at), ...listTurning(told, held, table)]
}

/** "Would be", "if": what is supposed is no value; "in the year" is none of six months, a rate no count. */
function listTurning(
  { text, tokens }: ToldSentence,
  held: readonly HeldNumber[],
  table: TiedTable,
): readonly number[] {
  const names = held.map(({ cell }) => namesOf(cell, table)).join('\n')
  const title = `${table.block.title}\n${names}`
  const isShorter = shorter.test(title) && !/\byear/i.test(names)
  const isDated = table.columns.some(({ year }) => year !== undefined) || dated.test(table.words)
  const isOfCounts = held.length > 0 && held.every((one) => isCount(one))
  const isAlone = new Set(held.map(({ cell }) => cell)).size === 1 && !comparing.test(title)
  return tokens.flatMap((token, at) => {
    if (token.kind !== 'word') return []
    const { lower } = token
    const isTurning =
      /^(?:would|if|unless|might|whether)$/.test(lower) ||
      (isShorter && /^years?$/.test(lower) && !isOfOther(tokens, at)) ||
      (/^(?:including|excluding|except|besides)$/.test(lower) && !title.includes(lower)) ||
      (/^(?:by|until|since|through)$/.test(lower) && isUpTo(text.slice(token.range.end), names)) ||
      (lower === 'record' && /\b(?:a|the)\s+$/i.test(text.slice(0, token.range.start))) ||
      (/^(?:end|period)$/.test(lower) && (!isDated || /\baverage|\bmean\b/i.test(names))) ||
      (isAlone && comparing.test(lower)) ||
      (isOfCounts && shares.test(lower) && !title.toLowerCase().includes(lower.replace(/s$/, '')))
    return isTurning ? [at] : []
  })
}

/** "By March" tells of all months before as well. */
function isUpTo(behind: string, names: string): boolean {
  const month = /^\s+(?:the\s+end\s+of\s+)?(\p{Lu}\p{L}{2,8})\b/u.exec(behind)?.[1]
  return (
    month !== undefined &&
    monthNames.includes(month) &&
    names.includes(month) &&
    !/\bcumulative|\bto date\b|\bend\b/i.test(names)
  )
}

/** What one number alone is told against, no cell of it bears out. */
const comparing = /\b(?:against|versus|vs|compar\p{L}*|relative)\b/iu

const shares = /^(?:rates?|shares?|proportions?|percentages?|levels?)$/

function isCount({ told: { number, toldAs }, cell: { values } }: HeldNumber): boolean {
  return toldAs === 'value' && !number.isPercent && values.some(({ isPercent }) => isPercent)
}

const dated =
  /\b(?:end(?:ed|ing|s)?|period|interval|as at|years?|january|march|june|september|december)\b/i

const shorter =
  /\b(?:half[- ]year|(?:one|two|three|six|nine|[1-9]|1[01]) months|quarters?|interim|weeks? ended)\b/i

/** "The year before" names what it is compared with. */
function isOfOther(tokens: readonly TieToken[], at: number): boolean {
  return [tokens[at - 1], tokens[at + 1]].some(
    (one) =>
      one?.kind === 'word' &&
      /^(?:previous|prior|preceding|last|before|earlier|half)$/.test(one.lower),
  )
}

/** Words of a sentence that was found in table cells alone, which these do not bear out. */
export function findDoubts(
  sources: readonly EvidenceSource[],
  claim: { readonly text: string; readonly context: string },
  evidence: readonly TextEvidence[],
  isComputed: boolean,
): readonly TextRange[] {
  if (evidence.length === 0 || evidence.some(({ cell }) => cell === null)) return []
  const { tables, short } = openTables(sources)
  const told = readToldSentence(claim.text, claim.context, short)
  const found = tables.flatMap((table) => {
    const cells = listCellsOf(table, evidence)
    return cells.length > 0 ? [{ table, cells }] : []
  })
  const held = found.reduce((sum, { cells }) => sum + cells.length, 0)
  if (held < evidence.length || found.length === 0) return []
  if (isComputed) {
    const isPlain = found.every(({ table }) => isWithinLimits(told, [], table))
    return isPlain ? [] : [{ start: 0, end: told.text.length }]
  }
  return found.flatMap(({ table, cells }) => doubtOf(told, cells, table))
}

function listCellsOf(table: TiedTable, evidence: readonly TextEvidence[]): readonly TiedCell[] {
  const own = evidence.filter(({ sourceTextId }) => sourceTextId === table.source.sourceTextId)
  if (own.length === 0) return []
  return [...table.cells.values()].flatMap((row) =>
    [...row.values()].filter((cell) => own.some(({ range }) => rangesOverlap(range, cell.range))),
  )
}

function doubtOf(
  told: ToldSentence,
  cells: readonly TiedCell[],
  table: TiedTable,
): readonly TextRange[] {
  const held = listNumbers(told).flatMap(({ at, number }): readonly HeldNumber[] => {
    const toldAs = readToldAs(told.text, number)
    const cell = cells.find((one) => findGiven(number, toldAs, one, table))
    return cell ? [{ told: { at, number, toldAs }, cell }] : []
  })
  const own = held.length > 0 ? held.map(({ cell }) => cell) : cells
  const isOfOther = own.some((cell) => !isOfToldGroup(told, cell, table))
  const isAbout = /[~≈±]\s*\d/.test(told.text)
  if (
    isOfOther ||
    isAbout ||
    !isWithinLimits(told, own, table) ||
    !isMostOfAll(told, own, table) ||
    !isMostOfRow(told, own, table)
  )
    return [{ start: 0, end: told.text.length }]
  const scaled = listNumbers(told).filter(
    ({ at, number }) =>
      held.every((one) => one.told.at !== at) && cells.some((cell) => hasDigitsOf(cell, number)),
  )
  const doubts = [
    ...scaled.map(({ at }) => at),
    ...listOtherThings(told, held, table),
    ...listSwapped(told, held, table),
    ...listOtherRows(told, held, table),
    ...listDoubts(told, held, table),
  ]
  return doubts.flatMap((at) => told.tokens[at]?.range ?? [])
}

/** "412 doses" of a row of visits beside one of doses, "15 inspections with faults" of a column of faults. */
function listOtherThings(
  sentence: ToldSentence,
  held: readonly HeldNumber[],
  { rows, columns }: TiedTable,
): readonly number[] {
  return held.flatMap(({ told: { at }, cell }) => {
    const place = findThing(sentence, at)
    const thing = sentence.tokens[place]
    if (thing?.kind !== 'word' || isReportWord(thing.key) || isStopWord(thing.lower)) return []
    const has = (labels: readonly Label[]): boolean =>
      labels.some(({ all }) => all.some(({ key }) => key === thing.key))
    const own = [...(rows[cell.row]?.labels ?? []), ...(columns[cell.column]?.labels ?? [])]
    const others = isPartOf(columns[cell.column]) ? rows : [...rows, ...columns]
    const isOther = others.some(({ labels }) => has(labels))
    return !has(own) && isOther ? [place] : []
  })
}

/** "Paid late" counts some of the claims that another column counts. */
function isPartOf(column: Line | undefined): boolean {
  const words = column?.labels.flatMap(({ all }) => all) ?? []
  return words.some((one) => one.kind === 'word' && isParticipleForm(one.lower))
}

/** What a number counts: the word behind it, and in "12 of the 40 inspections had faults" that behind the whole. */
function findThing({ text, tokens }: ToldSentence, at: number): number {
  const whole = tokens.findIndex((one, index) => index > at && one.kind === 'number')
  const [own, other, thing] = [tokens[at], tokens[whole], tokens[whole + 1]]
  if (!own || !other || !thing) return at + 1
  const isWhole = partOf.test(text.slice(own.range.end, other.range.start))
  return isWhole && having.test(text.slice(thing.range.end)) ? whole + 1 : at + 1
}

const partOf = /^\s*(?:\([^()]*\)\s*)?of\s+(?:the\s+|all\s+)?$/i
const having = /^[^.;,]*?\b(?:had|has|have|having|with|show(?:s|ed)?|contain(?:s|ed)?)\b/i

/** "60 were very satisfied or satisfied" of the cell of one of these rows. */
function listOtherRows(
  { tokens }: ToldSentence,
  held: readonly HeldNumber[],
  { rows }: TiedTable,
): readonly number[] {
  const own = new Set(held.map(({ cell }) => cell.row))
  const isJoined = [...own].some((at) =>
    rows[at]?.labels.some(({ all }) =>
      all.some((one) => one.kind === 'word' && one.lower === 'or'),
    ),
  )
  if (own.size !== 1 || isJoined) return []
  return tokens.flatMap((token, at) => {
    if (token.kind !== 'word' || token.lower !== 'or') return []
    const isOther = rows.some(({ labels }, row) => {
      const core = labels.at(-1)?.core ?? []
      return (
        !own.has(row) &&
        core.length > 0 &&
        core.every(({ key }, step) => tokens[at + 1 + step]?.key === key)
      )
    })
    return isOther ? [at + 1] : []
  })
}

/** The same digits in another size: "£148,600" of a table in thousands. */
function hasDigitsOf({ values }: TiedCell, { value, money, isScaled }: NumberToken): boolean {
  const digitsOf = (one: number): string => String(Math.abs(one)).replace(/\.|0+$/g, '')
  const digits = digitsOf(value)
  const isAmount = money !== '' || isScaled
  return isAmount && digits.length > 2 && values.some((one) => digitsOf(one.value) === digits)
}

/** A cell of an arm that the sentence names by no word is of somebody else. */
function isOfToldGroup(told: ToldSentence, { column }: TiedCell, { columns }: TiedTable): boolean {
  const line = columns[column]
  if (!line || line.isWhole || line.year !== undefined || line.statistic !== 'value') return true
  const core = line.labels.flatMap((label) => label.core)
  return core.length === 0 || core.some((token) => isTold(told, token))
}

/** "The most common event (4 on placebo)" has more than any other on every arm. */
function isMostOfAll(told: ToldSentence, cells: readonly TiedCell[], table: TiedTable): boolean {
  const isSaid = /\bmost (?:common|frequent)\w*\b[^()]*\([^()]*\d/i.test(told.text)
  const [first] = cells
  if (!isSaid || !first || cells.some(({ row }) => row !== first.row)) return true
  return isMostIn(first.row, [...(table.cells.get(first.row)?.keys() ?? [])], table)
}

/** "Highest on 20 mg" is more than on every other arm. */
function isMostOfRow(told: ToldSentence, cells: readonly TiedCell[], table: TiedTable): boolean {
  const place = /\b(?:highest|largest|greatest|biggest)\s+(?:in|on|at|with|during|for)\s+/i.exec(
    told.text,
  )
  const [first, ...others] = cells
  if (!place || !first || others.length > 0) return true
  const from = place.index + place[0].length
  const near = told.tokens.filter(({ range }) => range.start >= from).slice(0, 4)
  const core = table.columns[first.column]?.labels.flatMap((label) => label.core) ?? []
  if (!core.some(({ key }) => near.some((token) => token.key === key))) return true
  const row = [...(table.cells.get(first.row)?.values() ?? [])].filter(
    ({ column }) => column !== first.column && table.columns[column]?.isWhole === false,
  )
  return row.every((one) => Math.abs(mainValue(one)) < Math.abs(mainValue(first)))
}
