import { currencySigns } from '../../../shared/text/currencies.ts'
import type { CellReference } from '../../../shared/model/citation.ts'
import type { Block, TableBlock } from '../../../shared/model/source-text.ts'
import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import { walkBlocks } from '../check/list-claims.ts'
import type { EvidenceSource } from '../evidence.ts'
import { isPlanRole } from '../verify/planned.ts'
import { rememberSources } from '../remember-sources.ts'
import { viewTable, type TableView } from '../table-view.ts'
import { readRecordList, type RecordList } from './record-list.ts'
import { readLines, type Line } from './read-line.ts'
import { readTokens, type TieToken } from './sentence-tokens.ts'

/** A number that a cell gives. */
export type CellValue = {
  readonly value: number
  readonly step: number
  readonly isPercent: boolean
}

export type TiedCell = {
  readonly range: TextRange
  readonly reference: CellReference
  readonly words: string
  readonly row: number
  readonly column: number
  readonly values: readonly CellValue[]
  /** How many the head of its column says there are. */
  readonly size: number | undefined
}

/** A table of values with everything that names it. */
export type TiedTable = {
  readonly source: EvidenceSource
  readonly block: TableBlock
  readonly rows: readonly Line[]
  readonly columns: readonly Line[]
  /** By row, then by column. */
  readonly cells: ReadonlyMap<number, ReadonlyMap<number, TiedCell>>
  /** Words of its title, and of what stands above its row names. */
  readonly title: readonly TieToken[]
  /** What it is of, in one line, without its population and what stands in brackets. */
  readonly measure: readonly TieToken[]
  /** Words of the headings and paragraphs above it, and of its file's name. */
  readonly around: readonly TieToken[]
  /** All words of its title and of what stands around it. */
  readonly words: string
  /** Of a table in thousands 1000; undefined where nothing says so. */
  readonly scale: number | undefined
}

/** All names of a cell's row and column. */
export function namesOf({ row, column }: TiedCell, { rows, columns }: TiedTable): string {
  return [...(rows[row]?.path ?? []), ...(columns[column]?.path ?? [])].join('\n')
}

export type ReadTables = {
  readonly tables: readonly TiedTable[]
  readonly lists: readonly RecordList[]
}

/** Every table of results, and every list of records; plans have none. */
export function listTiedTables(sources: readonly EvidenceSource[]): ReadTables {
  const read = sources.filter(({ role }) => !isPlanRole(role)).flatMap(listOfSource)
  return {
    tables: read.flatMap(({ table }) => table ?? []),
    lists: read.flatMap(({ list }) => list ?? []),
  }
}

type ReadBlock = { readonly table: TiedTable | undefined; readonly list: RecordList | undefined }

/** What stands above a table: headings, the paragraphs below them, the heads of the table before. */
type Near = {
  headings: readonly string[]
  words: string[]
  heads: readonly (readonly string[])[]
}

const listOfSource = rememberSources((source: EvidenceSource): readonly ReadBlock[] => {
  const { text } = source.sourceText
  const near: Near = { headings: [], words: [], heads: [] }
  return walkBlocks(source.sourceText, (block: Block, headings): readonly ReadBlock[] => {
    if (headings !== near.headings) Object.assign(near, { headings, words: [], heads: [] })
    if (block.kind !== 'table') {
      if (block.kind === 'paragraph') near.words.push(sliceRange(text, block.range).slice(0, 160))
      return []
    }
    if (block.isShell) return []
    const table = readTiedTable(source, block, near)
    near.words = near.words.slice(0, 2)
    return [table]
  }).flat()
})

function readTiedTable(source: EvidenceSource, block: TableBlock, near: Near): ReadBlock {
  const { sourceText } = source
  const view = viewTable(sourceText, block)
  const { paths, from } = readHeads(source, view, near)
  near.heads = paths
  const corner = block.cells
    .filter(({ row, column }) => row < block.headerRowCount && view.headColumns.includes(column))
    .map(({ range }) => sliceRange(sourceText.text, range))
    .join(' ')
  const cells = listCells(source, view, paths, from)
  const around = [
    ...near.headings,
    ...(block.title === '' ? near.words.slice(-2) : []),
    source.name.replace(/\.\w+$/, '').replace(/[^\p{L}]+/gu, ' '),
  ]
  const named = [block.title, corner, ...(block.title === '' ? near.words.slice(-1) : [])].join(
    '\n',
  )
  const list = readRecordList(source, view, readTokens([named, ...around].join('\n')))
  if (cells.size === 0) return { table: undefined, list }
  const table = {
    source,
    block,
    rows: readLines(
      view.rows.map(({ path }) => path),
      (at) => cells.has(at),
    ),
    columns: readLines(paths, () => true),
    cells,
    title: readTokens(`${named} ${block.population}`),
    measure: readTokens(readMeasure(block.title || (near.words.at(-1) ?? ''))),
    around: readTokens(around.join('\n')),
    words: [named, ...near.words].join('\n'),
    scale: readScale([named, ...near.words, ...paths.flat(), ...around].join('\n')),
  }
  return { table, list }
}

