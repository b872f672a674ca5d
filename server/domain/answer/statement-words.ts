import type { AnswerSentence } from '../../../shared/model/conversation.ts'
import { containsRange, type TextRange } from '../../../shared/text/range.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import type { EvidenceSource } from '../evidence.ts'
import { listDateTerms } from './asked-month.ts'
import { listWordTerms } from './record-list.ts'
import { listTitleTerms } from './source-title.ts'
import { listHeadTerms, type AskedRow, type AskedTable } from './table-rows.ts'

/** A statement with all that stands around what it cites. */
export type StatementWords = {
  readonly text: string
  /** What it cites, each as it stands there. */
  readonly quotes: readonly string[]
  /** Of the first table that it cites; undefined for a sentence. */
  readonly table: AskedTable | undefined
  /** Names of its row and columns. */
  readonly names: readonly string[]
  readonly source: EvidenceSource | undefined
  /** Terms of all of it, of the headings above, of the table's title, heads and notes, and of the file's name. */
  readonly terms: ReadonlySet<string>
}

export function readStatementWords(
  { text, citations }: AnswerSentence,
  sources: readonly EvidenceSource[],
  tables: readonly AskedTable[],
): StatementWords {
  const cited = citations.flatMap((one) => {
    const source = sources.find(({ sourceTextId }) => sourceTextId === one.sourceTextId)
    return source ? [{ ...one, source }] : []
  })
  const table = cited
    .map(({ source, range }) =>
      tables.find(
        ({ place }) => place.source === source && containsRange(place.table.range, range),
      ),
    )
    .find((one) => one !== undefined)
  const around = cited.flatMap(({ source, range }) => [
    source.name,
    ...source.passages
      .filter((passage) => containsRange(passage.range, range))
      .flatMap(({ headingPath, caption, headerCells }) => [...headingPath, caption, headerCells]),
  ])
  const names = cited.flatMap(({ cell }) => (cell ? [...cell.rowPath, ...cell.columnPath] : []))
  const quotes = cited.map(({ quote }) => quote)
  return {
    text,
    quotes,
    table,
    names,
    source: cited[0]?.source,
    terms: new Set([
      ...listTerms([...new Set([text, ...quotes, ...names, ...around])].join('\n')),
      ...listDateTerms([...new Set([text, ...names])].join('\n')),
      ...listTitles(cited.map(({ source }) => source)),
      ...(table ? listTableTerms(table) : []),
      ...(table ? listRowTerms(table, citations) : []),
    ]),
  }
}

function listTitles(sources: readonly EvidenceSource[]): string[] {
  return [...new Set(sources)].flatMap((source) => [...listTitleTerms(source)])
}

function listTableTerms(table: AskedTable): string[] {
  const heads = listHeadTerms(table, [...table.columns.keys()])
  return [...table.above, ...table.subject, ...table.notes, ...heads]
}

/** Another cell of the row may be why it was chosen. */
function listRowTerms(table: AskedTable, citations: AnswerSentence['citations']): string[] {
  const starts = citations.map(({ range }) => range.start).toSorted((a, b) => a - b)
  const isCited = ({ heads, cells }: AskedRow) =>
    [...heads, ...cells].some((cell) => cell && holdsOne(starts, cell.range))
  return table.rows.filter(isCited).flatMap((row) => [...listWordTerms(table, row)])
}

/** Whether one of the ordered offsets lies in the range; a sum cites thousands of cells. */
function holdsOne(starts: readonly number[], { start, end }: TextRange): boolean {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) < start) low = middle + 1
    else high = middle
  }
  return (starts[low] ?? end) < end
}
