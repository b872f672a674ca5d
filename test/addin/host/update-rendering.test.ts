import fc from 'fast-check'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildDocx, paragraph } from '../../support/build-docx.ts'
import { describeWith } from '../../support/requirements.ts'
import { launchBrowser } from '../open-pane.ts'
import { arbitraryDocument } from './random-document.ts'
import { openShowing, type RandomEdit } from './shown-in-chromium.ts'

const runs = Number(process.env['UPDATE_RUNS'] ?? 60)

const edits: fc.Arbitrary<RandomEdit[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('replace', 'replace', 'footnote', 'comment', 'insert', 'undo'),
    place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    words: fc.nat(5),
  }),
  { minLength: 1, maxLength: 6 },
)

describeWith('chromium', 'a document that is edited while it is shown', (chromiumPath) => {
  let browser: Browser
  let showing: Awaited<ReturnType<typeof openShowing>>

  beforeAll(async () => {
    browser = await launchBrowser(chromiumPath)
    showing = await openShowing(browser)
  }, 60_000)
  afterAll(() => browser?.close())

  it('is shown, edit by edit, as it is when it is laid out anew', async () => {
    const count = { layouts: 0, shown: 0 }
    await fc.assert(
      fc.asyncProperty(arbitraryDocument(), edits, async (bytes, edits) => {
        const { updated, anew, layouts, shown } = await showing.editAndCompare(bytes, edits)
        expect(updated).toEqual(anew)
        count.layouts += layouts
        count.shown += shown
      }),
      { numRuns: runs },
    )
    console.log(`${count.shown} changes shown, for ${count.layouts} of them the whole laid out`)
    expect(count.shown).toBeGreaterThan(runs)
    console.log(
      Object.entries(Object.groupBy(showing.faults, (x) => x))
        .map(([k, v]) => `${k} ${v?.length}`)
        .join('\n'),
    )
    expect(count.layouts).toBeLessThan(count.shown / 2)
    expect(showing.faults).toEqual([])
  }, 240_000)

  it('begins to be seen before all of it is laid out, and stays where it was scrolled to', async () => {
    const body = Array.from({ length: 1200 }, (_, at) => paragraph(`Paragraph ${at}.`)).join('')
    const opening = await showing.watchOpening(buildDocx({ body: `${body}<w:sectPr/>` }))
    expect(opening.seen).toEqual(['60 The rest of the document is being laid out…', '1200'])
    expect(opening).toMatchObject({ top: 100, hasStatus: false })
  })
})