function readMeasure(title: string): string {
  const plain = title
    .replace(/\([^()]*\)/g, ' ')
    .replace(/[,;:–-]\s*[^,;:–-]*\b(?:set|population|subjects|patients)\s*$/i, ' ')
  return /\p{L}/u.test(plain) ? plain : title
}

/** "£'000", "in thousand pounds", "£m". */
export function readScale(words: string): number | undefined {
  const plain = words.replace(/[’‘]/g, "'")
  if (inThousands.test(plain)) return 1e3
  return inMillions.test(plain) ? 1e6 : undefined
}

const inThousands = new RegExp(`${currencySigns}\\s*(?:'?000|k)\\b|\\b(?:in )?thousands?\\b`, 'iu')
const inMillions = new RegExp(`${currencySigns}\\s?m(?:illions?|n)?\\b|\\bin millions?\\b`, 'iu')

/** A block without heads has those of the one above it, from the right on; a row of years belongs to the heads. */
function readHeads(source: EvidenceSource, view: TableView, { heads }: Near) {
  const own = view.columns.map(({ path }) => path)
  if (own.every((path) => /^column \d+$/.test(path[0] ?? '')) && heads.length > 0) {
    return { paths: own.map((path, at) => heads[heads.length - own.length + at] ?? path), from: 0 }
  }
  const first = view.rows[0]
  const years =
    first?.cells.map((cell) =>
      cell ? sliceRange(source.sourceText.text, cell.range).trim() : '',
    ) ?? []
  const isHead =
    /^\(row \d+\)$/.test(first?.path.at(-1) ?? '') &&
    years.every((one) => /^(?:19|20)\d\d$/.test(one))
  if (!isHead) return { paths: own, from: 0 }
  return { paths: own.map((path, at) => [...path, years[at] ?? '']), from: 1 }
}

function listCells(
  { sourceText }: EvidenceSource,
  { rows, columns, table }: TableView,
  paths: readonly (readonly string[])[],
  from: number,
): ReadonlyMap<number, ReadonlyMap<number, TiedCell>> {
  const found = new Map<number, Map<number, TiedCell>>()
  rows.forEach((row, at) => {
    if (row.isGroup || at < from) return
    row.cells.forEach((cell, column) => {
      const columnPath = paths[column] ?? []
      if (!cell || /^notes?$/i.test(columnPath.at(-1)?.trim() ?? '')) return
      const words = sliceRange(sourceText.text, cell.range).trim()
      const values = readValues(words)
      if (values.length === 0) return
      const own = columns[column]?.path ?? []
      const reference = {
        tableNumber: table.number,
        rowPath: row.path,
        columnPath: own,
        part: 'whole',
      } as const
      const placed = {
        range: cell.range,
        reference,
        words,
        row: at,
        column,
        values,
        size: readSize(columnPath),
      }
      found.set(at, (found.get(at) ?? new Map<number, TiedCell>()).set(column, placed))
    })
  })
  return found
}

/** No values of words that have numbers in them. */
function readValues(words: string): readonly CellValue[] {
  if (!/^[-−–<>≤≥=\s\d.,;:/()[\]%£$€+]*(?:(?:to|and)[-−–\s\d.,()%]+)?$/i.test(words)) return []
  const isNegative = /^\([\d,.]+\)$/.test(words)
  return Array.from(
    words.matchAll(/(?<![\d.])([-−–](?=\d))?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(%)?/g),
  ).map(([, sign, whole = '', decimals = '', percent]) => {
    const value = Number(`${whole.replaceAll(',', '')}${decimals}`)
    const isBelow = isNegative || sign !== undefined
    return {
      value: isBelow ? -value : value,
      step: 10 ** -Math.max(0, decimals.length - 1),
      isPercent: percent !== undefined,
    }
  })
}

function readSize(heads: readonly string[]): number | undefined {
  const told = heads.flatMap((head) => /\bN\s*=\s*([\d,]+)/.exec(head)?.[1] ?? [])
  return told.length === 1 ? Number((told[0] ?? '').replaceAll(',', '')) : undefined
}
