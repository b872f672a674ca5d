import { selectionDelay } from './host.ts'
import { KeptSelection, keptSelection } from './keep-selection.ts'

/**
 * Calls back when a selection that is not empty is made: at once when the pointer or the keys that
 * drew it are let go, else when it has stood unchanged for a moment with no button held. Each
 * selection is told of once, also where its words are laid out anew. Gives the function that stops it.
 */
export function watchSelection(target: Document, onSelected: (range: Range) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isDrawing = false
  const { tell, follow } = tellOnce(onSelected)
  const report = () => {
    clearTimeout(timer)
    tell(findSelected(target))
  }
  const schedule = () => {
    clearTimeout(timer)
    timer = setTimeout(() => isDrawing || report(), selectionDelay)
  }
  const release = () => {
    if (!isDrawing) return
    isDrawing = false
    schedule()
  }
  const stop = listenAll(target, {
    selectionchange: schedule,
    mousedown: ({ button }: MouseEvent) => {
      if (button === 0) isDrawing = true
    },
    mouseup: (event: MouseEvent) => {
      release()
      if (endsDrawing(event)) report()
    },
    // a release outside the window, or one that ends the dragging of words, is told of by no mouseup
    mousemove: ({ buttons }: MouseEvent) => buttons === 0 && release(),
    dragend: release,
    keyup: (event: KeyboardEvent) => holdsNoModifier(event) && report(),
    [keptSelection]: follow,
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}

function tellOnce(onSelected: (range: Range) => void) {
  let told: StaticRange | undefined
  return {
    tell(range: Range | undefined): void {
      const isTold = range && told && isSameRange(range, told)
      told = range && new StaticRange(range)
      if (range && !isTold) onSelected(range)
    },
    follow(event: Event): void {
      const isTold = told && event instanceof KeptSelection && isSameRange(event.before, told)
      if (isTold) told = event.after
    },
  }
}

function listenAll(target: Document, listeners: Record<string, (event: never) => unknown>) {
  const entries = Object.entries(listeners) as [string, EventListener][]
  for (const [type, listener] of entries) target.addEventListener(type, listener)
  return () => {
    for (const [type, listener] of entries) target.removeEventListener(type, listener)
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
