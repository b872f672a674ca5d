import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commands } from '../../cli/commands.ts'
import { runCommandLine } from '../../cli/run-command-line.ts'
import { buildDocx, paragraph, standardStyles } from '../support/build-docx.ts'
import { startEmptyServer, type EmptyServer } from '../support/start-demo-server.ts'
import { createRecorder } from './recorder.ts'

const planned = 'The study will enrol 300 adults with moderate disease at 17 sites.'
const otherwise = planned.replace('300', '320')
const unused = 'Blood will be drawn at every visit by a trained nurse who knows the patient well.'

let server: EmptyServer
let folder: string

beforeAll(async () => {
  server = await startEmptyServer()
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-cli-'))
  await addSource('plan.md', 'sap', planned)
  await addSource('protocol.md', 'protocol', otherwise, `\n\n# Visits\n\n${unused}`)
  const rule = '[[rule copy from=sap heading=("Analyses") tense=keep]]'
  const body = paragraph('Analyses', 'Heading1') + paragraph(rule)
  const template = join(folder, 'template.docx')
  await writeFile(template, buildDocx({ body, styles: standardStyles }))
  expect((await run('templates', 'add', template)).code).toBe(0)
  const made = await run('generate', '--template', 'template', '--name', 'Report', '--wait')
  expect(made.code).toBe(0)
}, 60_000)
afterAll(async () => {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

async function run(...words: string[]) {
  const environment = { SOURCEWRIGHT_URL: server.url, SOURCEWRIGHT_API_KEY: server.apiKey }
  const { terminal, read } = createRecorder([], environment)
  const code = await runCommandLine(commands, words, terminal, new AbortController().signal)
  return { code, ...read() }
}

async function addSource(name: string, role: string, words: string, more = '') {
  const path = join(folder, name)
  await writeFile(path, `# Analyses\n\n${words}${more}\n`)
  const { code } = await run('sources', 'add', path, '--role', role)
  expect(code).toBe(0)
}

test('conflicts are listed side by side after a check, and a choice is stored with its reason', async () => {
  expect((await run('conflicts', 'Report')).out).toContain('Not checked yet')
  await run('check', 'Report')
  const { out } = await run('conflicts', 'Report')
  expect(out).toMatch(/^1 conflict; \d+ of \d+ sentences and cells were compared/)
  expect(out).toContain(`plan.md: “${planned}”`)
  expect(out).toContain(`protocol.md: “${otherwise}”`)
  const { conflicts } = JSON.parse((await run('conflicts', 'Report', '--json')).out) as {
    conflicts: { conflict_id: string }[]
  }
  const id = conflicts[0]?.conflict_id ?? ''
  const wanted = ['--choice', 'other', '--reason', 'Amended on 3 May']
  expect((await run('conflicts', 'choose', 'Report', id, ...wanted)).code).toBe(0)
  expect((await run('conflicts', 'Report')).out).toMatch(/chose other on .*: Amended on 3 May/)
  const unknown = await run('conflicts', 'choose', 'Report', 'nothing', ...wanted)
  expect(unknown.code).toBe(1)
})

test('what the document uses nothing of is listed with its source', async () => {
  const { code, out } = await run('unused', 'Report')
  expect(code).toBe(0)
  expect(out).toMatch(/^Of 0 tables 0 and of \d+ sections \d+ are used nowhere\./)
  expect(out).toMatch(/section +protocol\.md: Visits/)
})

test('what a newer version changed is listed with the old words and the new ones', async () => {
  expect((await run('updates', 'Report')).out).toMatch(/: 0 changed, 0 gone/)
  const path = join(folder, 'plan.md')
  await writeFile(path, `# Analyses\n\n${planned.replace('17', '19')}\n`)
  expect((await run('sources', 'add', path, '--version-of', 'plan.md')).code).toBe(0)
  const { out } = await run('updates', 'Report')
  expect(out).toContain('plan.md: version 1 is cited, the newest is 2 (compared)')
  expect(out).toContain('19 sites')
})

test('where no source is found, the passages that come nearest are shown apart', async () => {
  const { out } = await run(
    'sources-for',
    'Report',
    '--text',
    'Each nurse saw the patient on every visit to draw samples',
  )
  expect(out).toMatch(/^No source found; searched/)
  expect(out).toMatch(/support nothing:\n\nprotocol\.md, version 1, /)
})
