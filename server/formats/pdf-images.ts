import type { PageView } from './pdf-view.ts'
import type { PdfDocument } from './pdfium.ts'

/** FPDF_PAGEOBJ_IMAGE and FPDF_PAGEOBJ_FORM (fpdf_edit.h). */
const imageObject = 3
const formObject = 5
/** Forms in forms, and objects of a page, that are looked at. */
const mostForms = 4
const mostObjects = 2000

/** Share of the page, 0 to 1, that images cover, as if none lay on another. */
export function measureImageShare(
  document: PdfDocument,
  page: number,
  { width, height }: Pick<PageView, 'width' | 'height'>,
): number {
  const { wasmExports: pdfium } = document.module
  const count = Math.min(pdfium.FPDFPage_CountObjects(page), mostObjects)
  let area = 0
  for (let index = 0; index < count; index++) {
    const object = pdfium.FPDFPage_GetObject(page, index)
    if (holdsImage(document, object, mostForms)) area += measureArea(document, object)
  }
  return Math.min(1, area / Math.max(1, width * height))
}

function holdsImage(document: PdfDocument, object: number, depth: number): boolean {
  const { wasmExports: pdfium } = document.module
  const type = pdfium.FPDFPageObj_GetType(object)
  if (type !== formObject || depth === 0) return type === imageObject
  const count = Math.min(pdfium.FPDFFormObj_CountObjects(object), mostObjects)
  for (let index = 0; index < count; index++) {
    const inner = pdfium.FPDFFormObj_GetObject(object, index)
    if (holdsImage(document, inner, depth - 1)) return true
  }
  return false
}

function measureArea({ module, scratch }: PdfDocument, object: number): number {
  const { wasmExports: pdfium } = module
  const [left, bottom, right, top] = [scratch, scratch + 4, scratch + 8, scratch + 12] as const
  if (pdfium.FPDFPageObj_GetBounds(object, left, bottom, right, top) === 0) return 0
  const heap = module.HEAPF32
  const area = (heap[right / 4]! - heap[left / 4]!) * (heap[top / 4]! - heap[bottom / 4]!)
  return Number.isFinite(area) ? Math.max(0, area) : 0
}
