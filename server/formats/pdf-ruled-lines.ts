import type { Point, RuledLine } from './pdf-page.ts'
import { type PageView, shownX, shownY } from './pdf-view.ts'
import type { PdfDocument } from './pdfium.ts'

/** Drawings with more path segments than this are pictures or charts, not rules of a table. */
const maximumSegments = 20_000
/** Points: a filled rectangle this thin is a rule. */
const maximumThickness = 3
/** Points: shorter strokes are parts of letters and symbols. */
const minimumLength = 6

const pathObject = 2
const formObject = 5
const segmentMove = 2
const segmentLine = 0

/** Horizontal and vertical strokes and thin rectangles, forms included, as the page shows them. */
export function readRuledLines(document: PdfDocument, page: number, view: PageView): RuledLine[] {
  const { wasmExports: pdfium } = document.module
  const reader: PathReader = { document, view, segmentsLeft: maximumSegments, lines: [] }
  const count = pdfium.FPDFPage_CountObjects(page)
  for (let index = 0; index < count; index++) {
    readObject(reader, pdfium.FPDFPage_GetObject(page, index), identity, 0)
  }
  return mergeLines(reader.lines)
}

/** a b c d e f of ISO 32000-1 §8.3.3. */
type Matrix = readonly [number, number, number, number, number, number]

const identity: Matrix = [1, 0, 0, 1, 0, 0]

type PathReader = {
  readonly document: PdfDocument
  readonly view: PageView
  segmentsLeft: number
  readonly lines: RuledLine[]
}

function readObject(reader: PathReader, object: number, outer: Matrix, depth: number): void {
  const { wasmExports: pdfium } = reader.document.module
  if (object === 0 || reader.segmentsLeft <= 0) return
  const type = pdfium.FPDFPageObj_GetType(object)
  if (type === pathObject) readPath(reader, object, multiply(readMatrix(reader, object), outer))
  if (type !== formObject || depth > 3) return
  const inner = multiply(readMatrix(reader, object), outer)
  const count = pdfium.FPDFFormObj_CountObjects(object)
  for (let index = 0; index < count; index++) {
    readObject(reader, pdfium.FPDFFormObj_GetObject(object, index), inner, depth + 1)
  }
}

function readMatrix(reader: PathReader, object: number): Matrix {
  const { module, scratch } = reader.document
  if (module.wasmExports.FPDFPageObj_GetMatrix(object, scratch) === 0) return identity
  const { HEAPF32: floats } = module
  const at = scratch / 4
  return [
    floats[at]!,
    floats[at + 1]!,
    floats[at + 2]!,
    floats[at + 3]!,
    floats[at + 4]!,
    floats[at + 5]!,
  ]
}

function readPath(reader: PathReader, path: number, matrix: Matrix): void {
  const { wasmExports: pdfium } = reader.document.module
  const count = pdfium.FPDFPath_CountSegments(path)
  reader.segmentsLeft -= Math.max(count, 1)
  if (count < 2 || reader.segmentsLeft <= 0) return
  const { isFilled, isStroked } = readDrawMode(reader, path)
  for (const points of readSubpaths(reader, path, count, matrix)) {
    const thin = isFilled || isStroked ? thinRectangle(points) : undefined
    if (thin) reader.lines.push(thin)
    else if (isStroked) reader.lines.push(...straightEdges(points))
  }
}

function readDrawMode(reader: PathReader, path: number): { isFilled: boolean; isStroked: boolean } {
  const { module, scratch } = reader.document
  module.wasmExports.FPDFPath_GetDrawMode(path, scratch, scratch + 4)
  return {
    isFilled: module.HEAP32[scratch / 4] !== 0,
    isStroked: module.HEAP32[scratch / 4 + 1] !== 0,
  }
}

/** Corner points as shown; curves are left out, which breaks the subpath at them. */
function readSubpaths(reader: PathReader, path: number, count: number, matrix: Matrix): Point[][] {
  const { module, scratch } = reader.document
  const { wasmExports: pdfium } = module
  const subpaths: Point[][] = []
  for (let index = 0; index < count; index++) {
    const segment = pdfium.FPDFPath_GetPathSegment(path, index)
    if (segment === 0) continue
    const type = pdfium.FPDFPathSegment_GetType(segment)
    pdfium.FPDFPathSegment_GetPoint(segment, scratch, scratch + 4)
    const x = module.HEAPF32[scratch / 4]!
    const y = module.HEAPF32[scratch / 4 + 1]!
    const px = matrix[0] * x + matrix[2] * y + matrix[4]
    const py = matrix[1] * x + matrix[3] * y + matrix[5]
    const point = { x: shownX(reader.view, px, py), y: shownY(reader.view, px, py) }
    const open = subpaths.at(-1)
    if (type === segmentLine && open) open.push(point)
    else if (type === segmentMove || type === segmentLine) subpaths.push([point])
    const isClosed = pdfium.FPDFPathSegment_GetClose(segment) !== 0
    const last = subpaths.at(-1)
    if (isClosed && last?.[0]) last.push(last[0])
  }
  return subpaths
}

function thinRectangle(points: readonly Point[]): RuledLine | undefined {
  let left = Infinity
  let right = -Infinity
  let top = Infinity
  let bottom = -Infinity
  for (const { x, y } of points) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  if (bottom - top <= maximumThickness && right - left >= minimumLength) {
    return { isHorizontal: true, at: (top + bottom) / 2, start: left, end: right }
  }
  if (right - left <= maximumThickness && bottom - top >= minimumLength) {
    return { isHorizontal: false, at: (left + right) / 2, start: top, end: bottom }
  }
  return undefined
}

function straightEdges(points: readonly Point[]): RuledLine[] {
  return points.slice(1).flatMap((point, index) => {
    const line = thinRectangle([points[index]!, point])
    return line ? [line] : []
  })
}

/** Tables are drawn in pieces, one for each cell: pieces that touch become one line. */
function mergeLines(lines: readonly RuledLine[]): RuledLine[] {
  const sorted = [...lines].sort(
    (a, b) =>
      Number(a.isHorizontal) - Number(b.isHorizontal) ||
      Math.round(a.at) - Math.round(b.at) ||
      a.start - b.start,
  )
  const merged: RuledLine[] = []
  for (const line of sorted) {
    const last = merged.at(-1)
    if (last && canMerge(last, line)) {
      merged[merged.length - 1] = { ...last, end: Math.max(last.end, line.end) }
    } else merged.push(line)
  }
  return merged
}

function canMerge(a: RuledLine, b: RuledLine): boolean {
  return a.isHorizontal === b.isHorizontal && Math.abs(a.at - b.at) <= 1.5 && b.start <= a.end + 2
}

/** First `inner`, then `outer`. */
function multiply(inner: Matrix, outer: Matrix): Matrix {
  const [a, b, c, d, e, f] = inner
  const [A, B, C, D, E, F] = outer
  return [
    a * A + b * C,
    a * B + b * D,
    c * A + d * C,
    c * B + d * D,
    e * A + f * C + E,
    e * B + f * D + F,
  ]
}
