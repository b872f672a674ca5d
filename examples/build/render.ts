import {
  AlignmentType,
  HeadingLevel,
  PageBreak,
  Paragraph,
  SequentialIdentifier,
  Table,
  TableCell,
  TableLayoutType,
  TableOfContents,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type FileChild,
} from 'docx'
import { textWidth } from './house.ts'
import type { GridPiece, HeadingPiece, ItemPiece, Piece } from './piece.ts'

/** The body of a document; captions of grids count by a SEQ field, as Word's own captions do. */
export function renderPieces(pieces: readonly Piece[]): FileChild[] {
  return pieces.flatMap(renderPiece)
}

/** Runs of words with **bold** and ^raised^ marks; \n becomes a line break. */
function renderRuns(words: string, isBold = false): TextRun[] {
  return words
    .split(/(\*\*[^*]+\*\*|\^[^^]+\^|\n)/)
    .filter((part) => part !== '')
    .map((part) => {
      if (part === '\n') return new TextRun({ break: 1 })
      if (part.startsWith('**')) return new TextRun({ text: part.slice(2, -2), bold: true })
      if (part.startsWith('^')) return new TextRun({ text: part.slice(1, -1), superScript: true })
      return new TextRun(isBold ? { text: part, bold: true } : { text: part })
    })
}

/** The lists that the items name, each once, in order. */
export function listsOf(pieces: readonly Piece[]): string[] {
  const lists = pieces.flatMap((piece) => (piece.kind === 'item' && piece.list ? [piece.list] : []))
  return [...new Set(lists)]
}

function renderPiece(piece: Piece): FileChild[] {
  switch (piece.kind) {
    case 'heading':
      return [renderHeading(piece)]
    case 'text':
      return [new Paragraph({ style: piece.style, children: renderRuns(piece.words) })]
    case 'item':
      return [renderItem(piece)]
    case 'grid':
      return renderGrid(piece)
    case 'contents':
      return renderContents(piece.title, { headingStyleRange: '1-3' })
    case 'table_list':
      return renderContents(piece.title, { captionLabelIncludingNumbers: 'Table' })
    case 'page_break':
      return [new Paragraph({ children: [new PageBreak()] })]
  }
}

const headingStyles = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3]

function renderHeading(piece: HeadingPiece): Paragraph {
  const style = headingStyles[piece.level - 1]
  const children = renderRuns(piece.words)
  const pageBreakBefore = piece.isOnNewPage
  if (piece.isNumbered) return new Paragraph({ heading: style, pageBreakBefore, children })
  return new Paragraph({
    heading: style,
    numbering: false,
    indent: { left: 0, firstLine: 0 },
    pageBreakBefore,
    children,
  })
}

function renderItem(piece: ItemPiece): Paragraph {
  const children = renderRuns(piece.words)
  if (piece.list) {
    const numbering = { reference: piece.list, level: piece.level }
    return new Paragraph({ style: 'ListNumber', numbering, children })
  }
  if (piece.level === 0) return new Paragraph({ style: 'ListBullet', children })
  const numbering = { reference: 'bullets', level: piece.level }
  return new Paragraph({ style: 'ListBullet', numbering, children })
}

function renderContents(
  title: string,
  range: { readonly headingStyleRange: string } | { readonly captionLabelIncludingNumbers: string },
): FileChild[] {
  return [
    new Paragraph({ style: 'TOCHeading', text: title }),
    new TableOfContents(title, { hyperlink: true, ...range }),
  ]
}

function renderGrid(piece: GridPiece): FileChild[] {
  const widths = piece.widths.map((percent) => Math.round((textWidth * percent) / 100))
  const rows = piece.rows.map((cells, index) => renderRow(piece, cells, index, widths))
  const table = new Table({
    style: piece.headerRowCount > 0 ? 'TableGrid' : 'TableGridLight',
    width: { size: textWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    tableLook: { firstRow: piece.headerRowCount > 0, noVBand: true },
    rows,
  })
  const notes = piece.notes.map((words) => renderNote(words))
  const needsSpace = notes.length === 0 && !piece.endsPage
  const space = needsSpace ? [new Paragraph({ style: 'BodyText', children: [] })] : []
  return [...renderCaption(piece.caption), table, ...notes, ...space]
}

function renderNote(words: string): Paragraph {
  return new Paragraph({ style: 'TableNote', children: renderRuns(words) })
}

/** "Table | Schedule of events" takes its number from a SEQ field; a caption without "|" stands as it is. */
function renderCaption(caption: string): Paragraph[] {
  if (caption === '') return []
  const [label = '', title] = caption.split(' | ')
  if (title === undefined) return [new Paragraph({ style: 'Caption', text: caption })]
  const number = new SequentialIdentifier(label)
  const children = [new TextRun(`${label} `), number, new TextRun(`. ${title}`)]
  return [new Paragraph({ style: 'Caption', children })]
}

function renderRow(
  piece: GridPiece,
  cells: readonly string[],
  rowIndex: number,
  widths: readonly number[],
): TableRow {
  const isHeader = rowIndex < piece.headerRowCount
  const isGroup = cells.length === 1
  return new TableRow({
    tableHeader: isHeader,
    cantSplit: true,
    children: cells.map((words, column) => {
      return new TableCell({
        width: { size: isGroup ? textWidth : (widths[column] ?? 0), type: WidthType.DXA },
        columnSpan: isGroup ? widths.length : undefined,
        verticalAlign: isHeader ? VerticalAlign.CENTER : VerticalAlign.TOP,
        children: words.split('\n').map(
          (line) =>
            new Paragraph({
              style: 'TableText',
              alignment: alignmentOf(piece, column),
              keepNext: isHeader,
              children: renderRuns(line, isHeader),
            }),
        ),
      })
    }),
  })
}

function alignmentOf(piece: GridPiece, column: number) {
  if (column >= piece.rightFrom) return AlignmentType.RIGHT
  return column >= piece.centredFrom ? AlignmentType.CENTER : AlignmentType.LEFT
}
