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
  const selected = readSelected(target)
  const before = selected && readPart(findBodies(target), selected.range)
  replace()
  const after = before && findAgain(before, findBodies(target))
  if (after) select(target, selected, after)
}

/** An element, and what is shown in its place. */
type Replacement = { readonly old: Element; readonly fresh: Element }

/** The same where elements of the rendering are replaced, and the rest of it stays. */
export function keepSelectionIn(
  target: Document,
  replacements: readonly Replacement[],
  replace: () => void,
): void {
  const selected = readSelected(target)
  const touched = selected
    ? replacements.flatMap(({ old, fresh }) => {
        const part = selected.range.intersectsNode(old) && readPart([old], selected.range)
        return part ? [{ ...part, old, fresh }] : []
      })
    : []
  replace()
  if (!selected || touched.length === 0) return
  const found = touched.map((part) => ({ ...part, range: findAgain(part, [part.fresh]) }))
  if (found.some(({ range }) => !range)) return
  const { startContainer, startOffset, endContainer, endOffset } = selected.nodes
  const first = found.find(({ old }) => old.contains(startContainer))?.range
  const last = found.find(({ old }) => old.contains(endContainer))?.range
  const range = target.createRange()
  range.setStart(first?.startContainer ?? startContainer, first?.startOffset ?? startOffset)
  range.setEnd(last?.endContainer ?? endContainer, last?.endOffset ?? endOffset)
  select(target, selected, range)
}

type Selected = {
  readonly range: Range
  /** Where it is before anything is replaced. */
  readonly nodes: StaticRange
  readonly isBackward: boolean
}

function readSelected(target: Document): Selected | undefined {
  const selection = target.getSelection()
  if (!selection || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  const { anchorNode, anchorOffset } = selection
  const isForward = anchorNode === range.startContainer && anchorOffset === range.startOffset
  return { range, nodes: new StaticRange(range), isBackward: !isForward }
}

function select(target: Document, { nodes, isBackward }: Selected, range: Range): void {
  const { startContainer, startOffset, endContainer, endOffset } = range
  const selection = target.getSelection()
  if (isBackward) selection?.setBaseAndExtent(endContainer, endOffset, startContainer, startOffset)
  else selection?.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset)
  target.dispatchEvent(new KeptSelection(nodes, new StaticRange(range)))
}

/** What is selected of the text of elements. */
type SelectedPart = { readonly text: string; readonly range: TextRange }

/** Undefined where none of the text is. */
function readPart(roots: readonly Element[], nodes: Range): SelectedPart | undefined {
  const rendered = readRenderedText(roots)
  const range = toTextRange(rendered, nodes)
  return range && { range, text: rendered.text }
}

/** Words that were changed themselves are not found. */
function findAgain({ text, range }: SelectedPart, roots: readonly Element[]): Range | undefined {
  const rendered = readRenderedText(roots)
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
