import type { Block, SourceText, TableBlock, TableCell } from '../../shared/model/source-text.ts'

/** A block as a test writes it; `buildSourceText` gives it its place in the text. */
export type BlockSpec =
  | {
      readonly kind: 'heading'
      readonly level: number
      readonly number: string
      readonly text: string
    }
  | { readonly kind: 'paragraph' | 'note' | 'contents'; readonly text: string }
  | {
      readonly kind: 'list_item'
      readonly level: number
      readonly marker: string
      readonly text: string
    }
  | TableSpec

/** Leading blanks of a cell become its indent; line breaks in it become blanks. */
export type CellSpec =
  string | { readonly text: string; readonly columnSpan?: number; readonly rowSpan?: number }

export type TableSpec = {
  readonly kind: 'table'
  readonly number: string
  readonly title: string
  readonly population: string
  readonly isShell: boolean
  readonly header: readonly (readonly CellSpec[])[]
  readonly rows: readonly (readonly CellSpec[])[]
  readonly notes: readonly string[]
}

export function heading(text: string, level = 1, number = ''): BlockSpec {
  return { kind: 'heading', level, number, text }
}

export function paragraph(text: string): BlockSpec {
  return { kind: 'paragraph', text }
}

/** A bulleted list of one level. */
export function list(...items: readonly string[]): readonly BlockSpec[] {
  return items.map((text) => ({ kind: 'list_item', level: 0, marker: '•', text }))
}

export function table(
  spec: Partial<TableSpec> & Pick<TableSpec, 'number' | 'header' | 'rows'>,
): TableSpec {
  return { kind: 'table', title: '', population: '', isShell: false, notes: [], ...spec }
}

/** A SourceText whose blocks are exactly these, with captions and notes around each table. */
export function buildSourceText(specs: readonly (BlockSpec | readonly BlockSpec[])[]): SourceText {
  const built: Built = { text: '', blocks: [] }
  for (const spec of specs.flat()) {
    if (spec.kind === 'table') addTable(built, spec)
    else addText(built, spec)
  }
  return {
    reader: { name: 'built', version: '1', options: '' },
    text: built.text,
    blocks: built.blocks,
    pages: [],
    metadata: { title: '', marginLines: [] },
  }
}

/** @throws Error when the text has no such table. */
export function getTable(sourceText: SourceText, number: string): TableBlock {
  const isIt = (block: Block): block is TableBlock =>
    block.kind === 'table' && block.number === number
  const found = sourceText.blocks.find(isIt)
  if (!found) throw new Error(`no table ${number}`)
  return found
}

type Built = { text: string; readonly blocks: Block[] }

function addLine(built: Built, text: string): { start: number; end: number } {
  if (built.text !== '') built.text += '\n'
  const start = built.text.length
  built.text += text
  return { start, end: built.text.length }
}

function addText(built: Built, spec: Exclude<BlockSpec, TableSpec>): void {
  const { text, ...rest } = spec
  const range = addLine(built, text)
  built.blocks.push({ ...rest, range })
}

function addTable(built: Built, spec: TableSpec): void {
  const caption = `Table ${spec.number} ${spec.title}`.trim()
  const tableIndex = built.blocks.length + 1
  built.blocks.push({ kind: 'caption', range: addLine(built, caption), tableIndex })
  built.blocks.push(placeTable(built, spec))
  for (const note of spec.notes) {
    built.blocks.push({ kind: 'table_note', range: addLine(built, note), tableIndex })
  }
}

function placeTable(built: Built, spec: TableSpec): TableBlock {
  const lines = [...spec.header, ...spec.rows]
  const cells: TableCell[] = []
  const covered = new Set<string>()
  const start = built.text.length + (built.text === '' ? 0 : 1)
  lines.forEach((line, row) => placeRow(built, line, row, cells, covered))
  const { number, title, population, isShell } = spec
  return {
    kind: 'table',
    range: { start, end: built.text.length },
    number,
    title,
    population,
    isShell,
    rowCount: lines.length,
    columnCount: Math.max(0, ...cells.map((cell) => cell.column + cell.columnSpan)),
    headerRowCount: spec.header.length,
    cells,
  }
}

function placeRow(
  built: Built,
  line: readonly CellSpec[],
  row: number,
  cells: TableCell[],
  covered: Set<string>,
): void {
  addLine(built, '')
  let column = 0
  line.forEach((spec, index) => {
    while (covered.has(`${row},${column}`)) column += 1
    if (index > 0) built.text += '\t'
    const cell = placeCell(built, spec, row, column)
    cells.push(cell)
    for (let below = 1; below < cell.rowSpan; below += 1) covered.add(`${row + below},${column}`)
    column += cell.columnSpan
  })
}

function placeCell(built: Built, spec: CellSpec, row: number, column: number): TableCell {
  const { text, columnSpan = 1, rowSpan = 1 } = typeof spec === 'string' ? { text: spec } : spec
  const flat = text.replace(/\n/g, ' ')
  const start = built.text.length
  built.text += flat.trim()
  return {
    range: { start, end: built.text.length },
    row,
    column,
    rowSpan,
    columnSpan,
    indent: flat.length - flat.trimStart().length,
  }
}
