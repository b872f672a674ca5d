import { afterAll, beforeAll, expect, test } from 'vitest'
import { commands } from '../../cli/commands.ts'
import { runCommandLine } from '../../cli/run-command-line.ts'
import { makeLoansReport } from '../addin/make-loans-report.ts'
import { homes, lending, madeOfHomes, madeOfLending, writeRule } from '../support/build-loans.ts'
import { startEmptyServer, type EmptyServer } from '../support/start-demo-server.ts'
import { createRecorder } from './recorder.ts'

let server: EmptyServer
let documentId: string

beforeAll(async () => {
  server = await startEmptyServer()
  documentId = await makeLoansReport(server, [writeRule(lending), writeRule(homes)])
}, 60_000)
afterAll(() => server?.close())

async function run(...words: string[]) {
  const environment = { SOURCEWRIGHT_URL: server.url, SOURCEWRIGHT_API_KEY: server.apiKey }
  const { terminal, read } = createRecorder([], environment)
  const code = await runCommandLine(commands, words, terminal, new AbortController().signal)
  return { code, ...read() }
}

test('a wording is approved once, leaves the problems, and is told apart until it is withdrawn', async () => {
  const before = await run('check', documentId)
  expect(before.out).toContain(madeOfLending)
  const listed = await run('templates', 'wordings', 'Quarterly loans', '--open')
  expect(listed.out).toContain(`  open\n  ${lending}\n`)
  const [id = ''] = listed.out.split(' ')
  const approved = await run('templates', 'approve-wording', 'Quarterly loans', id)
  expect(approved.out).toMatch(/^Approved by Owner on \d{4}-\d\d-\d\d\.\n$/)
  const open = await run('templates', 'wordings', 'Quarterly loans', '--open')
  expect(open.out).not.toContain(lending)
  const after = await run('check', documentId)
  expect(after.out).toContain('     1  of the partly supported in an approved wording\n')
  expect(after.out).not.toContain(madeOfLending)
  expect(after.out).toContain(madeOfHomes)
  const asked = await run('check', documentId, '--state', 'partly_supported')
  expect(asked.out).toContain(madeOfLending)
  expect(asked.out).toContain('Owner approved this wording on ')
  expect((await run('templates', 'withdraw-wording', 'Quarterly loans', id)).code).toBe(0)
  expect((await run('check', documentId)).out).toContain(madeOfLending)
})

test('a check fails on approved wordings unless they are allowed by name', async () => {
  const listed = await run('templates', 'wordings', 'Quarterly loans')
  const ids = [...listed.out.matchAll(/^(\w+) {2}open$/gm)].map(([, id]) => id ?? '')
  expect(ids).toHaveLength(2)
  const fails = ['check', documentId, '--fail-on', 'partly_supported']
  for (const id of ids) {
    expect((await run(...fails, '--allow-approved')).code).toBe(1)
    await run('templates', 'approve-wording', 'Quarterly loans', id)
  }
  expect((await run(...fails)).code).toBe(1)
  expect((await run(...fails, '--allow-approved')).code).toBe(0)
})

test('a wording that the template does not have is refused', async () => {
  const refused = await run('templates', 'approve-wording', 'Quarterly loans', 'nothing')
  expect(refused.code).toBe(1)
  expect(refused.err).toContain('wording of this template')
})
