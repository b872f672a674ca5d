import { callJson } from '../../../examples/run-example.ts'
import { documentSet } from '../../../shared/contract/document-sets.ts'
import { whoAmIResponse } from '../../../shared/contract/identity.ts'
import { usersResponse } from '../../../shared/contract/users.ts'
import type { DemoServer } from '../../support/start-demo-server.ts'
import type { Word, WordWindow } from '../../word-host/open-word.ts'
import {
  createWordDocument,
  WordDocument,
  type WordOptions,
} from '../../word-host/word-document.ts'
import type { WordRoom } from './open-word-room.ts'
import { expectFocus, press, reach } from './press-keys.ts'

/** What the pane offers in Word alone: Office's account, its workspaces, and a file that may be a copy. */
export async function walkWord(room: WordRoom): Promise<void> {
  await signIn(room)
  await answerFork(room, 'Make it a document of its own', 'Copy of my report.docx')
  await answerFork(room, 'Go on with the same document', 'Renamed report.docx')
  await waitForWorkspace(room)
  await chooseWorkspace(room)
}

type Account = NonNullable<WordOptions['account']>

const lines = [{ text: 'Results', level: 1 }, { text: 'A total of 182 subjects were randomized.' }]

function open({ window }: WordRoom, account: Account): Promise<Word> {
  return window.open(createWordDocument(lines, { account }))
}

const button = ({ pane }: Word, name: string) => pane.getByRole('button', { name, exact: true })
const pressButton = (word: Word, name: string) => press(word.page, button(word, name))
const isOpen = ({ pane }: Word) => pane.getByRole('combobox', { name: 'Section' }).waitFor()

async function signIn(room: WordRoom): Promise<void> {
  const word = await open(room, ({ allowSignInPrompt }) =>
    allowSignInPrompt ? room.signToken('Grace', 'owner') : Promise.resolve(13001),
  )
  await pressButton(word, 'Sign in with Office')
  await isOpen(word)
  await pressButton(word, 'Settings')
  await pressButton(word, 'Sign in with Office again')
  await word.pane.getByText('Office has signed you in again.').waitFor()
  await pressButton(word, 'Back')
  await pressButton(word, 'Send again')
  await isOpen(word)
  await pressButton(word, 'Settings')
  await pressButton(word, 'Sign out')
  await button(word, 'Sign in with Office').waitFor()
}

async function answerFork(room: WordRoom, answer: string, name: string): Promise<void> {
  const account = () => room.signToken('Grace', 'owner')
  const first = await open(room, account)
  await isOpen(first)
  const { settings } = first.document
  const url = `https://word.test/documents/${encodeURIComponent(name)}`
  const renamed = new WordDocument(first.document.save(), { settings, url, account })
  const word = await room.window.open(renamed)
  await pressButton(word, answer)
  await isOpen(word)
}

/** Somebody whom no administrator has added to a workspace yet. */
async function waitForWorkspace(room: WordRoom): Promise<void> {
  const { server } = room
  const word = await open(room, () => room.signToken('Lin', 'member'))
  await word.pane.getByText(/in no workspace yet/).waitFor()
  const { users } = usersResponse.parse(await callJson(server, '/api/v1/users'))
  const user = users.find(({ user_name: name }) => name === 'Lin')
  const { workspaces } = whoAmIResponse.parse(await callJson(server, '/api/v1/whoami'))
  const path = `/api/v1/document-sets/${workspaces[0]?.workspace_id}/users`
  await callJson(server, path, { user_id: user?.user_id })
  await pressButton(word, 'Try again')
  await isOpen(word)
}

async function chooseWorkspace(room: WordRoom): Promise<void> {
  const name = 'Second workspace'
  const made = await callJson(room.server, '/api/v1/document-sets', { document_set_name: name })
  documentSet.parse(made)
  const word = await open(room, () => room.signToken('Grace', 'owner'))
  await chooseOther(word, 'ArrowDown')
  await pressButton(word, 'Work in this workspace')
  await isOpen(word)
  await pressButton(word, 'Settings')
  await chooseOther(word, 'ArrowUp')
  await pressButton(word, 'Change to this workspace')
  await isOpen(word)
}

/** A source opened and closed, and what stands folded, which Microsoft's client goes past by itself. */
export async function walkReportInWord(server: DemoServer, window: WordWindow): Promise<void> {
  const path = `${server.url}/api/v1/documents/${server.documentId}/file?format=docx`
  const file = await fetch(path, { headers: { 'X-API-Key': server.apiKey } })
  const word = await window.open(new WordDocument(new Uint8Array(await file.arrayBuffer())))
  const { page, pane } = word
  await reach(page, pane.getByLabel('API key'))
  await page.keyboard.type(server.apiKey)
  await page.keyboard.press('Enter')
  await isOpen(word)
  await reach(page, pane.getByRole('combobox', { name: 'Section' }))
  await page.keyboard.type('Disposition of Subjects')
  await page.keyboard.press('Enter')
  const open = pane.getByRole('button', { name: /^Open the source table/ }).first()
  await press(page, open)
  const viewer = pane.getByRole('dialog')
  await viewer.getByText('The cited words are marked.').waitFor()
  await reach(page, viewer.locator('iframe'))
  await reach(page, button(word, 'Close the source'))
  await page.keyboard.press('Escape')
  await viewer.waitFor({ state: 'detached' })
  await expectFocus(open)
  await pressButton(word, 'Write this section again')
  await pane.getByRole('button', { name: 'Decide later' }).waitFor()
  await press(page, pane.locator('summary').first())
  await pressButton(word, 'Decide later')
}

async function chooseOther({ page, pane }: Word, key: string): Promise<void> {
  await reach(page, pane.getByRole('combobox', { name: 'Workspace' }))
  await page.keyboard.press(key)
}
