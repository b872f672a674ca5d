import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { callJson } from '../../examples/run-example.ts'
import { statusResponse } from '../../shared/contract/documents.ts'
import { requirements } from '../support/requirements.ts'
import { describeGenerate, study } from './generate-scene.ts'
import { screenshotFolder } from './open-pane.ts'

describeGenerate('what is asked of the generation, and what comes of it', (scene) => {
  it('says why a run failed, retries it, and keeps what was typed for the next', async () => {
    const { page } = await scene.openGenerate()
    const template = await scene.writeTemplate('failing.docx', [
      'To {{name}}',
      '{{#offers}}',
      'Costs: {{amount|currency:EUR}}.',
      '{{/offers}}',
    ])
    await scene.addSources(page, ['table-14-1.1.docx'])
    await scene.addTemplate(page, template)
    const json = '{"offers": [{"amount": "about ten"}]}'
    await page.getByRole('textbox', { name: 'name', exact: true }).fill('Ann')
    await page.getByText(/The data lack “offers”/).waitFor()
    await page.getByRole('button', { name: 'Paste or open data' }).click()
    await page.getByRole('textbox', { name: 'Data', exact: true }).fill('{"offers": ')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Failing letter')
    await scene.generate(page)
    await page.getByText(/can’t be read as JSON/).waitFor()
    await page.getByRole('textbox', { name: 'Data', exact: true }).fill(json)
    await scene.generate(page)
    const alert = page.getByRole('alert')
    await page.getByText(/Code data_invalid/).waitFor({ timeout: 60_000 })
    expect(await alert.textContent()).toMatch(/about ten/)
    await scene.shot(page, 'failed')
    const retried = page.waitForResponse('**/retry')
    await page.getByRole('button', { name: 'Retry' }).click()
    expect((await retried).status()).toBe(202)
    // what the first run said stands there until the next one is under way
    const [, id] = /documents\/(.+)\/retry$/.exec((await retried).url()) ?? []
    const readStatus = async () =>
      statusResponse.parse(await callJson(scene.server, `/api/v1/documents/status/${id}`)).status
    await expect.poll(readStatus, { timeout: 60_000 }).toBe('Failed')
    await page.getByText(/Code data_invalid/).waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Back to the request' }).click()
    expect(await page.getByRole('textbox', { name: 'Data', exact: true }).inputValue()).toBe(json)
    await page.reload()
    await page.getByText('Read (').waitFor()
    expect(await page.getByRole('textbox', { name: 'name', exact: true }).inputValue()).toBe('Ann')
    await page
      .getByRole('textbox', { name: 'Data', exact: true })
      .fill('{"offers": [{"amount": 10}]}')
    await page.getByRole('checkbox', { name: /^Look at the outline/ }).click()
    await scene.generate(page)
    await page.getByText('The document is ready.').waitFor({ timeout: 60_000 })
  })

  it('says why a file is refused, and which mistakes a template has, beside what is well', async () => {
    const { page } = await scene.openGenerate()
    const old = join(screenshotFolder, 'old.doc')
    await writeFile(old, 'not a document')
    const files = [old, join(study, 'sources/analysis-plan.docx')]
    await page.locator('input[aria-label="Add source files"]').setInputFiles(files)
    const list = page.getByRole('list', { name: 'Chosen sources' })
    await list.getByText(/^Read \(/).waitFor()
    const refused = list.getByRole('listitem').filter({ hasText: 'old.doc' })
    expect(await refused.getByRole('alert').textContent()).toMatch(/unsupported_type/)
    await refused.getByRole('button', { name: 'Remove old.doc' }).click()
    await scene.addTemplate(
      page,
      await scene.writeTemplate('wrong.docx', ['[[rule dance from=protocol]]']),
    )
    await page.getByText('The template has 1 mistake').waitFor()
    await page.getByLabel('Name').fill('Never made')
    await scene.generate(page)
    await page.getByText('no document can be made from it').waitFor()
    await scene.shot(page, 'mistakes')
  })

  it('says that a name is taken, and makes a new version when it is told to', async () => {
    const { page } = await scene.openGenerate()
    const template = await scene.writeTemplate('letter.docx', ['Yours faithfully'])
    const ask = async () => {
      await page.getByLabel('Name').fill('Taken')
      await scene.generate(page)
    }
    await scene.addSources(page, ['table-14-1.1.docx'])
    await scene.addTemplate(page, template)
    await page.getByText('1 section, 0 rules').waitFor()
    await page.getByRole('checkbox', { name: /^Look at the outline/ }).click()
    await ask()
    await page.getByText('The document is ready.').waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Generate another' }).click()
    await ask()
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.textContent()).toMatch(/name is taken.*Give the document another name/i)
    await page.getByRole('button', { name: 'Make a new version of that document' }).click()
    await page.getByText('The document is ready.').waitFor({ timeout: 60_000 })
  })

  it('takes files that are dropped on it, and gives the document as PDF too', async () => {
    const { page } = await scene.openGenerate()
    const name = 'table-14-1.2.docx'
    const bytes = [...(await readFile(join(study, 'sources', name)))]
    const dropped = await page.evaluateHandle(
      ([name, bytes]) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([new Uint8Array(bytes)], name))
        return transfer
      },
      [name, bytes] as const,
    )
    const zone = page.getByRole('button', { name: 'Add source files' })
    for (const type of ['dragover', 'drop']) {
      await zone.dispatchEvent(type, { dataTransfer: dropped })
    }
    const list = page.getByRole('list', { name: 'Chosen sources' })
    await list
      .getByRole('listitem')
      .filter({ hasText: name })
      .getByText(/^Read \(/)
      .waitFor()
    await scene.addTemplate(page, await scene.writeTemplate('letter.docx', ['Yours faithfully']))
    await page.getByText('1 section, 0 rules').waitFor()
    await page.getByLabel('Name').fill('Printed')
    await page.getByRole('checkbox', { name: /^Look at the outline/ }).click()
    await scene.generate(page)
    await page.getByText('The document is ready.').waitFor({ timeout: 60_000 })
    const download = page.waitForEvent('download', { timeout: 60_000 })
    await page.getByRole('button', { name: 'Download as PDF' }).click()
    if (requirements.libreOffice.findPath() === undefined) {
      await page.getByText('Download the Word file and save it as PDF there.').waitFor()
      return
    }
    const file = await download
    expect(file.suggestedFilename()).toBe('Printed.pdf')
    expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-')
  })
})
