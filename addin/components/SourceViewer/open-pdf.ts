import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { ApiError, createProblem } from '../../../client/api-error.ts'

/** An open PDF. Pages count from 1; sizes are PDF points as the page is shown: turned and cropped. */
export interface PdfFile {
  readonly pageCount: number
  getPageSize(page: number): Promise<PageSize>
  /** Draws a page into `canvas`, `scale` CSS pixels a point; rejects once `signal` is aborted. */
  drawPage(
    page: number,
    canvas: HTMLCanvasElement,
    scale: number,
    signal: AbortSignal,
  ): Promise<void>
  close(): void
}

export type PageSize = { readonly width: number; readonly height: number }

/**
 * Opens a PDF with pdf.js in a worker of this origin: no code from strings, nothing foreign loaded.
 * The bytes go to the worker, and are gone here.
 * @throws ApiError `unreadable_source`
 */
export async function openPdf(bytes: Uint8Array<ArrayBuffer>): Promise<PdfFile> {
  // the build for older engines: Word on a Mac shows the pane in the system's own
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const worker = new URL('pdfjs-dist/legacy/build/pdf.worker.min.mjs', import.meta.url)
  pdfjs.GlobalWorkerOptions.workerSrc = worker.href
  const own = (folder: string) => new URL(`pdfjs/${folder}/`, worker).href
  const task = pdfjs.getDocument({
    data: bytes,
    isEvalSupported: false,
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: true,
    cMapUrl: own('cmaps'),
    standardFontDataUrl: own('standard_fonts'),
    wasmUrl: own('wasm'),
  })
  const file = await task.promise.catch((error: unknown) => {
    void task.destroy()
    throw createUnreadable(error)
  })
  return {
    pageCount: file.numPages,
    getPageSize: (page) => readPageSize(file, page),
    drawPage: async (page, canvas, scale, signal) => {
      await drawPage(await getPage(file, page), canvas, scale, signal)
    },
    close: () => void task.destroy(),
  }
}

async function readPageSize(file: PDFDocumentProxy, number: number): Promise<PageSize> {
  const { width, height } = (await getPage(file, number)).getViewport({ scale: 1 })
  return { width, height }
}

async function getPage(file: PDFDocumentProxy, number: number): Promise<PDFPageProxy> {
  return file.getPage(number).catch((error: unknown) => {
    throw createUnreadable(error)
  })
}

async function drawPage(
  page: PDFPageProxy,
  canvas: HTMLCanvasElement,
  scale: number,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted()
  const size = page.getViewport({ scale })
  const density = findDensity(size)
  canvas.width = Math.floor(size.width * density)
  canvas.height = Math.floor(size.height * density)
  const task = page.render({ canvas, viewport: page.getViewport({ scale: scale * density }) })
  const stop = () => task.cancel()
  signal.addEventListener('abort', stop)
  try {
    await task.promise
  } catch (error) {
    signal.throwIfAborted()
    throw createUnreadable(error)
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Device pixels a CSS pixel, as many as a canvas may have. */
function findDensity({ width, height }: PageSize): number {
  return Math.min(devicePixelRatio, Math.sqrt(mostPixels / (width * height)))
}

/** Safari draws nothing into a canvas with more. */
const mostPixels = 16_000_000

function createUnreadable(error: unknown): ApiError {
  return new ApiError(
    createProblem('unreadable_source', 0, 'The source can’t be shown', String(error), ''),
  )
}
