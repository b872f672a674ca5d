import { mode } from './pdf-page.ts'
import { createLine, type Line, readLines } from './pdf-page-lines.ts'
import type { Word } from './pdf-words.ts'

type SplitPage = {
  readonly body: readonly Line[]
  readonly sideNotes: readonly Line[]
}

/** A page with fewer lines of text has no margin that could be told from it. */
const fewestLines = 8
/** Share of the size of the text: notes are set smaller. */
const largestNote = 0.93
/** Sizes of the text that part a note from it at least. */
const narrowestGap = 0.5
/** Share of the page's words: with more it is a column. */
const mostWords = 0.3

/**
 * Parts small print beside the column of text from it. Words that share a line with other small print
 * are cells of a table, and stay.
 */
export function splitSideNotes(lines: readonly Line[], page: number): SplitPage {
  const none = { body: lines, sideNotes: [] }
  const sizes = lines.map((line) => line.size)
  // asked of every page: most have one size, or little of another
  if (lines.length < fewestLines || Math.min(...sizes) > largestNote * Math.max(...sizes))
    return none
  const words = lines.flatMap((line) => line.words)
  const column = measureColumn(lines)
  if (!column) return none
  const side = words.filter((word) => isBeside(word, column))
  if (side.length === 0 || side.length > mostWords * words.length) return none
  const notes = readLines(side, page).filter((line) => /\p{L}{2}/u.test(line.text))
  const rest = words.filter((word) => !side.includes(word))
  if (notes.length === 0 || notes.some((note) => isRowOf(note, rest))) return none
  return takeAway(lines, new Set(notes.flatMap((note) => note.words)), notes)
}

type Column = {
  readonly size: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

function measureColumn(lines: readonly Line[]): Column | undefined {
  const weights = lines.map((line) => [line.size, line.text.length] as const)
  const size = mode(weights, 0.5)
  const own = lines
    .map((line) => line.words.filter((word) => Math.abs(word.size - size) < 0.5))
    .filter((words) => words.length > 2)
  if (own.length < fewestLines) return undefined
  const words = own.flat()
  return {
    size,
    left: Math.min(...words.map((word) => word.left)),
    right: Math.max(...words.map((word) => word.right)),
    top: Math.min(...words.map((word) => word.top)),
    bottom: Math.max(...words.map((word) => word.bottom)),
  }
}

function isBeside(word: Word, { size, left, right, top, bottom }: Column): boolean {
  const isApart = word.right < left - narrowestGap * size || word.left > right + narrowestGap * size
  return isApart && word.size <= largestNote * size && word.bottom > top && word.top < bottom
}

function isRowOf(note: Line, words: readonly Word[]): boolean {
  return words.some(
    (word) =>
      Math.abs(word.baseline - note.baseline) < 0.1 * note.size &&
      Math.abs(word.size - note.size) < 0.5,
  )
}

function takeAway(
  lines: readonly Line[],
  taken: ReadonlySet<Word>,
  sideNotes: readonly Line[],
): SplitPage {
  const body = lines.flatMap((line) => {
    const words = line.words.filter((word) => !taken.has(word))
    if (words.length === line.words.length) return [line]
    return words.length > 0 ? [createLine(words, line.page)] : []
  })
  return { body, sideNotes }
}
