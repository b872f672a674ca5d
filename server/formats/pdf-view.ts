import { type Box, type Point, spanBox } from './pdf-page.ts'
import type { PdfDocument } from './pdfium.ts'

/** Turns the file's coordinates (y upwards, page not yet rotated) into those of the page as shown. */
export type PageView = {
  readonly width: number
  readonly height: number
  point(x: number, y: number): Point
  box(x1: number, y1: number, x2: number, y2: number): Box
  /** Degrees clockwise as shown, 0 to 359, of an angle in radians clockwise before rotation. */
  angle(radians: number): number
}

export function createPageView(document: PdfDocument, page: number): PageView {
  const { module, scratch } = document
  const { wasmExports: pdfium } = module
  const width = pdfium.FPDF_GetPageWidthF(page)
  const height = pdfium.FPDF_GetPageHeightF(page)
  const hasBox = pdfium.FPDF_GetPageBoundingBox(page, scratch) !== 0
  const [left = 0, top = height, , bottom = 0] = module.HEAPF32.subarray(
    scratch / 4,
    scratch / 4 + 4,
  )
  const origin = hasBox ? { x: left, y: bottom, height: top - bottom } : { x: 0, y: 0, height }
  const quarters = pdfium.FPDFPage_GetRotation(page) & 3
  const point = (x: number, y: number) =>
    rotate(x - origin.x, origin.y + origin.height - y, quarters, width, height)
  return {
    width,
    height,
    point,
    box: (x1, y1, x2, y2) => spanBox(point(x1, y1), point(x2, y2)),
    angle: (radians) => (Math.round((radians * 180) / Math.PI) + 90 * quarters + 720) % 360,
  }
}

/** Clockwise by quarters of a turn; `width` and `height` are those after the turn. */
function rotate(x: number, y: number, quarters: number, width: number, height: number): Point {
  if (quarters === 1) return { x: width - y, y: x }
  if (quarters === 2) return { x: width - x, y: height - y }
  if (quarters === 3) return { x: y, y: height - x }
  return { x, y }
}
