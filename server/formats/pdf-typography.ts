import { isRow } from './pdf-aligned-tables.ts'
import { findContentsEntry } from './pdf-markers.ts'
import { median, mode } from './pdf-page.ts'
import type { Line } from './pdf-page-lines.ts'

/** What is usual in a document, measured over all its lines. */
export type Typography = {
  readonly bodySize: number
  /** Usual distance of two baselines of one paragraph, for a size. */
  pitch(size: number): number
  /** The x that lines which begin at `left` reach at most. */
  rightEdge(left: number): number
  /** Larger than the text, or in bold where the text is not. */
  isDisplay(line: Line): boolean
}

/** Points: lines that begin this near to each other have one measure. */
const leftStep = 3

/** `regions` hold the lines of each column from top to bottom. */
export function measureTypography(regions: readonly (readonly Line[])[]): Typography {
  const lines = regions.flat()
  const bodySize = mode(
    lines.map((line) => [line.size, line.text.length] as const),
    0.5,
  )
  const boldLetters = letterCount(lines.filter((line) => line.isBold))
  const isBoldUsual = boldLetters * 2 > letterCount(lines)
  const pitches = measurePitches(regions)
  const edges = measureRightEdges(
    lines.filter((line) => !isRow(line) && !findContentsEntry(line.text)),
  )
  const widest = widestEdge(lines)
  return {
    bodySize,
    pitch: (size) => pitches.get(sizeKey(size)) ?? size * 1.2,
    rightEdge: (left) => nearEdge(edges, left) ?? widest,
    isDisplay: (line) =>
      line.size > 1.12 * bodySize || (line.isBold && !isBoldUsual && line.size > 0.85 * bodySize),
  }
}

function letterCount(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + line.text.length, 0)
}

function sizeKey(size: number): number {
  return Math.round(size * 2)
}

function measurePitches(regions: readonly (readonly Line[])[]): Map<number, number> {
  const distances = new Map<number, [number, number][]>()
  for (const lines of regions) {
    for (const [index, line] of lines.entries()) {
      const above = lines[index - 1]
      const distance = above ? line.baseline - above.baseline : 0
      const isNext = distance > 0.8 * line.size && distance < 3 * line.size
      if (!above || !isNext || Math.abs(above.size - line.size) > 0.6) continue
      const key = sizeKey(line.size)
      // Long lines are prose: their distances say more than those of lists and tables.
      const entry: [number, number] = [distance, Math.min(above.text.length, line.text.length)]
      const own = distances.get(key)
      if (own) own.push(entry)
      else distances.set(key, [entry])
    }
  }
  return new Map([...distances].map(([key, entries]) => [key, mode(entries, 0.5)]))
}

type Edges = ReadonlyMap<number, readonly number[]>

function measureRightEdges(lines: readonly Line[]): Edges {
  const edges = new Map<number, number[]>()
  for (const line of lines) {
    const key = Math.round(line.left / leftStep)
    const own = edges.get(key)
    if (own) own.push(line.right)
    else edges.set(key, [line.right])
  }
  return edges
}

/** The farthest right of at least five lines that begin there, but for a few that stick out. */
function nearEdge(edges: Edges, left: number): number | undefined {
  const key = Math.round(left / leftStep)
  const near = [key - 1, key, key + 1].flatMap((each) => edges.get(each) ?? [])
  if (near.length < 5) return undefined
  return near.sort((a, b) => a - b)[Math.floor(0.97 * (near.length - 1))]
}

function widestEdge(lines: readonly Line[]): number {
  const rights = lines.map((line) => line.right).sort((a, b) => b - a)
  return median(rights.slice(0, Math.ceil(rights.length / 10)))
}
