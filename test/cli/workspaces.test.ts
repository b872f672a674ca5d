import { afterAll, beforeAll, expect, test } from 'vitest'
import { commands } from '../../cli/commands.ts'
import { runCommandLine } from '../../cli/run-command-line.ts'
import { documentSet } from '../../shared/contract/document-sets.ts'
import { startEmptyServer, type EmptyServer } from '../support/start-demo-server.ts'
import { createRecorder } from './recorder.ts'

let server: EmptyServer

beforeAll(async () => {
  server = await startEmptyServer()
})
afterAll(() => server?.close())

async function run(...words: string[]) {
  const environment = { SOURCEWRIGHT_URL: server.url, SOURCEWRIGHT_API_KEY: server.apiKey }
  const recorder = createRecorder([], environment)
  const signal = new AbortController().signal
  const code = await runCommandLine(commands, words, recorder.terminal, signal)
  return { code, ...recorder.read() }
}

const create = async (...words: string[]) => {
  const made = await run('workspaces', 'create', ...words, '--json')
  expect(made.code).toBe(0)
  return { ...made, ...documentSet.parse(JSON.parse(made.out)) }
}

test('workspaces are made and listed, each with what tells it from the others', async () => {
  const letters = await create('Letters', '--key', 'letters')
  expect(letters.err).toBe('')
  const listed = await run('workspaces', 'list')
  expect(listed.out).toContain(`${letters.id}  letters`)
  expect(listed.out).toMatch(/^id +key +name/)
})

test('one that has the name of another is made, and it is said how to tell them apart', async () => {
  await create('Twins', '--key', 'first')
  const second = await create('Twins', '--key', 'second')
  expect(second.err).toContain('2 workspaces are named “Twins”: name them by id or key.')
})

test('a workspace is named by its id, its key or a name that no other has', async () => {
  const { id } = await create('Only one', '--key', 'only')
  for (const named of [id, 'only', 'Only one']) {
    const caller = await run('whoami', '--workspace', named, '--json')
    expect(JSON.parse(caller.out)).toMatchObject({ workspace_id: id })
  }
  const unclear = await run('sources', 'list', '--workspace', 'Twins')
  expect(unclear.code).toBe(2)
  expect(unclear.err).toMatch(/first [0-9a-f-]{36}.*second [0-9a-f-]{36}/)
  const missing = await run('sources', 'list', '--workspace', 'nowhere')
  expect(missing).toMatchObject({ code: 2 })
  expect(missing.err).toContain('no workspace “nowhere”')
})

test('a key that is taken is refused', async () => {
  const again = await run('workspaces', 'create', 'Other', '--key', 'only')
  expect(again.code).not.toBe(0)
  expect(again.err).toContain('has a document set with the key "only"')
})
