import type { Page } from '../../shared/model/source-text.ts'
import { createGlyphRoom, readPageContent } from './pdf-glyphs.ts'
import type { PageContent, RuledLine } from './pdf-page.ts'
import { type Line, readLines } from './pdf-page-lines.ts'
import { readWords } from './pdf-words.ts'
import type { PdfDocument } from './pdfium.ts'

/** A page as lines, headers and footers included. Sizes are those of the page as shown. */
export type ReadPage = Pick<
  PageContent,
  'number' | 'width' | 'height' | 'unmappedCount' | 'imageShare' | 'noteCount' | 'state'
> & {
  /** Lines in the direction of most of the text, and the size of the page turned so. */
  readonly lines: readonly Line[]
  readonly lineWidth: number
  readonly lineHeight: number
  readonly ruledLines: readonly RuledLine[]
  /** Lines in other directions. */
  readonly asides: readonly Line[]
  /** Of a page whose lines were recognised in its picture. */
  readonly ocr?: Page['ocr']
}

/** Characters become lines page by page: those of a whole book would fill the memory. */
export function readPages(document: PdfDocument): ReadPage[] {
  const room = createGlyphRoom()
  return Array.from({ length: document.pageCount }, (_, index) => {
    const content = readPageContent(document, index, room)
    return content ? toReadPage(content) : unreadablePage(index)
  })
}

function toReadPage(content: PageContent): ReadPage {
  const { number, width, height, unmappedCount, imageShare, noteCount, state } = content
  const [main, ...others] = content.layers
  return {
    number,
    width,
    height,
    unmappedCount,
    imageShare,
    noteCount,
    state,
    lines: main ? readLines(readWords(main), number) : [],
    lineWidth: main?.width ?? width,
    lineHeight: main?.height ?? height,
    ruledLines: main?.ruledLines ?? [],
    asides: others.flatMap((layer) => readLines(readWords(layer), number)),
  }
}

function unreadablePage(index: number): ReadPage {
  return {
    number: index + 1,
    width: 0,
    height: 0,
    unmappedCount: 0,
    imageShare: 0,
    noteCount: 0,
    state: 'unreadable',
    lines: [],
    lineWidth: 0,
    lineHeight: 0,
    ruledLines: [],
    asides: [],
  }
}
