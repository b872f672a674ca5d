import type { Recognition } from '../../shared/model/source-text.ts'
import { createGlyphRoom, readPageContent } from './pdf-glyphs.ts'
import { judgeLetters, type LetterState } from './pdf-letters.ts'
import type { PageContent, PageLayer } from './pdf-page.ts'
import { type Line, readLines } from './pdf-page-lines.ts'
import { readWords } from './pdf-words.ts'
import type { PdfDocument } from './pdfium.ts'

/** A page as lines, headers and footers included. Sizes are those of the page as shown. */
export type ReadPage = Pick<
  PageContent,
  'number' | 'width' | 'height' | 'imageShare' | 'noteCount' | 'state'
> & {
  readonly letters: LetterState
  /** Whether words were left out, or letters of them, since nobody knows what they say. */
  readonly isPartial: boolean
  /** What reads in the direction of most of the text. */
  readonly main: LinedLayer
  /** What reads in other directions. */
  readonly asides: readonly LinedLayer[]
  /** Of a page whose lines were recognised in its picture. */
  readonly ocr?: Pick<Recognition, 'confidence'>
  /** OCR of it failed, or would have taken too long. */
  readonly isOcrFailed?: boolean
}

/** Lines from top to bottom of the page turned so that they read upright, and its size. */
type LinedLayer = Pick<PageLayer, 'isUpright' | 'width' | 'height' | 'ruledLines'> & {
  readonly lines: readonly Line[]
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
  const { number, width, height, layers, lostCount, imageShare, noteCount, state } = content
  const read = layers.map((layer) => readWords(layer))
  const { words, letters, isPartial } = judgeLetters(read.flat(), lostCount)
  const kept = new Set(isPartial ? words : [])
  const [main = emptyLayer(width, height), ...asides] = layers.map((layer, index) => {
    const own = isPartial ? read[index]!.filter((word) => kept.has(word)) : read[index]!
    const { isUpright, ruledLines } = layer
    const size = { width: layer.width, height: layer.height }
    return { isUpright, ...size, ruledLines, lines: readLines(own, number) }
  })
  return { number, width, height, letters, isPartial, imageShare, noteCount, state, main, asides }
}

function emptyLayer(width: number, height: number): LinedLayer {
  return { isUpright: true, width, height, ruledLines: [], lines: [] }
}

function unreadablePage(index: number): ReadPage {
  return {
    number: index + 1,
    width: 0,
    height: 0,
    imageShare: 0,
    letters: 'known',
    isPartial: false,
    noteCount: 0,
    state: 'unreadable',
    main: emptyLayer(0, 0),
    asides: [],
  }
}
