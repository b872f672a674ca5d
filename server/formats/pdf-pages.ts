import { createGlyphRoom, readPageContent } from './pdf-glyphs.ts'
import { judgeLetters, type LetterState } from './pdf-letters.ts'
import type { PageContent, RuledLine } from './pdf-page.ts'
import { type Line, readLines } from './pdf-page-lines.ts'
import { readWords, type Word } from './pdf-words.ts'
import type { PdfDocument } from './pdfium.ts'

/** A page as lines, headers and footers included. Sizes are those of the page as shown. */
export type ReadPage = Pick<PageContent, 'number' | 'width' | 'height' | 'noteCount' | 'state'> & {
  readonly letters: LetterState
  /** Whether words were left out, or letters of them, since nobody knows what they say. */
  readonly isPartial: boolean
  /** Lines in the direction of most of the text, and the size of the page turned so. */
  readonly lines: readonly Line[]
  readonly lineWidth: number
  readonly lineHeight: number
  readonly ruledLines: readonly RuledLine[]
  /** Lines in other directions. */
  readonly asides: readonly Line[]
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
  const { number, width, height, layers, lostCount, noteCount, state } = content
  const read = layers.map((layer) => readWords(layer))
  const { words, letters, isPartial } = judgeLetters(read.flat(), lostCount)
  const kept = new Set(words)
  const linesOf = (own: readonly Word[]) =>
    readLines(isPartial ? own.filter((word) => kept.has(word)) : own, number)
  const [main] = layers
  return {
    number,
    width,
    height,
    letters,
    isPartial,
    noteCount,
    state,
    lines: linesOf(read[0] ?? []),
    lineWidth: main?.width ?? width,
    lineHeight: main?.height ?? height,
    ruledLines: main?.ruledLines ?? [],
    asides: read.slice(1).flatMap(linesOf),
  }
}

function unreadablePage(index: number): ReadPage {
  return {
    number: index + 1,
    width: 0,
    height: 0,
    letters: 'known',
    isPartial: false,
    noteCount: 0,
    state: 'unreadable',
    lines: [],
    lineWidth: 0,
    lineHeight: 0,
    ruledLines: [],
    asides: [],
  }
}
