import type { ParagraphContent } from './docx-paragraph.ts'
import type { ContentItem } from './docx-sections.ts'
import { findNoteStart, findPopulation, readCaption, type TableCaption } from './table-caption.ts'

/** What a paragraph is to a table: its index in the items is `table`. */
type CaptionRole = {
  readonly kind: 'caption' | 'table_note'
  readonly table: number
}

export type CaptionRoles = {
  /** By index of the paragraph. */
  readonly roles: ReadonlyMap<number, CaptionRole>
  /** By index of the table. */
  readonly captions: ReadonlyMap<number, TableCaption>
}

/**
 * Finds captions directly before or after tables, and the notes below them. Whether captions stand
 * above or below is the document's habit: where both are possible, the commoner side wins.
 */
export function findCaptions(items: readonly ContentItem[]): CaptionRoles {
  const roles = new Map<number, CaptionRole>()
  const captions = new Map<number, TableCaption>()
  const tables = items.flatMap((item, index) => (item.kind === 'table' ? [index] : []))
  const charts = tables.filter((table) => isChart(items[table]))
  const sides = orderSides(
    items,
    tables.filter((table) => !isChart(items[table])),
  )
  const chartSides = orderSides(items, charts)
  for (const table of tables) {
    const ownSides = isChart(items[table]) ? chartSides : sides
    const found = hasMargin(items[table]) ? undefined : findCaption(items, table, ownSides, roles)
    if (found) captions.set(table, found.caption)
    for (const line of found?.lines ?? []) roles.set(line, { kind: 'caption', table })
    for (const note of listNotes(items, table, roles))
      roles.set(note, { kind: 'table_note', table })
  }
  return { roles, captions }
}

/** A caption paragraph alone: of the style Caption, or beginning "Table 4". */
function readParagraphCaption(paragraph: ParagraphContent): TableCaption | undefined {
  const marker = paragraph.list?.marker ?? ''
  const lines = `${marker} ${paragraph.text}`.trim().split('\n')
  const caption = readCaption(lines)
  if (caption) return caption
  if (!hasCaptionStyle(paragraph)) return undefined
  return { label: '', number: '', title: paragraph.text.replace(/\s+/g, ' '), population: '' }
}

export function hasCaptionStyle(paragraph: ParagraphContent): boolean {
  return paragraph.style.names.includes('caption')
}

type Side = 'before' | 'after'

type FoundCaption = {
  readonly caption: TableCaption
  /** Indices of its paragraphs. */
  readonly lines: readonly number[]
}

function isChart(item: ContentItem | undefined): boolean {
  return item?.kind === 'table' && item.isChart === true
}

function isFigure({ label }: TableCaption): boolean {
  return /^(fig|abb)/.test(label)
}

function hasMargin(item: ContentItem | undefined): boolean {
  return item?.kind === 'table' && item.margin !== undefined
}

function orderSides(items: readonly ContentItem[], tables: readonly number[]): readonly Side[] {
  const count = (find: typeof findBefore) =>
    tables.filter((table) => find(items, table, new Map()) !== undefined).length
  return count(findAfter) > count(findBefore) ? ['after', 'before'] : ['before', 'after']
}

function findCaption(
  items: readonly ContentItem[],
  table: number,
  sides: readonly Side[],
  taken: ReadonlyMap<number, CaptionRole>,
): FoundCaption | undefined {
  for (const side of sides) {
    const found = (side === 'before' ? findBefore : findAfter)(items, table, taken)
    if (found && isChart(items[table]) && !isFigure(found.caption)) continue
    const isOthers = side !== sides[0] && found && belongsToOther(items, found, side)
    if (found && !isOthers) return found
  }
  return undefined
}

/** On the rarer side a caption next to another table is that one's. */
function belongsToOther(items: readonly ContentItem[], found: FoundCaption, side: Side): boolean {
  const step = side === 'before' ? -1 : 1
  let at = (side === 'before' ? Math.min(...found.lines) : Math.max(...found.lines)) + step
  while (isEmpty(items[at])) at += step
  return items[at]?.kind === 'table'
}

/** A number, a title of two lines and a population take four lines above a table. */
const captionLines = 4
const longestCaptionLine = 300

