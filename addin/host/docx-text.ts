import type { TextRange } from '../../shared/text/range.ts'
import { lostContainers } from './preview-model.ts'

/**
 * The final text of a document's body, as its tracked changes leave it, with the way back to the
 * elements. Paragraphs end with a line feed, cells with a tab.
 */
type DocxText = {
  readonly text: string
  readonly pieces: readonly DocxPiece[]
  /** The children of the body, in order. */
  readonly blocks: readonly DocxBlock[]
}

export type DocxBlock = {
  /** Where its text ends. */
  readonly end: number
  /** Whether a field goes on behind it. */
  readonly isInField: boolean
  /** How many elements the preview lays out for it: those of a content control stand by themselves. */
  readonly shownCount: number
}

/** One w:t, or what stands for a sign: w:tab, w:br, w:noBreakHyphen. */
export type DocxPiece = TextRange & {
  readonly element: Element
  readonly run: Element
  readonly paragraph: Element
  /** Set where it is the result of a field, which Word writes anew. */
  readonly field: DocxField | undefined
}

/** `last` is the element behind which the field is over. */
type DocxField = { last: Element | undefined }

export function readDocxText(document: Document): DocxText {
  const walk = createWalk()
  const body = findChild(document.documentElement, 'body')
  const blocks = Array.from(body?.children ?? [], (block) => walk.visitBlock(block))
  return { ...walk.finish(), blocks }
}

/** The pieces that a range touches. */
export function listPieces({ pieces }: DocxText, range: TextRange): DocxPiece[] {
  return pieces.filter(({ start, end }) => start < range.end && end > range.start)
}

/** The first child element of that name. */
export function findChild(element: Element, name: string): Element | undefined {
  return [...element.children].find(({ localName }) => localName === name)
}

/** Attributes of Word's have the namespace of their element. */
export function readAttribute(element: Element | undefined, name: string): string | undefined {
  return element?.getAttributeNS(element.namespaceURI, name) ?? undefined
}

/** What is deleted or moved away, and what is drawn rather than written. */
const leftOut = new Set(['del', 'moveFrom', 'AlternateContent', 'drawing', 'pict', 'object'])

const signs: Partial<Record<string, string>> = {
  tab: '\t',
  ptab: '\t',
  br: '\n',
  cr: '\n',
  noBreakHyphen: '\u2011',
}
const endings: Partial<Record<string, string>> = { p: '\n', tc: '\t', tr: '\n' }

function createWalk() {
  const parts: string[] = []
  const pieces: DocxPiece[] = []
  const fields: DocxField[] = []
  let length = 0
  const append = (text: string) => {
    parts.push(text)
    length += text.length
  }
  const visitRun = (run: Element, paragraph: Element, simple: DocxField | undefined) => {
    if (isHidden(run)) return
    for (const element of run.children) {
      followField(fields, element, run)
      const text = element.localName === 't' ? element.textContent : signs[element.localName]
      if (!text) continue
      const field = simple ?? fields[0]
      const start = length
      pieces.push({ start, end: start + text.length, element, run, paragraph, field })
      append(text)
    }
  }
  const visit = (element: Element, paragraph?: Element, simple?: DocxField): void => {
    if (leftOut.has(element.localName)) return
    const inside = element.localName === 'p' ? element : paragraph
    const within = element.localName === 'fldSimple' && !simple ? { last: element } : simple
    if (element.localName === 'r' && inside) visitRun(element, inside, simple)
    else for (const child of element.children) visit(child, inside, within)
    append(endings[element.localName] ?? '')
  }
  return {
    visitBlock(element: Element): DocxBlock {
      visit(element)
      return { end: length, isInField: fields.length > 0, shownCount: countShown(element) }
    },
    finish: () => ({ text: parts.join(''), pieces }),
  }
}

function countShown(element: Element): number {
  if (/^(p|tbl|altChunk)$/.test(element.localName)) return 1
  const isControl = element.localName === 'sdt'
  const inner = isControl ? findChild(element, 'sdtContent') : element
  if (!inner || !(isControl || lostContainers.includes(element.localName))) return 0
  return Array.from(inner.children, countShown).reduce((sum, count) => sum + count, 0)
}

/** A complex field goes from its begin to its end, others within it (ECMA-376 part 1 §17.16.18). */
function followField(fields: DocxField[], element: Element, run: Element): void {
  if (element.localName !== 'fldChar') return
  const type = readAttribute(element, 'fldCharType')
  if (type === 'begin') fields.push({ last: undefined })
  if (type !== 'end') return
  const field = fields.pop()
  if (field) field.last = run
}

/** ECMA-376 part 1 §17.3.2.41. */
function isHidden(run: Element): boolean {
  const properties = findChild(run, 'rPr')
  const hidden = properties && findChild(properties, 'vanish')
  return hidden !== undefined && !/^(0|false|off)$/.test(readAttribute(hidden, 'val') ?? '')
}
