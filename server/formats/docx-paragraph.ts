import type { BlockNode } from './docx-blocks.ts'
import { readInlineBookmark, type BookmarkRegister } from './docx-marks.ts'
import type { EmbeddedParts } from './docx-embedded.ts'
import { listGraphicReferences, type GraphicReference } from './graphic-reference.ts'
import { trimFlow, type FlowMark, type Flow } from './docx-flow.ts'
import { mathText } from './docx-math.ts'
import type { ListCounter, ListMark } from './docx-lists.ts'
import { findValue } from './docx-attributes.ts'
import { isNoteReference, readNoteReference, type NoteReference } from './docx-note-reference.ts'
import { leafText, visitInline } from './docx-runs.ts'
import {
  inheritFormat,
  readFormat,
  readNumberingReference,
  readOutlineLevel,
  type ResolvedStyle,
  type StyleSheet,
  type TextFormat,
} from './docx-style-sheet.ts'
import { foldSymbols } from './docx-symbols.ts'
import { addScriptWords, closeScript, type ScriptWords } from './script-words.ts'
import { findChild, isElement, textContent, type XmlElement } from './xml.ts'

/** What reading the paragraphs of a file needs, and what it collects on the way. */
export type ReadingContext = {
  readonly styles: StyleSheet
  readonly countList: ListCounter
  readonly bookmarks: BookmarkRegister
  /** Footnotes and endnotes in the order of their marks. */
  readonly notes: NoteReference[]
  readonly embedded: EmbeddedParts
  /** Instructions of the complex fields that are open, outermost first. */
  readonly fields: string[]
  /** False where a field of the file never ends: all that follows would be in it. */
  readonly hasBalancedFields: boolean
}

/** A paragraph's final words and what of its look tells its kind. */
export type ParagraphContent = Flow & {
  readonly kind: 'paragraph'
  readonly style: ResolvedStyle
  /** 1 to 9 for a heading, 0 else. */
  readonly headingLevel: number
  readonly list: ListMark | undefined
  /** Whether it is a line of a table of contents. */
  readonly isContents: boolean
  readonly hasDrawing: boolean
  readonly look: ParagraphLook
  /** w:txbxContent of its text boxes: they are read after it. */
  readonly boxes: readonly XmlElement[]
  /** Its charts and SmartArt: they are read after its boxes. */
  readonly graphics: readonly GraphicReference[]
}

export type ParagraphLook = {
  /** Half-points of its first words. */
  readonly size: number
  /** Half-points of text in the default style. */
  readonly bodySize: number
  /** Whether all its words are bold. */
  readonly isBold: boolean
  /** Whether it begins with a superscript. */
  readonly startsRaised: boolean
  /** Twips from the margin, or from the cell's edge, to the first line. */
  readonly indent: number
  /** Blanks of any kind before the first word, a tab counts as one. */
  readonly leadingBlanks: number
}

/** Reads one paragraph. Its text has no blanks at its ends, no tabs or line feeds but those of w:tab and w:br. */
export function readParagraph(
  block: Extract<BlockNode, { kind: 'paragraph' }>,
  context: ReadingContext,
): ParagraphContent {
  const properties = block.elements.flatMap((one) => findChild(one, 'w:pPr') ?? []).at(-1)
  const style = context.styles.getParagraphStyle(findValue(properties, 'w:pStyle'))
  const words = readWords(block.elements, style, context)
  const contentsByStyle = style.names.some((name) => /^toc \d|^table of figures$/.test(name))
  const headingLevel = readOutlineLevel(properties) ?? style.headingLevel
  return {
    kind: 'paragraph',
    ...trimFlow(words.flow),
    style,
    headingLevel,
    list: readListMark(properties, style, context),
    isContents:
      contentsByStyle || ((block.isContents || words.isInContentsField) && headingLevel === 0),
    hasDrawing: words.hasDrawing,
    look: readLook(words, readFormat(undefined, properties), style, context.styles),
    boxes: words.boxes,
    graphics: words.graphics,
  }
}

type Words = {
  readonly flow: Flow
  /** How runs with words look, in order. */
  readonly formats: readonly TextFormat[]
  readonly boxes: readonly XmlElement[]
  readonly graphics: readonly GraphicReference[]
  readonly hasDrawing: boolean
  readonly isInContentsField: boolean
}

function readWords(
  paragraphs: readonly XmlElement[],
  style: ResolvedStyle,
  context: ReadingContext,
): Words {
  const state: WordsState = {
    parts: [],
    length: 0,
    script: undefined,
    marks: [],
    formats: [],
    boxes: [],
    graphics: [],
    hasDrawing: false,
    isInContentsField: isInContentsField(context),
    lastLeaf: undefined,
    markedRun: undefined,
  }
  const readRun = createRunReader(style, context.styles)
  for (const paragraph of paragraphs) {
    visitInline(paragraph, (leaf, run) => {
      if (addAnchor(state, leaf, run, context)) return
      const look = readRun(run)
      if (look.isHidden || (run && run === state.markedRun)) return
      const words = leafWords(leaf, run)
      addWords(state, isBesideEquation(state, leaf) ? ` ${words}` : words, look)
      if (words !== '') state.lastLeaf = leaf
    })
  }
  closeScript(state, '')
  return { ...state, flow: { text: state.parts.join(''), marks: state.marks } }
}

type WordsState = ScriptWords & {
  readonly marks: FlowMark[]
  readonly formats: TextFormat[]
  readonly boxes: XmlElement[]
  readonly graphics: GraphicReference[]
  hasDrawing: boolean
  isInContentsField: boolean
  /** The last one with words. */
  lastLeaf: XmlElement | undefined
  /** The run of a note whose mark its writer set: what stands in it is that mark. */
  markedRun: XmlElement | undefined
}

