import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildDocx } from '../../support/build-docx.ts'
import { describeWith } from '../../support/requirements.ts'
import { launchBrowser } from '../open-pane.ts'
import { openShowing } from './shown-in-chromium.ts'

describeWith('chromium', 'a hyphen of Word that ends no line', (chromiumPath) => {
  let browser: Browser
  beforeAll(async () => void (browser = await launchBrowser(chromiumPath)))
  afterAll(() => browser?.close())

  it('is seen: what it parts may be the minus of a number', async () => {
    const showing = await openShowing(browser)
    const runs = '<w:r><w:t xml:space="preserve">was </w:t><w:noBreakHyphen/><w:t>13.1</w:t></w:r>'
    const bytes = buildDocx({ body: `<w:p>${runs}</w:p>` })
    const { anew } = await showing.editAndCompare({ bytes, edits: [], width: 700 })
    expect(anew.html).toContain('\u2011')
    expect(anew.html).not.toContain('<wbr')
    expect(anew.paragraphs.join('')).toContain('was \u201113.1')
    expect(showing.faults).toEqual([])
  })
})
