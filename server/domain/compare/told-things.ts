import { rangesOverlap } from '../../../shared/text/range.ts'
import { nameKey } from '../verify/names-of-cells.ts'
import { readStatement } from '../verify/statement.ts'
import { isOfCounts, type Form } from './form.ts'
import type { ComparedTable } from './read-table.ts'
import type { ComparedSentence } from './sentence.ts'
import type { Series } from './series.ts'

/**
 * False where something is told of what another column or row counts: of "30 of the 143 patients"
 * a column of incidents tells nothing, also where the table's title speaks of patients.
 */
export function tellsWhatCounts(
  { text, tokens, mentions, groups }: ComparedSentence,
  form: Form,
  series: Series,
  table: ComparedTable,
): boolean {
  if (series.axis === 'columns' && form.isOfParts !== true) return false
  if ((series.axis === 'pairs') !== (form.isOfPairs === true)) return false
  const isExact = form.isExact === true || /%\s+of\s+(?:all|the)\b/i.test(text)
  if (!isExact || series.axis === 'groups') return true
  // of a site with more pumps an incident may be the rarer
  if (frequent.test(text) && isOfCounts(series) && hasRates(table)) return false
  const taken = [...form.consumed, ...[...mentions, ...groups].map(({ range }) => range)]
  const heads = readHeads(table)
  return tokens
    .filter(({ range }) => !taken.some((one) => rangesOverlap(one, range)))
    .map(nameKey)
    .every((key) => series.named.has(key) || !(heads.has(key) || key === people))
}

const people = 'subject'

const frequent = /\b(?:more|less|as) (?:often|frequent(?:ly)?|common(?:ly)?)\b/i

function hasRates({ cells }: ComparedTable): boolean {
  return cells.some(({ columnPath }) =>
    columnPath.some((head) => /%|\brates?\b|\bper\b/i.test(head)),
  )
}

const known = new WeakMap<ComparedTable, ReadonlySet<string>>()

function readHeads(table: ComparedTable): ReadonlySet<string> {
  const keys =
    known.get(table) ??
    new Set(
      [...new Set(table.cells.flatMap(({ rowPath, columnPath }) => [...rowPath, ...columnPath]))]
        .flatMap((head) => readStatement(head, table.findArms))
        .map(nameKey),
    )
  known.set(table, keys)
  return keys
}
