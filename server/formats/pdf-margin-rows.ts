import type { Piece, Line } from './pdf-page-lines.ts'
import type { RuledLine } from './pdf-page.ts'

/** From top to bottom, with the rules of the page and the end of the zone that headers or footers stand in. */
type EdgePage = {
  readonly lines: readonly Line[]
  readonly ruledLines: readonly RuledLine[]
  readonly isInZone: (y: number) => boolean
}

/**
 * True for a row of a table that goes on beyond the zone, however often the same row stands there on
 * other pages: a header in a box or in columns ends within it.
 *
 * @param step towards the middle of the page
 */
export function isTableRow(page: EdgePage, index: number, step: 1 | -1): boolean {
  const line = page.lines[index]!
  if (line.pieces.length < 2) return false
  return isRuledOff(page, line) || leadsInwards(page, index, step)
}

/** A rule between two of its pieces goes on beyond the zone. */
function isRuledOff({ ruledLines, isInZone }: EdgePage, line: Line): boolean {
  return ruledLines.some(
    (rule) =>
      !rule.isHorizontal &&
      rule.start < line.baseline &&
      rule.end > line.baseline - line.size / 2 &&
      (!isInZone(rule.start) || !isInZone(rule.end)) &&
      line.pieces.some((piece) => piece.right < rule.at) &&
      line.pieces.some((piece) => piece.left > rule.at),
  )
}

/** Sizes of the text between two rows. */
const widestRowPitch = 2.2

/** Rows below each other, in the same columns and near to each other, go on beyond the zone. */
function leadsInwards({ lines, isInZone }: EdgePage, index: number, step: 1 | -1): boolean {
  let at = index
  while (lines[at + step] && areRows(lines[at]!, lines[at + step]!)) at += step
  return at !== index && !isInZone(lines[at]!.baseline)
}

function areRows(a: Line, b: Line): boolean {
  if (Math.abs(a.baseline - b.baseline) > widestRowPitch * Math.max(a.size, b.size)) return false
  return a.pieces.filter((piece) => b.pieces.some((other) => areAligned(piece, other))).length > 1
}

function areAligned(a: Piece, b: Piece): boolean {
  const middles = Math.abs(a.left + a.right - b.left - b.right) / 2
  return Math.abs(a.left - b.left) < 3 || Math.abs(a.right - b.right) < 3 || middles < 3
}
