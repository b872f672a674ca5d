import Database from 'better-sqlite3'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { callJson } from '../../../examples/run-example.ts'
import { issuedApiKey } from '../../../shared/contract/api-keys.ts'
import { waitForDocument } from '../open-pane.ts'
import type { PaneScene } from '../pane-scene.ts'
import { chooseSection, expectFocus, expectFocusKept, press, reach, type } from './press-keys.ts'

const rewrite = 'Write this section again'

/** A server that is away, a call that fails, a draft that could not be written: begins with the report. */
export async function walkTrouble(scene: PaneScene, page: Page): Promise<void> {
  await waitForDocument(page)
  await tryNow(page)
  await tryAgain(page)
  await closeRefused(page)
  await giveUpDraft(scene, page)
}

/** The banner goes by itself, and the focus with it. */
async function tryNow(page: Page): Promise<void> {
  await page.context().setOffline(true)
  const button = page.getByRole('button', { name: 'Try now' })
  await press(page, button)
  await expectFocus(button)
  await page.context().setOffline(false)
  await button.waitFor({ state: 'detached' })
  await expectFocusKept(page)
}

async function tryAgain(page: Page): Promise<void> {
  const path = '**/get-sources-for-*'
  await page.route(path, (route) => route.abort())
  await reach(page, page.getByRole('combobox', { name: 'Section' }))
  await page.keyboard.type('Inclusion Criteria')
  await page.keyboard.press('Enter')
  await reach(page, page.getByRole('button', { name: 'Try again' }))
  await page.unroute(path)
  await page.keyboard.press('Enter')
  await page.getByRole('article').first().waitFor()
  await expectFocusKept(page)
}

async function closeRefused(page: Page): Promise<void> {
  const path = '**/regenerate'
  await page.route(path, (route) => route.abort())
  await press(page, page.getByRole('button', { name: rewrite }))
  await press(page, page.getByRole('button', { name: 'Close', exact: true }))
  await expectFocus(page.getByRole('button', { name: rewrite }))
  await page.unroute(path)
}

/** As the server leaves a draft whose process died. */
async function giveUpDraft({ server }: PaneScene, page: Page): Promise<void> {
  const database = new Database(join(server.folder, 'sourcewright.sqlite'))
  const error = JSON.stringify({ code: 'process_died', message: 'The process died.' })
  const failing = "update rivals set status = 'failed', composed = null, error = ?"
  await page.route('**/rival', async (route) => {
    const answer = await route.fetch()
    const { status } = (await answer.json()) as { status?: string }
    if (status === 'completed') database.prepare(failing).run(error)
    await (status === 'completed' ? route.continue() : route.fulfill({ response: answer }))
  })
  await press(page, page.getByRole('button', { name: rewrite }))
  await press(page, page.getByRole('button', { name: 'Write it again' }))
  await page.getByText(/could not be written again/).waitFor()
  await expectFocusKept(page)
  await press(page, page.getByRole('button', { name: 'Close', exact: true }))
  await expectFocus(page.getByRole('button', { name: rewrite }))
  database.close()
}

/** A key that is taken back while the pane works with it; another one is given in its place. */
export async function walkSettings({ server, pane }: PaneScene, page: Page): Promise<void> {
  const wish = { name: 'For a while', permissions: ['read', 'search'] }
  const issued = issuedApiKey.parse(await callJson(server, '/v1/api-keys', wish))
  await page.goto(`${pane}?document=${server.documentId}#key=${issued.key}`)
  // the file is fetched with this key, too
  await waitForDocument(page)
  await fetch(`${server.url}/v1/api-keys/${issued.api_key_id}`, {
    method: 'DELETE',
    headers: { 'X-API-Key': server.apiKey },
  })
  await reach(page, page.getByRole('combobox', { name: 'Section' }))
  await page.keyboard.type('Inclusion Criteria')
  await page.keyboard.press('Enter')
  await press(page, page.getByRole('button', { name: 'Open settings' }))
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
  await expectFocusKept(page)
  await reach(page, page.getByLabel('Language of dates'))
  await page.keyboard.press('End')
  await press(page, page.getByRole('button', { name: 'Back' }))
  await expectFocusKept(page)
  await press(page, page.getByRole('button', { name: 'Open settings' }))
  await type(page, page.getByLabel('API key'), server.apiKey)
  await press(page, page.getByRole('button', { name: 'Connect' }))
  await page.getByText('owner', { exact: true }).waitFor()
  await expectFocusKept(page)
  await press(page, page.getByRole('button', { name: 'Back' }))
  await chooseSection(page, 'Inclusion Criteria')
}
