import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commands } from '../../cli/commands.ts'
import { runCommandLine } from '../../cli/run-command-line.ts'
import { createClient, type Client } from '../../client/create-client.ts'
import type { DataSource } from '../../shared/contract/data-sources.ts'
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

const run = (...words: string[]) => runTyping([], ...words)

/** `typed` is what is piped in. */
async function runTyping(typed: readonly string[], ...words: string[]) {
  const environment = { SOURCEWRIGHT_URL: server.url, SOURCEWRIGHT_API_KEY: apiKey }
  const recorder = createRecorder(typed, environment)
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

test('a data source is added from a file, looked into, used by its name, and deleted', async () => {
  const path = join(folder, 'customers.csv')
  await writeFile(path, 'Nom,amount\nAnn,12\nBen,"a\nb"\n')
  const added = await run('data-sources', 'add', path)
  expect(added).toMatchObject({ code: 0, err: '' })
  expect(added.out).toMatch(/^\S+ {2}customers\.csv\n {2}csv: customers\.csv\n$/)
  expect((await run('data-sources', 'list')).out).toMatch(/ csv +customers\.csv +customers\.csv\n/)
  const preview = await run('data-sources', 'preview', 'customers.csv')
  expect(preview.out).toMatch(
    /^Nom: text, amount: text\n2 records:\nNom +amount\nAnn +12\nBen +a b\n$/,
  )
  const asked = ['--template', 'letter', '--data-source', 'customers.csv', '--map', 'name=Nom']
  const made = await run('generations', 'create', ...asked, '--per', 'record', '--wait', '--json')
  expect((JSON.parse(made.out) as Generation).outputs).toHaveLength(2)
  const shown = await run('data-sources', 'show', 'customers.csv', '--json')
  const { id } = JSON.parse(shown.out) as DataSource
  expect((await run('data-sources', 'delete', 'customers.csv')).out).toBe(`${id} is deleted.\n`)
  expect(await run('data-sources', 'show', 'customers.csv')).toMatchObject({
    code: 2,
    err: 'There is no data source named "customers.csv".\n',
  })
})

test('a data source by URL or SQL keeps its credentials to itself', async () => {
  const header = ['--header', 'Authorization: Bearer hush', '--pointer', '/items']
  const added = await run('data-sources', 'add', 'https://localhost/items', ...header)
  expect(added.out).toContain('  http_json: https://localhost/items\n  records at: /items\n')
  const away = await run('data-sources', 'preview', 'localhost')
  expect([away.code, away.out]).toEqual([1, ''])
  const address = 'postgresql://reader:hush@db.example/crm'
  const query = ['--query', 'select 1 as one', '--name', 'Ones']
  const asked = await runTyping([address], 'data-sources', 'add', ...query)
  expect(asked.out).toContain('  sql: select 1 as one\n  with credentials, which are not shown\n')
  const all = await run('data-sources', 'list', '--json')
  expect(all.out + added.out + asked.out + asked.err).not.toContain('hush')
  await run('data-sources', 'delete', 'Ones')
  await run('data-sources', 'delete', 'localhost')
})

test.each([
  [['data-sources', 'add'], 'takes a file, a URL, or --query'],
  [['data-sources', 'add', 'a.csv', '--query', 'select 1'], 'one of them'],
  [['data-sources', 'add', 'people.txt'], '--kind says what it is, one of csv, xlsx, json'],
  [['data-sources', 'add', 'https://a.example/', '--header', 'hush'], 'without a colon'],
  [['data-sources', 'add', '--query', 'select 1'], 'needs --name'],
  [['data-sources', 'add', '--query', 'select 1', '--name', 'x'], 'nothing came'],
  [['schedules', 'create', 'x', '--template', 'letter'], 'needs --cron or --on-event'],
  [['schedules', 'create', 'x', '--on-event'], 'schedules create needs --template'],
  [['schedules', 'change', 'x', '--enable', '--disable'], 'not both'],
  [['schedules', 'show', 'x'], 'There is no schedule named "x"'],
])('%j is refused, with what was expected', async (words, said) => {
  const { code, out, err } = await run(...words)
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain(said)
  expect(err).not.toContain('hush')
})

test('a schedule is made, paused, resumed, set going by an event, and deleted', async () => {
  const nightly = ['--cron', '0 6 * * MON-FRI', '--time-zone', 'Europe/Berlin']
  const made = await run('schedules', 'create', 'Nightly', ...nightly, '--template', 'letter')
  expect(made.out).toMatch(/Nightly: enabled, 0 6 \* \* MON-FRI Europe\/Berlin\n {2}next: 2\d{3}-/)
  const paused = await run('schedules', 'change', 'Nightly', '--disable', '--rename', 'Weekly')
  expect(paused.out).toMatch(/Weekly: disabled, 0 6 \* \* MON-FRI Europe\/Berlin\n$/)
  const resumed = await run('schedules', 'change', 'Weekly', '--enable', '--cron', '0 7 * * MON')
  expect(resumed.out).toMatch(/Weekly: enabled, 0 7 \* \* MON Europe\/Berlin\n {2}next: /)
  expect((await run('schedules', 'event', 'Weekly')).code).toBe(1)
  const onEvent = ['--on-event', '--template', 'letter', '--output', 'html']
  await run('schedules', 'create', 'Orders', ...onEvent)
  await writeFile(join(folder, 'order.json'), '{"name":"Dora"}')
  const payload = ['--payload', join(folder, 'order.json')]
  const told = await run('schedules', 'event', 'Orders', ...payload, '--wait', '--json')
  expect(JSON.parse(told.out)).toMatchObject({ status: 'completed', outputs: [{ format: 'html' }] })
  expect((await run('schedules', 'show', 'Orders')).out).toMatch(/at events\n {2}last: \S+ {2}gen_/)
  expect((await run('schedules', 'list')).out).toMatch(/ enabled +at events +Orders\n/)
  expect((await run('schedules', 'delete', 'Orders')).out).toMatch(/ is deleted\.\n$/)
  expect((await run('schedules', 'delete', 'Weekly')).code).toBe(0)
  expect((await run('schedules', 'list')).out).toMatch(/^id[^\n]*\n$/)
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
