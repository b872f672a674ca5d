import { PDFiumModule } from '@hyzyla/pdfium'
import { Refusal } from './refusal.ts'

/**
 * The functions of PDFium's C interface that are used here (fpdfview.h, fpdf_text.h, fpdf_edit.h,
 * fpdf_annot.h, fpdf_flatten.h).
 * The package's wrapper names only a few of them; its module exports them all.
 */
export type PdfiumFunctions = {
  malloc(size: number): number
  free(pointer: number): void
  FPDF_InitLibraryWithConfig(config: number): void
  FPDF_LoadMemDocument(data: number, size: number, password: number): number
  FPDF_CloseDocument(document: number): void
  FPDF_GetLastError(): number
  FPDF_GetPageCount(document: number): number
  FPDF_GetPageLabel(document: number, index: number, buffer: number, size: number): number
  FPDF_GetMetaText(document: number, tag: number, buffer: number, size: number): number
  FPDF_LoadPage(document: number, index: number): number
  FPDF_ClosePage(page: number): void
  FPDF_GetPageWidthF(page: number): number
  FPDF_GetPageHeightF(page: number): number
  FPDF_GetPageBoundingBox(page: number, rectangle: number): number
  FPDFPage_GetRotation(page: number): number
  FPDFPage_GetAnnotCount(page: number): number
  FPDFPage_GetAnnot(page: number, index: number): number
  FPDFPage_CloseAnnot(annotation: number): void
  FPDFPage_RemoveAnnot(page: number, index: number): number
  FPDFPage_Flatten(page: number, flag: number): number
  FPDFAnnot_GetSubtype(annotation: number): number
  FPDFPage_CountObjects(page: number): number
  FPDFPage_GetObject(page: number, index: number): number
  FPDFPageObj_GetType(object: number): number
  FPDFPageObj_GetMatrix(object: number, matrix: number): number
  FPDFPageObj_GetBounds(
    object: number,
    left: number,
    bottom: number,
    right: number,
    top: number,
  ): number
  FPDFBitmap_Create(width: number, height: number, hasAlpha: number): number
  FPDFBitmap_FillRect(
    bitmap: number,
    left: number,
    top: number,
    width: number,
    height: number,
    color: number,
  ): number
  FPDFBitmap_GetBuffer(bitmap: number): number
  FPDFBitmap_GetStride(bitmap: number): number
  FPDFBitmap_Destroy(bitmap: number): void
  FPDF_RenderPageBitmap(
    bitmap: number,
    page: number,
    left: number,
    top: number,
    width: number,
    height: number,
    quarters: number,
    flags: number,
  ): void
  FPDFFormObj_CountObjects(object: number): number
  FPDFFormObj_GetObject(object: number, index: number): number
  FPDFPath_CountSegments(path: number): number
  FPDFPath_GetPathSegment(path: number, index: number): number
  FPDFPath_GetDrawMode(path: number, fillMode: number, stroke: number): number
  FPDFPathSegment_GetPoint(segment: number, x: number, y: number): number
  FPDFPathSegment_GetType(segment: number): number
  FPDFPathSegment_GetClose(segment: number): number
  FPDFText_LoadPage(page: number): number
  FPDFText_ClosePage(textPage: number): void
  FPDFText_CountChars(textPage: number): number
  FPDFText_GetUnicode(textPage: number, index: number): number
  FPDFText_IsGenerated(textPage: number, index: number): number
  FPDFText_IsHyphen(textPage: number, index: number): number
  FPDFText_HasUnicodeMapError(textPage: number, index: number): number
  FPDFText_GetTextObject(textPage: number, index: number): number
  FPDFText_GetFontSize(textPage: number, index: number): number
  FPDFText_GetFontWeight(textPage: number, index: number): number
  FPDFText_GetFontInfo(
    textPage: number,
    index: number,
    buffer: number,
    size: number,
    flags: number,
  ): number
  FPDFText_GetLooseCharBox(textPage: number, index: number, rectangle: number): number
  FPDFText_GetCharOrigin(textPage: number, index: number, x: number, y: number): number
  FPDFText_GetMatrix(textPage: number, index: number, matrix: number): number
  FPDFTextObj_GetTextRenderMode(object: number): number
}

