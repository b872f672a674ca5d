import { isRow } from './pdf-aligned-tables.ts'
import { findContentsEntry } from './pdf-markers.ts'
import { type Box, median, mode, unionBox } from './pdf-page.ts'
import type { Line } from './pdf-page-lines.ts'

/** What is usual in a document, measured over all its lines. */
export type Typography = {
  readonly bodySize: number
  /** Usual distance of two baselines of one paragraph, for a size. */
  pitch(size: number): number
  /** The x that lines which begin where this one does reach at most. */
  rightEdge(line: Line): number
  /** Larger than the text, or in bold where the text is not. */
  isDisplay(line: Line): boolean
}

/** Points: lines that begin this near to each other have one measure. */
const leftStep = 3
const fewestLines = 5

/** `regions` hold the lines of each column from top to bottom, `pageWidths` those of all pages. */
export function measureTypography(
  regions: readonly (readonly Line[])[],
  pageWidths: readonly number[],
): Typography {
  const lines = regions.flat()
  const bodySize = mode(
    lines.map((line) => [line.size, line.text.length] as const),
    0.5,
  )
  const boldLetters = letterCount(lines.filter((line) => line.isBold))
  const isBoldUsual = boldLetters * 2 > letterCount(lines)
  const pitches = measurePitches(regions)
  const edges = measureRightEdges(lines.filter(isProse), pageWidths)
  const columns = measureColumns(regions)
  return {
    bodySize,
    pitch: (size) => pitches.get(sizeKey(size)) ?? size * 1.2,
    rightEdge: (line) =>
      columnEdge(columns, line) ?? nearEdge(edges, line, pageWidths[line.page - 1] ?? 0),
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

/** Columns that have another one beside them, by page. */
type Columns = ReadonlyMap<number, readonly Box[]>

function measureColumns(regions: readonly (readonly Line[])[]): Columns {
  const boxes = new Map<number, Box[]>()
  for (const lines of regions) {
    const page = lines[0]?.page
    if (page === undefined) continue
    const own = boxes.get(page)
    if (own) own.push(unionBox(lines))
    else boxes.set(page, [unionBox(lines)])
  }
  return new Map(
    [...boxes].map(([page, own]) => [
      page,
      own.filter((box) => own.some((other) => areBeside(box, other))),
    ]),
  )
}

function areBeside(a: Box, b: Box): boolean {
  const isApart = a.right < b.left || b.right < a.left
  return isApart && a.top < b.bottom && b.top < a.bottom
}

function columnEdge(columns: Columns, line: Line): number | undefined {
  const own = columns.get(line.page)?.find((box) => {
    const isInside = line.left >= box.left - 1 && line.right <= box.right + 1
    return isInside && line.top >= box.top - 1 && line.bottom <= box.bottom + 1
  })
  return own?.right
}

function isProse(line: Line): boolean {
  return !isRow(line) && !findContentsEntry(line.text)
}

/** Right ends of lines by the width of their page, then by where they begin. */
type Edges = ReadonlyMap<number, ReadonlyMap<number, readonly number[]>>

function measureRightEdges(lines: readonly Line[], pageWidths: readonly number[]): Edges {
  const edges = new Map<number, Map<number, number[]>>()
  for (const line of lines) {
    const width = pageWidths[line.page - 1] ?? 0
    const own = edges.get(width) ?? new Map<number, number[]>()
    edges.set(width, own)
    const key = Math.round(line.left / leftStep)
    const rights = own.get(key)
    if (rights) rights.push(line.right)
    else own.set(key, [line.right])
  }
  return edges
}

/** The farthest right of at least five lines that begin there, but for a few that stick out. */
function nearEdge(edges: Edges, line: Line, width: number): number {
  const own = edges.get(width)
  const key = Math.round(line.left / leftStep)
  const near = [key - 1, key, key + 1].flatMap((each) => own?.get(each) ?? [])
  const widest = widestEdge([...(own?.values() ?? [])].flat())
  if (near.length < fewestLines) return widest
  const edge = near.sort((a, b) => a - b)[Math.floor(0.97 * (near.length - 1))]!
  // A few short lines that happen to begin alike are no narrow column.
  return edge < 0.75 * widest && near.length < 3 * fewestLines ? widest : edge
}

function widestEdge(rights: readonly number[]): number {
  const sorted = [...rights].sort((a, b) => b - a)
  return median(sorted.slice(0, Math.ceil(sorted.length / 10)))
}
