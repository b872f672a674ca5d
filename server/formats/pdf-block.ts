import type { NoteReference } from './pdf-note-marks.ts'
import type { Line } from './pdf-page-lines.ts'
import type { PdfTable } from './pdf-table.ts'

/** A paragraph, heading, item … made of lines, over one page or several. */
export type PdfTextBlock = {
  readonly kind: 'text'
  readonly lines: Line[]
  role: TextRole
  /** The list mark, heading number or mark of a note as the model keeps it; '' for none. */
  mark: string
  /** Characters of the joined lines that the mark takes. */
  markLength: number
  /** Of a heading from 1, of a list item from 0. */
  level: number
  /** The table that a caption or note belongs to. */
  table: PdfTableBlock | undefined
  /** Where the text has the mark of a note. */
  reference: NoteReference | undefined
}

export type PdfTableBlock = {
  readonly kind: 'table'
  table: PdfTable
  number: string
  title: string
  population: string
}

export type PdfBlock = PdfTextBlock | PdfTableBlock

type TextRole =
  'paragraph' | 'heading' | 'list_item' | 'contents' | 'note' | 'caption' | 'table_note'

export function createTextBlock(
  lines: readonly Line[],
  role: TextRole = 'paragraph',
): PdfTextBlock {
  return {
    kind: 'text',
    lines: [...lines],
    role,
    mark: '',
    markLength: 0,
    level: 0,
    table: undefined,
    reference: undefined,
  }
}

export function firstLine(block: PdfTextBlock): Line {
  return block.lines[0]!
}

export function lastLine(block: PdfTextBlock): Line {
  return block.lines.at(-1)!
}

/** The page on which the block begins. */
export function pageOf(block: PdfBlock): number {
  return block.kind === 'table' ? block.table.page : firstLine(block).page
}

/** Its lines joined by blanks: good for looking at, not for storing. */
export function roughText(block: PdfTextBlock): string {
  return block.lines.map((line) => line.text).join(' ')
}
