import type { PdfDocument } from './pdfium.ts'

/** Gray, a byte a pixel from 0 (black) to 255 (white), row by row. */
export type Picture = {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

const white = 0xffffffff
/** FPDF_ANNOT (fpdfview.h): stamps and the values of form fields are seen, too. */
const withAnnotations = 1
const bytesPerPixel = 4

/**
 * The page as a viewer shows it; undefined where it can't be loaded or is too large to be drawn.
 * `index` counts from 0.
 */
export function drawPage(
  document: PdfDocument,
  index: number,
  pixelsPerPoint: number,
): Picture | undefined {
  const { wasmExports: pdfium } = document.module
  const page = pdfium.FPDF_LoadPage(document.pointer, index)
  if (page === 0) return undefined
  const width = Math.max(1, Math.round(pdfium.FPDF_GetPageWidthF(page) * pixelsPerPoint))
  const height = Math.max(1, Math.round(pdfium.FPDF_GetPageHeightF(page) * pixelsPerPoint))
  const bitmap = pdfium.FPDFBitmap_Create(width, height, 0)
  if (bitmap !== 0) {
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, withAnnotations)
  }
  const pixels = bitmap === 0 ? undefined : copyGray(document, bitmap, width, height)
  pdfium.FPDFBitmap_Destroy(bitmap)
  pdfium.FPDF_ClosePage(page)
  return pixels && { width, height, pixels }
}

/** Luma by ITU-R BT.601, of blue, green, red and an unused byte. */
function copyGray(
  { module }: PdfDocument,
  bitmap: number,
  width: number,
  height: number,
): Uint8Array {
  const start = module.wasmExports.FPDFBitmap_GetBuffer(bitmap)
  const stride = module.wasmExports.FPDFBitmap_GetStride(bitmap)
  const heap = module.HEAPU8
  const pixels = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = start + y * stride + x * bytesPerPixel
      pixels[y * width + x] = (29 * heap[at]! + 150 * heap[at + 1]! + 77 * heap[at + 2]!) >> 8
    }
  }
  return pixels
}
