import type { Box } from './pdf-page.ts'
import type { Line, TextLine } from './pdf-page-lines.ts'

/** A table as it stands on its page, or on several. */
export type PdfTable = {
  /** Top is that on its first page, bottom that on its last. */
  readonly box: Box
  /** The first page that it stands on. */
  readonly page: number
  /** Every page that it stands on, with the first row there. */
  readonly pageStarts: readonly { readonly page: number; readonly row: number }[]
  /** Whether lines are drawn around its cells. */
  readonly isRuled: boolean
  /** Whether bold type or a rule marks its head; its words alone may deceive. */
  readonly isHeadDrawn: boolean
  /** From the left: the drawn edges of each column, or how far its words reach. */
  readonly columns: readonly Pick<Box, 'left' | 'right'>[]
  readonly rowCount: number
  readonly columnCount: number
  readonly headerRowCount: number
  /** In row-major order; every place of the grid is taken by exactly one cell. */
  readonly cells: readonly PdfCell[]
  /** Letters of the table's text have this size for the most part. */
  readonly size: number
}

export type PdfCell = {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  /** From the left edge of its column's text, in blanks of 5 points. */
  readonly indent: number
  /** From top to bottom. */
  readonly lines: readonly TextLine[]
}

/** Its lines joined by blanks: good for looking at, not for storing. */
export function roughCellText({ lines }: PdfCell): string {
  return lines.map(({ text }) => text).join(' ')
}

/** What is left of a region's lines when its tables are found. */
export type FlowItem = Line | PdfTable

export function lastPageOf({ pageStarts }: PdfTable): number {
  return pageStarts.at(-1)!.page
}

export function isTable(item: FlowItem): item is PdfTable {
  return 'cells' in item
}

/** "xx", "xx.x", "x.xxx", "0.xxx", "nn.n", "N=xxx": what stands for a value in an empty layout. */
const placeholder = /^(?:[Nn]=)?(?:[xX]{2,}(?:\.[xX]+)?|[xX]\.[xX]+|0?\.[xX]{2,}|n{2,}(?:\.n+)?)$/

/**
 * True when most of the value cells hold placeholders. table-shape.ts asks more of a table than the
 * rows and columns of a page's words can promise.
 */
export function isShellTable(table: PdfTable): boolean {
  const values = table.cells.filter((cell) => cell.column > 0 || cell.columnSpan > 1)
  const texts = values.map(roughCellText).filter((text) => text !== '')
  const shells = texts.filter((text) => countPlaceholders(text) > 0).length
  const numbers = texts.filter((text) => countPlaceholders(text) === 0 && /\d/.test(text)).length
  return shells >= 2 && shells >= numbers
}

/** True for a line of a layout that no table was made of. */
export function isShellText(text: string): boolean {
  const placeholders = countPlaceholders(text)
  return placeholders >= 2 && placeholders * 3 >= text.split(/\s+/).length
}

/** What every placeholder has in it; few texts do. */
const hint = /[xX]\.?[xX]|nn/

function countPlaceholders(text: string): number {
  if (!hint.test(text)) return 0
  const tokens = text.split(/[\s(),;:%[\]/<>±+-]+/)
  return tokens.filter((token) => placeholder.test(token)).length
}
