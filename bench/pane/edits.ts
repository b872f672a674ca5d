import type { Browser, Frame, Page } from 'playwright-core'
import { createBrowserDriver } from '../../test/addin/browser-driver.ts'
import type { HostPage } from '../../test/addin/host-page.ts'
import { createWordDriver } from '../../test/addin/word-driver.ts'
import type { DemoServer } from '../../test/support/start-demo-server.ts'
import { printTimes } from './goal.ts'
import { buildLongDocument } from './long-document.ts'

const pages = 300
/** The stand-in looks for each place anew in all that it holds, and takes minutes for a longer one. */
const pagesInWord = 30
const rounds = 5

/** Words of one sentence of the long document, in the middle, near its end or near its beginning. */
type Quote = { readonly exact: string; readonly prefix: string; readonly suffix: string }

/** Milliseconds in the page, from the call to its answer. */
type Measured = Readonly<Record<'marked' | 'replaced' | 'noted' | 'shown', number>>

/**
 * Words of a long document brought into view and changed, in both hosts. The one of Word runs
 * Microsoft's client over a stand-in, whose own time is in these figures: they show what our side of
 * it asks for, and not how long Word takes.
 */
export async function benchEdits(browser: Browser, server: DemoServer): Promise<void> {
  const page = await (await createBrowserDriver(browser, server)).open(await build(pages))
  page.setDefaultTimeout(60_000)
  print(`in the browser, ${pages} pages`, await measureAll(page, pages))
  await page.close()
  const driver = await createWordDriver(browser, server)
  const { frame } = await driver.open(await build(pagesInWord))
  print(`in the stand-in for Word, ${pagesInWord} pages`, await measureAll(frame, pagesInWord))
}

async function build(length: number): Promise<Uint8Array> {
  return new Uint8Array(await buildLongDocument(length))
}

/** All over the document, one after the other. */
async function measureAll(frame: Frame | Page, length: number): Promise<Measured[]> {
  const measured: Measured[] = []
  for (let round = 0; round < rounds; round++) {
    const at = Math.floor(((round + 0.5) * length) / rounds)
    measured.push(await frame.evaluate(measure, createQuote(at)))
  }
  return measured
}

function createQuote(page: number): Quote {
  const count = 100 + page * 7
  const suffix = ', and the mean change'
  return {
    exact: `${count} subjects of site ${page + 1} were assessed`,
    prefix: 'At visit 1, ',
    suffix,
  }
}

/** Runs in the page. */
async function measure(quote: Quote): Promise<Measured> {
  const { host }: HostPage = hostPage
  const time = async <T>(isDone: (answer: T) => boolean, call: () => Promise<T>) => {
    const started = performance.now()
    const answer = await call()
    if (!isDone(answer)) throw new Error(`“${quote.exact}”: ${JSON.stringify(answer)}`)
    return performance.now() - started
  }
  const isApplied = ({ outcome }: { readonly outcome: string }) => outcome === 'applied'
  const marked = await time(Boolean, () => host.markQuote(quote))
  const exact = quote.exact.replace('assessed', 'examined')
  const replaced = await time(isApplied, () => host.editor.replaceQuote(quote, exact))
  const note = { kind: 'footnote', text: 'Table 14-1.1' } as const
  const noted = await time(isApplied, () => host.editor.addNote({ ...quote, exact }, note))
  const shown = await time(Boolean, () => host.markQuote({ ...quote, exact }))
  return { marked, replaced, noted, shown }
}

function print(place: string, measured: readonly Measured[]): void {
  const each = (name: keyof Measured) => measured.map((one) => one[name])
  console.log(`\nwords of a Word file, ${place}: ${rounds} rounds`)
  printTimes('to bring words into view', each('marked'))
  printTimes('to replace a word, read back', each('replaced'))
  printTimes('to add a footnote, read back', each('noted'))
  printTimes('to bring into view what was just changed', each('shown'))
}
