import { unitPattern, findUnit } from '../../../shared/text/units.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { findGiven } from './match-value.ts'
import { isChangeBy } from './told-changes.ts'
import { differs, isOfSign } from './told-signs.ts'
import { textBefore } from './sentence-tokens.ts'
import type { ToldNumber } from './tie-numbers.ts'
import type { ToldSentence } from './told-sentence.ts'
import { namesOf, type TiedCell, type TiedTable } from './tied-table.ts'

/** A number that is told, with the cell that gives it. */
export type HeldNumber = { readonly told: ToldNumber; readonly cell: TiedCell }

/** True where a cell gives a number in the unit, sign and bound that it is told with. */
export function isToldAsGiven(
  told: ToldSentence,
  held: HeldNumber,
  all: readonly HeldNumber[],
  table: TiedTable,
): boolean {
  const given = findGiven(held.told.number, held.told.toldAs, held.cell, table)
  return (
    isOfBound(told, held) &&
    isOfUnit(told, held, table) &&
    isOfShare(told, held, table) &&
    isOfInterval(told, held, all, table) &&
    (given === undefined || isOfSign(told, held, given, table))
  )
}

/** "<0.001" is no "0.001", and "more than 12" says more than a 12. */
function isOfBound({ text }: ToldSentence, { told: { number }, cell }: HeldNumber): boolean {
  const given = /^\s*([<>≤≥]=?)/.exec(cell.words)?.[1] ?? ''
  const spelled = /([<>≤≥]=?)\s*$/.exec(text.slice(0, number.range.start))?.[1] ?? ''
  if (given !== '' || spelled !== '') return plainBound(given) === plainBound(spelled)
  return !/^(?:more|less|fewer|over|above|below|under)\b/i.test(number.comparator)
}

function plainBound(bound: string): string {
  return bound.replace('<=', '≤').replace('>=', '≥')
}

const unitBehind = new RegExp(
  `^[\\s-]?(${unitPattern}|tonn?es?|[kMGT]Wh|hectares?)(?![\\p{L}\\d/·*])`,
  'u',
)

const doses = new RegExp(`\\d+(?:\\.\\d+)?\\s?(?:${unitPattern})(?![\\p{L}\\d])`, 'gu')

/** Months are no years: the unit that is told is the one that names the cell, or its table. */
function isOfUnit({ text }: ToldSentence, { told, cell }: HeldNumber, table: TiedTable): boolean {
  const { number } = told
  const spelled = sliceRange(text, number.range)
  const own = /[\p{L}µ°/]+$/u.exec(spelled.replace(/\b(?:thousand|million|billion|bn|m|k)$/i, ''))
  const unit = number.isPercent || number.money !== '' ? undefined : own?.[0]
  const behind = unitBehind.exec(text.slice(number.range.end))?.[1]
  const name = unit !== undefined && findUnit(unit) !== undefined ? unit : behind
  if (name === undefined || /%|per ?cent/i.test(name) || isNameOfWord(name)) return true
  // of "40 mg" as a name the unit is no value's
  const names = namesOf(cell, table).replace(doses, ' ')
  if (isIn(names, name) || isIn(cell.words, name)) return true
  return !hasUnit(names) && isIn(`${table.block.title}\n${table.words}`, name)
}

/** "m" and "s" of "12 m", "12 s" are units; of a word that goes on they are not read at all. */
function isNameOfWord(name: string): boolean {
  return name === 'm' || name === 'y'
}

function isIn(text: string, unit: string): boolean {
  const wanted = findUnit(unit)
  const words = text.match(new RegExp(`(?<![\\p{L}\\d])(?:${unitPattern}|[\\p{L}]+)`, 'gu')) ?? []
  return words.some((word) => {
    const found = findUnit(word)
    return found === undefined || wanted === undefined
      ? word.toLowerCase() === unit.toLowerCase()
      : found.base === wanted.base && found.factor === wanted.factor
  })
}

function hasUnit(names: string): boolean {
  return new RegExp(`\\(\\s*(?:${unitPattern})\\s*\\)`, 'u').test(names)
}

/** Who had an event is counted once, however often it came. */
const happenings = /(?:^\s+|\bnumber of )(?:cases|events|episodes|times|occurrences)\b/i

function isOfPeople({ size, values }: TiedCell): boolean {
  return size !== undefined || values.some(({ isPercent }) => isPercent)
}

const people = /^\s+(?:subjects?|patients?|participants?|people|persons?|employees|staff)\b/i

/** A share is told as one, points as what lies between two of them, and nobody is counted in tenths. */
function isOfShare({ text }: ToldSentence, { told, cell }: HeldNumber, table: TiedTable): boolean {
  const { number, toldAs } = told
  const names = namesOf(cell, table)
  const all = `${names}\n${table.block.title}`
  const behind = text.slice(number.range.end)
  if (happenings.test(behind) && isOfPeople(cell) && !happenings.test(` ${all}`)) return false
  if (toldAs !== 'value') return true
  const before = textBefore(text, number)
  if (isChangeBy({ text }, number) && !differs.test(all)) return false
  // a change is no value that was reached
  if (differs.test(all) && /\bto\s+[-−]?$/i.test(before)) return false
  const isPoints =
    /points?\s*$/i.test(sliceRange(text, number.range)) || /^\s+points?\b/.test(behind)
  if (isPoints) return /\b(?:differences?|change|points?)\b/i.test(all)
  const isOfPoints = /percentage[ -]points?/i.test(all)
  if (number.isPercent) return !isOfPoints
  const plain = names.replace(/\bN\s*=\s*[\d,]+/g, '')
  const isShare = /%|\bper ?cent\b/i.test(plain) && !/\bn\b|\bno\b\.?|\bnumber\b/i.test(plain)
  if (isShare && cell.values.length === 1 && cell.values[0]?.value !== 0) return false
  return !(people.test(behind) && (cell.values[0]?.step ?? 1) < 1)
}

/** Both ends of an interval, in their order, at the level that its table names. */
function isOfInterval(
  { text }: ToldSentence,
  { told, cell }: HeldNumber,
  all: readonly HeldNumber[],
  table: TiedTable,
): boolean {
  if (told.toldAs !== 'interval') return true
  const own = all.filter((one) => one.told.toldAs === 'interval' && one.cell === cell)
  const ends = cell.values.slice(-2)
  const at = own.findIndex((one) => one.told === told)
  const isInOrder = own.length === ends.length && ends[at]?.value === told.number.value
  const given = listLevels([namesOf(cell, table), table.block.title, table.words].join('\n'))
  return isInOrder && listLevels(text).every((one) => given.length === 0 || given.includes(one))
}

function listLevels(text: string): readonly string[] {
  return Array.from(
    text.matchAll(/(\d+(?:\.\d+)?)\s*%\s*(?:CI\b|confidence)/gi),
    ([, level = '']) => level,
  )
}