/** The lines from the one that names the table down to it. */
function findBefore(
  items: readonly ContentItem[],
  table: number,
  taken: ReadonlyMap<number, CaptionRole>,
): FoundCaption | undefined {
  const lines: number[] = []
  for (const at of listNeighbours(items, table, -1)) {
    const paragraph = items[at]
    if (paragraph?.kind !== 'paragraph' || taken.has(at)) return undefined
    lines.unshift(at)
    const first = readParagraphCaption(paragraph)
    if (first) return joinLines(items, first, lines, at)
    if (!canFollowNumber(paragraph)) return undefined
  }
  return undefined
}

function joinLines(
  items: readonly ContentItem[],
  first: TableCaption,
  lines: readonly number[],
  at: number,
): FoundCaption | undefined {
  if (isOfFigureAt(items, first, at - 1)) return undefined
  const texts = lines.flatMap((index) => {
    const item = items[index]
    return item?.kind === 'paragraph' ? item.text.split('\n') : []
  })
  const others = texts.slice(1)
  if (first.title !== '' && others.some((line) => findPopulation(line) === undefined)) {
    if (lines.length > 1) return undefined
  }
  const caption = lines.length === 1 ? first : (readCaption(texts) ?? first)
  return { caption, lines }
}

/** The paragraph directly below, if it names a table or has the style Caption. */
function findAfter(
  items: readonly ContentItem[],
  table: number,
  taken: ReadonlyMap<number, CaptionRole>,
): FoundCaption | undefined {
  const [at] = listNeighbours(items, table, 1)
  const paragraph = at === undefined ? undefined : items[at]
  if (at === undefined || paragraph?.kind !== 'paragraph' || taken.has(at)) return undefined
  const caption = readParagraphCaption(paragraph)
  if (!caption || isOfFigureAt(items, caption, at + 1)) return undefined
  return { caption, lines: [at] }
}

/** Indices of up to four paragraphs with words next to the table; drawings and tables end them. */
function listNeighbours(items: readonly ContentItem[], table: number, step: 1 | -1): number[] {
  const found: number[] = []
  for (let at = table + step; found.length < captionLines; at += step) {
    const item = items[at]
    if (isEmpty(item)) continue
    if (item?.kind !== 'paragraph' || item.text === '' || item.isContents) break
    found.push(at)
  }
  return found
}

/** A figure's caption next to its drawing is not the table's. */
function isOfFigureAt(items: readonly ContentItem[], caption: TableCaption, at: number): boolean {
  const item = items[at]
  return isFigure(caption) && item?.kind === 'paragraph' && item.hasDrawing
}

function canFollowNumber(paragraph: ParagraphContent): boolean {
  return paragraph.headingLevel === 0 && paragraph.text.length <= longestCaptionLine
}

function isEmpty(item: ContentItem | undefined): boolean {
  return item?.kind === 'paragraph' && item.text === '' && !item.hasDrawing
}

/** Paragraphs directly below a table that are notes to it, and those that go on from them. */
function listNotes(
  items: readonly ContentItem[],
  table: number,
  taken: ReadonlyMap<number, CaptionRole>,
): number[] {
  const notes: number[] = []
  for (let at = table + 1; at < items.length; at += 1) {
    const item = items[at]
    if (item?.kind !== 'paragraph') break
    if (item.text === '' || taken.get(at)?.table === table) continue
    if (taken.has(at) || !isNote(item, notes.length > 0)) break
    notes.push(at)
  }
  return notes
}

/** 9 points: what is set smaller than the body and not larger than this is small type. */
const smallType = 18
const noteStyles =
  /^(table ?(foot)?notes?|foot ?note text|notes?|source|table source|caption note)$/

function isNote(paragraph: ParagraphContent, isAfterNote: boolean): boolean {
  if (paragraph.headingLevel > 0 || paragraph.list || readParagraphCaption(paragraph)) return false
  const start = findNoteStart(paragraph.text)
  if (start === 'strong') return true
  const hasNoteStyle = paragraph.style.names.some((name) => noteStyles.test(name))
  if (!hasNoteStyle && !isSmall(paragraph)) return false
  return start === 'weak' || paragraph.look.startsRaised || hasNoteStyle || isAfterNote
}

function isSmall(paragraph: ParagraphContent): boolean {
  return paragraph.look.size <= smallType && paragraph.look.size < paragraph.look.bodySize
}
