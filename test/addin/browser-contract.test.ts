import { createBrowserDriver } from './browser-driver.ts'
import { describeHostContract } from './host-contract.ts'

describeHostContract('the browser', { isTypedIn: false }, async (browser, server) => {
  const driver = await createBrowserDriver(browser, server)
  return {
    async open(bytes) {
      const page = await driver.open(bytes)
      return {
        frame: page,
        select: (words, occurrence = 0) => page.evaluate(selectWords, [words, occurrence] as const),
        readMarked: () => page.evaluate(readMarked),
        edit: undefined,
        undo: () => page.getByRole('button', { name: 'Undo' }).click(),
      }
    },
  }
})

/** Runs in the page. */
function selectWords([words, occurrence]: readonly [string, number]): void {
  const target = document.querySelector<HTMLIFrameElement>('#document iframe')!.contentDocument!
  const walker = target.createTreeWalker(target.body, NodeFilter.SHOW_TEXT)
  const units: { node: Node; offset: number }[] = []
  let text = ''
  while (walker.nextNode()) {
    const { currentNode } = walker
    const own = currentNode.nodeValue ?? ''
    if (currentNode.parentElement?.closest('style, script')) continue
    for (let offset = 0; offset < own.length; offset++) units.push({ node: currentNode, offset })
    text += own
  }
  let start = -1
  for (let index = 0; index <= occurrence; index++) start = text.indexOf(words, start + 1)
  if (start < 0) throw new Error(`the document does not show: ${words}`)
  const [first, last] = [units[start]!, units[start + words.length - 1]!]
  const range = target.createRange()
  range.setStart(first.node, first.offset)
  range.setEnd(last.node, last.offset + 1)
  const selection = target.getSelection()!
  selection.removeAllRanges()
  selection.addRange(range)
}

/** Runs in the page. */
function readMarked(): string {
  const frame = document.querySelector<HTMLIFrameElement>('#document iframe')!
  const view = frame.contentWindow as Window & typeof globalThis
  const texts: string[] = []
  view.CSS.highlights.forEach((highlight: Highlight) =>
    highlight.forEach((range) => texts.push((range as Range).toString())),
  )
  return texts.join('')
}
