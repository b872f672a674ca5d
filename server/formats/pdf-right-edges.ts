import { isRow } from './pdf-aligned-tables.ts'
import { findContentsEntry } from './pdf-markers.ts'
import { type Box, median, unionBox } from './pdf-page.ts'
import type { Line } from './pdf-page-lines.ts'

/** Points: lines that begin this near to each other have one measure. */
const leftStep = 3
/** Fewer lines that begin alike say nothing about how far such lines reach. */
const fewestLines = 5
/** Fewer lines of a page width say nothing at all: then the margins are taken to be equal. */
const fewestInAll = 30

/**
 * The x that lines which begin where the given one does reach at most: the edge of its column where
 * another one stands beside it, else what lines of the document with that beginning reach.
 */
export function measureRightEdges(
  regions: readonly (readonly Line[])[],
  pageWidths: readonly number[],
): (line: Line) => number {
  const columns = findColumns(regions)
  const byWidth = new Map<number, Line[]>()
  for (const line of regions.flat().filter(isProse)) {
    const width = pageWidths[line.page - 1] ?? 0
    const own = byWidth.get(width)
    if (own) own.push(line)
    else byWidth.set(width, [line])
  }
  const edges = new Map([...byWidth].map(([width, lines]) => [width, measureEdges(lines, width)]))
  return (line) => {
    const width = pageWidths[line.page - 1] ?? 0
    return columnEdge(columns, line) ?? edges.get(width)?.(line.left) ?? width
  }
}

/** Rows and lines of contents reach farther than prose does. */
function isProse(line: Line): boolean {
  return !isRow(line) && !findContentsEntry(line.text)
}

/** The edge for a line's left end, of pages of one width. */
function measureEdges(lines: readonly Line[], width: number): (left: number) => number {
  const widest = widestEdge(lines, width)
  const rights = new Map<number, number[]>()
  for (const line of lines) {
    const key = leftKey(line.left)
    const own = rights.get(key)
    if (own) own.push(line.right)
    else rights.set(key, [line.right])
  }
  const edges = new Map<number, number>()
  return (left) => {
    const key = leftKey(left)
    const known = edges.get(key)
    if (known !== undefined) return known
    const near = [key - 1, key, key + 1].flatMap((each) => rights.get(each) ?? [])
    const edge = nearEdge(near, widest)
    edges.set(key, edge)
    return edge
  }
}

function leftKey(left: number): number {
  return Math.round(left / leftStep)
}

/** The farthest right of the lines, but for a few that stick out. */
function nearEdge(rights: readonly number[], widest: number): number {
  if (rights.length < fewestLines) return widest
  const sorted = [...rights].sort((a, b) => a - b)
  const edge = sorted[Math.floor(0.97 * (sorted.length - 1))]!
  // A few short lines that happen to begin alike are no narrow column.
  return edge < 0.75 * widest && rights.length < 3 * fewestLines ? widest : edge
}

function widestEdge(lines: readonly Line[], width: number): number {
  const sorted = lines.map((line) => line.right).sort((a, b) => b - a)
  const widest = median(sorted.slice(0, Math.ceil(sorted.length / 10)))
  const mirrored = width - Math.min(...lines.map((line) => line.left))
  return lines.length < fewestInAll ? Math.max(widest, mirrored) : widest
}

/** Columns that have another one beside them, by page. */
type Columns = ReadonlyMap<number, readonly Box[]>

function findColumns(regions: readonly (readonly Line[])[]): Columns {
  const boxes = new Map<number, Box[]>()
  for (const lines of regions) {
    const page = lines[0]?.page
    if (page === undefined) continue
    const own = boxes.get(page)
    if (own) own.push(unionBox(lines))
    else boxes.set(page, [unionBox(lines)])
  }
  const parted = [...boxes].map(
    ([page, own]) =>
      [page, own.filter((box) => own.some((other) => areBeside(box, other)))] as const,
  )
  return new Map(parted)
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
