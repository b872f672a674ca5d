import { readDocx } from '../../server/formats/read-docx.ts'
import type { Block, SourceText, TableBlock } from '../../shared/model/source-text.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { buildDocx, type DocxContent } from './build-docx.ts'

/** Reads what `buildDocx` packs. @throws Error when it is refused. */
export function readBuilt(content: DocxContent | string): SourceText {
  return readBytes(buildDocx(typeof content === 'string' ? { body: content } : content))
}

/** @throws Error when the file is refused. */
export function readBytes(bytes: Uint8Array): SourceText {
  const result = readDocx(bytes)
  if (result.outcome === 'refused') throw new Error(`${result.code}: ${result.reason}`)
  return result.sourceText
}

/** Each block as "kind: words"; a table's cells are divided by "|", its rows by "/". */
export function describeBlocks(source: SourceText): string[] {
  return source.blocks.map((block) => `${block.kind}: ${wordsOf(source, block)}`)
}

/** @throws Error when the text holds no such table. */
export function getTable(source: SourceText, ordinal = 0): TableBlock {
  const table = source.blocks.filter((block) => block.kind === 'table')[ordinal]
  if (!table) throw new Error(`no table ${ordinal}`)
  return table
}

/** Words of the cells that begin in the row. */
export function rowWords(source: SourceText, table: TableBlock, row: number): string[] {
  return table.cells
    .filter((cell) => cell.row === row)
    .map((cell) => sliceRange(source.text, cell.range))
}

function wordsOf(source: SourceText, block: Block): string {
  if (block.kind !== 'table') return sliceRange(source.text, block.range)
  const rows = Array.from({ length: block.rowCount }, (_, row) => rowWords(source, block, row))
  return rows.map((cells) => cells.join('|')).join('/')
}
