import { containsRange, type TextRange } from '../../../shared/text/range.ts'
import { nameKey } from '../verify/names-of-cells.ts'
import type { ComparedCell } from './compared-cell.ts'
import { isOfCounts, type Outcome } from './form.ts'
import { ownKey } from './read-parts.ts'
import type { ComparedSentence } from './sentence.ts'
import type { Series } from './series.ts'
import { readToldShare } from './told-share.ts'

/** What all values of a series are a part of; undefined where they are not added up. */
export function findWhole(series: Series): ComparedCell | undefined {
  const { total, entries, title } = series
  if (!total || total.value <= 0 || !isOfCounts(series) || notAdded.test(title)) return undefined
  const sum = entries.reduce((added, { cell }) => added + cell.value, 0)
  return sum === total.value ? total : undefined
}

const notAdded = /%|\b(?:percent\w*|rates?|per|mean|average|median|score|index|ratio)\b/i

/** The same with the share of all that is told of `party` beside it. */
export function withShare(
  outcome: Outcome | undefined,
  { text }: { readonly text: string },
  series: Series,
  party: string | undefined,
): Outcome | undefined {
  const whole = findWhole(series)
  const cell = series.entries.find((one) => one.party === party)?.cell
  if (!outcome?.holds || !whole || !cell || !/%\s+of\s+(?:all|the)\b/i.test(text)) return outcome
  const words = `${outcome.words} ${writePart(cell.decimal, cell.value, whole)}.`
  return { ...outcome, cells: [...outcome.cells, whole], words }
}

/** "51 of 234, which is 21.8%". */
export function writePart(part: string, value: number, { decimal, value: whole }: ComparedCell) {
  return `${part} of ${decimal}, which is ${((100 * value) / whole).toFixed(1)}%`
}

/** "42% of all", "40% of the". */
const ofAllThings = /^\s+of\s+(?:all|the)\b(?:\s+the\b)?/i

/** True where a value is as large a part of all that its series counts as a percentage of them says. */
export function isShareOfAll(
  { text, tokens, mentions }: ComparedSentence,
  share: TextRange,
  series: Series,
  cell: ComparedCell,
): boolean {
  const things = findThings(text, share.end)
  const whole = things && findWhole(series)
  if (!whole) return false
  const { end } = things
  const keys = tokens
    .filter(({ range }) => containsRange(things, range))
    .flatMap((token) => [nameKey(token), ownKey(token)])
  // a part of all rows is no part of what they count
  const isOfRows = mentions.some(({ range }) => range.start < end && range.end > share.end)
  if (isOfRows || !series.own.every((key) => keys.includes(key))) return false
  return readToldShare(text.slice(share.start, share.end))?.holds(cell.value / whole.value) === true
}

/** What stands behind "of all" to the end of its clause; undefined where no such words stand at `from`. */
function findThings(text: string, from: number): TextRange | undefined {
  const [of = ''] = ofAllThings.exec(text.slice(from)) ?? []
  const start = from + of.length
  const end = start + (/^[^,;:()]*/.exec(text.slice(start))?.[0].length ?? 0)
  return of === '' ? undefined : { start, end }
}

/** True for "12% of all discontinuations", which a group's percentage of its people is not. */
export function isOfOtherThings({ text, tokens }: ComparedSentence, share: TextRange): boolean {
  const things = findThings(text, share.end)
  if (!things) return false
  const words = text.slice(things.start, things.end)
  const head = { ...things, end: things.start + (words + ' of').search(behindHead) }
  const telling = tokens.filter(
    ({ kind, range }) => containsRange(head, range) && kind !== 'arm' && kind !== 'number',
  )
  return (
    telling.length > 0 && !telling.some((token) => /^(?:subject|group|arm)$/.test(nameKey(token)))
  )
}

const behindHead =
  /\b(?:of|in|on|at|with|without|for|from|to|by|who|that|which|during|ha[ds]|have|was|were|is|are|reported|experienced)\b/i
