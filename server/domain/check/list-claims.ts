import type { Block, SourceText, TableBlock, TableCell } from '../../../shared/model/source-text.ts'
import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import { splitSentences } from '../../../shared/text/sentences.ts'
import { viewTable } from '../table-view.ts'

/** A sentence or a table cell of a document that is held against its sources. */
export type DocumentClaim = {
  readonly kind: 'sentence' | 'cell'
  /** In the document's text. */
  readonly range: TextRange
  /** Exactly that range of the text. */
  readonly text: string
  /** Titles of the headings above, outermost first. */
  readonly headingPath: readonly string[]
  /** Null for a sentence. */
  readonly cell: ClaimCell | null
  /** False for the caption of a table or figure: it names what stands below. */
  readonly isStatement: boolean
}

export type ClaimCell = {
  readonly tableNumber: string
  readonly tableTitle: string
  /** Empty for the heads of columns, and for cells in no column with a name. */
  readonly rowPath: readonly string[]
  /** Empty for the heads of rows and columns. */
  readonly columnPath: readonly string[]
}

/**
 * Visits the blocks of a text in order with the titles of the headings above, outermost first. Headings
 * name what follows; they say nothing that a source could support.
 */
export function walkBlocks<T>(
  { text, blocks }: SourceText,
  visit: (block: Block, headingPath: readonly string[]) => T,
): T[] {
  let path: readonly { readonly level: number; readonly title: string }[] = []
  let titles: readonly string[] = []
  return blocks.flatMap((block): T[] => {
    if (block.kind !== 'heading') return [visit(block, titles)]
    const above = path.findIndex(({ level }) => level >= block.level)
    path = above < 0 ? path : path.slice(0, above)
    path = [...path, { level: block.level, title: sliceRange(text, block.range) }]
    titles = path.map(({ title }) => title)
    return []
  })
}

/**
 * Every sentence and every table cell with words of a block that is no heading, in the order of the
 * text. Lines of a table of contents say nothing that a source could support.
 */
export function readClaims(
  sourceText: SourceText,
  block: Block,
  headingPath: readonly string[],
): DocumentClaim[] {
  if (block.kind === 'table') return listCellClaims(sourceText, block, headingPath)
  return listSentenceClaims(sourceText.text, block, headingPath)
}

/** What a claim's words speak of beside themselves, in one line. */
export function describeContext({ headingPath, cell }: DocumentClaim): string {
  const table = cell && [`Table ${cell.tableNumber}`.trim(), cell.tableTitle]
  const paths = cell ? [...cell.rowPath, ...cell.columnPath].filter((name) => !isPlace(name)) : []
  return [...headingPath, ...(table ?? []), ...paths].filter(Boolean).join(' | ')
}

/** What stands for the name of a row or column without one. */
export function isPlace(name: string): boolean {
  return /^column \d+$|^\(row \d+\)$/.test(name)
}

function listSentenceClaims(
  text: string,
  block: Block,
  headingPath: readonly string[],
): DocumentClaim[] {
  if (block.kind === 'contents') return []
  const range = withoutMark(text, block)
  const isStatement = block.kind !== 'caption'
  const ranges = isStatement ? splitSentences(text, range) : [range]
  return toSentenceClaims(text, ranges, headingPath, isStatement)
}

function toSentenceClaims(
  text: string,
  ranges: readonly TextRange[],
  headingPath: readonly string[],
  isStatement: boolean,
): DocumentClaim[] {
  return ranges
    .filter((range) => hasWords(text, range))
    .map((range) => {
      const words = { range, text: sliceRange(text, range), headingPath, isStatement }
      return { kind: 'sentence', ...words, cell: null }
    })
}

/** A note is numbered anew wherever it stands: its mark says nothing. */
function withoutMark(text: string, { kind, range }: Block): TextRange {
  if (kind !== 'note' && kind !== 'table_note') return range
  const mark = /^\[\w{1,3}\]\s+/.exec(sliceRange(text, range))?.[0] ?? ''
  return { start: range.start + mark.length, end: range.end }
}

/** A cell that holds several sentences says as many things. */
function listCellClaims(
  sourceText: SourceText,
  table: TableBlock,
  headingPath: readonly string[],
): DocumentClaim[] {
  const { text } = sourceText
  const paths = readPaths(sourceText, table)
  const { number: tableNumber, title: tableTitle } = table
  return table.cells.flatMap((cell): DocumentClaim[] => {
    if (!hasWords(text, cell.range)) return []
    const own = paths.get(cell) ?? { rowPath: [], columnPath: [] }
    const sentences = splitSentences(text, cell.range)
    if (sentences.length > 1) {
      return toSentenceClaims(text, sentences, [...headingPath, ...own.rowPath], true)
    }
    const address = { tableNumber, tableTitle, ...own }
    const words = { range: cell.range, text: sliceRange(text, cell.range), headingPath }
    return [{ kind: 'cell', ...words, isStatement: true, cell: address }]
  })
}

type Paths = Pick<ClaimCell, 'rowPath' | 'columnPath'>

/** A merged cell, or one that is repeated below, has the names of its first place. */
function readPaths(sourceText: SourceText, table: TableBlock): ReadonlyMap<TableCell, Paths> {
  const { rows, columns } = viewTable(sourceText, table)
  const paths = new Map<TableCell, Paths>()
  const add = (cell: TableCell | undefined, found: Paths) => {
    if (cell && !paths.has(cell)) paths.set(cell, found)
  }
  for (const row of rows) {
    for (const head of row.heads) add(head, { rowPath: row.path, columnPath: [] })
    row.cells.forEach((cell, at) =>
      add(cell, { rowPath: row.path, columnPath: columns[at]?.path ?? [] }),
    )
  }
  return paths
}

function hasWords(text: string, range: TextRange): boolean {
  return /[\p{L}\p{N}]/u.test(sliceRange(text, range))
}
