import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commands } from '../../cli/commands.ts'
import { runCommandLine } from '../../cli/run-command-line.ts'
import { createClient, type Client } from '../../client/create-client.ts'
import type { Generation } from '../../shared/contract/generations.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { startServerProcess, type ServerProcess } from '../support/server-process.ts'
import { createRecorder } from './recorder.ts'

let server: ServerProcess
let folder: string
let apiKey: string
let client: Client

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-cli-'))
  server = await startServerProcess(join(folder, 'store'))
  apiKey = server.apiKey ?? ''
  client = createClient({ baseUrl: server.url, apiKey })
  const bytes = buildDocx({ body: paragraph('Dear {{name}}.') })
  await client.addTemplate(new File([new Uint8Array(bytes)], 'letter.docx'))
  await writeFile(join(folder, 'people.json'), '[{"Nom":"Ann"},{"Nom":"Ben"}]')
})
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

async function run(...words: string[]) {
  const environment = { SOURCEWRIGHT_URL: server.url, SOURCEWRIGHT_API_KEY: apiKey }
  const recorder = createRecorder([], environment)
  const code = await runCommandLine(
    commands,
    words,
    recorder.terminal,
    new AbortController().signal,
  )
  return { code, ...recorder.read() }
}

test('documents are made of records, listed and stored', async () => {
  const asked = ['--template', 'letter', '--data', join(folder, 'people.json'), '--map', 'name=Nom']
  const more = [
    '--per',
    'record',
    '--output',
    'docx',
    '--output',
    'html',
    '--external-id',
    'order 1',
  ]
  const made = await run('generations', 'create', ...asked, ...more, '--wait', '--json')
  expect(made.code).toBe(0)
  const { id, outputs } = JSON.parse(made.out) as Generation
  expect(outputs).toHaveLength(4)
  expect((await run('generations', 'list', '--external-id', 'order 1')).out).toContain(id)
  expect((await run('generations', 'list', '--external-id', 'order 2')).out).not.toContain(id)
  expect((await run('generations', 'show', id)).out).toContain('completed, 100 %')
  const stored = await run('generations', 'download', id, '--format', 'html', '--to', folder)
  expect(stored.code).toBe(0)
  expect(await readFile(join(folder, 'letter (2).html'), 'utf8')).toContain('Dear Ben.')
  const again = await run('generations', 'download', id, '--format', 'html', '--to', folder)
  expect(again).toMatchObject({ code: 2, err: expect.stringContaining('--force') as string })
})

test('what is refused, failed or over has an exit code of its own', async () => {
  const refused = await run('generations', 'create', '--template', 'letter', '--output', 'pptx')
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('pptx') as string })
  expect((await run('generations', 'create', '--template', 'letter', '--map', 'x')).code).toBe(2)
  const [newest] = (await client.listGenerations(1)).generations
  expect((await run('generations', 'cancel', newest?.id ?? '')).code).toBe(1)
})

test('data sources and schedules are kept by the client', async () => {
  const [letter] = (await client.listTemplates(1)).templates
  const template_id = letter?.template_id ?? ''
  const generation = { template_id, outputs: ['docx' as const] }
  const planned = await client.createSchedule({ name: 'On event', trigger: 'event', generation })
  expect((await client.listSchedules(1)).schedules.map(({ id }) => id)).toEqual([planned.id])
  const accepted = await client.sendScheduleEvent(planned.id, { name: 'Cid' })
  expect((await client.getGeneration(accepted.id)).id).toBe(accepted.id)
  expect((await client.changeSchedule(planned.id, { enabled: false })).enabled).toBe(false)
  await client.removeSchedule(planned.id)
  const wish = { kind: 'http_json' as const, name: 'Items', url: 'https://localhost/' }
  const source = await client.createDataSource(wish)
  expect((await client.listDataSources(1)).total).toBe(1)
  await expect(client.previewDataSource(source.id)).rejects.toMatchObject({
    problem: { code: 'data_unavailable' },
  })
  await client.removeDataSource(source.id)
  expect((await client.listSchedules(1)).total + (await client.listDataSources(1)).total).toBe(0)
})
