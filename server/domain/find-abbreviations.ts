import type { SourceText, TableBlock } from '../../shared/model/source-text.ts'
import { shiftRange, sliceRange, type TextRange } from '../../shared/text/range.ts'
import { createGrid } from './table-grid.ts'

/** A short form with the words that a source gives for it. */
export type Abbreviation = {
  readonly short: string
  /** Of the words. */
  readonly range: TextRange
}

/**
 * Abbreviations that a source explains: "treatment-emergent adverse event (TEAE)" in its text, by
 * the letters of the words before the brackets (Schwartz and Hearst 2003), or in a table of two
 * columns. The first explanation of a short form comes first.
 */
export function findAbbreviations(sourceText: SourceText): readonly Abbreviation[] {
  const { blocks, text } = sourceText
  return blocks.flatMap((block) => {
    if (block.kind === 'table') return findInTable(sourceText, block)
    if (block.kind !== 'paragraph' && block.kind !== 'list_item' && block.kind !== 'note') return []
    const slice = sliceRange(text, block.range)
    return findInBrackets(slice).map(({ short, range }) => ({
      short,
      range: shiftRange(range, block.range.start),
    }))
  })
}

/** Words of a text that may be short forms, each once, and their parts: "AE", "eGFR", "ADAS-Cog". */
export function listShortForms(text: string): readonly string[] {
  const words = text.match(/[\p{L}\p{N}]+(?:[-/][\p{L}\p{N}]+)*\+?/gu) ?? []
  const forms = words.flatMap((word) =>
    /[-/]/.test(word) ? [word, ...word.split(/[-/]/)] : [word],
  )
  return [...new Set(forms.filter(isShortForm))]
}

function isShortForm(word: string): boolean {
  return word.length <= 12 && (word.match(/\p{Lu}/gu) ?? []).length > 1
}

const inBrackets = /\(([\p{L}\p{N}][\p{L}\p{N}+/-]{1,11})(?:\)|[;,]\s)/gu

function findInBrackets(slice: string): readonly Abbreviation[] {
  return Array.from(slice.matchAll(inBrackets)).flatMap((match) => {
    const short = match[1] ?? ''
    if (!isShortForm(short)) return []
    const range = findLongForm(slice, match.index, short)
    return range ? [{ short, range }] : []
  })
}

/** Walks back from the bracket: each letter of the short form must come, the first one at a word's start. */
function findLongForm(slice: string, bracket: number, short: string): TextRange | undefined {
  const end = slice.slice(0, bracket).trimEnd().length
  const words = short.length + 5
  const earliest = startOfWords(slice, end, words)
  const letters = short.toLowerCase().match(/[\p{L}\p{N}]/gu) ?? []
  let at = end
  for (const [index, letter] of letters.toReversed().entries()) {
    const isFirst = index === letters.length - 1
    do {
      at -= 1
      if (at < earliest) return undefined
    } while (slice[at]?.toLowerCase() !== letter || (isFirst && isInsideWord(slice, at)))
  }
  const range = { start: at, end }
  return /\s|-/.test(slice.slice(at, end)) && !/[.;:()]/.test(slice.slice(at, end))
    ? range
    : undefined
}

function startOfWords(slice: string, end: number, count: number): number {
  const before = slice.slice(Math.max(0, end - 200), end)
  const starts = Array.from(before.matchAll(/[\p{L}\p{N}]+/gu), ({ index }) => index)
  return end - before.length + (starts.at(-count) ?? 0)
}

function isInsideWord(slice: string, at: number): boolean {
  return at > 0 && /[\p{L}\p{N}]/u.test(slice[at - 1] ?? '')
}

function findInTable(sourceText: SourceText, table: TableBlock): readonly Abbreviation[] {
  if (table.isShell || table.columnCount !== 2) return []
  const grid = createGrid(sourceText, table)
  return Array.from({ length: table.rowCount }, (_, row) => row).flatMap((row) => {
    const short = grid.textOf(grid.at(row, 0))
    const long = grid.at(row, 1)
    const isShort = isShortForm(short) && !/\s/.test(short)
    return isShort && long && /\p{L}{2}/u.test(grid.textOf(long)) && /\s/.test(grid.textOf(long))
      ? [{ short, range: long.range }]
      : []
  })
}
