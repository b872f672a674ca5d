import type { PdfDocument } from './pdfium.ts'

/** How the file's coordinates (y upwards, page not yet rotated) lie on the page as shown. */
export type PageView = {
  /** Of the page as shown. */
  readonly width: number
  readonly height: number
  /** The corner at the top left before rotation. */
  readonly left: number
  readonly top: number
  /** Clockwise quarters of a turn, 0 to 3. */
  readonly quarters: number
}

export function createPageView(document: PdfDocument, page: number): PageView {
  const { module, scratch } = document
  const { wasmExports: pdfium } = module
  const width = pdfium.FPDF_GetPageWidthF(page)
  const height = pdfium.FPDF_GetPageHeightF(page)
  const quarters = pdfium.FPDFPage_GetRotation(page) & 3
  const hasBox = pdfium.FPDF_GetPageBoundingBox(page, scratch) !== 0
  if (!hasBox) return { width, height, left: 0, top: height, quarters }
  const [left = 0, top = 0, , bottom = 0] = module.HEAPF32.subarray(scratch / 4, scratch / 4 + 4)
  return { width, height, left, top: bottom + (top - bottom), quarters }
}

/** x of a point as shown. Here and below numbers, no points: there are many characters. */
export function shownX({ width, left, top, quarters }: PageView, x: number, y: number): number {
  if (quarters === 1) return width - (top - y)
  if (quarters === 2) return width - (x - left)
  return quarters === 3 ? top - y : x - left
}

export function shownY({ height, left, top, quarters }: PageView, x: number, y: number): number {
  if (quarters === 1) return x - left
  if (quarters === 2) return height - (top - y)
  return quarters === 3 ? height - (x - left) : top - y
}

/** Degrees clockwise as shown, 0 to 359, of an angle in radians clockwise before rotation. */
export function shownAngle({ quarters }: PageView, radians: number): number {
  return (Math.round((radians * 180) / Math.PI) + 90 * quarters + 720) % 360
}
