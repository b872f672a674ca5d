import type { TextRange } from '../../shared/text/range.ts'
import { toDomRange, toTextRange, type RenderedText } from './rendered-text.ts'
import { listSentences, stepSentence } from './sentence-step.ts'

type KeyActions = { readonly onLeave: () => void; readonly onUndo: () => void }

/** Alt+Down and Alt+Up select the next and previous sentence, Escape leaves the document. */
export function createKeyHandler(
  target: Document,
  getRendered: () => RenderedText,
  { onLeave, onUndo }: KeyActions,
) {
  let of: RenderedText | undefined
  let sentences: readonly TextRange[] = []
  return (event: KeyboardEvent): void => {
    const direction = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined
    if (event.key === 'Escape') onLeave()
    if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)) onUndo()
    if (!event.altKey || !direction) return
    event.preventDefault()
    const rendered = getRendered()
    if (rendered !== of) sentences = listSentences(rendered.text)
    of = rendered
    const next = stepSentence(sentences, findSelected(target, rendered), direction)
    if (next) selectRange(target, rendered, next)
  }
}

function findSelected(target: Document, rendered: RenderedText): TextRange | undefined {
  const selection = target.getSelection()
  if (!selection || selection.rangeCount === 0) return undefined
  return toTextRange(rendered, selection.getRangeAt(0))
}

function selectRange(target: Document, rendered: RenderedText, textRange: TextRange): void {
  const range = toDomRange(rendered, textRange)
  const selection = target.getSelection()
  if (!range || !selection) return
  selection.removeAllRanges()
  selection.addRange(range)
  range.startContainer.parentElement?.scrollIntoView({ block: 'nearest' })
}
