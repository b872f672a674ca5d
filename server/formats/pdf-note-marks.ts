import { firstLine, type PdfBlock, type PdfTextBlock } from './pdf-block.ts'
import { marksNote, type TextLine } from './pdf-page-lines.ts'
import type { Word } from './pdf-words.ts'

/** A word of the text with the mark of a note, and where in the word the mark begins. */
export type NoteReference = { readonly word: Word; readonly at: number }

/**
 * Finds for each note the place on its page that its mark stands at. Of several the first behind that
 * of the note before: notes are in the order of their marks.
 */
export function tieNotes(blocks: readonly PdfBlock[]): void {
  const notes = blocks.filter(isMarkedNote)
  if (notes.length === 0) return
  const pages = new Set(notes.map((note) => firstLine(note).page))
  const linesOf = groupLines(blocks, pages)
  for (const [page, own] of Map.groupBy(notes, (note) => firstLine(note).page)) {
    const used: NoteReference[] = []
    for (const note of own) {
      note.reference = findReference(linesOf.get(page) ?? [], note.mark, used)
      if (note.reference && isRunning(note.mark)) used.push(note.reference)
    }
  }
}

function isMarkedNote(block: PdfBlock): block is PdfTextBlock {
  return block.kind === 'text' && block.role === 'note' && block.mark !== ''
}

/** Digits count on; "*" may stand at several places. */
function isRunning(mark: string): boolean {
  return /\d/.test(mark)
}

/** The lines of text and cells of each page, in reading order, without notes. */
function groupLines(
  blocks: readonly PdfBlock[],
  pages: ReadonlySet<number>,
): Map<number, TextLine[]> {
  const lines = blocks.flatMap((block): readonly TextLine[] => {
    if (block.kind === 'table') return block.table.cells.flatMap((cell) => cell.lines)
    return block.role === 'note' || block.role === 'contents' ? [] : block.lines
  })
  return Map.groupBy(
    lines.filter((line) => pages.has(pageOfLine(line))),
    pageOfLine,
  )
}

function pageOfLine({ words }: TextLine): number {
  return words[0]?.frame.page ?? 0
}

function findReference(
  lines: readonly TextLine[],
  mark: string,
  used: readonly NoteReference[],
): NoteReference | undefined {
  for (const { words } of lines) {
    for (const [index, word] of words.entries()) {
      const at = findMark(words, index, mark)
      const isFree = !used.some((other) => other.word === word && other.at === at)
      if (at >= 0 && isFree) return { word, at }
    }
  }
  return undefined
}

/** Where the mark begins in the word; -1 where it is none. */
function findMark(words: readonly Word[], index: number, mark: string): number {
  const { text } = words[index]!
  if (marksNote(words, index)) {
    const marks = text.split(',')
    const at = marks.indexOf(mark)
    return at < 0 ? -1 : marks.slice(0, at).join(',').length + Number(at > 0)
  }
  if (/^[\da-z]/.test(mark)) return -1
  const end = text.replace(/[.,;:)]+$/, '')
  return end.length > mark.length && end.endsWith(mark) ? end.length - mark.length : -1
}
