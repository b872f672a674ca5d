import { isRow } from './pdf-aligned-tables.ts'
import { firstLine, lastLine, type PdfTextBlock } from './pdf-block.ts'
import {
  endsSentence,
  findHeadingNumber,
  findListMarker,
  isBullet,
  startsCaption,
  startsLowerCase,
} from './pdf-markers.ts'
import type { Line } from './pdf-page-lines.ts'
import type { Typography } from './pdf-typography.ts'

/** Shares of the usual distance of two lines: a wider one parts paragraphs. */
const widestPitch = 1.3
const widestHeadingPitch = 1.6
/** Font sizes that two lines of one sentence may lie apart where lines are set wide. */
const widestSentencePitch = 2.3

/** True when `next`, the line below the block in the same column, goes on with its text. */
export function continuesBelow(
  block: PdfTextBlock,
  next: Line,
  after: Line | undefined,
  typography: Typography,
): boolean {
  const last = lastLine(block)
  const distance = next.baseline - last.baseline
  if (distance < 0.3 * next.size || !isAlike(last, next)) return false
  if (isLooseRow(last) || isLooseRow(next)) return false
  const isHeading = typography.isDisplay(last) && typography.isDisplay(next)
  if (distance > widestDistance(block, next, isHeading, typography)) return false
  if (isHeading) return goesOnAsHeading(block, next)
  const isOpen = isOpenEnded(last, next, typography)
  if (typography.isDisplay(last) !== typography.isDisplay(next)) {
    return goesOnInOtherStyle(block, next, after, typography)
  }
  if (startsItem(block, next, typography)) return false
  if (startsCaption(next.text) && !isOpen) return false
  return (
    fitsIndent(block, next, after, isOpen, typography) &&
    !endsByChoice(last, next, after, typography)
  )
}

/** True when the first line of the next column or page goes on with the block's text. */
export function continuesOver(block: PdfTextBlock, next: Line, typography: Typography): boolean {
  const last = lastLine(block)
  if (block.role !== 'paragraph' && block.role !== 'list_item') return false
  if (!isAlike(last, next) || isLooseRow(last) || isLooseRow(next)) return false
  if (typography.isDisplay(last) || typography.isDisplay(next)) return false
  if (startsCaption(next.text) || endsSentence(last.text)) return false
  const marker = findListMarker(next.text)
  if (marker && isBullet(marker.marker)) return false
  if (startsLowerCase(next.text) && !marker) return true
  const isFull = isOpenEnded(last, next, typography)
  return isFull && last.words.length >= 4 && (!marker || block.mark === '') && !startsNumbered(next)
}

/** True when the line begins a list item rather than going on with the block above it. */
export function startsItem(
  block: PdfTextBlock | undefined,
  line: Line,
  typography: Typography,
): boolean {
  const marker = findListMarker(line.text)
  if (!marker) return false
  if (!block || isStrongBullet(marker.marker)) return true
  const last = lastLine(block)
  if (!isOpenEnded(last, line, typography)) return true
  const isOutdented = line.left < textLeft(block) - 3 && line.left < last.left - 3
  const isSibling =
    block.lines.length === 1 && block.mark !== '' && Math.abs(firstLine(block).left - line.left) < 3
  return isOutdented || (isSibling && isSameStyle(block.mark, marker.marker))
}

/** Rows of cells that no table was made of stand alone: they are no sentence. */
export function isLooseRow(line: Line): boolean {
  if (!isRow(line)) return false
  return line.pieces.some((piece, index) => {
    const before = line.pieces[index - 1]
    return before !== undefined && piece.left - before.right > 1.8 * line.size
  })
}

function isStrongBullet(marker: string): boolean {
  return isBullet(marker) && !/^[-–—*o·]$/.test(marker)
}

function isSameStyle(a: string, b: string): boolean {
  const style = (marker: string) => marker.replace(/[\p{L}\p{N}]+/u, 'n')
  return style(a) === style(b)
}

function startsNumbered(line: Line): boolean {
  return (findHeadingNumber(line.text)?.depth ?? 0) > 1
}

function isAlike(a: Line, b: Line): boolean {
  return Math.abs(a.size - b.size) <= 0.1 * Math.max(a.size, b.size)
}

function widestDistance(
  block: PdfTextBlock,
  next: Line,
  isHeading: boolean,
  typography: Typography,
): number {
  if (isHeading) return widestHeadingPitch * next.size
  const isMidSentence = !endsSentence(lastLine(block).text) && startsLowerCase(next.text)
  if (isMidSentence && Math.abs(next.left - textLeft(block)) < 3)
    return widestSentencePitch * next.size
  const usual = typography.pitch(next.size)
  const own = ownPitch(block)
  return own === undefined
    ? widestPitch * usual
    : Math.min(1.25 * own + 1, widestPitch * usual + own)
}

function ownPitch({ lines }: PdfTextBlock): number | undefined {
  const [a, b] = lines.slice(-2)
  if (!a || !b || a.page !== b.page || b.baseline <= a.baseline) return undefined
  return b.baseline - a.baseline
}

