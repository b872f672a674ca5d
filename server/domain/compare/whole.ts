import type { TextRange } from '../../../shared/text/range.ts'
import { nameKey } from '../verify/names-of-cells.ts'
import type { Token } from '../verify/statement.ts'
import type { ComparedCell } from './compared-cell.ts'
import { isOfCounts } from './form.ts'
import { ownKey } from './read-parts.ts'
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

/** "42% of all", "40% of the". */
export const ofAllThings = /^\s+of\s+(?:all|the)\b(?:\s+the\b)?/i

/** True where a value is as large a part of all that its series counts as a percentage of them says. */
export function isShareOfAll(
  { text, tokens }: { readonly text: string; readonly tokens: readonly Token[] },
  share: TextRange,
  series: Series,
  cell: ComparedCell,
): boolean {
  const [of = ''] = ofAllThings.exec(text.slice(share.end)) ?? []
  const whole = of === '' ? undefined : findWhole(series)
  const start = share.end + of.length
  const end = start + (/^[^,;:()]*/.exec(text.slice(start))?.[0].length ?? 0)
  const keys = tokens
    .filter(({ range }) => range.start >= start && range.end <= end)
    .flatMap((token) => [nameKey(token), ownKey(token)])
  if (!whole || !series.own.every((key) => keys.includes(key))) return false
  return readToldShare(text.slice(share.start, share.end))?.holds(cell.value / whole.value) === true
}
