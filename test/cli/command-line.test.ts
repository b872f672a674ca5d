import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commands } from '../../cli/commands.ts'
import { runCommandLine } from '../../cli/run-command-line.ts'
import { readZip, writeZip } from '../../server/formats/zip.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { buildZip } from '../support/build-zip.ts'
import { readBytes } from '../support/read-built-docx.ts'
import { startDemoServer, type DemoServer } from '../support/start-demo-server.ts'
import { createRecorder } from './recorder.ts'

const root = join(import.meta.dirname, '../..')
const program = join(root, 'cli/sourcewright.js')
let server: DemoServer
let folder: string

beforeAll(async () => {
  server = await startDemoServer()
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-cli-'))
}, 240_000)
afterAll(async () => {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

/** As a person runs it who has logged in; `typed` is what is piped in. */
async function run(words: readonly string[], typed: readonly string[] = [], environment = {}) {
  const recorder = createRecorder(typed, {
    SOURCEWRIGHT_URL: server.url,
    SOURCEWRIGHT_API_KEY: server.apiKey,
    ...environment,
  })
  const { signal } = new AbortController()
  const code = await runCommandLine(commands, words, recorder.terminal, signal)
  return { code, ...recorder.read() }
}

const json = async (...words: string[]) => {
  const { code, out } = await run([...words, '--json'])
  return { code, value: JSON.parse(out) as Record<string, unknown> }
}
const path = (name: string) => join(folder, name)
const report = 'ALD-VEL-201 Clinical Study Report'

describe('who calls', () => {
  test('a key is tried before it is kept, where its owner alone can read it', async () => {
    const home = { XDG_CONFIG_HOME: folder, SOURCEWRIGHT_URL: undefined }
    const away = { ...home, SOURCEWRIGHT_API_KEY: undefined }
    const refused = await run(['login', '--server', server.url], ['swk_live_wrong'], away)
    expect(refused).toMatchObject({ code: 3, out: '' })
    expect(refused.err).toContain('Invalid API key')
    expect(await run(['whoami'], [], away)).toMatchObject({
      code: 3,
      err: expect.stringContaining('Nobody is logged in') as string,
    })
    const { code, out } = await run(['login', '--server', server.url], [server.apiKey], away)
    expect([code, out.includes(server.apiKey)]).toEqual([0, false])
    const { mode } = await stat(path('sourcewright/login.json'))
    expect(mode & 0o777).toBe(0o600)
    expect((await run(['whoami'], [], away)).out).toMatch(/^owner in My organization/)
    await run(['logout'], [], away)
    expect((await run(['whoami'], [], away)).code).toBe(3)
  })

  test('a key is made, followed by another and ended, and is shown where it is made', async () => {
    const made = await json('keys', 'create', 'Nightly', '--permission', 'read')
    const key = String(made.value['key'])
    const asNightly = { SOURCEWRIGHT_API_KEY: key }
    expect((await run(['whoami'], [], asNightly)).out).toContain(': read')
    expect((await run(['sources', 'add', program], [], asNightly)).code).toBe(1)
    const next = await json('keys', 'rotate', 'Nightly', '--overlap', '0')
    expect((await run(['whoami'], [], asNightly)).code).toBe(3)
    const { out } = await run(['keys', 'list'])
    expect(out).toMatch(/expired +read/)
    expect(out).not.toContain(key)
    await run(['keys', 'revoke', String(next.value['api_key_id'])])
    const asNext = { SOURCEWRIGHT_API_KEY: String(next.value['key']) }
    expect((await run(['whoami'], [], asNext)).err).toContain('revoked')
  })

  test('a webhook is made, tested, changed and deleted, and its secret is shown where it is made', async () => {
    const url = 'https://localhost:1/hook'
    const made = await json('webhooks', 'create', url, '--event', 'flows.tasks.completed')
    expect(made.value['secret']).toMatch(/^whsec_/)
    const tested = await run(['webhooks', 'test', url])
    expect(tested.code).toBe(1)
    expect(tested.out).toMatch(/1\. .+ localhost leads to a private address/)
    const sent = await json('webhooks', 'deliveries', '--status', 'undelivered')
    const [delivery] = sent.value['deliveries'] as { delivery_id: string; attempts: unknown[] }[]
    expect(delivery?.attempts).toHaveLength(1)
    expect((await run(['webhooks', 'deliveries'])).out).toContain('webhook.test')
    const rotated = await json('webhooks', 'rotate-secret', url, '--overlap', '60')
    expect(rotated.value['secret']).not.toBe(made.value['secret'])
    const changed = await json('webhooks', 'change', url, '--disable', '--description', 'The CRM')
    expect(changed.value).toMatchObject({ enabled: false, description: 'The CRM', url })
    const resent = await run(['webhooks', 'resend', delivery?.delivery_id ?? ''])
    expect([resent.code, resent.err]).toEqual([1, expect.stringContaining('enable it first')])
    expect((await run(['webhooks', 'change', url, '--enable'])).out).not.toContain('disabled')
    const again = await run(['webhooks', 'resend', delivery?.delivery_id ?? ''])
    expect([again.code, again.out]).toEqual([0, `${delivery?.delivery_id} is pending.\n`])
    const { out } = await run(['webhooks', 'list'])
    expect(out).toMatch(/enabled +https:\/\/localhost:1\/hook +flows\.tasks\.completed/)
    expect(out).not.toContain('whsec_')
    expect((await run(['webhooks', 'delete', url])).code).toBe(0)
    expect((await run(['webhooks', 'test', url])).code).toBe(2)
  })

  test('the calls are listed, by what they were', async () => {
    await run(['status', 'No such report'])
    const all = await json('requests', '--limit', '3')
    expect(all.value['requests']).toHaveLength(3)
    const { out } = await run(['requests', '--status', '2xx', '--route', '/api/v1/documents'])
    expect(out).toMatch(/200 .+ ms +GET +\/api\/v1\/documents /)
    expect(out).not.toContain('/api/v1/whoami')
  })

  test('a kept key goes to the server that it was tried with, and to no other', async () => {
    const home = { XDG_CONFIG_HOME: path('kept'), SOURCEWRIGHT_API_KEY: undefined }
    await run(['login', '--server', server.url], [server.apiKey], home)
    expect((await run(['whoami'], [], home)).code).toBe(0)
    const stranger = { ...home, SOURCEWRIGHT_URL: 'http://localhost:1' }
    const { code, err } = await run(['whoami'], [], stranger)
    expect([code, err]).toEqual([3, expect.stringContaining('to http://localhost:1')])
  })

  test('the workspace is named where a key reaches several', async () => {
    const { value } = await json('whoami')
    const [own] = value['workspaces'] as { workspace_id: string }[]
    expect((await run(['whoami', '--workspace', own?.workspace_id ?? ''])).code).toBe(0)
    expect((await run(['sources', 'list', '--workspace', crypto.randomUUID()])).code).toBe(1)
  })

  test('a server that is away is told from one that refuses', async () => {
    const away = { SOURCEWRIGHT_URL: 'http://localhost:1' }
    const { code, err } = await run(['whoami', '--json'], [], away)
    expect(code).toBe(4)
    expect(JSON.parse(err)).toMatchObject({ code: 'unreachable' })
  })
})

describe('from files to a document', () => {
  test('a source is sent and read, and a file that can not be read is named with its reason', async () => {
    await writeFile(path('note.docx'), buildDocx({ body: paragraph('The roof leaks.') }))
    const added = await json('sources', 'add', path('note.docx'), '--role', 'report')
    expect(added).toMatchObject({
      code: 0,
      value: { sources: [{ file: path('note.docx'), role: 'report', status: 'completed' }] },
    })
    await writeFile(path('broken.docx'), 'no document')
    await writeFile(path('other.txt'), 'The cellar is dry.')
    const several = [path('broken.docx'), path('none.docx'), path('other.txt')]
    const some = await run(['sources', 'add', ...several])
    expect(some.code).toBe(1)
    expect(some.out).toMatch(/broken\.docx: failed, .*\n.*none\.docx: failed, .*no such file/)
    expect(some.out).toContain('other.txt, version 1: completed')
    const zip = buildZip({ 'in/attic.txt': 'The attic is warm.', 'old.doc': 'x' })
    await writeFile(path('house.zip'), zip)
    const opened = await run(['sources', 'add', path('house.zip')])
    expect(opened.code).toBe(1)
    expect(opened.out).toMatch(/attic\.txt, version 1: completed\n.*house\.zip\/old\.doc: failed/)
  })

  test('a document is made of a template and sources that are named, and its progress is shown', async () => {
    const template = join(root, 'examples/study/template.docx')
    expect((await run(['templates', 'add', template])).out).toContain('37 sections, 44 rules')
    const words = [
      '--template',
      'template.docx',
      '--name',
      'By command',
      '--source',
      'protocol.pdf',
    ]
    const section = ['--section', 'Inclusion Criteria']
    const made = await run(['generate', ...words, ...section, '--wait'])
    expect(made.code).toBe(0)
    expect(made.err).toContain('By command: Ready, 100 %')
    const again = await run(['generate', ...words, ...section, '--as-of', '2026-01-01', '--wait'])
    expect(again.code).toBe(0)
    expect(again.err).toContain('a document of OTHER inputs, which is given as it is')
    const status = await json('status', 'By command')
    expect(status).toMatchObject({ code: 0, value: { status: 'Ready', sections_total: 1 } })
    expect((await run(['documents', 'list'])).out).toMatch(/generated +Ready +By command/)
  })

  test('a file is stored, and one that is there is written over only when that is asked', async () => {
    const words = ['download', report, '--output', path('report.docx')]
    expect(await run(words)).toMatchObject({ code: 0 })
    const bytes = new Uint8Array(await readFile(path('report.docx')))
    expect(readBytes(bytes).text).toContain('182 subjects were randomized')
    expect(await run(words)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--force') as string,
    })
    const bare = await run([...words, '--force', '--ledger', 'none'])
    expect(bare.code).toBe(0)
    const { size } = await stat(path('report.docx'))
    expect(size).toBeLessThan(bytes.length)
    const piped = await run(['download', report, '--output', '-', '--json'])
    expect(piped.out.trimEnd()).not.toMatch(/\}$/)
    const ledger = await run(['ledger', report, '--format', 'csv', '--output', '-'])
    expect(ledger.out).toMatch(/^\W?\w+,.*\r?\n/)
  })
})

