import type { TextRange } from '../../shared/text/range.ts'

/**
 * The text of rendered elements, with the way back to their nodes. Paragraphs end with a line
 * feed, table cells with a tab. Headers, footers and reference marks of notes are left out.
 */
export type RenderedText = {
  readonly text: string
  /** In order of `start`, the offset in `text` of the node's first unit. */
  readonly pieces: readonly RenderedPiece[]
}

type RenderedPiece = { readonly start: number; readonly node: Text }

/** Set on the mark of a footnote or endnote, whose number is no part of the sentence. */
export const noteMarkAttribute = 'data-note-mark'

/** The elements that hold the text of a rendering: one a page, without what stands above and below. */
export function findBodies(target: Document): readonly Element[] {
  return [...target.querySelectorAll('section.docx > article')]
}

export function readRenderedText(roots: Iterable<Element>): RenderedText {
  const parts: string[] = []
  const pieces: RenderedPiece[] = []
  let length = 0
  const append = (text: string) => {
    parts.push(text)
    length += text.length
  }
  const visit = (node: Node): void => {
    if (isTextNode(node)) {
      pieces.push({ start: length, node })
      append(node.data)
    } else if (isElementNode(node) && isPartOfText(node)) {
      node.childNodes.forEach(visit)
      append(endings[node.localName] ?? '')
    }
  }
  for (const root of roots) visit(root)
  return { text: parts.join(''), pieces }
}

/** The range of text that a DOM range covers; undefined when it touches none of it. */
export function toTextRange(rendered: RenderedText, range: Range): TextRange | undefined {
  const touched = rendered.pieces.filter(({ node }) => range.intersectsNode(node))
  const first = touched[0]
  const last = touched.at(-1)
  if (!first || !last) return undefined
  const start = first.start + (range.startContainer === first.node ? range.startOffset : 0)
  const isInLast = range.endContainer === last.node
  const end = last.start + (isInLast ? range.endOffset : last.node.length)
  return { start, end: Math.max(start, end) }
}

/** The DOM range of a range of text; undefined when it holds no rendered unit. */
export function toDomRange(rendered: RenderedText, range: TextRange): Range | undefined {
  const touched = rendered.pieces.filter(
    ({ start, node }) => start < range.end && start + node.length > range.start,
  )
  const first = touched[0]
  const last = touched.at(-1)
  if (!first || !last) return undefined
  const domRange = first.node.ownerDocument.createRange()
  domRange.setStart(first.node, Math.max(0, range.start - first.start))
  domRange.setEnd(last.node, Math.min(last.node.length, range.end - last.start))
  return domRange
}

const endings: Partial<Record<string, string>> = { p: '\n', br: '\n', td: '\t', tr: '\n', li: '\n' }

/** Nodes of a frame are no instances of this window's classes. */
function isTextNode(node: Node): node is Text {
  return node.nodeType === 3
}

/** Hidden words (ECMA-376 part 1 §17.3.2.41) and continued merged cells carry an inline style. */
function isPartOfText(element: Element): boolean {
  const style = 'style' in element ? (element as HTMLElement).style : undefined
  return style?.display !== 'none' && !element.hasAttribute(noteMarkAttribute)
}

function isElementNode(node: Node): node is Element {
  return node.nodeType === 1
}
