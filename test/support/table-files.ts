import { utils, write } from '@e965/xlsx'
import { readDocx } from '../../server/formats/read-docx.ts'
import { createGrid } from '../../server/domain/table-grid.ts'
import { buildPptx, cell, paragraph, shape } from './build-pptx.ts'
import { expectRead } from './show-source-text.ts'

/** A real table's words, to be written in any format. */
export type PlainTable = { readonly name: string; readonly rows: readonly (readonly string[])[] }

export const writtenFormats = ['rtf', 'xlsx', 'pptx', 'csv', 'html', 'md', 'txt'] as const
export type WrittenFormat = (typeof writtenFormats)[number]

/** The tables of a .docx, rows by columns, a spanning cell in each place that it covers. */
export function listPlainTables(docx: Uint8Array, name: string): PlainTable[] {
  const sourceText = expectRead(readDocx(docx))
  return sourceText.blocks.flatMap((block, index) => {
    if (block.kind !== 'table') return []
    const grid = createGrid(sourceText, block)
    const columns = Array.from({ length: block.columnCount }, (_, column) => column)
    const rows = Array.from({ length: block.rowCount }, (_, row) =>
      columns.map((column) => grid.textOf(grid.at(row, column))),
    )
    return [{ name: `${name} ${index}`, rows }]
  })
}

/** All the tables in one file, the same bytes for the same tables. */
export function writeTables(format: WrittenFormat, tables: readonly PlainTable[]): Uint8Array {
  const writers: Readonly<Record<WrittenFormat, () => Uint8Array>> = {
    rtf: () => Buffer.from(`{\\rtf1\\ansi ${tables.map(toRtf).join('')}}`, 'latin1'),
    xlsx: () => toXlsx(tables),
    pptx: () => buildPptx(tables.map(toSlide)),
    csv: () => toBytes(tables.map(({ rows }) => rows.map(toCsvLine).join('')).join('\n')),
    html: () => toBytes(`<!doctype html><meta charset="utf-8">${tables.map(toHtml).join('')}`),
    md: () => toBytes(tables.map(toMarkdown).join('')),
    txt: () => toBytes(tables.map(toProse).join('')),
  }
  return writers[format]()
}

function toBytes(text: string): Uint8Array {
  return Buffer.from(text, 'utf8')
}

function toRtf({ name, rows }: PlainTable): string {
  const lines = rows.map((row) => {
    const edges = row.map((_, at) => `\\cellx${(at + 1) * 1500}`).join('')
    const cells = row.map((words) => `\\pard\\intbl ${escapeRtf(words)}\\cell`).join('')
    return `\\trowd${edges}${cells}\\row\n`
  })
  return `\\pard ${escapeRtf(name)}\\par\n${lines.join('')}`
}

function escapeRtf(words: string): string {
  return words
    .replace(/[\\{}]/g, '\\$&')
    .replace(/[^\0-\x7f]/gu, (one) => (one.length === 1 ? `\\u${one.charCodeAt(0)}?` : '?'))
}

function toXlsx(tables: readonly PlainTable[]): Uint8Array {
  const names = tables.map((_, at) => `Sheet ${at + 1}`)
  const sheets = tables.map(({ rows }) => utils.aoa_to_sheet(rows.map((row) => [...row])))
  const book = {
    SheetNames: names,
    Sheets: Object.fromEntries(names.map((name, at) => [name, sheets[at]!])),
  }
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer)
}

function toSlide({ name, rows }: PlainTable): string {
  const lines = rows.map(
    (row) => `<a:tr>${row.map((words) => cell(escapeXml(words))).join('')}</a:tr>`,
  )
  const table = `<a:tbl><a:tblPr firstRow="1"/>${lines.join('')}</a:tbl>`
  return (
    shape('title', paragraph(escapeXml(name))) +
    `<p:graphicFrame><a:graphic><a:graphicData>${table}</a:graphicData></a:graphic></p:graphicFrame>`
  )
}

function toCsvLine(row: readonly string[]): string {
  return `${row.map((words) => `"${words.replaceAll('"', '""')}"`).join(',')}\n`
}

function toHtml({ name, rows }: PlainTable): string {
  const [head = [], ...body] = rows
  const line = (row: readonly string[], tag: string) =>
    `<tr>${row.map((words) => `<${tag}>${escapeXml(words)}</${tag}>`).join('')}</tr>\n`
  return `<h1>${escapeXml(name)}</h1>\n<table>${line(head, 'th')}${body.map((row) => line(row, 'td')).join('')}</table>\n`
}

function toMarkdown({ name, rows }: PlainTable): string {
  const [head = [], ...body] = rows
  const line = (row: readonly string[]) =>
    `| ${row.map((words) => words.replace(/[\\|*_<>`[\]]/g, '\\$&')).join(' | ')} |\n`
  return `# ${name}\n\n${line(head)}${line(head.map(() => '---'))}${body.map(line).join('')}\n`
}

function toProse({ name, rows }: PlainTable): string {
  return `${name}\n\n${rows.map((row) => `${row.join(' ')}.\n`).join('\n')}\n`
}

function escapeXml(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