/** The heaps are new arrays whenever the memory has grown: never keep one over a call. */
type PdfiumModule = {
  readonly wasmExports: PdfiumFunctions
  readonly HEAPU8: Uint8Array
  readonly HEAP32: Int32Array
  readonly HEAPF32: Float32Array
  readonly HEAPF64: Float64Array
}

/** An open file. Close it; its memory lies in the library, out of reach of the garbage collector. */
export type PdfDocument = {
  readonly module: PdfiumModule
  readonly pointer: number
  readonly pageCount: number
  /** 1 KB of memory for values that the library returns by pointer. */
  readonly scratch: number
  close(): void
}

export const scratchSize = 1024

/** FPDF_GetLastError (fpdfview.h). */
const errorPassword = 4
const errorSecurity = 5

let loading: Promise<PdfiumModule> | undefined

/**
 * @throws Refusal `encrypted` when the file asks for a password, `damaged` when PDFium can't open it,
 * `no_pages` when there is nothing in it.
 */
export async function openPdf(bytes: Uint8Array): Promise<PdfDocument> {
  const module = await getModule()
  const { wasmExports: pdfium } = module
  const data = pdfium.malloc(bytes.length)
  if (data === 0) throw new Refusal('too_large', 'the file does not fit into the memory')
  module.HEAPU8.set(bytes, data)
  const pointer = pdfium.FPDF_LoadMemDocument(data, bytes.length, 0)
  if (pointer === 0) {
    pdfium.free(data)
    throw openingRefusal(pdfium.FPDF_GetLastError())
  }
  const scratch = pdfium.malloc(scratchSize)
  const close = () => {
    pdfium.FPDF_CloseDocument(pointer)
    pdfium.free(scratch)
    pdfium.free(data)
  }
  const pageCount = pdfium.FPDF_GetPageCount(pointer)
  if (pageCount <= 0) {
    close()
    throw new Refusal('no_pages', 'the file has no pages')
  }
  return { module, pointer, pageCount, scratch, close }
}

/** After a trap inside the library its memory can't be trusted: the next file gets a new instance. */
export function forgetPdfium(): void {
  loading = undefined
}

/** The page's label as the file defines it (ISO 32000-1 §12.4.2); '' where it defines none. */
export function readPageLabel(document: PdfDocument, index: number): string {
  const { module, pointer, scratch } = document
  const size = module.wasmExports.FPDF_GetPageLabel(pointer, index, scratch, scratchSize)
  return readUtf16(document, size)
}

/** A value of the document information dictionary (ISO 32000-1 §14.3.3); '' where it is not set. */
export function readMetadata(document: PdfDocument, tag: string): string {
  const { module, pointer, scratch } = document
  const name = module.wasmExports.malloc(tag.length + 1)
  module.HEAPU8.set([...Buffer.from(tag, 'latin1'), 0], name)
  const size = module.wasmExports.FPDF_GetMetaText(pointer, name, scratch, scratchSize)
  module.wasmExports.free(name)
  return readUtf16(document, size)
}

/** `size` counts bytes of UTF-16LE with its final zero; a longer value was not written at all. */
function readUtf16(document: PdfDocument, size: number): string {
  if (size <= 2 || size > scratchSize) return ''
  const start = document.scratch
  return new TextDecoder('utf-16le').decode(document.module.HEAPU8.slice(start, start + size - 2))
}

function getModule(): Promise<PdfiumModule> {
  loading ??= loadModule()
  return loading
}

async function loadModule(): Promise<PdfiumModule> {
  const module = (await PDFiumModule({})) as unknown as PdfiumModule
  module.wasmExports.FPDF_InitLibraryWithConfig(0)
  return module
}

function openingRefusal(code: number): Refusal {
  if (code === errorPassword) {
    return new Refusal('encrypted', 'the file is protected by a password')
  }
  if (code === errorSecurity) {
    return new Refusal('encrypted', 'the file is encrypted in a way that is not supported')
  }
  return new Refusal('damaged', 'the file is damaged: its structure can not be read')
}