/** Lines in the style of a heading are one heading until a number, a mark or a stop begins anew. */
function goesOnAsHeading(block: PdfTextBlock, next: Line): boolean {
  const last = lastLine(block)
  if (last.isItalic !== next.isItalic || last.isBold !== next.isBold) return false
  if (startsCaption(next.text) || findHeadingNumber(next.text) || findListMarker(next.text))
    return false
  return !/[.:]$/.test(last.text) || startsLowerCase(next.text)
}

/** Some words of a paragraph are in bold, and fill a line by chance. */
function goesOnInOtherStyle(
  block: PdfTextBlock,
  next: Line,
  after: Line | undefined,
  typography: Typography,
): boolean {
  const last = lastLine(block)
  if (Math.abs(last.size - next.size) > 0.5 || findHeadingNumber(next.text)) return false
  if (startsItem(block, next, typography)) return false
  if (!endsSentence(last.text) && startsLowerCase(next.text)) return true
  const isOpen = isOpenEnded(last, next, typography)
  if (typography.isDisplay(last))
    return isOpen && (block.lines.length > 1 || block.role === 'list_item')
  const isPart =
    after !== undefined &&
    !typography.isDisplay(after) &&
    startsLowerCase(after.text) &&
    !endsSentence(next.text)
  return isOpen || (isPart && !leavesRoom(last, next, typography))
}

/** The next word had no room on the line, and no sentence ends there. */
function isOpenEnded(last: Line, next: Line, typography: Typography): boolean {
  return !endsSentence(last.text) && !leavesRoom(last, next, typography)
}

function leavesRoom(last: Line, next: Line, typography: Typography): boolean {
  return spareRoom(last, typography) > neededRoom(next)
}

function spareRoom(last: Line, typography: Typography): number {
  return typography.rightEdge(last) - last.right
}

/** Room for the first word and the blank before it, with some slack for an uneven edge. */
function neededRoom(next: Line): number {
  const word = next.words[0]!
  return word.right - word.left + 0.8 * next.size
}

/** Words after which no line ends by choice. */
const goesOnAfter =
  /\b(?:and|or|of|the|a|an|to|in|with|for|by|that|which|from|on|at|as|is|are|be)$/u

/** A line that ends before its column does, although the next word would have fitted. */
function endsByChoice(
  last: Line,
  next: Line,
  after: Line | undefined,
  typography: Typography,
): boolean {
  if (!leavesRoom(last, next, typography)) return false
  if (endsSentence(last.text)) return true
  const isBroken = /[\p{L}\p{N}][-\u00AD\u2010]$/u.test(last.text)
  if (isBroken || !/^["“‘'([]*[\p{Lu}\p{N}]/u.test(next.text)) return false
  if (spareRoom(last, typography) > Math.max(2 * neededRoom(next), 5 * next.size)) return true
  if (goesOnAfter.test(last.text) || /[,/–-]$/.test(last.text)) return false
  return after !== undefined && isLineOfItsOwn(next, after, typography)
}

/** One of several short lines that begin alike, as names in a list do. */
function isLineOfItsOwn(line: Line, after: Line, typography: Typography): boolean {
  const isAligned = Math.abs(line.left - after.left) < 3 && !startsLowerCase(after.text)
  return isAligned && leavesRoom(line, after, typography) && !endsSentence(line.text)
}

/** Where the words of the block begin: behind the mark of an item. */
function textLeft(block: PdfTextBlock): number {
  const line = firstLine(block)
  if (block.role !== 'list_item') return line.left
  let length = block.markLength
  for (const word of line.words) {
    if (length <= 0) return word.left
    length -= word.text.length + 1
  }
  return line.left
}

function fitsIndent(
  block: PdfTextBlock,
  next: Line,
  after: Line | undefined,
  isOpen: boolean,
  typography: Typography,
): boolean {
  const step = 0.8 * next.size
  const first = firstLine(block)
  if (block.role === 'list_item') {
    if (next.left < first.left - 3) return isOpen && startsLowerCase(next.text)
    return next.left > first.left + 3 ? next.left < textLeft(block) + 2 * step : isOpen
  }
  const last = lastLine(block)
  if (next.left > last.left + step) {
    return !last.text.endsWith(':') && (isHanging(block, next, after) || isOpen)
  }
  const isOutdented = next.left < last.left - step
  if (isOutdented) return block.lines.length === 1 && !leavesRoom(last, next, typography)
  return true
}

/** The second line of a paragraph whose first line alone stands out to the left. */
function isHanging(block: PdfTextBlock, next: Line, after: Line | undefined): boolean {
  if (block.lines.length !== 1) return false
  const isLast =
    !after || after.baseline - next.baseline > 1.3 * (next.baseline - firstLine(block).baseline)
  return (
    isLast ||
    Math.abs(after.left - next.left) < 3 ||
    Math.abs(after.left - firstLine(block).left) < 3
  )
}