describe('what a document rests on', () => {
  test('the words behind a selection are shown with their place, or what was searched', async () => {
    const words = 'A total of 182 subjects were randomized'
    const found = await run(['sources-for', report, '--text', words])
    expect(found.out).toMatch(/^table-14-1\.1\.docx, version 1, .*\(recorded/)
    expect(found.out).toContain('Table 14-1.1, ')
    expect(found.out).toContain('[182]')
    const nothing = await run(['sources-for', report, '--text', 'Penguins danced all night long'])
    expect(nothing.out).toMatch(/^No source found; searched \d+ sources/)
  })

  test('a check lists what is wrong, counts all, and fails where that is asked', async () => {
    await writeFile(
      path('own.docx'),
      buildDocx({ body: paragraph('A total of 183 subjects were randomized.') }),
    )
    const added = await json('documents', 'add', path('own.docx'))
    const id = String(added.value['document_id'])
    const early = await run(['check', id, '--no-start', '--fail-on', 'contradicted'])
    expect(early).toMatchObject({
      code: 1,
      err: expect.stringContaining('not checked yet') as string,
    })
    const { code, out } = await run(['check', id, '--fail-on', 'contradicted'])
    expect(code).toBe(1)
    expect(out).toContain('contradicted: ')
    expect(out).toContain('A total of 183 subjects were randomized.')
    expect(await run(['check', id, '--no-start', '--fail-on', 'no_source_found'])).toMatchObject({
      code: 0,
    })
  })

  test('a question is answered with numbered citations, and several are taken from a pipe', async () => {
    const one = await run(['chat', 'What happens if serum potassium exceeds 5.5 mmol/L?'])
    expect(one.out).toMatch(/within 48 hours\..* \[1\]\n\[1\] protocol\.pdf, version 1, page \d+/)
    const row = await run([
      'chat',
      'How many subjects stopped because of an adverse event in each group?',
    ])
    expect(row.out).toMatch(/^\[1\] table-14-1\.1\.docx, .*Table 14-1\.1, .* · .*: “.* \| .*”$/m)
    expect(row.out).not.toContain('[2]')
    const typed = ['What did the study cost?', '', 'How many subjects were randomized?']
    const piped = await run(['chat', '--about', report], typed)
    expect(piped.code).toBe(0)
    expect(piped.out).toContain('The sources don’t say.')
    expect(piped.out).toContain('182')
  })

  test('a check lists what a newer source changed, also where it is no problem', async () => {
    const name = 'table-14-1.1.docx'
    const parts = readZip(await readFile(join(root, 'examples/study/sources', name)))
    const xml = new TextDecoder().decode(parts.get('word/document.xml'))
    expect(xml).toContain('5 (  8%)')
    parts.set('word/document.xml', new TextEncoder().encode(xml.replace('5 (  8%)', '6 (  8%)')))
    await writeFile(path(name), writeZip(parts))
    expect((await run(['sources', 'add', path(name), '--version-of', name])).code).toBe(0)
    const { out } = await run(['check', report])
    expect(out).toMatch(/\d+ {2}with a newer source/)
    expect(out).toMatch(
      /supported: .*\n {2}5 \(8%\)\n.*\n {2}Version 2 of table-14-1\.1\.docx has “6 \( *8%\)” in place of “5 \( *8%\)”\./,
    )
  })
})

describe('the command line itself', () => {
  test.each([
    [['nonsense'], 'There is no command "nonsense"; "sourcewright help" lists all'],
    [['chekc', report], 'did you mean: check?'],
    [['source', 'list'], 'did you mean: sources list?'],
    [['conflicts', 'choose', report, 'x'], 'needs --choice and --reason'],
    [['sources'], 'there are: sources add, sources list'],
    [['download'], 'takes <document>; it got nothing'],
    [['status', 'a', 'b'], 'it got "a" "b"'],
    [['status', 'No such report'], 'There is no document named "No such report"'],
    [['generate'], 'needs --template and --name'],
    [['requests', '--status', 'bad'], 'such as 404 or 4xx'],
    [['webhooks', 'create', 'https://a.example'], 'Say --event'],
    [['download', 'x', '--colour'], "Unknown option '--colour'"],
    [['check', report, '--state', 'green'], '--state is one of supported'],
    [['sources-for', report, '--text', 'x', '--limit', 'ten'], 'not "ten"'],
    [['login', '--server', 'localhost'], 'not "localhost"'],
  ])('%j is refused, with what was expected', async (words, said) => {
    const { code, out, err } = await run(words)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(said)
  })

  test('every command and option has its help', async () => {
    const overview = (await run(['help'])).out
    for (const { name, summary, options } of commands) {
      expect(overview).toContain(`${name} `)
      const { code, out } = await run([...name.split(' '), '--help'])
      expect([code, out.includes(summary)]).toEqual([0, true])
      for (const option of Object.keys(options)) expect(out).toContain(`--${option}`)
    }
  })

  test('a noun alone has the help of its commands, and what is local takes no workspace', async () => {
    for (const words of [
      ['keys', '--help'],
      ['help', 'keys'],
    ]) {
      const { code, out } = await run(words)
      expect([code, out.match(/^ {2}keys \w+/gm)]).toEqual([
        0,
        ['  keys list', '  keys create', '  keys rotate', '  keys revoke'],
      ])
    }
    expect(await run(['nonsense', '--help'])).toMatchObject({ code: 2, out: '' })
    for (const name of ['serve', 'backup', 'restore', 'completion', 'logout']) {
      expect((await run([name, '--help'])).out).not.toContain('--workspace')
    }
    expect(await run(['backup', 'x', '--workspace', 'y'])).toMatchObject({ code: 2 })
  })

  test('what a terminal would obey is not printed', async () => {
    const words = 'The \u001b]0;title\u0007roof of the annex leaks.'
    const named = await run(['status', words])
    expect(named.err).toContain('The ]0;titleroof')
  })

  test('bash completes commands and options', async () => {
    const { out } = await run(['completion', 'bash'])
    await writeFile(path('completion.bash'), out)
    const complete = async (...typed: string[]) => {
      const list = ['sourcewright', ...typed].map((word) => `'${word}'`).join(' ')
      const script = `source ${path('completion.bash')}; COMP_WORDS=(${list}); COMP_CWORD=${typed.length}; _sourcewright; echo "\${COMPREPLY[@]}"`
      return (await promisify(execFile)('bash', ['-c', script])).stdout.trim()
    }
    expect(await complete('sou')).toBe('sources sources-for')
    expect(await complete('sources', 'a')).toBe('add')
    expect(await complete('sources', 'add', '--ro')).toBe('--role')
    expect(await complete('check', 'x', '--fa')).toBe('--fail-on')
  })

  test('serves until it is interrupted', async () => {
    const environment = { SOURCEWRIGHT_DATA: path('store'), SOURCEWRIGHT_PORT: '0' }
    const child = spawn(process.execPath, [program, 'serve'], {
      env: { ...process.env, ...environment, SOURCEWRIGHT_LOG: 'error' },
    })
    const said = await new Promise<string>((resolve) => {
      let all = ''
      child.stdout.on('data', (chunk: Buffer) => {
        all += chunk.toString()
        if (all.includes('swk_live_')) resolve(all)
      })
    })
    const url = /http:\/\/localhost:\d+/.exec(said)?.[0] ?? ''
    expect((await fetch(`${url}/health/ready`)).status).toBe(200)
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGINT')
    expect(await ended).toBe(0)
  })
})
