type PageFitting = {
  /** To be called when what stands on these pages changed. */
  fitAgain(pages: Iterable<Element>): void
  stop(): void
}

/**
 * Makes pages that are wider than their frame smaller, never larger than they are. Where their words
 * could not be read any more, the text flows in the frame's own width instead, and there are no pages.
 */
export function fitPages(target: Document): PageFitting {
  const wrapper = target.querySelector<HTMLElement>('.docx-wrapper')
  const view = target.defaultView
  if (!wrapper || !view) return { fitAgain: () => {}, stop: () => {} }
  let widths = new WeakMap<Element, number>()
  const fit = () => {
    wrapper.style.zoom = '1'
    wrapper.classList.remove(flowing)
    const pages = [...wrapper.children]
    const needed = Math.max(...pages.map((page) => page.scrollWidth)) + sideSpace
    const zoom = Math.min(1, view.innerWidth / needed)
    if (zoom < smallest) wrapper.classList.add(flowing)
    else wrapper.style.zoom = String(zoom)
    widths = new WeakMap(pages.map((page) => [page, page.scrollWidth] as const))
  }
  let width = view.innerWidth
  const keepView = () => {
    // only lower, as beside a bar that opened: all fits as it did
    if (view.innerWidth === width) return
    width = view.innerWidth
    const shown = view.scrollY > 0 ? findTop(target, view) : undefined
    fit()
    shown?.scrollIntoView({ block: 'start' })
  }
  fit()
  view.addEventListener('resize', keepView)
  return {
    // all are measured only where one became wider or narrower
    fitAgain(pages) {
      if ([...pages].some((page) => page.scrollWidth !== widths.get(page))) fit()
    },
    stop: () => view.removeEventListener('resize', keepView),
  }
}

/** The first paragraph in view: a line of text is no lower than a step. */
function findTop(target: Document, view: Window): Element | undefined {
  const steps = Array.from({ length: 12 }, (_, index) => 4 + index * 12)
  return steps.flatMap(
    (y) => target.elementFromPoint(view.innerWidth / 2, y)?.closest('p') ?? [],
  )[0]
}

/** Pixels of padding at both sides of a page together (document-frame.ts). */
const sideSpace = 32

/** Below this, words of 11 points are smaller than 9 pixels. */
const smallest = 0.6

const flowing = 'flowing'

/**
 * What the class does; it stands in the frame before the preview's own rules. Pictures stand in the
 * text, wherever they floated, and no wider than it; those of tables, which are scrolled, as they were.
 */
export const flowingStyle = `
.${flowing}.docx-wrapper { display: block !important; padding: 0 !important; }
.${flowing}.docx-wrapper > section.docx { width: auto !important; min-height: 0 !important; padding: 16px !important; margin-bottom: 8px !important; overflow: auto hidden !important; }
.${flowing} article { columns: auto !important; }
.${flowing} p { overflow-wrap: anywhere; }
.${flowing} table { display: block; width: fit-content !important; max-width: 100%; overflow-x: auto; }
.${flowing} article > p div:has(> img) { position: static !important; width: auto !important; height: auto !important; max-width: 100%; }
.${flowing} img { max-width: 100%; height: auto !important; }
`
