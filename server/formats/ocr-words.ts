import type { TextRange } from '../../shared/text/range.ts'
import type { SeenCharacter } from './ocr-characters.ts'
import { findColumns, findGaps, type Ink } from './ocr-ink.ts'

/** A word in a line's picture; `start` and `end` are its columns, in pixels. */
export type SeenWord = TextRange & {
  readonly text: string
  readonly confidence: number
  /** The network was not sure of the word, or of a digit in it. */
  readonly isDoubtful: boolean
}

/** Share of the font's size: no blank is narrower. */
const leastBlank = 0.16
/** … and in a number, whose 1 is thin: 3.4.2.1 is one. */
const leastBlankInNumber = 0.27
/** A blank is so many times as wide as the gap between two letters. */
const blankRatio = 2.2
/** Of the gaps in a line, at least this share are gaps between letters. */
const letterGaps = 0.35
/** Pixels: the network says only about where a blank lies. */
const blankTolerance = 14

/**
 * The words of a line. The network leaves out many blanks between words, so a gap in the ink parts
 * words, too. `size` is that of the font, in pixels.
 */
export function splitWords(
  characters: readonly SeenCharacter[],
  ink: Ink,
  size: number,
): SeenWord[] {
  const gaps = findGaps(ink)
  const least = findBlankWidth(gaps, size)
  const blanks = gaps.filter(({ start, end }) => end - start >= least)
  const breaks = findBreaks(characters, blanks).filter(
    ({ at, start, end }) =>
      !isInNumber(characters, at) || end - start >= Math.max(least, leastBlankInNumber * size),
  )
  const starts = [{ at: 0, start: 0, end: 0 }, ...breaks]
  return starts.flatMap(({ at, end: start }, index) => {
    const next = breaks[index]
    const own = characters.slice(at, next?.at).filter(({ text }) => text !== ' ')
    const columns = findColumns(ink, { start, end: next?.start ?? ink.width })
    if (own.length === 0 || !columns) return []
    const confidence = own.reduce((sum, one) => sum + one.confidence, 0) / own.length
    const isDoubtful = confidence < leastWordConfidence || own.some(isDoubtfulDigit)
    return [{ ...columns, text: own.map(({ text }) => text).join(''), confidence, isDoubtful }]
  })
}

/** Below them a reader has to look: a letter that is wrong shows in its word, a digit does not. */
const leastWordConfidence = 0.8
const leastDigitConfidence = 0.95

function isDoubtfulDigit({ text, confidence }: SeenCharacter): boolean {
  return confidence < leastDigitConfidence && /\d/.test(text)
}

/** Whether the character `at`, or the one behind the blank there, is a digit that goes on with a number. */
function isInNumber(characters: readonly SeenCharacter[], at: number): boolean {
  const next = characters[at]!.text === ' ' ? at + 1 : at
  const before = characters.slice(Math.max(0, at - 2), at)
  const around = [...before, ...characters.slice(next, next + 1)].map(({ text }) => text).join('')
  return /\d[.,]?\d$/.test(around)
}

/** What clings to the word before it, however thin its ink. */
const closing = /[,.;:!?)%\]]/

/** A new word begins with the character `at`; the range is that of the blank before it. */
type Break = TextRange & { readonly at: number }

function findBreaks(characters: readonly SeenCharacter[], blanks: readonly TextRange[]): Break[] {
  const isTaken = new Set<TextRange>()
  const seen = characters.flatMap(({ text, x }, at) => {
    if (text !== ' ') return []
    const blank = findNearest(blanks, x)
    if (blank) isTaken.add(blank)
    return [{ at, start: Math.floor(blank?.start ?? x), end: Math.floor(blank?.end ?? x) }]
  })
  const unseen = blanks.flatMap((blank) => {
    if (isTaken.has(blank)) return []
    const at = characters.findIndex(({ x }) => x > (blank.start + blank.end) / 2)
    const isParted = at > 0 && !closing.test(characters[at]!.text)
    return isParted ? [{ at, ...blank }] : []
  })
  return [...seen, ...unseen].toSorted((a, b) => a.at - b.at)
}

function findNearest(blanks: readonly TextRange[], x: number): TextRange | undefined {
  const distance = ({ start, end }: TextRange) => Math.max(start - x, x - end, 0)
  return blanks
    .filter((blank) => distance(blank) <= blankTolerance)
    .toSorted((a, b) => distance(a) - distance(b))[0]
}

/** Letters of one width, as typewriters have them, stand far apart: blanks are wider still. */
function findBlankWidth(gaps: readonly TextRange[], size: number): number {
  const widths = gaps.map(({ start, end }) => end - start).toSorted((a, b) => a - b)
  const usual = widths[Math.floor(widths.length * letterGaps)] ?? 0
  return Math.max(leastBlank * size, blankRatio * usual)
}
