import { selectionDelay } from './host.ts'

/**
 * Calls back when a selection that is not empty has stood unchanged for a moment; gives the
 * function that stops it.
 */
export function watchSelection(target: Document, onSelected: (range: Range) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const report = () => {
    const selection = target.getSelection()
    if (selection && selection.rangeCount > 0 && !selection.isCollapsed) {
      onSelected(selection.getRangeAt(0))
    }
  }
  const schedule = () => {
    clearTimeout(timer)
    timer = setTimeout(report, selectionDelay)
  }
  target.addEventListener('selectionchange', schedule)
  return () => {
    clearTimeout(timer)
    target.removeEventListener('selectionchange', schedule)
  }
}
