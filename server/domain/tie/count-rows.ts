import type { TextRange } from '../../../shared/text/range.ts'
import { isStopWord } from '../../../shared/text/terms.ts'
import { groupBy } from '../check/same-cells.ts'
import { findRole } from '../verify/lexicon.ts'
import { listConditions, type Condition } from './record-conditions.ts'
import type { RecordField, RecordList } from './record-list.ts'
import { isReportWord, listReportPhrases } from './report-words.ts'
import { namesOneRecord } from './record-keys.ts'
import { areForms, type NumberToken, type TieToken, type WordToken } from './sentence-tokens.ts'
import { findFraction } from './told-portions.ts'
import { readToldAs } from './match-value.ts'
import type { ToldSentence } from './told-sentence.ts'

/** One number of a sentence with the records that it counts. */
export type RowCount = {
  readonly at: number
  readonly number: NumberToken
  readonly conditions: readonly Condition[]
  readonly records: readonly (readonly (RecordField | undefined)[])[]
  readonly isRight: boolean
}

export type CountedRows = {
  readonly list: RecordList
  readonly told: ToldSentence
  readonly counts: readonly RowCount[]
  /** Indexes of the tokens that nothing accounts for. */
  readonly left: readonly number[]
}

/**
 * "Of the 18 change orders requested, 12 have been completed and two are in progress": how many records of a list
 * have the words that stand with each number. Undefined where a number is no count, or nothing tells what is counted.
 */
export function countRows(told: ToldSentence, list: RecordList): CountedRows | undefined {
  const conditions = listConditions(told, list)
  const taken = new Set(conditions.flatMap(({ own }) => own))
  const numbers = told.tokens.flatMap((token, at) => {
    const number = token.kind === 'number' ? token : undefined
    return number && !taken.has(at) && !number.isYear ? [{ at, number }] : []
  })
  const isCount = numbers.every(
    ({ number }) =>
      number.step === 1 && number.unit === '' && number.money === '' && number.comparator === '',
  )
  if (numbers.length === 0 || numbers.length > mostCounts || !isCount) return undefined
  if (!namesRecords(told, list) || namesOneRecord(told.text, list)) return undefined
  if (numbers.some(({ at }) => isValue(told, at, list))) return undefined
  const ways = listWays(
    told,
    numbers.map(({ at }) => at),
    conditions,
  )
  const counted = ways.map((way) => numbers.map((one, at) => countOne(one, way[at] ?? [], list)))
  const [best] = counted.toSorted((a, b) => countRight(b) - countRight(a))
  if (!best) return undefined
  return {
    list,
    told,
    counts: best,
    left: listLeft(
      told,
      list,
      conditions,
      numbers.map(({ at }) => at),
      listFractions(told, best),
    ),
  }
}

const mostCounts = 4

function countRight(counts: readonly RowCount[]): number {
  return counts.filter(({ isRight }) => isRight).length
}

function countOne(
  { at, number }: { readonly at: number; readonly number: NumberToken },
  conditions: readonly Condition[],
  { records }: RecordList,
): RowCount {
  // "spontaneous reports and literature": either, where one column has both
  const byColumn = [...groupBy(conditions, ({ column }) => String(column)).values()]
  const own = records.filter((record) =>
    byColumn.every((some) => some.some(({ column, holds }) => holds(record[column]))),
  )
  return { at, number, conditions, records: own, isRight: own.length === number.value }
}

/** The records are called by what their list is called, in the sentence or in the heading above. */
function namesRecords(told: ToldSentence, { around, heads }: RecordList): boolean {
  const names = [...around, ...(heads[0]?.tokens ?? [])]
  return names.some(
    (token) =>
      token.kind === 'word' &&
      token.key.length > 2 &&
      !isStopWord(token.lower) &&
      told.find(token).length > 0,
  )
}

/** "Site 1207", "EUR 12,900": what stands before a number says that it counts nothing. */
function isValue({ text, tokens }: ToldSentence, at: number, { heads }: RecordList): boolean {
  const [before, number] = [tokens[at - 1], tokens[at]]
  if (before?.kind !== 'word' || !number) return false
  const between = text.slice(before.range.end, number.range.start)
  if (between.trim() !== '') return false
  const isCode = /^\p{Lu}{3}$/u.test(text.slice(before.range.start, before.range.end))
  return isCode || heads.some((head) => head.tokens.some((one) => isHead(one, before)))
}

function isHead(head: TieToken, { lower }: WordToken): boolean {
  return head.kind === 'word' && head.lower === lower && !isReportWord(head.key)
}

/**
 * Which conditions each number has: those of its own part of the sentence, and those that hold of all before it.
 * Words stand behind their number, or all of them before.
 */
