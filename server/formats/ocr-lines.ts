import type { TextRange } from '../../shared/text/range.ts'
import { lineRows } from './ocr-line.ts'
import type { PageLine, RecognizedPage } from './ocr-page.ts'
import { type Line, readLines } from './pdf-page-lines.ts'
import type { Box } from './pdf-page.ts'
import { ascent, descent, type Word } from './pdf-words.ts'

/** Share of the usual size: letters alone do not measure a font more exactly than that. */
const sizeTolerance = 0.14
/** Steps in which other sizes are told apart, in shares of the usual one. */
const sizeStep = 0.1
/** Shares of the font's size within which two pieces of text stand on one baseline. */
const baselineTolerance = 0.25
/** Strokes so many times as broad as usual are bold … */
const boldStroke = 1.32
/** … where there are enough letters to say so. */
const fewestBoldCharacters = 3

/** A piece of text that was recognised, in points of its frame. */
type Piece = {
  readonly line: PageLine
  readonly size: number
  readonly baseline: number
  /** Mean breadth of strokes for its size. */
  readonly stroke: number
}

/** What is usual in the recognised pages of a file. */
type Usual = { readonly size: number; readonly stroke: number }

/**
 * The recognised pages of a file as lines, like those of pages with text. What was measured of their
 * fonts is leveled over all of them: headings are known by size and weight.
 */
export function toLines(pages: readonly RecognizedPage[]): Line[][] {
  const pieces = pages.map(({ lines }) => levelBaselines(lines.map(toPiece)))
  const usual = measureUsual(pieces.flat())
  return pages.map(({ frame }, index) => {
    const words = pieces[index]!.flatMap((piece) => toWords(piece, usual, frame))
    return readLines(words, frame.page)
  })
}

function toPiece(line: PageLine): Piece {
  const perPixel = (line.box.bottom - line.box.top) / lineRows
  return {
    line,
    size: line.size * perPixel,
    baseline: line.box.top + line.baseline * perPixel,
    stroke: line.stroke / line.size,
  }
}

function measureUsual(pieces: readonly Piece[]): Usual {
  const weigh = (value: (piece: Piece) => number) =>
    weightedMedian(pieces.map((piece) => [value(piece), piece.line.characterCount] as const))
  return { size: weigh(({ size }) => size), stroke: weigh(({ stroke }) => stroke) }
}

function weightedMedian(values: readonly (readonly [number, number])[]): number {
  const sorted = values.toSorted(([a], [b]) => a - b)
  const whole = sorted.reduce((sum, [, weight]) => sum + weight, 0)
  let seen = 0
  const found = sorted.find(([, weight]) => (seen += weight) * 2 >= whole)
  return found?.[0] ?? 0
}

/** Pieces beside each other take the baseline of the longest of them. */
function levelBaselines(pieces: readonly Piece[]): Piece[] {
  const byLength = pieces.toSorted((a, b) => widthOf(b.line.box) - widthOf(a.line.box))
  const leaders: Piece[] = []
  return byLength.map((piece) => {
    const leader = leaders.find(
      (other) =>
        Math.abs(other.baseline - piece.baseline) < baselineTolerance * piece.size &&
        isBeside(other.line.box, piece.line.box),
    )
    if (leader) return { ...piece, baseline: leader.baseline }
    leaders.push(piece)
    return piece
  })
}

function widthOf({ left, right }: Box): number {
  return right - left
}

/** The boxes of a line are larger than its letters. */
function isBeside(a: Box, b: Box): boolean {
  const overlap = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  return overlap < Math.min(a.bottom - a.top, b.bottom - b.top)
}

function toWords(
  { line, size, baseline, stroke }: Piece,
  usual: Usual,
  frame: Word['frame'],
): Word[] {
  const leveled = levelSize(size, usual.size)
  const isBold = stroke > boldStroke * usual.stroke && line.characterCount >= fewestBoldCharacters
  return line.words.map((word) => ({
    ...boxOfWord(line, word),
    frame,
    text: word.text.toWellFormed().normalize('NFC'),
    top: baseline - ascent * leveled,
    bottom: baseline + descent * leveled,
    baseline,
    size: leveled,
    isBold,
    isItalic: false,
    isGuessed: false,
    isDoubtful: word.isDoubtful,
  }))
}

/** Where a word was seen, in points of its frame; its line's height. */
export function boxOfWord({ box }: PageLine, { start, end }: TextRange): Box {
  const perPixel = (box.bottom - box.top) / lineRows
  return { ...box, left: box.left + start * perPixel, right: box.left + end * perPixel }
}

function levelSize(size: number, usual: number): number {
  const ratio = size / usual
  if (Math.abs(ratio - 1) <= sizeTolerance) return usual
  return Math.max(1, Math.round(ratio / sizeStep)) * sizeStep * usual
}
