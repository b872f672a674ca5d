/** Functions that run in a page: each stands by itself and reaches nothing else of this file. */

/** `paragraph` counts those of the rendered document; offsets are in its text. */
export type Sentence = {
  readonly paragraph: number
  readonly start: number
  readonly end: number
  readonly text: string
}

type Point = { readonly x: number; readonly y: number }

type Painted = {
  /** Why nothing was measured; '' where it was. */
  readonly failure: string
  readonly painted: number
  readonly asked: number
  readonly answered: number
  readonly cards: number
}

declare global {
  /** Comes with the selection that is under way. */
  var benchPainted: Promise<Painted> | undefined
  var benchWatch: ((ended: number, selected: string) => Promise<Painted>) | undefined
}

export function listSentences(body: Element): Sentence[] {
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })
  return [...body.querySelectorAll('section.docx > article > p')].flatMap((element, paragraph) =>
    [...segmenter.segment(element.textContent)].flatMap(({ segment, index }) => {
      const text = segment.trim()
      if (text.length < 40 || element.querySelector('sup, a')) return []
      const start = index + segment.indexOf(text)
      return [{ paragraph, start, end: start + text.length, text }]
    }),
  )
}

/** Brings the sentence into view, and gives its ends in the frame's own pixels. */
export function findEnds(body: Element, sentence: Sentence): { from: Point; to: Point } {
  const element = body.querySelectorAll('section.docx > article > p')[sentence.paragraph]
  if (!element) throw new Error('the paragraph is gone')
  element.scrollIntoView({ block: 'center' })
  const boxOf = (index: number): DOMRect => {
    const walker = body.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    for (let before = 0; walker.nextNode(); before += (walker.currentNode as Text).length) {
      const node = walker.currentNode as Text
      if (index >= before + node.length) continue
      const range = body.ownerDocument.createRange()
      range.setStart(node, index - before)
      range.setEnd(node, index - before + 1)
      return range.getBoundingClientRect()
    }
    throw new Error('the sentence is gone')
  }
  const first = boxOf(sentence.start)
  const last = boxOf(sentence.end - 1)
  return {
    from: { x: first.left + 0.5, y: first.top + first.height / 2 },
    to: { x: last.right - 0.5, y: last.top + last.height / 2 },
  }
}

/**
 * Lays down how a selection is watched: until two frames after the pane names the words that are
 * selected, and no longer looks for their sources. `ended` is when the pointer was let go.
 */
export function defineWatch(): void {
  const pane = document.querySelector('#pane')
  if (!pane) throw new Error('the pane is not there')
  const fold = (words: string) => words.replace(/\s+/g, ' ').trim()
  const isShown = (words: string) =>
    fold(pane.querySelector('blockquote')?.textContent ?? '').startsWith(words.slice(0, 110)) &&
    pane.querySelector('[role=status][aria-busy=true]') === null
  const measure = (ended: number, failure: string): Painted => {
    const painted = performance.now() - ended
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    const question = entries.findLast(({ name }) => name.includes('get-sources-for-selected'))
    performance.clearResourceTimings()
    const asked = (question?.startTime ?? NaN) - ended
    const answered = (question?.responseEnd ?? NaN) - ended
    return { failure, painted, asked, answered, cards: pane.querySelectorAll('article').length }
  }
  globalThis.benchWatch = (ended, selected) =>
    new Promise((resolve) => {
      const finish = (failure: string) => resolve(measure(ended, failure))
      const state = () => `selected “${fold(selected)}”, the pane: ${fold(pane.textContent)}`
      const timer = setTimeout(() => finish(`its sources were not shown; ${state()}`), 15_000)
      const look = () => {
        if (!isShown(fold(selected))) return
        observer.disconnect()
        clearTimeout(timer)
        requestAnimationFrame(() => requestAnimationFrame(() => finish('')))
      }
      const observer = new MutationObserver(look)
      const all = { subtree: true, childList: true, attributes: true, characterData: true }
      observer.observe(pane, all)
      // a drag that stood still before its end was asked for then
      look()
    })
}

/** Begins a watch whenever the pointer is let go in the document. */
export function watchDrags(): void {
  const frame = document.querySelector<HTMLIFrameElement>('#document iframe')?.contentWindow
  if (!frame) throw new Error('the document is not there')
  const begin = ({ timeStamp }: MouseEvent) => {
    const ended = frame.performance.timeOrigin + timeStamp - performance.timeOrigin
    globalThis.benchPainted = globalThis.benchWatch?.(ended, String(frame.getSelection()))
  }
  frame.addEventListener('mouseup', begin, { capture: true })
}

export function takePainted(): Promise<Painted> {
  const painted = globalThis.benchPainted
  if (!painted) throw new Error('no selection was begun')
  return painted
}
