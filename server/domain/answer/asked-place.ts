import { sliceRange } from '../../../shared/text/range.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import type { AskedQuestion, Concept } from './asked-question.ts'
import { readCell } from './cell-numbers.ts'
import { names } from './concept-weights.ts'
import { toLine } from './statement.ts'
import { listHeadTerms, type AskedRow, type AskedTable } from './table-rows.ts'

/** "At which site was the subject?" wants to be told the site, however much else is said of the subject. */
export function listAskedPlaces({ text, concepts, general }: AskedQuestion): readonly Concept[] {
  const noun = placeForm.exec(text)?.[1]
  if (noun === undefined || openNouns.test(noun)) return []
  const terms = listTerms(noun)
  return [...concepts, ...general].filter(({ term }) => terms.includes(term))
}

const placeForm =
  /^\W*(?:(?:and|but|so|or|then),? )?(?:at|in|on|from) (?:which|what) (?:[\p{L}-]+ ){0,2}?([\p{L}-]+)(?=\W*$| (?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|shall|may|must)\b)/iu

/** Of a time, a measure or a manner: these are told without their names. */
const openNouns =
  /^(?:days?|dates?|months?|years?|quarters?|weeks?|visits?|times?|hours?|minutes?|moments?|periods?|phases?|stages?|ages?|doses?|temperatures?|levels?|amounts?|values?|scores?|concentrations?|pressures?|rates?|speeds?|prices?|costs?|percentages?|thresholds?|intervals?|frequenc(?:y|ies)|points?|limits?|ways?|manners?|respects?|cases?|circumstances?|conditions?|situations?|extents?|basis|forms?|orders?)$/i

/** Some head that has an entry in the row, or a cell of it, says that it is such a place. */
export function givesPlaces(
  places: readonly Concept[],
  table: AskedTable,
  row: AskedRow,
  columns: readonly number[],
): boolean {
  const shown = listShownHeads(table, row)
  const cells = columns.map((index) => readCell(table, row, index))
  return places.every(
    (place) =>
      shown.some((head) => names(head, place)) ||
      columns.some((index) => names(listHeadTerms(table, [index]), place)) ||
      [...row.path, ...cells].some((words) => isPlace(words, place)),
  )
}

/** Heads of the cells that the row is called by. */
function listShownHeads(
  { subjects, place }: AskedTable,
  { heads, path }: AskedRow,
): ReadonlySet<string>[] {
  const { text } = place.source.sourceText
  return subjects.flatMap((name, index) => {
    const cell = heads[index]
    const isShown = cell && path.map(toLine).includes(toLine(sliceRange(text, cell.range)))
    return isShown ? [new Set(listTerms(name))] : []
  })
}

/** Columns with an entry for a place that is asked for; all the cells that name the row are fields of it, too. */
export function tellsPlaces(places: readonly Concept[], table: AskedTable, row: AskedRow): boolean {
  const { text } = table.place.source.sourceText
  const indexes = [...table.columns.keys()]
  const heads = [
    ...indexes.map((index) => listHeadTerms(table, [index])),
    ...table.subjects.flatMap((name, index) =>
      row.heads[index] ? [new Set(listTerms(name))] : [],
    ),
  ]
  const cells = [
    ...indexes.map((index) => readCell(table, row, index)),
    ...row.heads.map((cell) => (cell ? sliceRange(text, cell.range) : '')),
  ]
  return places.every(
    (place) =>
      heads.some((head) => names(head, place)) || cells.some((words) => isPlace(words, place)),
  )
}

/** "Site 710", "Building D", "press shop building": pain at the site of an injection is no site. */
function isPlace(words: string, place: Concept): boolean {
  const [first = '', second = '', ...more] = toLine(words).split(' ')
  const isNamed = (word: string) => names(new Set(listTerms(word)), place)
  if (isNamed(first)) return /^(?:\S*\d|\p{Lu}(?!\p{L}))/u.test(second)
  return isNamed(more.at(-1) ?? second)
}
