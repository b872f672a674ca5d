import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import type { DocxParts } from './docx-parts.ts'
import { closeDocumentFrame, createDocumentFrame, hideHighlight } from './document-frame.ts'
import type { OpenFile } from './drafts.ts'
import { fitPages } from './fit-pages.ts'
import { findMeant } from './quote-place.ts'
import { describeQuote } from './quote.ts'
import { renderDocx, type RenderedDocument } from './render-docx.ts'
import { readRenderedText, toDomRange, toTextRange, type RenderedText } from './rendered-text.ts'
import { createKeyHandler } from './step-with-keys.ts'
import { waitForPaint } from './wait-for-paint.ts'
import type { Version } from './update-rendering.ts'
import { watchSelection } from './watch-selection.ts'

/** A document in its frame, as it is laid out now. */
export interface ShownDocument {
  readonly target: Document
  readonly rendering: RenderedDocument
  readonly rendered: RenderedText
  /**
   * Shows the file as it is now, what was in view stays there. Where not all of a change can be shown
   * in place, `onLayout` is called before the whole is laid out anew.
   */
  show(parts: DocxParts, onLayout: () => Promise<void>): Promise<void>
  /** The words before the cursor, or those selected; undefined where there are none. */
  describeCursor(): TextQuoteSelector | undefined
  hasCursor(): boolean
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

/** `parts` are those of the file. */
export async function openDocument(
  { bytes, parts }: OpenFile,
  options: ShownOptions,
): Promise<ShownDocument> {
  const target = createDocumentFrame(options.container, 'Document')
  await showBeginning(parts, target).catch(() => undefined)
  const showing = createShowing(target, await layOut(bytes, target), parts)
  const stopWatching = watchSelection(target, (range) => {
    const selector = describeSelection(showing.layout.rendered, range)
    if (!selector) return
    // The words shown before are not the ones that the pane speaks of now.
    hideHighlight(target)
    options.onSelection(selector)
  })
  const onKey = createKeyHandler(target, () => showing.layout.rendered, options)
  target.addEventListener('keydown', onKey)
  return {
    target,
    get rendering() {
      return showing.layout.rendering
    },
    get rendered() {
      return showing.layout.rendered
    },
    show: showing.show,
    describeCursor: () => describeCursor(target, showing.layout.rendered),
    hasCursor: () => target.getSelection()?.anchorNode?.nodeType === 3,
    placeCursor: (selector) => placeCursor(target, showing.layout.rendered, selector),
    close() {
      showing.layout.close()
      stopWatching()
      closeDocumentFrame(target)
    },
  }
}

/** The first pages of a long file, to be looked at while the whole of it is laid out. */
async function showBeginning(parts: DocxParts, target: Document): Promise<void> {
  const { writeBeginning } = await import('./docx-excerpt.ts')
  const bytes = writeBeginning(parts)
  if (!bytes) return
  await renderDocx(bytes, target)
  fitPages(target).stop()
  const status = target.createElement('p')
  status.setAttribute('role', 'status')
  status.textContent = 'The rest of the document is being laid out…'
  target.body.append(status)
  await waitForPaint()
}

/** What is laid out now, of which file. */
function createShowing(target: Document, first: Layout, parts: DocxParts) {
  let layout = first
  /** Undefined where a layout failed half-way. */
  let shown: DocxParts | undefined = parts
  return {
    get layout() {
      return layout
    },
    async show(wanted: DocxParts, onLayout: () => Promise<void>): Promise<void> {
      const before = shown
      shown = undefined
      if (!before || !(await layout.update({ before, after: wanted }).catch(() => false))) {
        await onLayout()
        layout = await layOutAgain(wanted, target, layout)
      }
      shown = wanted
    },
  }
}

async function layOutAgain(parts: DocxParts, target: Document, before: Layout): Promise<Layout> {
  const { packParts } = await import('./docx-parts.ts')
  const top = target.defaultView?.scrollY ?? 0
  before.close()
  const layout = await layOut(packParts(parts), target)
  target.defaultView?.scrollTo(0, top)
  return layout
}

type Layout = {
  readonly rendering: RenderedDocument
  readonly rendered: RenderedText
  /** Shows a change in place; false where the whole has to be laid out anew. */
  update(version: Version): Promise<boolean>
  close(): void
}

async function layOut(bytes: Blob, target: Document): Promise<Layout> {
  const rendering = await renderDocx(bytes, target)
  const fitting = fitPages(target)
  let rendered: RenderedText | undefined = readRenderedText(rendering.bodies)
  return {
    rendering,
    /** Read when it is asked for: after an edit that may be never. */
    get rendered() {
      return (rendered ??= readRenderedText(rendering.bodies))
    },
    async update(version) {
      const { updateRendering } = await import('./update-rendering.ts')
      const updating = updateRendering(target, rendering.origin, version)
      const pages = await updating.finally(() => void (rendered = undefined))
      if (pages) fitting.fitAgain(pages)
      return pages !== undefined
    },
    close: fitting.stop,
  }
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
  const found = findMeant(rendered.text, selector)
  const range = typeof found === 'string' ? undefined : toDomRange(rendered, found.range)
  if (!range) return
  range.collapse(false)
  target.getSelection()?.removeAllRanges()
  target.getSelection()?.addRange(range)
}
