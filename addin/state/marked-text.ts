import type { TextRange } from '../../shared/text/range.ts'

type TextPiece = { readonly text: string; readonly isMarked: boolean }

/**
 * Cuts `text` at the ends of its marks. Joined, the pieces are `text` again; marks that overlap are
 * one, and what of a mark lies outside the text is dropped: the marks come from the wire.
 */
export function splitMarks(text: string, marks: readonly TextRange[]): TextPiece[] {
  const pieces: TextPiece[] = []
  let end = 0
  for (const mark of listCleanMarks(text, marks)) {
    if (mark.start > end) pieces.push({ text: text.slice(end, mark.start), isMarked: false })
    pieces.push({ text: text.slice(mark.start, mark.end), isMarked: true })
    end = mark.end
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isMarked: false })
  return pieces
}

/**
 * The range of `text` to show when all of it is too long: at most about `length` units, cut at
 * blanks, beginning a little before the first mark.
 */
export function findExcerpt(text: string, marks: readonly TextRange[], length: number): TextRange {
  if (text.length <= length) return { start: 0, end: text.length }
  const first = listCleanMarks(text, marks)[0]?.start ?? 0
  const lead = Math.floor(length / 4)
  const earliest = Math.max(0, Math.min(first - lead, text.length - length))
  const start = earliest === 0 ? 0 : blankAfter(text, earliest)
  return {
    start,
    end: start + length >= text.length ? text.length : blankBefore(text, start, start + length),
  }
}

/**
 * The rows of a quoted piece of a table, each with its cells: rows end with a line feed, cells with
 * a tab (shared/model/source-text.ts). Undefined for a quote that is no more than one cell.
 */
export function findCells(text: string, range: TextRange): TextRange[][] | undefined {
  if (!text.slice(range.start, range.end).includes('\t')) return undefined
  return cut(text, range, '\n').map((row) => cut(text, row, '\t'))
}

/** Pieces of whole lines, each about `length` units long, or as long as its only line. */
export function cutAtLines(text: string, length: number): TextRange[] {
  const pieces: TextRange[] = []
  for (let start = 0; start < text.length;) {
    const feed = text.indexOf('\n', start + length - 1)
    const end = feed < 0 ? text.length : feed + 1
    pieces.push({ start, end })
    start = end
  }
  return pieces
}

function cut(text: string, range: TextRange, separator: string): TextRange[] {
  let start = range.start
  return text
    .slice(range.start, range.end)
    .split(separator)
    .map((part) => {
      const piece = { start, end: start + part.length }
      start = piece.end + separator.length
      return piece
    })
}

/** The marks that fall into `range`, counted from its start. */
export function shiftMarks(marks: readonly TextRange[], range: TextRange): TextRange[] {
  return marks
    .map(({ start, end }) => ({
      start: Math.max(start, range.start) - range.start,
      end: Math.min(end, range.end) - range.start,
    }))
    .filter(({ start, end }) => start < end)
}

function listCleanMarks(text: string, marks: readonly TextRange[]): TextRange[] {
  const clean: { start: number; end: number }[] = []
  for (const mark of [...marks].sort((a, b) => a.start - b.start)) {
    const start = Math.max(0, mark.start)
    const end = Math.min(text.length, mark.end)
    const last = clean.at(-1)
    if (start >= end) continue
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else clean.push({ start, end })
  }
  return clean
}

/** Words longer than this are cut; a surrogate pair may then be, too, which shows as one odd sign. */
const longestWord = 40

function blankAfter(text: string, offset: number): number {
  const blank = text.slice(offset, offset + longestWord).search(/\s/)
  return blank < 0 ? offset : offset + blank + 1
}

function blankBefore(text: string, start: number, offset: number): number {
  const from = Math.max(start, offset - longestWord)
  const blank = text.slice(from, offset).search(/\s\S*$/)
  return blank < 0 ? offset : from + blank
}
