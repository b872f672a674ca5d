export type PageFitting = {
  /** To be called when what stands on these pages changed. */
  fitAgain(pages: Iterable<Element>): void
  stop(): void
}

/** Makes pages that are wider than their frame as small as it takes; never larger than they are. */
export function fitPages(target: Document): PageFitting {
  const wrapper = target.querySelector<HTMLElement>('.docx-wrapper')
  const view = target.defaultView
  if (!wrapper || !view) return { fitAgain: () => {}, stop: () => {} }
  let widths = new WeakMap<Element, number>()
  const fit = () => {
    wrapper.style.zoom = '1'
    const pages = [...wrapper.children]
    const needed = Math.max(...pages.map((page) => page.scrollWidth)) + sideSpace
    wrapper.style.zoom = String(Math.min(1, Math.max(smallest, view.innerWidth / needed)))
    widths = new WeakMap(pages.map((page) => [page, page.scrollWidth] as const))
  }
  fit()
  view.addEventListener('resize', fit)
  return {
    // all are measured only where one became wider or narrower
    fitAgain(pages) {
      if ([...pages].some((page) => page.scrollWidth !== widths.get(page))) fit()
    },
    stop: () => view.removeEventListener('resize', fit),
  }
}

/** Pixels of padding at both sides of a page together (document-frame.ts). */
const sideSpace = 32

/** Below this, words can't be read; the frame scrolls sideways instead. */
const smallest = 0.45
