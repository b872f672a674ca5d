import type { Browser, Page } from 'playwright-core'
import { createBrowserDriver } from '../../test/addin/browser-driver.ts'
import type { HostPage } from '../../test/addin/host-page.ts'
import type { DemoServer } from '../../test/support/start-demo-server.ts'
import { loadavg } from 'node:os'
import { judge, percentile, printTimes } from './goal.ts'
import { buildLongDocument } from './long-document.ts'

const pages = 300
const rounds = 20
/** Milliseconds from an edit's call until the document is painted as it is then. */
const allowed = 1000

const kinds = {
  value: 'a stale value applied',
  words: 'words replaced',
  footnote: 'a footnote added',
  comment: 'a comment added',
  section: 'a section taken, with its notes',
  undo: 'the edit before taken back',
} as const
type Kind = keyof typeof kinds

/** Milliseconds from the call: to its answer, and to the document painted. */
type Painted = { readonly answered: number; readonly painted: number }

/** Edits of a long document that is shown in the browser, as long as a person waits to see them. */
export async function benchPaintedEdits(browser: Browser, server: DemoServer): Promise<void> {
  const driver = await createBrowserDriver(browser, server)
  const page = await driver.open(new Uint8Array(await buildLongDocument(pages)))
  page.setDefaultTimeout(120_000)
  const first = await edit(page, 'value', rounds - 0.52)
  console.log(
    `\nedits of ${pages} pages in the browser, each painted: ${rounds} rounds, load ${loadavg()[0]?.toFixed(1)}`,
  )
  printTimes('the first edit', [first.painted])
  const all: number[] = []
  for (const kind of Object.keys(kinds) as Kind[]) {
    const measured: Painted[] = []
    for (let round = 0; round < rounds; round++) measured.push(await edit(page, kind, round))
    const painted = measured.map((one) => one.painted)
    printTimes(kinds[kind], painted)
    printTimes(
      '  to the answer',
      measured.map((one) => one.answered),
    )
    all.push(...painted)
  }
  printTimes('to save it: packed, sent, stored', [await save(page)])
  await page.close()
  judge('an edit painted, p95', percentile(all, 0.95), allowed)
}

/** All over the document; a round's words are those of its own paragraph. */
async function edit(page: Page, kind: Kind, round: number): Promise<Painted> {
  const site = Math.floor(((round + 0.5) * pages) / rounds)
  const at = { value: 0, words: 1, footnote: 2, comment: 3, section: 4, undo: 0 }[kind]
  const count = 100 + site * 7 + at
  const exact = `${count} subjects of site ${site + 1} were assessed`
  const quote = { exact, prefix: `At visit ${at + 1}, `, suffix: ', and the mean change' }
  if (kind === 'section') await page.evaluate(selectQuote, quote)
  await page.evaluate(watchDocument)
  return page.evaluate(measureEdit, [kind, quote] as const)
}

type Quote = { readonly exact: string; readonly prefix: string; readonly suffix: string }

/** Runs in the page. */
async function selectQuote(quote: Quote): Promise<void> {
  await hostPage.host.markQuote(quote)
  const view = document.querySelector<HTMLIFrameElement>('#document iframe')?.contentWindow
  const { CSS } = view as Window & typeof globalThis
  const [range] = [...CSS.highlights.values()].flatMap((one) => [...one])
  view?.getSelection()?.removeAllRanges()
  view?.getSelection()?.addRange(range as Range)
}

declare global {
  /** When the second frame began after the document's first change. */
  var benchChanged: Promise<number>
}

/** Runs in the page. */
function watchDocument(): void {
  const frame = document.querySelector<HTMLIFrameElement>('#document iframe')
  const shown = frame?.contentDocument?.body
  if (!shown) throw new Error('the document is not shown')
  globalThis.benchChanged = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect()
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())))
    })
    observer.observe(shown, { childList: true, subtree: true, characterData: true })
  })
}

/** Runs in the page. */
async function measureEdit([kind, quote]: readonly [Kind, Quote]): Promise<Painted> {
  const { editor, markQuote }: HostPage['host'] = hostPage.host
  const note = { kind: 'footnote', text: 'Table 14-1.1' } as const
  const pieces = Array.from({ length: 30 }, (_, at) => ({
    text: ` Sentence ${at} of a section that was taken from a chat.`,
    notes: [note],
  }))
  const acts = {
    value: () => editor.replaceQuote(quote, quote.exact.replace(/^\d+/, '99999')),
    words: () => editor.replaceQuote(quote, quote.exact.replace('assessed', 'examined')),
    footnote: () => editor.addNote(quote, note),
    comment: () => editor.addNote(quote, { ...note, kind: 'comment' }),
    section: () => editor.insertText(pieces),
    undo: () => {
      const buttons = [...document.querySelectorAll('button')]
      buttons.find((one) => one.textContent === 'Undo')?.click()
      return Promise.resolve({ outcome: 'applied' })
    },
  }
  const started = performance.now()
  const { outcome } = await acts[kind]()
  if (outcome !== 'applied') throw new Error(`“${quote.exact}”: ${outcome}`)
  const answered = performance.now() - started
  // a comment is not shown: it is over when the document can be used again
  const end = kind === 'comment' ? markQuote(quote).then(() => performance.now()) : benchChanged
  return { answered, painted: (await end) - started }
}

/** Runs in the page what a press on Save does. */
function save(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { host, client }: HostPage = hostPage
    const started = performance.now()
    await host.editor.sendDocument(client, new AbortController().signal)
    return performance.now() - started
  })
}
