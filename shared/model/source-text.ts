import type { TextRange } from '../text/range.ts'
import type { PageWords } from './page-words.ts'

/**
 * The one canonical text of a file as one reader version read it. Immutable.
 *
 * `text` is well-formed UTF-16 without U+0000. Blocks are in order and do not overlap; what lies
 * between two blocks is white space. A table's text is its cells in row order, cells of a row
 * separated by one tab, rows by one line feed; other blocks are separated by line feeds.
 */
export type SourceText = {
  readonly reader: ReaderIdentity
  readonly text: string
  readonly blocks: readonly Block[]
  /** Empty where the format has no fixed pages (.docx). Ordered, without gaps. */
  readonly pages: readonly Page[]
  readonly metadata: SourceMetadata
}

/** `options` is a canonical string; '' where the reader ran with its defaults. */
export type ReaderIdentity = {
  readonly name: string
  readonly version: string
  readonly options: string
}

type SourceMetadata = {
  readonly title: string
  /** Header and footer lines that are kept out of the text: run stamps, program paths, running titles. */
  readonly marginLines: readonly string[]
}

/** `number` counts from 1; `label` is what the page prints of itself, '' where it prints nothing. */
export type Page = {
  readonly number: number
  readonly label: string
  readonly range: TextRange
  /** PDF points. */
  readonly width: number
  readonly height: number
  /** Of a page whose words were recognised in a picture, and so may be wrong. */
  readonly ocr?: Recognition
}

export type Recognition = {
  /** How sure the recognition was of the characters of a page, on average: 0 to 1. */
  readonly confidence: number
  /** The words, and the numbers above all, of which it was not sure: they have to be compared with the scan. */
  readonly doubtful: readonly TextRange[]
}

export type Block = HeadingBlock | TextBlock | NoteBlock | ListItemBlock | CaptionBlock | TableBlock

/** `range` covers the words without the computed number; `number` is '' for an unnumbered heading. */
export type HeadingBlock = {
  readonly kind: 'heading'
  readonly range: TextRange
  /** 1 to 9. */
  readonly level: number
  readonly number: string
}

/** `contents`: a line of a table of contents. */
type TextBlock = {
  readonly kind: 'paragraph' | 'contents'
  readonly range: TextRange
}

/** A footnote, an endnote, or words beside the text. */
export type NoteBlock = {
  readonly kind: 'note'
  readonly range: TextRange
  /** "1", "*", "[2]" where the page shows one in front of the words and the range covers them without it. */
  readonly mark?: string
  /** The mark in the running text, empty where the text leaves marks out; absent where it was not found. */
  readonly reference?: TextRange
}

type ListItemBlock = {
  readonly kind: 'list_item'
  readonly range: TextRange
  /** Depth from 0. */
  readonly level: number
  /** The mark that the page shows: "1.", "a)", "•". */
  readonly marker: string
}

/** A line of a caption or of a table's notes; `tableIndex` is the index in `blocks` of its table, -1 without one. */
type CaptionBlock = {
  readonly kind: 'caption' | 'table_note'
  readonly range: TextRange
  readonly tableIndex: number
}

export type TableBlock = {
  readonly kind: 'table'
  readonly range: TextRange
  /** "14-1.01" of "Table 14-1.01"; '' where the source numbers it nowhere. */
  readonly number: string
  readonly title: string
  /** "Safety" of "Population: Safety"; '' where it is not said. */
  readonly population: string
  readonly rowCount: number
  readonly columnCount: number
  /** Leading rows that are column heads. */
  readonly headerRowCount: number
  /** In row-major order; a merged cell stands once, at its first row and column. */
  readonly cells: readonly TableCell[]
  /** A layout without values ("xx (xx%)"): never evidence. */
  readonly isShell: boolean
}

/** `range` covers the cell's text without blanks at its ends; paragraphs in it are separated by a blank. */
export type TableCell = {
  readonly range: TextRange
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  /** Leading blanks or indentation in units of one blank (100 twentieths of a point). */
  readonly indent: number
  /** The automatic number or bullet that the page shows before the words; absent without one. */
  readonly marker?: string
}

/** What a reader gives for any file: the text with warnings, or the reason why there is none. */
export type ReadResult =
  | {
      readonly outcome: 'read'
      readonly sourceText: SourceText
      readonly warnings: readonly string[]
      /** Absent where the reader knows no places: formats without fixed pages. */
      readonly pageWords?: readonly PageWords[]
    }
  | { readonly outcome: 'refused'; readonly code: RefusalCode; readonly reason: string }

export type RefusalCode =
  | 'empty_file'
  | 'unsupported_type'
  | 'type_mismatch'
  | 'damaged'
  | 'encrypted'
  | 'no_pages'
  | 'no_text'
  | 'too_large'
  | 'zip_bomb'
  | 'too_deep'
  | 'timeout'
  | 'out_of_memory'
  | 'reader_crashed'
