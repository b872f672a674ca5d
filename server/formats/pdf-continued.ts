import {
  pageOf,
  type PdfBlock,
  type PdfTableBlock,
  type PdfTextBlock,
  roughText,
} from './pdf-block.ts'
import { findCaptionStart } from './pdf-markers.ts'
import {
  appendRows,
  countRepeatedRows,
  haveSameColumns,
  startsWithHead,
} from './pdf-table-parts.ts'
import { lastPageOf, type PdfTable } from './pdf-table.ts'

/** Blocks above a table among which a caption is looked for that the next page repeats. */
const captionReach = 8

/**
 * Joins the parts of a table that goes on over pages, each of which is a table so far. What stands
 * between them is a caption once more, which is dropped, or belongs to the foot of the first page and
 * moves in front. `bodyBottoms` gives for each page how far down the text of such pages goes.
 */
export function joinContinued(
  blocks: readonly PdfBlock[],
  bodyBottoms: readonly number[],
): PdfBlock[] {
  const joined: PdfBlock[] = []
  const wholes = new Map<PdfTableBlock, PdfTableBlock>()
  const notesOf = Map.groupBy(blocks.filter(isTableNote), (note) => note.table)
  for (const block of blocks) {
    if (block.kind === 'text') {
      const whole = block.table && wholes.get(block.table)
      if (whole) block.table = whole
      joined.push(block)
      continue
    }
    const notes = new Set(notesOf.get(block)?.map(roughText))
    const whole = joinToLast(joined, block, bodyBottoms, notes)
    if (whole) wholes.set(block, whole)
    else joined.push(block)
  }
  return joined
}

function isTableNote(block: PdfBlock): block is PdfTextBlock {
  return block.kind === 'text' && block.role === 'table_note'
}

/** The table that the part was joined to; `notes` are those below the part. */
function joinToLast(
  joined: PdfBlock[],
  part: PdfTableBlock,
  bodyBottoms: readonly number[],
  notes: ReadonlySet<string>,
): PdfTableBlock | undefined {
  const at = joined.findLastIndex(({ kind }) => kind === 'table')
  const whole = joined[at]
  if (whole?.kind !== 'table' || lastPageOf(whole.table) + 1 !== part.table.page) return undefined
  const above = joined.slice(Math.max(0, at - captionReach), at)
  const between = sortBetween(joined.slice(at + 1), whole, above)
  if (!between) return undefined
  const heads = countRepeatedRows(whole.table, part.table)
  const isTold = heads > 0 || between.isContinued
  const isSame = isTold
    ? goesOnAsTold(whole.table, part.table, heads)
    : goesOnUntold(whole.table, part.table, bodyBottoms)
  const ownNotes = between.notes.filter((note) => !notes.has(roughText(note)))
  const mayHaveNotes = between.isContinued || (heads > 0 && fillsPage(whole.table, bodyBottoms))
  if (!isSame || (ownNotes.length > 0 && !mayHaveNotes)) return undefined
  whole.table = appendRows(whole.table, part.table, heads)
  joined.splice(at, Infinity, ...between.moved, ...ownNotes, whole)
  return whole
}

type Between = {
  /** Footnotes and asides of the page before. */
  readonly moved: readonly PdfTextBlock[]
  /** Notes to the table under its first part. */
  readonly notes: readonly PdfTextBlock[]
  /** Whether words say that the table goes on. */
  readonly isContinued: boolean
}

/** Undefined when something stands between two tables that parts them. */
function sortBetween(
  blocks: readonly PdfBlock[],
  whole: PdfTableBlock,
  above: readonly PdfBlock[],
): Between | undefined {
  const moved: PdfTextBlock[] = []
  const notes: PdfTextBlock[] = []
  let isContinued = false
  for (const block of blocks) {
    if (block.kind === 'table') return undefined
    const isBefore = pageOf(block) === lastPageOf(whole.table)
    const repeated = isBefore ? undefined : findRepetition(roughText(block), whole, above)
    if (repeated) isContinued ||= repeated === 'continued'
    else if (isBefore && block.role === 'note') moved.push(block)
    else if (isBefore && block.role === 'table_note' && block.table === whole) notes.push(block)
    else return undefined
  }
  return { moved, notes, isContinued }
}

const continued = /(?:^|[(,–—⎯-])\s*(?:cont(?:inued|inuation|['’]d|d|\.)|concluded)\s*\.?\)?\s*$/i
const longestCaption = 250

/**
 * `continued`: the table's caption once more, or words that say that it goes on; `repeated`: another
 * line that stands above the table as well.
 */
function findRepetition(
  text: string,
  whole: PdfTableBlock,
  above: readonly PdfBlock[],
): 'continued' | 'repeated' | undefined {
  if (text.length > longestCaption) return undefined
  const number = findCaptionStart(text)?.number
  if (number !== undefined && !whole.number.endsWith(number)) return undefined
  if (continued.test(text)) return 'continued'
  const twin = above.find((block) => block.kind === 'text' && roughText(block) === text)
  return twin && (number === undefined ? 'repeated' : 'continued')
}

/** The head once more, or a caption that says so: then the columns need not stand as exactly. */
function goesOnAsTold(whole: PdfTable, part: PdfTable, heads: number): boolean {
  if (heads === 0 && startsWithHead(part, whole)) return false
  return haveSameColumns(whole, part, heads > 0 ? 'overlapping' : 'aligned')
}

/** Share of the page's height: a row that did not fit any more may leave this much room. */
const tallestRow = 0.12

/** Nothing says that the table goes on, but it fills its page, and the next begins in its columns. */
function goesOnUntold(whole: PdfTable, part: PdfTable, bodyBottoms: readonly number[]): boolean {
  const isAlike = Math.abs(whole.size - part.size) < 0.5
  if (!isAlike || !fillsPage(whole, bodyBottoms) || startsWithHead(part, whole)) return false
  return haveSameColumns(whole, part, 'aligned')
}

function fillsPage(table: PdfTable, bodyBottoms: readonly number[]): boolean {
  const bottom = bodyBottoms[lastPageOf(table) - 1] ?? 0
  return table.box.bottom > bottom * (1 - tallestRow)
}
