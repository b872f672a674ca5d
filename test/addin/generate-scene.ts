import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { describeWith } from '../support/requirements.ts'
import { startEmptyServer, type EmptyServer } from '../support/start-demo-server.ts'
import {
  buildPane,
  launchBrowser,
  openPage,
  screenshotFolder,
  type WatchedPage,
} from './open-pane.ts'

export const study = join(import.meta.dirname, '../../examples/study')
export const sourceFiles = [
  'protocol.pdf',
  'analysis-plan.docx',
  'table-14-1.1.docx',
  'table-14-1.2.docx',
  'table-14-2.1.docx',
  'table-14-3.1.docx',
]

/** The panel that asks for a document, over a server with an empty workspace. */
export type GenerateScene = {
  server: EmptyServer
  browser: Browser
  openGenerate(options?: BrowserContextOptions): Promise<WatchedPage>
  /** Gives the list of what was added, once all of it is read. */
  addSources(page: Page, files: readonly string[]): Promise<Locator>
  addTemplate(page: Page, path: string): Promise<void>
  generate(page: Page): Promise<void>
  /** Asks for the study's report, and waits for its outline. */
  askForStudy(page: Page, name: string): Promise<void>
  /** A template of these lines; those that begin with "# " are headings. */
  writeTemplate(name: string, lines: readonly string[]): Promise<string>
  shot(page: Page, name: string): Promise<unknown>
}

export function describeGenerate(name: string, define: (scene: GenerateScene) => void): void {
  describeWith('chromium', name, (chromiumPath) => {
    const scene = createScene()
    beforeAll(async () => {
      buildPane()
      scene.server = await startEmptyServer()
      scene.browser = await launchBrowser(chromiumPath)
    })
    afterAll(async () => {
      await scene.browser?.close()
      await scene.server?.close()
      console.log(`screenshots: ${screenshotFolder}`)
    })
    define(scene)
  })
}

function createScene(): GenerateScene {
  const scene = {
    addSources,
    generate,
    writeTemplate,
    addTemplate: (page, path) =>
      page.locator('input[aria-label="Add a template"]').setInputFiles(path),
    shot: (page, name) => page.screenshot({ path: join(screenshotFolder, `generate-${name}.png`) }),
    async openGenerate(options = {}) {
      const { server, browser } = scene
      const opened = await openPage(browser, options)
      await opened.page.goto(`${server.url}/addin/index.html?panel=generate#key=${server.apiKey}`)
      await opened.page.getByRole('heading', { name: 'Template' }).waitFor()
      return opened
    },
    async askForStudy(page, name) {
      await addSources(page, sourceFiles)
      await scene.addTemplate(page, join(study, 'template.docx'))
      await page.getByText('37 sections, 44 rules').waitFor()
      await page.getByLabel('Name').fill(name)
      await generate(page)
      await page.getByText('27 of 27 sections will be made').waitFor({ timeout: 60_000 })
    },
  } as GenerateScene
  return scene
}

async function addSources(page: Page, files: readonly string[]): Promise<Locator> {
  const paths = files.map((file) => join(study, 'sources', file))
  await page.locator('input[aria-label="Add source files"]').setInputFiles(paths)
  const list = page.getByRole('list', { name: 'Chosen sources' })
  const read = list.getByText(/^Read \(/)
  await read.nth(files.length - 1).waitFor({ timeout: 60_000 })
  return list
}

function generate(page: Page): Promise<void> {
  return page.getByRole('button', { name: 'Generate', exact: true }).click()
}

export async function writeTemplate(name: string, lines: readonly string[]): Promise<string> {
  const path = join(screenshotFolder, name)
  const body = lines.map((line) =>
    line.startsWith('# ')
      ? paragraph(line.slice(2), '', '<w:outlineLvl w:val="0"/>')
      : paragraph(line),
  )
  await writeFile(path, buildDocx({ body: body.join('') }))
  return path
}
