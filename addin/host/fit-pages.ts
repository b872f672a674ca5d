/** Makes pages that are wider than their frame as small as it takes; never larger than they are. */
export function fitPages(target: Document): () => void {
  const wrapper = target.querySelector<HTMLElement>('.docx-wrapper')
  const view = target.defaultView
  if (!wrapper || !view) return () => {}
  const fit = () => {
    wrapper.style.zoom = '1'
    const needed = Math.max(...[...wrapper.children].map((page) => page.scrollWidth)) + sideSpace
    wrapper.style.zoom = String(Math.min(1, Math.max(smallest, view.innerWidth / needed)))
  }
  fit()
  view.addEventListener('resize', fit)
  return () => view.removeEventListener('resize', fit)
}

/** Pixels of padding at both sides of a page together (document-frame.ts). */
const sideSpace = 32

/** Below this, words can't be read; the frame scrolls sideways instead. */
const smallest = 0.45
