import type { TextRange } from '../../shared/text/range.ts'
import type { Picture } from './pdf-picture.ts'

/** Rows at the edges of a line's picture, where letters of its neighbours reach in. */
const neighbourRows = 3
/** Of what the darkest hundredth differs from the paper: more is ink. */
const inkContrast = 0.45
/** Levels of gray: paper alone differs less in itself. */
const leastContrast = 48

/** Where ink lies in a line's picture: 1 for ink, 0 for paper, row by row. */
export type Ink = { readonly width: number; readonly height: number; readonly marks: Uint8Array }

/** Paper is what most of the picture is, dark or light. */
export function findInk({ width, height, pixels }: Picture): Ink {
  const sorted = pixels.toSorted()
  const paper = sorted[sorted.length >> 1]!
  const darkest = sorted[Math.floor(sorted.length / 100)]!
  const lightest = sorted[Math.floor(sorted.length * 0.99)]!
  const isDark = paper - darkest >= lightest - paper
  const contrast = isDark ? paper - darkest : lightest - paper
  const least = Math.max(leastContrast, inkContrast * contrast)
  const marks = new Uint8Array(pixels.length)
  for (let at = neighbourRows * width; at < (height - neighbourRows) * width; at++) {
    const apart = isDark ? paper - pixels[at]! : pixels[at]! - paper
    if (apart > least) marks[at] = 1
  }
  return { width, height, marks }
}

/** Columns without ink between two with some, from left to right. */
export function findGaps({ width, height, marks }: Ink): TextRange[] {
  const gaps: TextRange[] = []
  let last = -1
  for (let x = 0; x < width; x++) {
    let count = 0
    for (let y = 0; y < height; y++) count += marks[y * width + x]!
    if (count === 0) continue
    if (last >= 0 && x - last > 1) gaps.push({ start: last + 1, end: x })
    last = x
  }
  return gaps
}

type Rows = { readonly top: number; readonly bottom: number }

/** First row with ink and the one behind the last, in some columns; undefined without any. */
export function findRows(
  { width, height, marks }: Ink,
  { start, end }: TextRange,
): Rows | undefined {
  let top = -1
  let bottom = -1
  for (let y = 0; y < height; y++) {
    for (let x = start; x < end; x++) {
      if (!marks[y * width + x]) continue
      if (top < 0) top = y
      bottom = y + 1
      break
    }
  }
  return top < 0 ? undefined : { top, bottom }
}

/** Columns of some ink's first and last ones; undefined without any. */
export function findColumns(
  { width, height, marks }: Ink,
  range: TextRange,
): TextRange | undefined {
  const hasInk = (x: number) => {
    for (let y = 0; y < height; y++) if (marks[y * width + x]) return true
    return false
  }
  let { start, end } = range
  while (start < end && !hasInk(start)) start++
  while (end > start && !hasInk(end - 1)) end--
  return start < end ? { start, end } : undefined
}

/** Mean length in pixels of ink from left to right: letters in bold have broad stems. */
export function measureStroke({ width, height, marks }: Ink): number {
  let ink = 0
  let runs = 0
  for (let at = 0; at < width * height; at++) {
    if (!marks[at]) continue
    ink++
    if (at % width === 0 || !marks[at - 1]) runs++
  }
  return runs === 0 ? 0 : ink / runs
}
