import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import { createDocumentFrame, hideHighlight } from './document-frame.ts'
import { fitPages } from './fit-pages.ts'
import { describeQuote, findQuote } from './quote.ts'
import { renderDocx, type RenderedDocument } from './render-docx.ts'
import { readRenderedText, toDomRange, toTextRange, type RenderedText } from './rendered-text.ts'
import { createKeyHandler } from './step-with-keys.ts'
import { watchSelection } from './watch-selection.ts'

/** A document in its frame, as it is laid out now. */
export interface ShownDocument {
  readonly target: Document
  readonly rendering: RenderedDocument
  readonly rendered: RenderedText
  /** Lays out other bytes in place of these; what was in view stays there. */
  show(bytes: Blob): Promise<void>
  /** The words before the cursor, or those selected; undefined where there are none. */
  describeCursor(): TextQuoteSelector | undefined
  /** Puts the cursor behind words. */
  placeCursor(selector: TextQuoteSelector): void
  close(): void
}

export type ShownOptions = {
  readonly container: HTMLElement
  readonly onSelection: (selector: TextQuoteSelector) => void
  readonly onUndo: () => void
  readonly onLeave: () => void
}

export async function openDocument(bytes: Blob, options: ShownOptions): Promise<ShownDocument> {
  const target = createDocumentFrame(options.container, 'Document')
  let layout = await layOut(bytes, target)
  const stopWatching = watchSelection(target, (range) => {
    const selector = describeSelection(layout.rendered, range)
    if (!selector) return
    // The words shown before are not the ones that the pane speaks of now.
    hideHighlight(target)
    options.onSelection(selector)
  })
  const onKey = createKeyHandler(target, () => layout.rendered, options)
  target.addEventListener('keydown', onKey)
  return {
    target,
    get rendering() {
      return layout.rendering
    },
    get rendered() {
      return layout.rendered
    },
    async show(changed) {
      const top = target.defaultView?.scrollY ?? 0
      layout.stopFitting()
      layout = await layOut(changed, target)
      target.defaultView?.scrollTo(0, top)
    },
    describeCursor: () => describeCursor(target, layout.rendered),
    placeCursor: (selector) => placeCursor(target, layout.rendered, selector),
    close() {
      layout.stopFitting()
      stopWatching()
      target.defaultView?.frameElement?.remove()
    },
  }
}

async function layOut(bytes: Blob, target: Document) {
  const rendering = await renderDocx(bytes, target)
  const rendered = readRenderedText(rendering.bodies)
  return { rendering, rendered, stopFitting: fitPages(target) }
}

/** A selection outside the body's text (in a header, say) has no context. */
function describeSelection(rendered: RenderedText, range: Range): TextQuoteSelector | undefined {
  const textRange = toTextRange(rendered, range)
  if (textRange) return describeQuote(rendered.text, textRange)
  const text = range.toString()
  return describeQuote(text, { start: 0, end: text.length })
}

/** Within one paragraph or cell, since what is put in belongs to the last of a selection. */
function describeCursor(target: Document, rendered: RenderedText) {
  const selection = target.getSelection()
  if (!selection || selection.rangeCount === 0) return undefined
  const range = toTextRange(rendered, selection.getRangeAt(0))
  if (!range) return undefined
  const { text } = rendered
  const end = range.end + text.slice(range.end).search(/\s|$/)
  const last = range.start === range.end ? end : range.end
  const begin = Math.max(text.lastIndexOf('\n', last - 1), text.lastIndexOf('\t', last - 1)) + 1
  return describeQuote(text, { start: begin, end: last })
}

function placeCursor(target: Document, rendered: RenderedText, selector: TextQuoteSelector): void {
  const textRange = findQuote(rendered.text, selector)
  const range = textRange && toDomRange(rendered, textRange)
  if (!range) return
  range.collapse(false)
  target.getSelection()?.removeAllRanges()
  target.getSelection()?.addRange(range)
}
