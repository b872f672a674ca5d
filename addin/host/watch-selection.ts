import { selectionDelay } from './host.ts'
import { KeptSelection, keptSelection } from './keep-selection.ts'

/**
 * Calls back when a selection that is not empty is made: at once when the pointer or the keys that
 * drew it are let go, else when it has stood unchanged for a moment. Each selection is told of once,
 * also where its words are laid out anew. Gives the function that stops it.
 */
export function watchSelection(target: Document, onSelected: (range: Range) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let told: StaticRange | undefined
  const report = () => {
    clearTimeout(timer)
    const range = findSelected(target)
    const isTold = range && told && isSameRange(range, told)
    told = range && new StaticRange(range)
    if (range && !isTold) onSelected(range)
  }
  const schedule = () => {
    clearTimeout(timer)
    timer = setTimeout(report, selectionDelay)
  }
  const ends = {
    selectionchange: schedule,
    mouseup: (event: MouseEvent) => endsDrawing(event) && report(),
    keyup: (event: KeyboardEvent) => holdsNoModifier(event) && report(),
    kept: (event: Event) => {
      const isTold = told && event instanceof KeptSelection && isSameRange(event.before, told)
      if (isTold) told = event.after
    },
  }
  target.addEventListener('selectionchange', ends.selectionchange)
  target.addEventListener('mouseup', ends.mouseup)
  target.addEventListener('keyup', ends.keyup)
  target.addEventListener(keptSelection, ends.kept)
  return () => {
    clearTimeout(timer)
    target.removeEventListener('selectionchange', ends.selectionchange)
    target.removeEventListener('mouseup', ends.mouseup)
    target.removeEventListener('keyup', ends.keyup)
    target.removeEventListener(keptSelection, ends.kept)
  }
}

function findSelected(target: Document): Range | undefined {
  const selection = target.getSelection()
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return undefined
  return selection.getRangeAt(0)
}

function isSameRange(range: AbstractRange, other: AbstractRange): boolean {
  return (
    range.startContainer === other.startContainer &&
    range.startOffset === other.startOffset &&
    range.endContainer === other.endContainer &&
    range.endOffset === other.endOffset
  )
}

/** A double click may become the third of a triple click, which selects more. */
function endsDrawing({ button, detail }: MouseEvent): boolean {
  return button === 0 && detail < 2
}

/** Sentences and words are stepped over while Alt or Shift is held. */
function holdsNoModifier({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return !(altKey || ctrlKey || metaKey || shiftKey)
}
