import { revokeBlobUrls } from './blob-urls.ts'
import { flowingStyle } from './fit-pages.ts'

/**
 * An empty frame of this origin for a rendered document, so that neither's styles, names or
 * selection reach the other. The page's content security policy holds in it, too: no script runs.
 */
export function createDocumentFrame(container: HTMLElement, title: string): Document {
  const frame = container.ownerDocument.createElement('iframe')
  frame.title = title
  container.replaceChildren(frame)
  const inner = frame.contentDocument
  if (!inner) throw new Error('the browser gave the document frame no document')
  inner.documentElement.lang = container.ownerDocument.documentElement.lang
  inner.title = title
  const style = inner.createElement('style')
  style.textContent = frameStyle
  inner.head.append(style)
  inner.body.tabIndex = 0
  inner.addEventListener('click', guardLinks)
  return inner
}

/** Takes the frame out of its page, if it is there still, with what it holds. */
export function closeDocumentFrame(target: Document): void {
  target.defaultView?.frameElement?.remove()
  revokeBlobUrls([target.body])
}

/** Colours ranges without changing the document; where the browser can't, nothing is coloured. */
export function showHighlight(target: Document, ranges: readonly Range[]): void {
  const view = target.defaultView
  if (!view || !('highlights' in view.CSS)) return
  view.CSS.highlights.set(highlightName, new view.Highlight(...ranges))
}

export function hideHighlight(target: Document): void {
  target.defaultView?.CSS.highlights?.delete(highlightName)
}

/** Name in the frame's highlight registry (CSS Custom Highlight API). */
const highlightName = 'sourcewright-quote'

const frameStyle = `
html { color-scheme: light; background: #e8e8e8; }
body { margin: 0; }
body:focus-visible { outline: 2px solid Highlight; outline-offset: -2px; }
.docx-wrapper { background: transparent !important; padding: 16px !important; align-items: safe center !important; }
body > [role=status] { margin: 0 0 16px; text-align: center; font-family: system-ui, sans-serif; color: CanvasText; background: Canvas; }
.docx-wrapper > section.docx { box-shadow: 0 1px 4px rgba(0, 0, 0, 0.35) !important; margin-bottom: 16px !important; }
${flowingStyle}
::highlight(${highlightName}) { background-color: #ffe58a; color: #000; }
@media (prefers-color-scheme: dark) { html { background: #1b1b1b; } }
@media (forced-colors: active) { ::highlight(${highlightName}) { background-color: Mark; color: MarkText; } }
`

/** Links of a document never navigate its frame; those to the web open apart, without a referrer. */
function guardLinks(event: Event): void {
  const link = (event.target as Element | null)?.closest('a')
  if (!link) return
  event.preventDefault()
  const href = link.getAttribute('href') ?? ''
  if (href.startsWith('#')) {
    link.ownerDocument.getElementById(decodeFragment(href))?.scrollIntoView()
  } else if (/^https?:/i.test(href)) {
    window.open(href, '_blank', 'noopener,noreferrer')
  }
}

function decodeFragment(href: string): string {
  try {
    return decodeURIComponent(href.slice(1))
  } catch {
    return href.slice(1)
  }
}
