import { median } from './pdf-page.ts'
import { type Line, readLines } from './pdf-page-lines.ts'
import type { Word } from './pdf-words.ts'

/** Lines that are read one after the other: a column, or a part of the page as wide as the text. */
export type Region = readonly Line[]

/** Shares of the font size. */
const narrowestGutter = 0.8
/** A run of lines beside each other is two columns when it has at least this many. */
const fewestLines = 8
const deepestSplit = 6

/** Splits the lines of a page into regions in reading order, columns from left to right. */
export function readRegions(lines: readonly Line[], page: number, depth = 0): Region[] {
  const gutter = depth < deepestSplit ? findGutter(lines) : undefined
  if (!gutter) return lines.length > 0 ? [lines] : []
  const { first, last, at } = gutter
  const inside = lines.slice(first, last + 1).flatMap((line) => line.words)
  const parts = [
    lines.slice(0, first),
    readLines(
      inside.filter((word) => (word.left + word.right) / 2 < at),
      page,
    ),
    readLines(
      inside.filter((word) => (word.left + word.right) / 2 >= at),
      page,
    ),
    lines.slice(last + 1),
  ]
  return parts.flatMap((part) => readRegions(part, page, depth + 1))
}

/** White space from the line `first` to the line `last`, inclusive, with its middle at x = `at`. */
type Gutter = { readonly first: number; readonly last: number; readonly at: number }

type Gap = { readonly start: number; readonly end: number }

/** The longest gutter that has prose on both sides. */
function findGutter(lines: readonly Line[]): Gutter | undefined {
  if (lines.length < fewestLines) return undefined
  const left = Math.min(...lines.map((line) => line.left))
  const right = Math.max(...lines.map((line) => line.right))
  let best: (Gutter & { readonly weight: number }) | undefined
  const tried: Gutter[] = []
  for (const [index, line] of lines.entries()) {
    for (const gap of [...innerGaps(line), ...outerGap(line, lines[index + 1])]) {
      const at = (gap.start + gap.end) / 2
      if (at < left + 0.15 * (right - left) || at > right - 0.15 * (right - left)) continue
      if (tried.some((gutter) => isInside(gutter, index, gap))) continue
      const gutter = growGutter(lines, index, gap)
      tried.push(gutter)
      const weight = proseWeight(lines, gutter)
      if (weight > (best?.weight ?? 0)) best = { ...gutter, weight }
    }
  }
  return best
}

function isInside(gutter: Gutter, index: number, gap: Gap): boolean {
  return (
    index >= gutter.first && index <= gutter.last && gutter.at > gap.start && gutter.at < gap.end
  )
}

/** The gaps between the pieces of a line. */
function innerGaps(line: Line): Gap[] {
  const pieces = [...line.pieces].sort((a, b) => a.left - b.left)
  return pieces.slice(1).map((piece, index) => ({ start: pieces[index]!.right, end: piece.left }))
}

/** The gap between two lines beside each other whose baselines differ. */
function outerGap(line: Line, next: Line | undefined): Gap[] {
  if (!next || next.baseline - line.baseline > 1.2 * line.size) return []
  const [left, right] = line.left < next.left ? [line, next] : [next, line]
  return right.left - left.right > narrowestGutter * line.size
    ? [{ start: left.right, end: right.left }]
    : []
}

/** Extends the gap over the lines above and below, as far as no word stands in it. */
function growGutter(lines: readonly Line[], index: number, gap: Gap): Gutter {
  let open = gap
  const extend = (from: number, step: number): number => {
    let last = from
    for (let next = from + step; lines[next]; next += step) {
      const line = lines[next]!
      const shared = widestShared(line, open)
      if (!shared || shared.end - shared.start < narrowestGutter * line.size) break
      open = shared
      last = next
    }
    return last
  }
  const last = extend(index, 1)
  const first = extend(index, -1)
  return { first, last, at: (open.start + open.end) / 2 }
}

/** The widest part of the gap that the line leaves free. */
function widestShared(line: Line, gap: Gap): Gap | undefined {
  const words = line.words.filter((word) => word.right > gap.start && word.left < gap.end)
  const edges = [...words].sort((a, b) => a.left - b.left)
  let best: Gap | undefined
  let start = gap.start
  for (const end of [...edges.map((word) => word.left), gap.end]) {
    if (end - start > (best ? best.end - best.start : 0)) best = { start, end }
    start = Math.max(start, edges.shift()?.right ?? gap.end)
  }
  return best
}

/** How many lines of prose each side has at least; 0 for what looks like a table or a list. */
function proseWeight(lines: readonly Line[], { first, last, at }: Gutter): number {
  const run = lines.slice(first, last + 1)
  if (run.length < fewestLines) return 0
  const sides = [
    run.map((line) => line.words.filter((word) => word.right <= at + 1)),
    run.map((line) => line.words.filter((word) => word.left >= at - 1)),
  ].map((side) => side.filter((words) => words.length > 0))
  const fewest = Math.min(...sides.map((side) => side.length))
  return fewest >= 5 && standBeside(sides) && sides.every(isProse) ? fewest : 0
}

/** True when the two sides share most of the height of the lower one. */
function standBeside(sides: readonly Word[][][]): boolean {
  const spans = sides.map((side) => side.flat().map((word) => word.baseline))
  const tops = spans.map((baselines) => Math.min(...baselines))
  const bottoms = spans.map((baselines) => Math.max(...baselines))
  const heights = tops.map((top, index) => bottoms[index]! - top)
  return Math.min(...bottoms) - Math.max(...tops) > 0.5 * Math.min(...heights)
}

function isProse(filled: readonly Word[][]): boolean {
  const left = Math.min(...filled.flat().map((word) => word.left))
  const right = Math.max(...filled.flat().map((word) => word.right))
  const widths = filled.map((words) => lineWidth(words) / (right - left))
  const letters = filled.map((words) => words.reduce((sum, word) => sum + word.text.length, 0))
  const broken = filled.filter((words) => hasWideGap(words)).length
  return (
    median(widths) > 0.75 &&
    median(letters) >= 18 &&
    median(filled.map((words) => words.length)) >= 3 &&
    broken * 4 < filled.length
  )
}

function lineWidth(words: readonly Word[]): number {
  return Math.max(...words.map((word) => word.right)) - Math.min(...words.map((word) => word.left))
}

function hasWideGap(words: readonly Word[]): boolean {
  const sorted = [...words].sort((a, b) => a.left - b.left)
  return sorted.some((word, index) => {
    const before = sorted[index - 1]
    return before !== undefined && word.left - before.right > 1.2 * word.size
  })
}
