import { join } from 'node:path'
import type { Browser, Request } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { callJson } from '../../examples/run-example.ts'
import { documentSet } from '../../shared/contract/document-sets.ts'
import { usersResponse } from '../../shared/contract/users.ts'
import {
  audience,
  issuer,
  makeSigningKey,
  signToken,
  startIdentityProvider,
  type IdentityProvider,
  type SigningKey,
} from '../support/identity-provider.ts'
import { describeWith } from '../support/requirements.ts'
import { startEmptyServer, type EmptyServer } from '../support/start-demo-server.ts'
import { openWordWindow, paneFrame, type Word, type WordWindow } from '../word-host/open-word.ts'
import {
  createWordDocument,
  type TokenQuestion,
  type WordOptions,
} from '../word-host/word-document.ts'
import { findViolations } from './find-violations.ts'
import { buildPane, launchBrowser, screenshotFolder } from './open-pane.ts'

type Account = NonNullable<WordOptions['account']>

const answered = 'There is no source that could be searched.'
const report = [{ text: 'Results', level: 1 }, { text: 'A total of 182 subjects were randomized.' }]

describeWith('chromium', 'signing in with the account of Office', (chromiumPath) => {
  let provider: IdentityProvider
  let key: SigningKey
  let server: EmptyServer
  let browser: Browser
  let window: WordWindow
  let requests: Request[]
  let questions: TokenQuestion[]

  beforeAll(async () => {
    buildPane()
    provider = await startIdentityProvider()
    key = await makeSigningKey('RS256', 'office')
    provider.publish([key])
    server = await startEmptyServer({
      SOURCEWRIGHT_JWT_ISSUER: issuer,
      SOURCEWRIGHT_JWT_AUDIENCE: audience,
      SOURCEWRIGHT_JWT_JWKS_URL: provider.jwksUrl,
    })
    browser = await launchBrowser(chromiumPath)
    window = await openWordWindow(browser, server.url)
    window.page.on('request', (request) => requests.push(request))
  })
  beforeEach(async () => {
    requests = []
    questions = []
    await showIn('light', 380)
  })
  afterEach(() => vi.useRealTimers())
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    await provider?.close()
    console.log(`screenshots: ${screenshotFolder}`)
  })

  const open = (account: Account) =>
    window.open(
      createWordDocument(report, {
        account(question) {
          questions.push(question)
          return account(question)
        },
      }),
    )
  const tokenOf = (claims: object) => signToken(key, { name: 'Grace', role: 'owner', ...claims })
  const grace: Account = () => tokenOf({ sub: 'grace' })
  /** With a pane so many pixels wide: the window of the stand-in is wider by 20. */
  const showIn = async (colorScheme: 'light' | 'dark', width: number) => {
    await window.page.emulateMedia({ colorScheme })
    await window.page.setViewportSize({ width: width + 20, height: 900 })
  }
  const shot = (name: string) =>
    window.page.screenshot({ path: join(screenshotFolder, `sign-in-${name}.png`) })
  const isOpen = ({ pane }: Word) => pane.getByRole('combobox', { name: 'Section' }).waitFor()
  const openSettings = ({ pane }: Word) =>
    pane.getByRole('button', { name: 'Settings', exact: true }).click()
  const signInButton = ({ pane }: Word) =>
    pane.getByRole('button', { name: 'Sign in with Office', exact: true })
  const headersOf = (path: string) =>
    requests
      .filter((request) => new URL(request.url()).pathname.endsWith(path))
      .map((request) => request.headers())

  it('needs no key and no question: the calls carry Office’s token, and the settings say whose it is', async () => {
    const word = await open(grace)
    await isOpen(word)
    expect(questions).toEqual([{ allowSignInPrompt: false, allowConsentPrompt: false }])
    const sent = headersOf('/documents/local')
    expect(sent[0]?.['authorization']).toMatch(/^Bearer .+\..+\..+/)
    expect(sent[0]?.['x-api-key']).toBeUndefined()
    await openSettings(word)
    const said = await word.pane.locator('#pane').innerText()
    expect(said).toContain('Sign-in\nOffice account')
    expect(said).toContain('Signed in as\nGrace')
    expect(await findViolations(paneFrame(word))).toEqual([])
    await shot('signed-in')
    const kept = await word.pane
      .locator('body')
      .evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]))
    expect(kept).not.toContain('eyJ')
  })

  it('goes on with a new token where the server finds the first ended, and loses nothing that was typed', async () => {
    const word = await open(grace)
    await isOpen(word)
    await word.pane.getByRole('tab', { name: 'Chat' }).click()
    const box = word.pane.getByRole('textbox', { name: 'Question' })
    await box.fill('How many subjects were randomized?')
    // the server's clock alone: the pane still holds the token for good
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 })
    requests = []
    await word.pane.getByRole('button', { name: 'Ask', exact: true }).click()
    await word.pane.getByText(answered).waitFor()
    expect(questions).toHaveLength(2)
    const statuses = await Promise.all(
      requests.map(async (request) => (await request.response())?.status()),
    )
    expect(statuses).toContain(401)
    expect(await word.pane.getByRole('alert').count()).toBe(0)
  })

  it('says so where Office gives no new token, and goes on once it does, with what was typed', async () => {
    let hasLeft = false
    await showIn('dark', 320)
    const word = await open((question) =>
      hasLeft && !question.allowSignInPrompt ? Promise.resolve(13001) : tokenOf({ sub: 'grace' }),
    )
    await isOpen(word)
    await word.pane.getByRole('tab', { name: 'Chat' }).click()
    const box = word.pane.getByRole('textbox', { name: 'Question' })
    await box.fill('What of the others?')
    hasLeft = true
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 })
    await word.pane.getByRole('button', { name: 'Ask', exact: true }).click()
    const alert = word.pane.getByRole('alert').first()
    await expect.poll(() => alert.textContent()).toMatch(/Nobody is signed in to Office here/)
    await shot('lost')
    await openSettings(word)
    await word.pane.getByRole('button', { name: 'Sign in with Office again' }).click()
    await word.pane.getByText('Office has signed you in again.').waitFor()
    await word.pane.getByRole('button', { name: 'Back' }).click()
    await word.pane.getByText('What of the others?').first().waitFor()
    await word.pane
      .getByRole('button', { name: /^(Try again|Ask again)$/ })
      .first()
      .click()
    await word.pane.getByText(answered).waitFor()
  })

  it('asks nobody unasked; says of each refusal what it is; and a key stays a way in', async () => {
    const codes = [13002, 13003, 13004, 13005, 13006, 13007, 13010, 13012, 13013]
    let next = 13001
    await showIn('dark', 320)
    const word = await open(() => Promise.resolve(next))
    await signInButton(word).waitFor()
    expect(await word.pane.getByRole('alert').count()).toBe(0)
    await shot('offered')
    const said = new Set<string>()
    for (next of codes) {
      await signInButton(word).click()
      const alert = word.pane.getByRole('alert').filter({ hasText: `Code office_${next}` })
      said.add((await alert.textContent()) ?? '')
    }
    expect(said.size).toBe(codes.length)
    expect(questions.slice(1).every(({ allowSignInPrompt }) => allowSignInPrompt)).toBe(true)
    expect(await findViolations(paneFrame(word))).toEqual([])
    await shot('refused')
    await word.pane.getByLabel('API key').fill(server.apiKey)
    await word.pane.getByRole('button', { name: 'Connect' }).click()
    await isOpen(word)
    expect(headersOf('/documents/local')[0]?.['x-api-key']).toBe(server.apiKey)
  })

  it('ends for this tab when somebody signs out, until the button is pressed', async () => {
    const word = await open(grace)
    await isOpen(word)
    await openSettings(word)
    await word.pane.getByRole('button', { name: 'Sign out' }).click()
    await signInButton(word).waitFor()
    expect(questions).toHaveLength(1)
    await signInButton(word).press('Enter')
    await isOpen(word)
    expect(questions).toHaveLength(2)
    expect(questions[1]?.allowSignInPrompt).toBe(true)
  })

  it('is not offered by a Word that can’t, nor by a server that takes no such tokens', async () => {
    const old = await window.open(createWordDocument(report))
    await old.pane.getByLabel('API key').waitFor()
    const without = await startEmptyServer()
    const other = await openWordWindow(browser, without.url)
    const asked = vi.fn<Account>()
    const word = await other.open(createWordDocument(report, { account: asked }))
    await word.pane.getByLabel('API key').waitFor()
    await word.pane.getByRole('region', { name: 'What is sent' }).waitFor()
    for (const one of [old, word]) expect(await signInButton(one).count()).toBe(0)
    expect(asked).not.toHaveBeenCalled()
    await other.page.close()
    await without.close()
  })

  it('says what to do to who is in no workspace yet, and goes on once that is done', async () => {
    await showIn('dark', 320)
    const word = await open(() => tokenOf({ sub: 'lin', name: 'Lin', role: 'member' }))
    await word.pane.getByText(/in no workspace yet/).waitFor()
    expect(await findViolations(paneFrame(word))).toEqual([])
    await shot('no-workspace')
    const { users } = usersResponse.parse(await callJson(server, '/api/v1/users'))
    const id = users.find(({ user_name: name }) => name === 'Lin')?.user_id ?? ''
    expect(await word.pane.locator('#pane').innerText()).toContain(`User id\n${id}`)
    const set = await firstSet()
    await callJson(server, `/api/v1/document-sets/${set}/users`, { user_id: id })
    await word.pane.getByRole('button', { name: 'Try again' }).click()
    await isOpen(word)
  })

  it('lets who reaches several workspaces choose one, keeps the choice, and changes it', async () => {
    const name = 'Second workspace'
    const made = await callJson(server, '/api/v1/document-sets', { document_set_name: name })
    const second = documentSet.parse(made).id
    await showIn('dark', 320)
    const word = await open(grace)
    const box = word.pane.getByRole('combobox', { name: 'Workspace' })
    await box.selectOption(name)
    await shot('workspaces')
    expect(await findViolations(paneFrame(word))).toEqual([])
    await word.pane.getByRole('button', { name: 'Work in this workspace' }).click()
    await isOpen(word)
    expect(headersOf('/documents/local')[0]?.['x-workspace-id']).toBe(second)
    await word.page.reload()
    await isOpen(word)
    await openSettings(word)
    await box.selectOption({ index: 0 })
    requests = []
    await word.pane.getByRole('button', { name: 'Change to this workspace' }).click()
    await isOpen(word)
    expect(headersOf('/documents/local')[0]?.['x-workspace-id']).toBe(await firstSet())
  })

  async function firstSet(): Promise<string> {
    const caller = (await callJson(server, '/api/v1/whoami')) as {
      workspaces: { workspace_id: string }[]
    }
    return caller.workspaces[0]?.workspace_id ?? ''
  }
})
