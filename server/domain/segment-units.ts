import type { Block, SourceText, TableBlock } from '../../shared/model/source-text.ts'
import { rangeLength, sliceRange } from '../../shared/text/range.ts'
import { listSentenceCuts } from './segment-cuts.ts'
import { looksLikeContents } from './shell-text.ts'

/** What is kept together where it fits: a heading, a paragraph, a list, a table with its caption. */
export type Unit = {
  readonly kind: 'heading' | 'text' | 'note' | 'contents' | 'table'
  readonly start: number
  /** Where the next unit starts. */
  readonly end: number
  /** 1 to 9 for a heading, 0 else. */
  readonly level: number
  readonly headingPath: readonly string[]
  readonly caption: string
  readonly headerCells: string
  readonly isEvidence: boolean
  /** Where it may be cut, rising, never at its start: sentences, list items, rows. */
  readonly cuts: readonly number[]
}

/** The units of a text in order; from the first one's start on they cover it. */
export function listUnits(sourceText: SourceText): Unit[] {
  const { text } = sourceText
  const headings: { level: number; title: string }[] = []
  const groups = groupBlocks(sourceText)
  return groups.map((group, index) => {
    const end = groups[index + 1]?.start ?? text.length
    const first = group.blocks[0]
    if (first?.kind === 'heading') {
      while ((headings.at(-1)?.level ?? 0) >= first.level) headings.pop()
      headings.push({ level: first.level, title: toLine(sliceRange(text, first.range)) })
    }
    const headingPath = headings.map(({ title }) => title)
    return { ...describeGroup(sourceText, group), start: group.start, end, headingPath }
  })
}

type Group = { readonly start: number; readonly blocks: readonly Block[] }

function groupBlocks({ text, blocks }: SourceText): Group[] {
  const groups: Group[] = []
  const whole = { start: 0, end: text.length }
  if (blocks.length === 0 && text !== '') {
    return [{ start: 0, blocks: [{ kind: 'paragraph', range: whole }] }]
  }
  for (let index = 0; index < blocks.length;) {
    const end = findGroupEnd(text, blocks, index)
    const members = blocks.slice(index, end)
    groups.push({ start: members[0]?.range.start ?? 0, blocks: members })
    index = end
  }
  return groups
}

function findGroupEnd(text: string, blocks: readonly Block[], index: number): number {
  const tableEnd = findTableEnd(blocks, index)
  if (tableEnd !== undefined) return tableEnd
  const first = blocks[index]
  const leadsIn =
    first?.kind === 'paragraph' && sliceRange(text, first.range).trimEnd().endsWith(':')
  if (first?.kind !== 'list_item' && !leadsIn) return index + 1
  let end = index + 1
  while (blocks[end]?.kind === 'list_item') end++
  return end
}

/** Behind the run of a table's captions, the table and its notes; undefined where no such run begins. */
function findTableEnd(blocks: readonly Block[], index: number): number | undefined {
  let at = index
  while (isCaptionOfRun(blocks, at)) at++
  if (blocks[at]?.kind !== 'table') return undefined
  const table = at
  at++
  for (let next = blocks[at]; next && 'tableIndex' in next && next.tableIndex === table;) {
    at++
    next = blocks[at]
  }
  return at
}

function isCaptionOfRun(blocks: readonly Block[], at: number): boolean {
  const block = blocks[at]
  if (!block || !('tableIndex' in block) || block.tableIndex <= at) return false
  const between = blocks.slice(at, block.tableIndex)
  return between.every((next) => 'tableIndex' in next && next.tableIndex === block.tableIndex)
}

type Description = Omit<Unit, 'start' | 'end' | 'headingPath'>

function describeGroup({ text, blocks: all }: SourceText, { start, blocks }: Group): Description {
  const plain = { level: 0, caption: '', headerCells: '', isEvidence: true }
  const table = blocks.find((block) => block.kind === 'table')
  if (table) {
    const described = describeTable(text, table, blocks)
    return { ...plain, ...described, kind: isPartOfText(table, blocks) ? 'text' : 'table' }
  }
  const [first] = blocks
  const cuts = listTextCuts(text, blocks).filter((cut) => cut > start)
  if (first?.kind === 'heading') {
    return { ...plain, kind: 'heading', level: first.level, isEvidence: false, cuts }
  }
  const words = blocks.map(({ range }) => sliceRange(text, range)).join('\n')
  if (first?.kind === 'contents' || looksLikeContents(words)) {
    return { ...plain, kind: 'contents', isEvidence: false, cuts }
  }
  const kind = first?.kind === 'note' && all.length > 1 ? 'note' : 'text'
  return { ...plain, kind, isEvidence: hasWords(words), cuts }
}

/** A small table without a name or heads only sets its words in columns. */
function isPartOfText(table: TableBlock, blocks: readonly Block[]): boolean {
  const isNamed = table.number !== '' || table.title !== '' || blocks.length > 1
  return !isNamed && !table.isShell && table.headerRowCount === 0 && rangeLength(table.range) <= 600
}

function describeTable(text: string, table: TableBlock, blocks: readonly Block[]) {
  const firstNote = blocks[blocks.indexOf(table) + 1]
  return {
    caption: describeCaption(text, table, blocks),
    headerCells: listHeaderCells(text, table).join(' | '),
    isEvidence: !table.isShell && hasWords(sliceRange(text, table.range)),
    cuts: [...listRowStarts(text, table), ...(firstNote ? [firstNote.range.start] : [])],
  }
}

function describeCaption(text: string, table: TableBlock, blocks: readonly Block[]): string {
  const parts = [
    table.number && `Table ${table.number}`,
    table.title,
    table.population && `Population: ${table.population}`,
  ].filter((part) => part !== '')
  if (table.title !== '') return toLine(parts.join(' – '))
  const captions = blocks.filter(({ kind }) => kind === 'caption')
  if (captions.length === 0) return toLine(parts.join(' – '))
  return toLine(captions.map(({ range }) => sliceRange(text, range)).join(' '))
}

function listHeaderCells(text: string, { cells, headerRowCount }: TableBlock): string[] {
  return cells
    .filter(({ row }) => row < headerRowCount)
    .map(({ range }) => toLine(sliceRange(text, range)))
    .filter((cell) => cell !== '')
}

/** Where the rows below the column heads begin, but for the first: it stays with its heads. */
function listRowStarts(text: string, table: TableBlock): number[] {
  const starts = new Map<number, number>()
  for (const { row, range } of table.cells) {
    if (row <= table.headerRowCount || starts.has(row)) continue
    starts.set(row, text.lastIndexOf('\n', range.start - 1) + 1)
  }
  return [...starts.values()].filter((start) => start > table.range.start)
}

function listTextCuts(text: string, blocks: readonly Block[]): number[] {
  return blocks.flatMap(({ range }) => listSentenceCuts(text, range))
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}

function toLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
