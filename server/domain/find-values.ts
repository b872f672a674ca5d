import { monthPattern } from '../../shared/text/months.ts'
import type { Block, SourceText, TableBlock } from '../../shared/model/source-text.ts'
import { shiftRange, sliceRange, trimRange, type TextRange } from '../../shared/text/range.ts'
import { createGrid } from './table-grid.ts'

export type ValueType = 'text' | 'date' | 'number'

export type FoundValue = TextRange

export type WantedValue = {
  readonly labels: readonly string[]
  /** Global. */
  readonly pattern: RegExp | undefined
  readonly type: ValueType
}

/**
 * Values in text order. With a label: what follows it in its line ("Sponsor: Aldermoor"), the next
 * cell of its row, or the line below a line that is nothing but the label. With a pattern, only
 * what fits it, there or anywhere. `type` takes the first date or number of that.
 */
export function findValues(sourceText: SourceText, wanted: WantedValue): readonly FoundValue[] {
  const places =
    wanted.labels.length > 0
      ? wanted.labels.flatMap((label) => findLabelled(sourceText, label))
      : listLines(sourceText)
  const { text } = sourceText
  const values = places.flatMap((place) => {
    const fitting = wanted.pattern ? findMatches(text, place, wanted.pattern) : [place]
    return fitting.flatMap((range) => narrow(text, range, wanted.type) ?? [])
  })
  return values
    .map((range) => trimRange(text, range))
    .filter(({ start, end }) => start < end)
    .toSorted((a, b) => a.start - b.start)
}

function findLabelled(sourceText: SourceText, label: string): readonly TextRange[] {
  const { blocks, text } = sourceText
  return blocks.flatMap((block, index) => {
    if (block.kind === 'contents') return []
    if (block.kind === 'table') return findInTable(sourceText, block, label)
    const behind = findBehind(text, block.range, label)
    if (behind !== 'alone') return behind ? [behind] : []
    const next = blocks[index + 1]
    return next && isLine(next) ? [firstLine(text, next.range)] : []
  })
}

/** What stands in the line behind its label; "alone" when the block is nothing but the label. */
function findBehind(
  text: string,
  range: TextRange,
  label: string,
): TextRange | 'alone' | undefined {
  const slice = sliceRange(text, range)
  if (foldLabel(slice) === foldLabel(label)) return 'alone'
  const words = label.trim().split(/\s+/).map(escapeRegExp).join('\\s+')
  // the label opens a line or a part of it; a word that goes on ("Sponsored") is another
  const pattern = new RegExp(
    `(?:^|[\\n\\t;|]|\\s{2,})\\s*${words}\\s*(?:[:=]|\\t|\\s[-–—]\\s|\\s{2,})\\s*`,
    'iu',
  )
  const match = pattern.exec(slice)
  if (!match) return undefined
  const start = range.start + match.index + match[0].length
  return firstLine(text, { start, end: range.end })
}

/** Up to a line break, a tab or a gap as between columns. */
function firstLine(text: string, range: TextRange): TextRange {
  const slice = sliceRange(text, range)
  const gap = slice.trimStart().search(/[\n\t]|\s{3,}/)
  const lead = slice.length - slice.trimStart().length
  return gap < 0 ? range : { start: range.start, end: range.start + lead + gap }
}

function findInTable(
  sourceText: SourceText,
  table: TableBlock,
  label: string,
): readonly TextRange[] {
  if (table.isShell) return []
  const grid = createGrid(sourceText, table)
  return table.cells.flatMap((cell) => {
    if (foldLabel(grid.textOf(cell)) !== foldLabel(label)) {
      const behind = findBehind(sourceText.text, cell.range, label)
      return behind && behind !== 'alone' ? [behind] : []
    }
    const next = grid.at(cell.row, cell.column + cell.columnSpan)
    return next && grid.textOf(next) !== '' ? [next.range] : []
  })
}

function listLines({ blocks }: SourceText): readonly TextRange[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'contents' || (block.kind === 'table' && block.isShell)) return []
    return block.kind === 'table' ? block.cells.map(({ range }) => range) : [block.range]
  })
}

function isLine(block: Block): boolean {
  return block.kind === 'paragraph' || block.kind === 'list_item' || block.kind === 'heading'
}

function findMatches(text: string, place: TextRange, pattern: RegExp): readonly TextRange[] {
  return Array.from(sliceRange(text, place).matchAll(pattern), (match) =>
    shiftRange({ start: match.index, end: match.index + match[0].length }, place.start),
  ).filter(({ start, end }) => start < end)
}

function narrow(text: string, range: TextRange, type: ValueType): TextRange | undefined {
  if (type === 'text') return range
  const match = (type === 'date' ? dates : numbers).exec(sliceRange(text, range))
  if (!match) return undefined
  return shiftRange({ start: match.index, end: match.index + match[0].length }, range.start)
}

const dates = new RegExp(
  `\\b(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(?:st|nd|rd|th)?[ -]${monthPattern}[ -,]{1,2}\\d{4}|` +
    `${monthPattern}\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{4}|${monthPattern}\\s+\\d{4}|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4})\\b`,
  'iu',
)
const numbers = /[-+−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?/u

function foldLabel(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
