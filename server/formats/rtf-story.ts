import { createParagraph } from './content-item.ts'
import type { ParagraphContent, ParagraphLook } from './docx-paragraph.ts'
import { resolveRtfStyle, toHeadingLevel, type RtfStyles } from './rtf-style-sheet.ts'
import {
  joinParagraphs,
  listCellTexts,
  type CellWords,
  type RtfCell,
  type RtfCellDefinition,
  type RtfRow,
  type RtfTable,
} from './rtf-table.ts'
import { addScriptWords, closeScript, type Script, type ScriptWords } from './script-words.ts'

export type StoryItem = ParagraphContent | RtfTable

/** Body, header, footer, note or text box: what has paragraphs of its own. */
export type Story = {
  readonly items: StoryItem[]
  words: OpenWords
  /** Rows of the table that is open, cells of its open row, paragraphs of its open cell. */
  rows: RtfRow[]
  cells: CellWords[]
  paragraphs: ParagraphContent[]
  definition: RowDefinition
  /** Whether a row is defined that has not ended. */
  isInRow: boolean
}

type RowDefinition = {
  readonly cells: RtfCellDefinition[]
  left: number
  isHeader: boolean
  /** What is said of the cell that the next \cellx ends. */
  next: Omit<RtfCellDefinition, 'edge'>
}

/** How words look. Sizes in half-points. */
export type WordFormat = {
  readonly size: number
  readonly isBold: boolean
  readonly script: Script
}

/** How a paragraph stands. Lengths in twips. */
export type ParagraphFormat = {
  readonly style: number
  readonly outlineLevel: number | undefined
  readonly listLevel: number
  readonly leftIndent: number
  readonly firstIndent: number
  readonly isInTable: boolean
}

export const plainParagraph: ParagraphFormat = {
  style: 0,
  outlineLevel: undefined,
  listLevel: 0,
  leftIndent: 0,
  firstIndent: 0,
  isInTable: false,
}

type OpenWords = ScriptWords & {
  readonly formats: WordFormat[]
  marker: string
  isContents: boolean
  hasDrawing: boolean
  /** Of text boxes; they stand after the paragraph. */
  readonly boxes: StoryItem[]
}

export function createStory(): Story {
  return {
    items: [],
    words: openWords(),
    rows: [],
    cells: [],
    paragraphs: [],
    definition: defineRow(),
    isInRow: false,
  }
}

export function addWords(story: Story, words: string, format: WordFormat): void {
  if (words === '') return
  const { formats } = story.words
  if (words.trim() !== '' && formats.at(-1) !== format) formats.push(format)
  addScriptWords(story.words, words, format.script)
}

/** What a paragraph is made with. */
export type ParagraphPlace = {
  readonly format: ParagraphFormat
  readonly styles: RtfStyles
  readonly bodySize: number
}

export function endParagraph(story: Story, place: ParagraphPlace): void {
  const paragraph = closeParagraph(story, place)
  const { boxes } = story.words
  story.words = openWords()
  if (place.format.isInTable || story.isInRow) {
    story.paragraphs.push(paragraph, ...boxes.map(toParagraph))
    return
  }
  endTable(story)
  story.items.push(paragraph, ...boxes)
}

export function endCell(story: Story, place: ParagraphPlace): void {
  endParagraph(story, { ...place, format: { ...place.format, isInTable: true } })
  story.cells.push(joinParagraphs(story.paragraphs))
  story.paragraphs = []
}

/** Words behind the last cell of a row are a cell, too. */
export function endRow(story: Story): void {
  const behind = joinParagraphs(story.paragraphs)
  if (behind.text !== '') story.cells.push(behind)
  const { cells, left, isHeader } = story.definition
  const own = story.cells.map((words, index): RtfCell => {
    return { ...words, definition: cells[index] }
  })
  if (own.length > 0) story.rows.push({ cells: own, left, isHeader })
  story.cells = []
  story.paragraphs = []
  story.isInRow = false
}

/** A definition that is repeated behind the cells of its row is the same row's. */
export function beginRow(story: Story): void {
  if (story.cells.length === 0) releaseParagraphs(story)
  story.definition = defineRow()
  story.isInRow = true
}

/** Ends what is open; the last paragraph counts where it has words. */
export function endStory(story: Story, place: ParagraphPlace): void {
  const { parts, script, boxes, hasDrawing } = story.words
  if (parts.length > 0 || script || boxes.length > 0 || hasDrawing) endParagraph(story, place)
  story.isInRow = false
  endTable(story)
}

/** Forgets what nothing has ended: where a file breaks off, its last word or number may be cut. */
export function dropUnended(story: Story): void {
  story.words = openWords()
  story.cells = []
  story.paragraphs = []
  story.isInRow = false
}

/** A table where only words can stand. */
function toParagraph(item: StoryItem): ParagraphContent {
  return item.kind === 'paragraph' ? item : createParagraph({ text: listCellTexts(item).join(' ') })
}

function endTable(story: Story): void {
  if (story.cells.length > 0) endRow(story)
  if (story.rows.length > 0) story.items.push({ kind: 'rows', rows: story.rows })
  story.rows = []
  releaseParagraphs(story)
}

/** Paragraphs that were to be a cell's, but no cell came. */
function releaseParagraphs(story: Story): void {
  if (story.paragraphs.every(({ text }) => text === '')) {
    story.paragraphs = []
    return
  }
  const { paragraphs } = story
  story.paragraphs = []
  endTable(story)
  story.items.push(...paragraphs)
}

function closeParagraph(
  story: Story,
  { format, styles, bodySize }: ParagraphPlace,
): ParagraphContent {
  const { words } = story
  closeScript(words, '')
  const text = words.parts.join('')
  const style = resolveRtfStyle(styles, format.style)
  const { outlineLevel, listLevel: level } = format
  const headingLevel =
    outlineLevel === undefined ? style.headingLevel : toHeadingLevel(outlineLevel)
  const { marker } = words
  const content = createParagraph({
    text,
    headingLevel,
    number: marker,
    ...(marker === '' ? {} : { list: { level, marker } }),
  })
  return {
    ...content,
    style,
    isContents:
      words.isContents || style.names.some((name) => /^toc \d|^table of figures$/.test(name)),
    hasDrawing: words.hasDrawing,
    look: describeLook(text, words.formats, format, bodySize),
  }
}

function describeLook(
  text: string,
  formats: readonly WordFormat[],
  { leftIndent, firstIndent }: ParagraphFormat,
  bodySize: number,
): ParagraphLook {
  return {
    size: formats[0]?.size ?? bodySize,
    bodySize,
    isBold: formats.length > 0 && formats.every((one) => one.isBold),
    startsRaised: formats[0]?.script === 'raised',
    indent: leftIndent + firstIndent,
    leadingBlanks: text.length - text.trimStart().length,
  }
}

function openWords(): OpenWords {
  return {
    parts: [],
    length: 0,
    script: undefined,
    formats: [],
    marker: '',
    isContents: false,
    hasDrawing: false,
    boxes: [],
  }
}

export const plainCell: RowDefinition['next'] = {
  across: undefined,
  down: undefined,
  isShaded: false,
  isDeleted: false,
}

function defineRow(): RowDefinition {
  return { cells: [], left: 0, isHeader: false, next: plainCell }
}
