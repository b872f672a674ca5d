import { isTold, readPercent, wordsOf } from './holds.ts'
import { findOne } from './place-values.ts'
import { dimensions, findCellAt, type Place } from './read-grid.ts'
import { isPartOf } from './parts-of.ts'
import type { Value } from './read-values.ts'
import { findTotal, type Said } from './said.ts'
import { matchesOf, valueAt, writeNumber, type Tell, type Telling } from './telling.ts'
import { isShare } from './tell-parts.ts'
import { readFractions } from './fractions.ts'

/** "41% of all errors", "a quarter of the patients on §": what part of a whole a cell gives. */
export const tellShares: Tell = (said) => {
  const fractions = readFractions(said.text)
  const given = said.values.filter(isShare)
  const [share, ...others] = [...given, ...fractions]
  if (!share || others.length > 0) return []
  const phrase = findWhole(said, share)
  if (!phrase) return []
  const consumed = fractions.map(({ whole }) => whole)
  // "three in ten" and "a quarter" hold no number that is told of anything else
  const rest = said.values.filter(
    (one) =>
      one !== share &&
      !consumed.some(({ start, end }) => start <= one.range.start && one.range.end <= end),
  )
  const found = placeShare(said, phrase)
  if (!found) return []
  return tellShare(said, share, found, rest, consumed)
}

type Phrase = { readonly start: number; readonly end: number }

/** The words of what it is a part: behind "of", to the next verb. */
function findWhole({ text }: Said, { whole, range }: Value): Phrase | undefined {
  const from = Math.max(whole.end, range.end)
  const of = /^\s*of\s+/i.exec(text.slice(from))
  if (!of) return undefined
  const start = from + of[0].length
  const rest = text.slice(start)
  const end = verb.exec(rest)?.index ?? rest.search(/[.,;:(]|$/)
  const stop = rest.slice(0, end).search(/[,;:(]/)
  return { start, end: start + (stop < 0 ? end : stop) }
}

const verb =
  /\b(?:was|were|is|are|had|has|have|did|do|happened|occurred|came|took|lay|lived?|reported|experienced|showed|made|went|completed|withdrew|discontinued|answered|received)\b/i

type Placed = {
  readonly part: Place
  /** Undefined where the cell itself gives the share, or the size of its group does. */
  readonly whole: Place | undefined
}

function placeShare(said: Said, phrase: Phrase): Placed | undefined {
  const isIn = ({ start }: { readonly start: number }): boolean =>
    phrase.start <= start && start < phrase.end
  const inside = dimensions.filter((one) => said.mentions[one].some(({ range }) => isIn(range)))
  const outside = dimensions.filter((one) => said.mentions[one].some(({ range }) => !isIn(range)))
  const own = dimensions.map((one) => {
    const named = said.mentions[one].filter(({ range }) => !isIn(range))
    return findOne(said, one, named.length > 0 ? named : said.mentions[one])
  })
  const [group, row, column] = own
  if (group === undefined || row === undefined || column === undefined) return undefined
  const part: Place = { group, row, column }
  const isOfPeople = people.test(said.text.slice(phrase.start, phrase.end))
  const isByGroup = said.mentions.group.length > 0
  const both = inside.find((one) => outside.includes(one))
  if (both !== undefined && both !== 'group') {
    const at = findOne(
      said,
      both,
      said.mentions[both].filter(({ range }) => isIn(range)),
    )
    return at === undefined || inside.length > 1
      ? undefined
      : { part, whole: { ...part, [both]: at } }
  }
  if (isByGroup && isOfPeople && !inside.includes('row') && !inside.includes('column'))
    return { part, whole: undefined }
  if (isByGroup) return undefined
  return placeTotal(said, part, inside, outside)
}

/** Of a column's rows one is told, or of a row's columns. */
function placeTotal(
  said: Said,
  part: Place,
  inside: readonly string[],
  outside: readonly string[],
): Placed | undefined {
  const dimension = outside.includes('row')
    ? 'row'
    : outside.includes('column')
      ? 'column'
      : undefined
  const isApart = dimension !== undefined && !inside.includes(dimension)
  const total = dimension && findTotal(said.grid, dimension)
  if (!isApart || total === undefined || total === part[dimension]) return undefined
  return { part, whole: { ...part, [dimension]: total } }
}

const people =
  /\b(?:patients?|subjects?|participants?|people|persons?|volunteers?|(?:wo)?men|children|adults|pupils|girls|boys)\b/i

function tellShare(
  said: Said,
  share: Value,
  { part, whole }: Placed,
  rest: readonly Value[],
  consumed: Telling['consumed'],
): readonly Telling[] {
  const cell = findCellAt(said.grid, part)
  const own = valueAt(said.grid, part)
  if (!cell || own === undefined || (whole && !isPartOf(said.grid, whole, part))) return []
  const all = whole ? valueAt(said.grid, whole) : cell.size
  const given = whole ? undefined : readPercent(cell, wordsOf(said.grid, part))
  const computed = all === undefined || all <= 0 ? undefined : (own / all) * 100
  const actual = given ?? computed
  if (actual === undefined || actual < 0 || actual > 100) return []
  const numbers = [own, all]
  const holds =
    isTold(share, actual, true) &&
    rest.length <= 2 &&
    rest.every((one) => isPair(said, one, numbers))
  const words =
    given !== undefined || all === undefined
      ? ''
      : `${writeNumber(own)} of ${writeNumber(all)} is ${writeNumber(Math.round(actual * 10) / 10)}%`
  return [{ places: whole ? [part, whole] : [part], consumed, holds, computed: words }]
}

/** "(74 of 172)", "of the 760,000 customers". */
function isPair(
  { text }: Said,
  { told, range, unit }: Value,
  [own, all]: readonly (number | undefined)[],
): boolean {
  const isWhole = /\bof (?:all )?(?:the )?$/i.test(text.slice(0, range.start))
  const isPart = /^\s+(?:out )?of (?:the )?\d/.test(text.slice(range.end))
  if (unit !== '') return false
  if (isWhole) return told === all
  return isPart && told === own
}

export { matchesOf }
