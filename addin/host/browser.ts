import type { Section } from '../../shared/contract/sections.ts'
import type { TextRange } from '../../shared/text/range.ts'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import { createDocumentFrame, hideHighlight, showHighlight } from './document-frame.ts'
import { fitPages } from './fit-pages.ts'
import type { DocumentHost, SelectionListener } from './host.ts'
import { matchHeadings } from './match-headings.ts'
import { describeQuote, findQuote } from './quote.ts'
import { renderDocx, type RenderedDocument } from './render-docx.ts'
import { readRenderedText, toDomRange, toTextRange, type RenderedText } from './rendered-text.ts'
import { listSentences, stepSentence } from './sentence-step.ts'
import { watchSelection } from './watch-selection.ts'

export type BrowserHostOptions = {
  /** Where the document is shown. */
  readonly container: HTMLElement
  /** The document to begin with, if the address names one. */
  readonly documentId: string | undefined
  /** Called when another document is shown, with its id. */
  readonly onShown: (documentId: string) => void
  /** Called when the reader wants to go from the document to the pane. */
  readonly onLeave: () => void
}

/** A document of the server's in a plain browser page: no Word, nothing foreign loaded. */
export function createBrowserHost(options: BrowserHostOptions): DocumentHost {
  let documentId = options.documentId
  let shown: ShownDocument | undefined
  const listeners = new Set<SelectionListener>()
  const close = () => {
    shown?.close()
    shown = undefined
  }
  return {
    description: {
      ownsDocument: false,
      selectionHint:
        'Choose a section, or select words in the document. With the keyboard: Alt+Down and Alt+Up in the document select the next and the previous sentence, Escape comes back here.',
    },
    editor: undefined,
    // Another key may not see the document of the one before it.
    async identifyDocument() {
      close()
      return documentId
    },
    async showDocument(id, client, signal) {
      const bytes = await client.getDocumentFile(id, signal)
      close()
      const opened = await openDocument(bytes, options, (selector) => {
        for (const { onSelection } of listeners) onSelection(selector)
      })
      if (signal.aborted) return opened.close()
      shown = opened
      documentId = id
      options.onShown(id)
    },
    goToSection: async (section, sections) => goToSection(shown, section, sections),
    subscribeSelection(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    markQuote: async (selector) => markQuote(shown, selector),
  }
}

type ShownDocument = {
  readonly target: Document
  readonly rendering: RenderedDocument
  readonly rendered: RenderedText
  close(): void
}

async function openDocument(
  bytes: Blob,
  options: BrowserHostOptions,
  onSelection: (selector: TextQuoteSelector) => void,
): Promise<ShownDocument> {
  const target = createDocumentFrame(options.container, 'Document')
  const rendering = await renderDocx(bytes, target)
  const rendered = readRenderedText(rendering.bodies)
  const stopFitting = fitPages(target)
  const stopWatching = watchSelection(target, (range) => {
    const selector = describeSelection(rendered, range)
    if (!selector) return
    // The words shown before are not the ones that the pane speaks of now.
    hideHighlight(target)
    onSelection(selector)
  })
  target.addEventListener('keydown', createKeyHandler(target, rendered, options.onLeave))
  const close = () => {
    stopFitting()
    stopWatching()
    target.defaultView?.frameElement?.remove()
  }
  return { target, rendering, rendered, close }
}

/** A selection outside the body's text (in a header, say) has no context. */
function describeSelection(rendered: RenderedText, range: Range): TextQuoteSelector | undefined {
  const textRange = toTextRange(rendered, range)
  if (textRange) return describeQuote(rendered.text, textRange)
  const text = range.toString()
  return describeQuote(text, { start: 0, end: text.length })
}

function goToSection(
  shown: ShownDocument | undefined,
  section: Section,
  sections: readonly Section[],
): boolean {
  if (!shown) return false
  const { rendering, target } = shown
  const paragraphs = rendering.paragraphs.map((paragraph) => ({
    text: paragraph.textContent,
    isHeading: rendering.isHeading(paragraph),
  }))
  const order = sections.findIndex(({ section_id }) => section_id === section.section_id)
  const place = matchHeadings(sections, paragraphs)[order] ?? -1
  if (place < 0 && section.level === 0) {
    target.defaultView?.scrollTo(0, 0)
    return true
  }
  const heading = rendering.paragraphs[place]
  if (!heading) return false
  const range = target.createRange()
  range.selectNodeContents(heading)
  showHighlight(target, [range])
  heading.scrollIntoView({ block: 'start' })
  return true
}

function markQuote(shown: ShownDocument | undefined, selector: TextQuoteSelector): boolean {
  const textRange = shown && findQuote(shown.rendered.text, selector)
  const range = textRange && toDomRange(shown.rendered, textRange)
  if (!range) return false
  showHighlight(shown.target, [range])
  range.startContainer.parentElement?.scrollIntoView({ block: 'center' })
  return true
}

/** Alt+Down and Alt+Up select the next and previous sentence, Escape leaves the document. */
function createKeyHandler(target: Document, rendered: RenderedText, onLeave: () => void) {
  const sentences = listSentences(rendered.text)
  return (event: KeyboardEvent): void => {
    const direction = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined
    if (event.key === 'Escape') onLeave()
    if (!event.altKey || !direction) return
    event.preventDefault()
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
