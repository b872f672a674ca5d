import type { TextRange } from '../../shared/text/range.ts'
import { type Box, mode, unionBox } from './pdf-page.ts'
import { isRightToLeft, type Word } from './pdf-words.ts'
import { isPower, writeScript } from './raised-text.ts'

/** Words on one baseline, with the raised and lowered ones that lean on them, in reading order. */
export type Line = Box & {
  /** Page that it stands on, from 1. */
  readonly page: number
  readonly words: readonly Word[]
  /** The words parted at wide gaps: the cells of a row, or one piece for a line of prose. */
  readonly pieces: readonly Piece[]
  readonly text: string
  readonly baseline: number
  /** Size that most of its letters have. */
  readonly size: number
  /** True when all its words are. */
  readonly isBold: boolean
  readonly isItalic: boolean
  /** True for a term that was parted from the definition beside it. */
  readonly isTerm?: boolean
}

/** What of a line goes into the text. */
export type TextLine = Pick<Line, 'text' | 'words'>

export type Piece = Box & { readonly text: string; readonly words: readonly Word[] }

/** Shares of the font size. */
const sameBaseline = 0.3
const wideGap = 1
/** Raised and lowered words are smaller than the word that they lean on by at least this. */
const scriptSize = 0.92
/** Typists put two blanks after a sentence: only a wider gap parts there. */
const wideGapAfterSentence = 1.7

/** Lines from top to bottom. */
export function readLines(words: readonly Word[], page: number): Line[] {
  const rows = attachScripts(groupByBaseline(words))
  return rows
    .map((row) => createLine(row, page))
    .sort((a, b) => a.baseline - b.baseline || a.left - b.left)
}

export function createLine(words: readonly Word[], page: number): Line {
  const ordered = orderWords(words)
  const size = mode(sizeWeights(words), 0.1)
  const main = ordered.find((word) => Math.abs(word.size - size) < 0.1) ?? ordered[0]!
  const pieces = splitPieces(ordered, size)
  const text = pieces.length === 1 ? pieces[0]!.text : joinWords(ordered)
  return {
    ...unionBox(words),
    page,
    words: ordered,
    pieces,
    text: text.includes('\u00AD') ? text.replace(/\u00AD(?!$)/g, '-') : text,
    baseline: main.baseline,
    size,
    isBold: words.every((word) => word.isBold || !/[\p{L}\d]/u.test(word.text)),
    isItalic: words.every((word) => word.isItalic),
  }
}

/** One entry for all words where they have one size, as most lines do. */
function sizeWeights(words: readonly Word[]): readonly (readonly [number, number])[] {
  const first = words[0]!.size
  if (words.every(({ size }) => size === first)) return [[first, 1]]
  return words.map((word) => [word.size, word.text.length] as const)
}

/** Words joined by blanks; a raised or lowered one clings to the word that it touches. */
export function joinWords(words: readonly Word[]): string {
  let text = ''
  for (let at = 0; at < words.length; at++) {
    text += writeWord(text, words[at - 1], words[at]!, words[at + 1])
  }
  return text
}

/** The joined words, and the range of each of them in the text. */
export function placeWords(words: readonly Word[]): {
  readonly text: string
  readonly ranges: readonly TextRange[]
} {
  let text = ''
  const ranges = words.map((word, index) => {
    const last = words[index - 1]
    const written = writeWord(text, last, word, words[index + 1])
    const blanks = written.startsWith(' ') ? written.length - written.trimStart().length : 0
    const start = text.length + blanks
    text += written
    return { start, end: text.length }
  })
  return { text, ranges }
}

/** The word as it stands behind `before`, with the blank that parts the two. */
function writeWord(
  before: string,
  last: Word | undefined,
  word: Word,
  next: Word | undefined,
): string {
  if (!last) return word.text
  if (isSmallScript(word, last)) return scriptText(before, last, word, next)
  return clings(last, word) ? word.text : ` ${word.text}`
}

function scriptText(before: string, last: Word, word: Word, next: Word | undefined): string {
  const after = next ? (clings(word, next) ? next.text : ` ${next.text}`) : ''
  const isRaised = word.baseline < last.baseline
  return writeScript({ text: word.text, isRaised, isTouching: clings(last, word), before, after })
}

/** True where the word is raised off the one before it and no power: it marks a note. */
export function marksNote(words: readonly Word[], at: number): boolean {
  const word = words[at]!
  const last = words[at - 1]
  if (!last || !isSmallScript(word, last) || word.baseline >= last.baseline) return false
  return !isPower({ text: word.text, before: joinWords(words.slice(0, at)), after: '' })
}

/** Shares of the font size: a word this far off the line of the one before it is raised or lowered. */
const leastRise = 0.1

function isSmallScript(word: Word, last: Word): boolean {
  const rise = Math.abs(last.baseline - word.baseline)
  return isScriptOf(word, last) && rise > leastRise * last.size
}