function listWays(
  told: ToldSentence,
  numbers: readonly number[],
  conditions: readonly Condition[],
): readonly (readonly (readonly Condition[])[])[] {
  const [first = 0] = numbers
  const placeOf = ({ own }: Condition): number => own[0] ?? 0
  const opening = conditions.filter((one) => placeOf(one) < first)
  const behind = numbers.map((at, index) =>
    conditions.filter(
      (one) => placeOf(one) > at && placeOf(one) < (numbers[index + 1] ?? Infinity),
    ),
  )
  const before = numbers.map((at, index) =>
    conditions.filter((one) => placeOf(one) < at && placeOf(one) > (numbers[index - 1] ?? -1)),
  )
  const isBefore = behind.at(-1)?.length === 0 && before.every((one) => one.length > 0)
  if (isBefore) return [before]
  return [false, true].map((isLoose) =>
    behind.map((own, index) => {
      const at = numbers[index] ?? 0
      const number = told.tokens[at]
      const isPart =
        number?.kind === 'number' && (isPartOf(told, number) || (isLoose && isApart(told, number)))
      const base = index > 0 && isPart ? (behind[0] ?? []) : []
      const isWhole = number?.kind === 'number' && readToldAs(told.text, number) === 'whole'
      // of "17 of 36 from the United States" the whole has none of the words
      return isWhole
        ? opening.filter((one) => !own.includes(one) && isOpen(told, one, first))
        : merge(
            [...opening, ...base],
            own,
            isWholeOf(told, numbers, index) ? behind[index + 1] : undefined,
          )
    }),
  )
}

/** "17 of 36": what stands behind the whole is told of the part. */
function isWholeOf(told: ToldSentence, numbers: readonly number[], index: number): boolean {
  const next = told.tokens[numbers[index + 1] ?? -1]
  return next?.kind === 'number' && readToldAs(told.text, next) === 'whole'
}

function isOpen({ text, tokens }: ToldSentence, { own }: Condition, first: number): boolean {
  // "of the cases (17 of 36)": nothing before the bracket is said of all
  return !/\(/.test(text.slice(tokens[own[0] ?? 0]?.range.start, tokens[first]?.range.start))
}

function merge(
  base: readonly Condition[],
  own: readonly Condition[],
  more: readonly Condition[] | undefined,
): readonly Condition[] {
  const all = [...own, ...(more ?? [])]
  return [...base.filter((one) => !all.some(({ column }) => column === one.column)), ...all]
}

/** "Three of which", "two of them", "four of these". */
function isPartOf({ text }: ToldSentence, { range }: NumberToken): boolean {
  return /^\s+of\s+(?:which|whom|them|these|those|its)\b/i.test(text.slice(range.end))
}

/** What follows a semicolon may be told of those before it. */
function isApart({ text }: ToldSentence, { range }: NumberToken): boolean {
  return /;\s*$/.test(text.slice(0, range.start))
}

function listLeft(
  told: ToldSentence,
  list: RecordList,
  conditions: readonly Condition[],
  numbers: readonly number[],
  fractions: readonly TextRange[],
): readonly number[] {
  const taken = new Set([...conditions.flatMap(({ own }) => own), ...numbers])
  const columns = new Set(conditions.map(({ column }) => column))
  const isFilled = (at: number): boolean => list.records.every((record) => record[at] !== undefined)
  const named = [
    ...list.around,
    ...list.heads.flatMap((head, at) =>
      columns.has(at) || at === 0 || isFilled(at) ? head.tokens : [],
    ),
  ]
  const called = listKinds(list)
  const phrases = [...listReportPhrases(told.text), ...fractions]
  return told.tokens.flatMap((token, at) => {
    if (taken.has(at)) return []
    // "two customers had incidents": what stands with the number is what is counted
    const counts = numbers.includes(at - 1) ? called : named
    if (isNamed(token, counts)) return []
    if (token.kind === 'number') return [at]
    if (token.lower === 'together' || (token.lower === 'another' && at > (numbers[0] ?? at)))
      return []
    if (phrases.some(({ start, end }) => token.range.start >= start && token.range.end <= end))
      return []
    const isRole = findRole(token.lower) !== undefined && token.lower !== 'with'
    return !isRole && (isStopWord(token.lower) || isReportWord(token.key)) ? [] : [at]
  })
}

/** What its records are called; "incidents by customer" are no customers. */
function listKinds({ around, heads: [first, ...others] }: RecordList): readonly TieToken[] {
  const by = others.flatMap(({ tokens }) => (tokens.length === 1 ? tokens : []))
  return [
    ...around.filter((token) => !by.some(({ key }) => key === token.key)),
    ...(first?.tokens ?? []),
  ]
}

function isNamed(token: TieToken, named: readonly TieToken[]): boolean {
  if (token.kind === 'number' && !token.isYear) return false
  const isRole = token.kind === 'word' && findRole(token.lower) !== undefined
  return named.some((one) => one.key === token.key || (!isRole && areForms(one.key, token.key)))
}

/** "Nearly half of the cases (17 of 36)", where the counts bear it out. */
function listFractions({ text }: ToldSentence, counts: readonly RowCount[]): readonly TextRange[] {
  const fraction = findFraction(text)
  const whole = counts.find(({ number }) => readToldAs(text, number) === 'whole')
  const part = counts[counts.findIndex((one) => one === whole) - 1]
  if (!fraction || !whole || !part || whole.number.value === 0) return []
  return fraction.holds((100 * part.number.value) / whole.number.value) ? [fraction.range] : []
}
