import type { PdfDocument } from './pdfium.ts'

/** What lies on a page beside its own content. */
type PageAnnotations = {
  /** The page, loaded anew where the values of form fields are part of it now. */
  readonly page: number
  /** Text that someone put on the page as a note: it is no part of the document. */
  readonly noteCount: number
}

/**
 * Makes the values of form fields part of the page, as a print would show them (PDFium reads a
 * page's own content alone). The file's bytes stay as they are. `index` counts from 0.
 */
export function readAnnotations(
  document: PdfDocument,
  page: number,
  index: number,
): PageAnnotations {
  const { wasmExports: pdfium } = document.module
  const subtypes = listSubtypes(document, page)
  const noteCount = subtypes.filter((one) => one === freeText).length
  if (!subtypes.includes(widget)) return { page, noteCount }
  for (const [at, subtype] of [...subtypes.entries()].reverse()) {
    if (subtype !== widget) pdfium.FPDFPage_RemoveAnnot(page, at)
  }
  if (pdfium.FPDFPage_Flatten(page, asShown) !== flattened) return { page, noteCount }
  const loaded = pdfium.FPDF_LoadPage(document.pointer, index)
  if (loaded === 0) return { page, noteCount }
  pdfium.FPDF_ClosePage(page)
  return { page: loaded, noteCount }
}

/** FPDF_ANNOT_FREETEXT and FPDF_ANNOT_WIDGET (fpdf_annot.h). */
const freeText = 3
const widget = 20
/** FLAT_NORMALDISPLAY and FLATTEN_SUCCESS (fpdf_flatten.h). */
const asShown = 0
const flattened = 1

function listSubtypes({ module }: PdfDocument, page: number): number[] {
  const { wasmExports: pdfium } = module
  return Array.from({ length: pdfium.FPDFPage_GetAnnotCount(page) }, (_, at) => {
    const annotation = pdfium.FPDFPage_GetAnnot(page, at)
    if (annotation === 0) return 0
    const subtype = pdfium.FPDFAnnot_GetSubtype(annotation)
    pdfium.FPDFPage_CloseAnnot(annotation)
    return subtype
  })
}