function clings(a: Word, b: Word): boolean {
  const gap = Math.max(a.left, b.left) - Math.min(a.right, b.right)
  const isScript = Math.abs(a.baseline - b.baseline) > 0.05 * Math.max(a.size, b.size)
  return isScript && gap < 0.12 * Math.max(a.size, b.size)
}

function groupByBaseline(words: readonly Word[]): Word[][] {
  const sorted = [...words].sort((a, b) => a.baseline - b.baseline || a.left - b.left)
  const rows: Word[][] = []
  for (const word of sorted) {
    let at = Math.max(0, rows.length - 4)
    while (at < rows.length && !sharesBaseline(rows[at]!, word)) at++
    if (at < rows.length) rows[at]!.push(word)
    else rows.push([word])
  }
  return rows
}

function sharesBaseline(row: readonly Word[], word: Word): boolean {
  const first = row[0]!
  const reach = sameBaseline * Math.min(first.size, word.size)
  if (Math.abs(first.baseline - word.baseline) > reach) return false
  if (Math.abs(first.baseline - word.baseline) < 0.05 * word.size) return true
  return row.every((other) => word.left >= other.right - 1 || word.right <= other.left + 1)
}

/** Moves small words that touch a word of a line above or below ("®", "cm2", "T4") into that line. */
function attachScripts(rows: readonly Word[][]): Word[][] {
  const hostsOf = findHosts(rows)
  for (const row of rows) {
    let at = 0
    while (at < row.length) {
      const word = row[at]!
      const host = hostsOf(word.size).find(
        (other) =>
          other !== row && isNear(other, word) && other.some((base) => isScriptOf(word, base)),
      )
      if (host) host.push(...row.splice(at, 1))
      else at++
    }
  }
  return rows.filter((row) => row.length > 0)
}

/** For a word's size, the rows with a word so large that it may lean on that. */
function findHosts(rows: readonly Word[][]): (size: number) => readonly Word[][] {
  const largest = rows.map((row) => row.reduce((size, word) => Math.max(size, word.size), 0))
  const known = new Map<number, readonly Word[][]>()
  return (size) => {
    let hosts = known.get(size)
    if (!hosts) {
      hosts = rows.filter((_, index) => size <= scriptSize * largest[index]!)
      known.set(size, hosts)
    }
    return hosts
  }
}

/** A quick look at where a row stands: pages may hold tens of thousands of words. */
function isNear(row: readonly Word[], word: Word): boolean {
  const first = row[0]
  return (
    first !== undefined &&
    Math.abs(first.baseline - word.baseline) < 4 * Math.max(first.size, word.size)
  )
}

function isScriptOf(word: Word, base: Word): boolean {
  if (word.size > scriptSize * base.size) return false
  const rise = base.baseline - word.baseline
  if (rise > 0.75 * base.size || rise < -0.4 * base.size) return false
  const gap = word.left >= base.left ? word.left - base.right : base.left - word.right
  return gap > -0.3 * base.size && gap < 0.35 * base.size
}

function orderWords(words: readonly Word[]): readonly Word[] {
  const sign = words.some((word) => isRightToLeft(word.text)) ? readingSign(words) : 1
  if (sign < 0) return turnRuns([...words].sort((a, b) => b.left - a.left || a.right - b.right))
  const compare = (a: Word, b: Word) => a.left - b.left || a.right - b.right
  const isOrdered = words.every((word, at) => at === 0 || compare(words[at - 1]!, word) <= 0)
  return isOrdered ? words : [...words].sort(compare)
}

/** Latin words in a line from right to left run from left to right, with the numbers among them. */
function turnRuns(words: readonly Word[]): Word[] {
  const runs: Word[][] = []
  for (const word of words) {
    const isTurned = !isRightToLeft(word.text) && /[\p{L}\p{N}]/u.test(word.text)
    const last = runs.at(-1)
    const isLastTurned = last !== undefined && !isRightToLeft(last[0]!.text)
    if (isTurned && isLastTurned) last.unshift(word)
    else runs.push([word])
  }
  return runs.flatMap((run) =>
    run.some((word) => /\p{L}/u.test(word.text)) ? run : run.toReversed(),
  )
}

/** -1 where most letters run from right to left. */
function readingSign(words: readonly Word[]): 1 | -1 {
  const letters = words.map((word) => word.text).join('')
  const rtlCount = [...letters].filter(isRightToLeft).length
  return rtlCount * 2 > letters.length ? -1 : 1
}

const endsSentence = /[\p{L})][.?!]$/u

function splitPieces(words: readonly Word[], size: number): Piece[] {
  const groups: Word[][] = []
  for (const word of words) {
    const last = groups.at(-1)
    const before = last?.at(-1)
    const gap = before ? Math.max(word.left - before.right, before.left - word.right) : Infinity
    if (last && (gap < wideGap * size || isSentenceGap(before, gap, size))) last.push(word)
    else groups.push([word])
  }
  return groups.map((group) => ({ ...unionBox(group), text: joinWords(group), words: group }))
}

function isSentenceGap(before: Word | undefined, gap: number, size: number): boolean {
  return gap < wideGapAfterSentence * size && !!before && endsSentence.test(before.text)
}
