import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type * as ledgerPart from '../../../addin/host/ledger-part.ts'
import {
  ageSentence,
  buildLedgerDocx,
  listLedgerParts,
  randomizedSentence,
  readEntries,
  readStates,
  withdrawnSentence,
} from '../../support/build-ledger-docx.ts'
import { describeWith } from '../../support/requirements.ts'
import { bundleForPage } from '../bundle-for-page.ts'
import { launchBrowser } from '../open-pane.ts'

declare const ledgers: typeof ledgerPart

describeWith('chromium', 'a ledger that is brought in step', (chromiumPath) => {
  let browser: Browser
  let page: Page
  const [part = ''] = listLedgerParts(buildLedgerDocx())
  const written = /<text>([^]*)<\/text>/.exec(part)?.[1] ?? ''

  beforeAll(async () => {
    browser = await launchBrowser(chromiumPath)
    page = await browser.newPage()
    const content = await bundleForPage('ledgers', ['addin/host/ledger-part.ts'])
    await page.addScriptTag({ content })
  })
  afterAll(() => browser?.close())

  const update = (
    text: string,
    { xml = part, isEdited = true, limits }: Partial<Update> = {},
  ): Promise<string | undefined> =>
    page.evaluate(
      ([xml, text, isEdited, limits]) =>
        ledgers.createLedgerUpdater(limits ?? undefined)(xml, { text, isEdited }),
      [xml, text, isEdited, limits ?? null] as const,
    )

  it('is the same for the words that were written, however a reader sets cells apart', async () => {
    expect(await update(written)).toBeUndefined()
    expect(await update(`\n${written.replaceAll('\n', '\n\n\t')}\n`)).toBeUndefined()
  })

  it('says of each sentence what became of it', async () => {
    const text = written
      .replace('182', '183')
      .replace(
        `${withdrawnSentence}`,
        'Something else altogether stands at the end now, in its place.',
      )
    expect(readStates((await update(text)) ?? '')).toEqual({
      [randomizedSentence]: 'edited',
      [ageSentence]: 'intact',
      [withdrawnSentence]: 'lost',
      '91': 'intact',
      '85': 'intact',
    })
  })

  it('says that a sentence was moved which stands elsewhere, word for word', async () => {
    const text = `${written.replace(` ${ageSentence}`, '')}\nHarms\n${ageSentence}`
    expect(readStates((await update(text)) ?? '')).toMatchObject({
      [ageSentence]: 'moved',
      [randomizedSentence]: 'intact',
    })
  })

  it('calls nothing intact or moved that no longer stands there', async () => {
    const states = readStates((await update('Nothing of all this stands here any more.')) ?? '')
    expect(new Set(Object.values(states))).not.toContain('intact')
    expect(new Set(Object.values(states))).not.toContain('moved')
  })

  it('brings back what it said before when the words come back', async () => {
    const edited = await update(written.replace('182', '183'))
    const back = await update(written, { xml: edited ?? '' })
    expect(readEntries(back ?? '')).toEqual(readEntries(part))
  })

  it('keeps everything else that a part says', async () => {
    const more = part.replace(
      '<citation ',
      '<note xmlns="urn:other">mine</note><citation look="own" ',
    )
    const updated = await update(written.replace('182', '183'), { xml: more })
    expect(updated).toContain('<note xmlns="urn:other">mine</note>')
    expect(updated).toContain('look="own"')
    expect(updated).toContain('quote="words of the protocol"')
  })

  it('has words as text, whatever stands in them', async () => {
    const odd = '183 <b> & "patients"\u0002\u0015 \ud800'
    const updated = await update(written.replace('182', odd))
    const [entry] = readEntries(updated ?? '')
    expect(entry?.state).toBe('edited')
    expect(entry?.words).toContain('183 <b> & "patients"')
  })

  it.each([
    { which: 'is larger than a ledger can be', limits: { units: 100 } },
    { which: 'has more entries than a ledger can have', limits: { citations: 3 } },
    { which: 'is torn', xml: part.slice(0, -20) },
    { which: 'is none', xml: '<p xmlns="urn:sourcewright:ledger:1"/>' },
    { which: 'declares entities', xml: `<!DOCTYPE ledger [<!ENTITY a "b">]>${part}` },
    { which: 'is empty', xml: '' },
  ])('is left alone where it $which', async ({ xml = part, limits = {} }) => {
    const all = { units: 1_000_000, citations: 1_000, work: 5_000, ...limits }
    expect(await update(written.replace('182', '183'), { xml, limits: all })).toBeUndefined()
  })

  it('says of words that nothing can be told where there is no time to look for them', async () => {
    const limits = { units: 1_000_000, citations: 1_000, work: -1 }
    const states = readStates((await update(written, { limits })) ?? '')
    expect(new Set(Object.values(states))).toEqual(new Set(['ambiguous']))
  })

  it('leaves entries without words of their own alone until the document is edited', async () => {
    const xml = part.replace(/<text>[^]*<\/text>/, '')
    expect(await update(written, { xml, isEdited: false })).toBeUndefined()
    expect(await update(written, { xml, isEdited: true })).toContain('state="ambiguous"')
  })
})

type Update = {
  readonly xml: string
  readonly isEdited: boolean
  readonly limits: ledgerPart.LedgerLimits | undefined
}
