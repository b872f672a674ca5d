import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  Tab,
  TabStopType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type ITableCellOptions,
} from 'docx'
import { normaliseDocx } from './normalise.ts'

/** One output of the statistical programs: a single table in a document of its own. */
export type ResultTable = {
  readonly number: string
  readonly title: string
  readonly population: string
  /** Twentieths of a point, one a column. */
  readonly widths: readonly number[]
  readonly head: readonly (readonly HeadCell[])[]
  readonly rows: readonly ResultRow[]
  readonly notes: readonly string[]
  readonly program: string
  /** When the program ran, as it prints it. */
  readonly stamp: string
  /** `margins`: number, title, population and notes stand in header and footer only; `body`: around the table. */
  readonly placedIn: 'margins' | 'body'
  readonly protocolNumber: string
}

type HeadCell = {
  readonly words: string
  readonly columnSpan?: number
  readonly rowSpan?: number
}

/** `group` spans all columns. `indent` is in twentieths of a point, beside any leading blanks of the first cell. */
export type ResultRow =
  | { readonly kind: 'group'; readonly words: string }
  | { readonly kind: 'values'; readonly cells: readonly string[]; readonly indent?: number }

/** Bytes of a .docx; the same table gives the same bytes. */
export async function writeResultTable(table: ResultTable): Promise<Uint8Array> {
  const isInMargins = table.placedIn === 'margins'
  const document = new Document({
    title: isInMargins ? '' : `Table ${table.number}`,
    creator: 'Statistical Programming',
    styles: { default: { document: { run: { font: 'Courier New', size: 16 } } } },
    sections: [
      {
        properties: {
          type: SectionType.NEXT_PAGE,
          page: {
            size: { width: 11906, height: 16838, orientation: PageOrientation.LANDSCAPE },
            margin: { top: 1700, bottom: 1400, left: 1440, right: 1440, header: 720, footer: 567 },
          },
        },
        headers: { default: new Header({ children: createHeader(table) }) },
        footers: { default: new Footer({ children: createFooter(table) }) },
        children: isInMargins ? [createTable(table), line('')] : createBody(table),
      },
    ],
  })
  return normaliseDocx(new Uint8Array(await Packer.toBuffer(document)), '')
}

const fullWidth = 13958
const rightTab = [{ type: TabStopType.RIGHT, position: fullWidth }]

function createHeader(table: ResultTable): (Paragraph | Table)[] {
  const first = new Paragraph({
    tabStops: rightTab,
    children: [
      new TextRun(`Protocol: ${table.protocolNumber}`),
      new TextRun({ children: [new Tab()] }),
      new TextRun({ children: ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] }),
    ],
  })
  if (table.placedIn === 'body') return [first]
  const centred = (words: string) => line(words, AlignmentType.CENTER)
  return [
    first,
    line(`Population: ${table.population}`),
    centred(`Table ${table.number}`),
    centred(table.title),
    line(''),
  ]
}

function createFooter(table: ResultTable): Paragraph[] {
  const run = new Paragraph({
    tabStops: rightTab,
    children: [
      new TextRun(`Source: ${table.program}`),
      new TextRun({ children: [new Tab()] }),
      new TextRun(table.stamp),
    ],
  })
  return table.placedIn === 'margins' ? [...table.notes.map((note) => line(note)), run] : [run]
}

function createBody(table: ResultTable): (Paragraph | Table)[] {
  return [
    new Paragraph({ children: [new TextRun({ text: `Table ${table.number}`, bold: true })] }),
    new Paragraph({ children: [new TextRun({ text: table.title, bold: true })] }),
    new Paragraph({ text: `Population: ${table.population}`, spacing: { after: 120 } }),
    createTable(table),
    ...table.notes.map((note) => line(note)),
  ]
}

function createTable(table: ResultTable): Table {
  return new Table({
    width: { size: table.widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    columnWidths: table.widths,
    borders: noBorders,
    rows: [
      ...table.head.map((cells, index) => createHeadRow(table, cells, index)),
      ...table.rows.map((row) => createRow(table, row)),
      closingRow(table),
    ],
  })
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const single = { style: BorderStyle.SINGLE, size: 6, color: '000000' }
const noBorders = {
  top: single,
  bottom: single,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
}

function createHeadRow(table: ResultTable, cells: readonly HeadCell[], index: number): TableRow {
  const isLast = index === table.head.length - 1
  return new TableRow({
    tableHeader: true,
    children: cells.map((cell, column) =>
      createCell(cell.words, column > 0 || cell.words === '', {
        columnSpan: cell.columnSpan,
        rowSpan: cell.rowSpan,
        verticalAlign: 'bottom',
        borders: { bottom: isLast || (cell.rowSpan ?? 1) > 1 || cell.columnSpan ? single : none },
      }),
    ),
  })
}

function createRow(table: ResultTable, row: ResultRow): TableRow {
  if (row.kind === 'group') {
    return new TableRow({
      children: [createCell(row.words, false, { columnSpan: table.widths.length })],
    })
  }
  const children = row.cells.map((words, column) =>
    createCell(words, column > 0, {}, column === 0 ? (row.indent ?? 0) : 0),
  )
  return new TableRow({ cantSplit: true, children })
}

/** The empty row with which the programs end every table. */
function closingRow(table: ResultTable): TableRow {
  return new TableRow({ children: table.widths.map(() => createCell('', false, {})) })
}

function createCell(
  words: string,
  isCentred: boolean,
  options: Partial<ITableCellOptions>,
  indent = 0,
): TableCell {
  const runs = words
    .split('\n')
    .map((part, index) => new TextRun(index === 0 ? { text: part } : { text: part, break: 1 }))
  const paragraph = new Paragraph({
    alignment: isCentred ? AlignmentType.CENTER : AlignmentType.LEFT,
    indent: indent > 0 ? { left: indent } : undefined,
    spacing: { before: 10, after: 10 },
    children: runs,
  })
  return new TableCell({ ...options, children: [paragraph] })
}

function line(words: string, alignment?: (typeof AlignmentType)['CENTER']): Paragraph {
  return new Paragraph({ alignment, children: [new TextRun(words)] })
}
