import { browserPagePath, buildHostPages } from './build-host-page.ts'
import { describeHostContract } from './host-contract.ts'

describeHostContract('the browser', { isTypedIn: false }, async (browser, server) => {
  const pages = await buildHostPages()
  const page = await browser.newPage()
  page.setDefaultTimeout(30_000)
  await page.route(`${server.url}/test/**`, (route) => {
    const own = pages[new URL(route.request().url()).pathname]
    return own ? route.fulfill({ contentType: own.type, body: own.body }) : route.abort()
  })
  return {
    async open(bytes) {
      await page.goto(server.url + browserPagePath)
      await page.waitForFunction('globalThis.hostPage')
      await page.evaluate((key) => hostPage.connect(key), server.apiKey)
      await page.evaluate(showDocument, Buffer.from(bytes).toString('base64'))
      return {
        frame: page,
        select: (words, occurrence = 0) => page.evaluate(selectWords, [words, occurrence] as const),
        readMarked: () => page.evaluate(readMarked),
        edit: undefined,
      }
    },
  }
})

/** Runs in the page: makes the bytes a document of the server's, and shows it. */
async function showDocument(base64: string): Promise<void> {
  const bytes = Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0))
  const file = new Blob([bytes])
  const { host, client } = hostPage
  const { document_id } = await client.addLocalDocument({ file, fileName: 'Report.docx' })
  await host.showDocument(document_id, client, new AbortController().signal)
}

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
