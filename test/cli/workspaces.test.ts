import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { commands } from '../../cli/commands.ts'
import { runCommandLine } from '../../cli/run-command-line.ts'
import { documentSet } from '../../shared/contract/document-sets.ts'
import { startEmptyServer, type EmptyServer } from '../support/start-demo-server.ts'
import { createRecorder } from './recorder.ts'

const documentSets = z.object({ document_sets: z.array(documentSet) })

let server: EmptyServer

beforeAll(async () => {
  server = await startEmptyServer()
})
afterAll(() => server?.close())

const run = (...words: string[]) => runTyping([], ...words)

/** `typed` are the lines that answer what is asked. */
async function runTyping(typed: readonly string[], ...words: string[]) {
  const environment = { SOURCEWRIGHT_URL: server.url, SOURCEWRIGHT_API_KEY: server.apiKey }
  return runIn(environment, typed, ...words)
}

async function runIn(
  environment: Readonly<Record<string, string>>,
  typed: readonly string[],
  ...words: string[]
) {
  const recorder = createRecorder(typed, environment)
  const signal = new AbortController().signal
  const code = await runCommandLine(commands, words, recorder.terminal, signal)
  return { code, ...recorder.read() }
}

const create = async (...words: string[]) => {
  const made = await run('workspaces', 'create', ...words, '--json')
  expect(made.code).toBe(0)
  return { ...made, ...documentSet.parse(JSON.parse(made.out)) }
}

test('a variable of the environment that is set to nothing is not set', async () => {
  const login = { SOURCEWRIGHT_URL: server.url, SOURCEWRIGHT_API_KEY: server.apiKey }
  const listed = await runIn({ ...login, SOURCEWRIGHT_WORKSPACE: '' }, [], 'sources', 'list')
  expect(listed).toMatchObject({ code: 0, err: '' })
  const nobody = await runIn({ ...login, SOURCEWRIGHT_API_KEY: ' ' }, [], 'sources', 'list')
  expect(nobody.code).toBe(3)
  expect(nobody.err).toContain('Nobody is logged in')
})

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

test('a workspace is deleted only where its name is typed again', async () => {
  const { id } = await create('Old letters', '--key', 'old')
  for (const typed of [[], ['y'], ['old']]) {
    const kept = await runTyping(typed, 'workspaces', 'delete', 'old')
    expect(kept).toMatchObject({ code: 2, err: expect.stringContaining('“Old letters” stays') })
  }
  expect((await run('workspaces', 'list')).out).toContain(id)
  const gone = await runTyping(['Old letters '], 'workspaces', 'delete', 'old')
  expect(gone).toMatchObject({ code: 0, out: '“Old letters” is deleted, with everything in it.\n' })
  expect((await run('workspaces', 'list')).out).not.toContain(id)
  expect(await run('workspaces', 'delete', 'old', '--yes')).toMatchObject({
    code: 2,
    err: expect.stringContaining('no workspace “old”'),
  })
})

test('with --yes nothing is asked; of two that have a name in common, neither goes', async () => {
  const { id } = await create('Drafts')
  expect(await run('workspaces', 'delete', 'Twins', '--yes')).toMatchObject({ code: 2 })
  const gone = await run('workspaces', 'delete', id, '--yes', '--json')
  expect(JSON.parse(gone.out)).toEqual({ id, deleted: true })
})

test('the last workspace stays, and the server says so', async () => {
  const listed = await run('workspaces', 'list', '--json')
  const { document_sets: all } = documentSets.parse(JSON.parse(listed.out))
  const [last = '', ...others] = all.map(({ id }) => id)
  for (const id of others) await run('workspaces', 'delete', id, '--yes')
  const refused = await run('workspaces', 'delete', last, '--yes')
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('the last document set') })
})
