import type { TextRange } from '../../shared/text/range.ts'
import { findBodies, readRenderedText, toDomRange, toTextRange } from './rendered-text.ts'
import { findDifference } from './text-difference.ts'

/** Happens to a document in which a selection is on other nodes now, and is the same one. */
export const keptSelection = 'selectionkept'

export class KeptSelection extends Event {
  readonly before: StaticRange
  readonly after: StaticRange

  constructor(before: StaticRange, after: StaticRange) {
    super(keptSelection)
    this.before = before
    this.after = after
  }
}

/** What is selected in a rendering, and where the cursor is, stays so in the one that replaces it. */
export function keepSelection(target: Document, replace: () => void): void {
  const before = readSelected(target)
  replace()
  const selection = target.getSelection()
  const range = before && findAgain(target, before)
  if (!range || !selection) return
  const { startContainer, startOffset, endContainer, endOffset } = range
  if (before.isBackward)
    selection.setBaseAndExtent(endContainer, endOffset, startContainer, startOffset)
  else selection.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset)
  target.dispatchEvent(new KeptSelection(before.nodes, new StaticRange(range)))
}

type Selected = {
  readonly nodes: StaticRange
  readonly isBackward: boolean
  /** The place in the whole text. */
  readonly range: TextRange
  readonly text: string
}

/** Undefined where none of the text is. */
function readSelected(target: Document): Selected | undefined {
  const selection = target.getSelection()
  if (!selection || selection.rangeCount === 0) return undefined
  const nodes = selection.getRangeAt(0)
  const rendered = readRenderedText(findBodies(target))
  const range = toTextRange(rendered, nodes)
  if (!range) return undefined
  const { anchorNode, anchorOffset } = selection
  const isForward = anchorNode === nodes.startContainer && anchorOffset === nodes.startOffset
  return { nodes: new StaticRange(nodes), isBackward: !isForward, range, text: rendered.text }
}

/** Words that were changed themselves are not found. */
function findAgain(target: Document, { text, range }: Selected): Range | undefined {
  const rendered = readRenderedText(findBodies(target))
  const { start, length } = findDifference(text, rendered.text)
  const isAhead = range.end <= start
  if (!isAhead && range.start < start + length) return undefined
  const by = isAhead ? 0 : rendered.text.length - text.length
  const moved = { start: range.start + by, end: range.end + by }
  if (moved.start < moved.end) return toDomRange(rendered, moved)
  const left = toDomRange(rendered, { start: moved.start - 1, end: moved.end })
  const right = left ? undefined : toDomRange(rendered, { start: moved.start, end: moved.end + 1 })
  left?.collapse(false)
  right?.collapse(true)
  return left ?? right
}