/** Equations in a row are not one equation. */
function isBesideEquation({ lastLeaf }: WordsState, leaf: XmlElement): boolean {
  return lastLeaf?.name === 'm:oMath' && leaf.name === 'm:oMath'
}

function addWords(state: WordsState, words: string, look: TextFormat): void {
  if (words === '') return
  if (words.trim() !== '') state.formats.push(look)
  addScriptWords(state, words, look.script === 'level' ? undefined : look.script)
}

/** Takes what stands in the text without saying anything itself; false for everything else. */
function addAnchor(
  state: WordsState,
  leaf: XmlElement,
  run: XmlElement | undefined,
  context: ReadingContext,
): boolean {
  if (leaf.name === 'w:bookmarkStart' || leaf.name === 'w:bookmarkEnd') {
    closeScript(state, '')
    const mark = readInlineBookmark(leaf, context.bookmarks, state.length)
    if (mark) state.marks.push(mark)
  } else if (isNoteReference(leaf)) {
    closeScript(state, '')
    const reference = readNoteReference(leaf, run)
    if (reference.customMark !== undefined) state.markedRun = run
    const key = context.notes.push(reference) - 1
    state.marks.push({ kind: 'note', key, offset: state.length })
  } else if (leaf.name === 'w:fldChar') updateField(state, leaf, context)
  else if (leaf.name === 'w:instrText') {
    const last = context.fields.length - 1
    if (last >= 0) context.fields[last] += textContent(leaf)
    state.isInContentsField ||= isInContentsField(context)
  } else if (drawings.has(leaf.name)) {
    state.hasDrawing = true
    collectBoxes(leaf, state.boxes)
    state.graphics.push(...listGraphicReferences(leaf))
  } else return false
  return true
}

const drawings: ReadonlySet<string> = new Set(['w:drawing', 'w:pict', 'w:object'])

function updateField(state: WordsState, leaf: XmlElement, context: ReadingContext): void {
  const type = leaf.attributes['w:fldCharType']
  if (type === 'begin') context.fields.push('')
  if (type === 'end') context.fields.pop()
  state.isInContentsField ||= isInContentsField(context)
}

function isInContentsField(context: ReadingContext): boolean {
  if (!context.hasBalancedFields) return false
  return context.fields.some((instruction) => /^\s*TOC\b/i.test(instruction))
}

function collectBoxes(parent: XmlElement, boxes: XmlElement[]): void {
  for (const child of parent.children) {
    if (!isElement(child)) continue
    if (child.name === 'w:txbxContent') boxes.push(child)
    else collectBoxes(child, boxes)
  }
}

/** What a leaf says; a ruby says its base, an equation is written in one line. */
function leafWords(leaf: XmlElement, run: XmlElement | undefined): string {
  if (leaf.name === 'm:oMath' || leaf.name === 'm:oMathPara') return mathText(leaf)
  if (leaf.name === 'w:ruby') return rubyWords(leaf)
  const text = leafText(leaf)
  return leaf.name === 'w:t' ? foldText(text, run) : text
}

function rubyWords(ruby: XmlElement): string {
  const base = findChild(ruby, 'w:rubyBase')
  let words = ''
  if (base) visitInline(base, (leaf, run) => (words += leafWords(leaf, run)))
  return words
}

/** Soft hyphens are no characters of a word; a line feed in w:t is a blank, as Word shows it. */
function foldText(text: string, run: XmlElement | undefined): string {
  const folded = text.replace(/\u00AD/g, '').replace(/[\n\r\u0085\u2028\u2029]+/g, ' ')
  if (!/[\uF000-\uF0FF]/.test(folded)) return folded
  const properties = run && findChild(run, 'w:rPr')
  const fonts = properties && findChild(properties, 'w:rFonts')?.attributes
  return foldSymbols(folded, fonts?.['w:ascii'] ?? fonts?.['w:hAnsi'] ?? 'Symbol', '\uFFFD')
}

/** Looks up how a run looks; leaves of one run come one after the other. */
function createRunReader(style: ResolvedStyle, styles: StyleSheet) {
  const plain = style.format
  let last: XmlElement | undefined
  let look = plain
  return (run: XmlElement | undefined): TextFormat => {
    if (run === last) return look
    last = run
    const properties = run && findChild(run, 'w:rPr')
    if (!properties) return (look = plain)
    const own = readFormat(properties, undefined)
    const character = styles.findStyle(findValue(properties, 'w:rStyle') ?? '')?.format ?? {}
    return (look = inheritFormat(inheritFormat(own, character), style.format))
  }
}

function readLook(
  { formats, flow }: Words,
  own: TextFormat,
  style: ResolvedStyle,
  styles: StyleSheet,
): ParagraphLook {
  return {
    size: formats[0]?.size ?? styles.defaultSize,
    bodySize: styles.defaultSize,
    isBold: formats.length > 0 && formats.every((run) => run.isBold),
    startsRaised: formats[0]?.script === 'raised',
    indent: own.indent ?? style.format.indent ?? 0,
    leadingBlanks: flow.text.length - flow.text.trimStart().length,
  }
}

/** Counts on: call it once a paragraph, in document order. */
export function readListMark(
  properties: XmlElement | undefined,
  style: ResolvedStyle,
  context: Pick<ReadingContext, 'countList'>,
): ListMark | undefined {
  const own = readNumberingReference(properties)
  const numberingId = own.numberingId ?? style.numbering.numberingId
  if (numberingId === undefined || numberingId === '0') return undefined
  const styleLevel = own.numberingId === undefined ? style.numbering.level : undefined
  return context.countList(numberingId, own.level ?? styleLevel, style.id)
}
