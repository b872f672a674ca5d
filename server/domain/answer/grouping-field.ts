import type { TableCell } from '../../../shared/model/source-text.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import type { AskedQuestion } from './asked-question.ts'
import { names } from './concept-weights.ts'
import type { AskedRow, AskedTable } from './table-rows.ts'

/** A column of a list that says of each row what it belongs to: its entries stand there more than once. */
export type GroupingField = {
  readonly name: string
  readonly terms: readonly string[]
  readonly read: (row: AskedRow) => TableCell | undefined
}

/**
 * "Which district" asks for none of the rows of a list of grants: the column of that name, where several
 * rows have one entry. Undefined where each row is such a thing itself.
 */
export function findGroupingField(
  { focus, concepts, text }: AskedQuestion,
  table: AskedTable,
  rows: readonly AskedRow[],
): GroupingField | undefined {
  if (periods.test(text)) return undefined
  // a list of exceptions may say of each which one it is
  const asked = concepts.filter(
    (one) => focus.some((term) => one.terms.has(term)) && !names(table.above, one),
  )
  const fields = listFields(table).filter(({ terms }) => {
    const head = new Set(terms)
    return asked.some((concept) => names(head, concept))
  })
  const { text: written } = table.place.source.sourceText
  const repeats = ({ read }: GroupingField) => {
    const entries = rows.flatMap((row) => {
      const cell = read(row)
      return cell ? [sliceRange(written, cell.range).trim()] : []
    })
    const [first = ''] = entries
    // sites may be called by numbers of as many digits
    const isCode = (entry: string) => /^\d{3,}$/.test(entry) && entry.length === first.length
    const isOfWords = entries.every((entry) => /\p{L}/u.test(entry)) || entries.every(isCode)
    return isOfWords && new Set(entries).size < entries.length
  }
  return fields.length > 0 && fields.every(repeats) ? fields[0] : undefined
}

/** The rows by their entry, in the order of the table; undefined where one of them has none. */
export function groupRows(
  { place }: AskedTable,
  rows: readonly AskedRow[],
  { read }: GroupingField,
): ReadonlyMap<string, readonly AskedRow[]> | undefined {
  const groups = new Map<string, AskedRow[]>()
  for (const row of rows) {
    const cell = read(row)
    const entry = cell ? sliceRange(place.source.sourceText.text, cell.range).trim() : ''
    if (entry === '') return undefined
    groups.set(entry, [...(groups.get(entry) ?? []), row])
  }
  return groups
}

/** A quarter of one year is another row than that of the next. */
const periods = /\b(?:which|what) (?:quarter|year|month|week|day|date|visit)\b/i

function listFields({ subjects, columns }: AskedTable): readonly GroupingField[] {
  return [
    ...subjects.map((name, index) => ({
      name,
      terms: listTerms(name),
      read: ({ heads }: AskedRow) => heads[index],
    })),
    ...columns.map(({ path }, index) => ({
      name: path.join(', '),
      terms: path.flatMap(listTerms),
      read: ({ cells }: AskedRow) => cells[index],
    })),
  ]
}
