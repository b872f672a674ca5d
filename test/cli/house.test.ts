import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commands } from '../../cli/commands.ts'
import { runCommandLine } from '../../cli/run-command-line.ts'
import { startEmptyServer, type EmptyServer } from '../support/start-demo-server.ts'
import { createRecorder } from './recorder.ts'

let server: EmptyServer
let folder: string

beforeAll(async () => {
  server = await startEmptyServer()
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-cli-'))
  const source = await write('notes.md', '# Notes\n\nTwelve patients were seen in May.\n')
  expect((await run('sources', 'add', source, '--role', 'report')).code).toBe(0)
})
afterAll(async () => {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

async function run(...words: string[]) {
  const environment = { SOURCEWRIGHT_URL: server.url, SOURCEWRIGHT_API_KEY: server.apiKey }
  const recorder = createRecorder([], environment)
  const code = await runCommandLine(
    commands,
    words,
    recorder.terminal,
    new AbortController().signal,
  )
  return { code, ...recorder.read() }
}

const json = async (...words: string[]) =>
  JSON.parse((await run(...words, '--json')).out) as Record<string, unknown>

async function write(name: string, content: string | object): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const copied = { rule_type: 'copy', rule_parameters: { from: ['report'], heading: 'Notes' } }

test('a template is sent as JSON, and its sections are listed', async () => {
  const sections = [{ section_name: 'Visits', rules: [copied] }]
  const path = await write('visits.json', { template_name: 'Visits report', sections })
  const added = await run('templates', 'add', path)
  expect(added).toMatchObject({ code: 0, err: '' })
  expect(added.out).toMatch(/^\S+ {2}Visits report: 1 section, 1 rule\n$/)
  expect((await run('templates', 'sections', 'Visits report')).out).toMatch(/1 +0\.1 copy +Visits/)
  const wrong = {
    template_name: 'Wrong',
    sections: [{ section_name: 'A', rules: [{ rule_type: 'x' }] }],
  }
  const refused = await run('templates', 'add', await write('wrong.json', wrong))
  expect([refused.code, refused.out]).toEqual([1, expect.stringContaining('mistake in A')])
  const ill = await run('templates', 'add', await write('ill.json', { sections: [] }))
  expect([ill.code, ill.out]).toEqual([1, ''])
  const list = await run('templates', 'add', await write('list.json', '[]'))
  expect([list.code, list.err]).toEqual([2, expect.stringContaining('holds no JSON object')])
})

test('a style guide is made, shown, applied by a run, and deleted', async () => {
  const terms = [{ preferred: 'subject', forbidden: ['patient', 'client'] }]
  const path = await write('house.json', { style_guide_name: 'House', terms })
  expect((await run('style-guides', 'add', path)).out).toContain('patient, client → subject')
  expect((await run('style-guides', 'list')).out).toMatch(/ 1 +House/)
  expect((await run('style-guides', 'show', 'House')).out).toContain('dates: as in the source')
  const asked = ['--template', 'Visits report', '--name', 'Styled', '--style-guide', 'House']
  const made = await json('generate', ...asked, '--require', 'no_gaps', '--wait')
  expect(made).toMatchObject({ status: 'Ready' })
  const text = await fetch(`${server.url}/api/v1/documents/${String(made['task_id'])}/text`, {
    headers: { 'X-API-Key': server.apiKey },
  })
  expect(await text.text()).toContain('Twelve subjects were seen in May.')
  const again = await run('generate', ...asked, '--if-exists', 'error')
  expect([again.code, again.err]).toEqual([1, expect.stringContaining('named "Styled" already')])
  expect((await run('style-guides', 'delete', 'House')).out).toMatch(/is deleted\.\n$/)
  const gone = await run('generate', ...asked)
  expect([gone.code, gone.err]).toEqual([2, 'There is no style guide named "House".\n'])
})

test('a document that is not what was required is Failed', async () => {
  const sections = [
    {
      section_name: 'Costs',
      rules: [{ ...copied, rule_parameters: { from: ['report'], heading: 'Costs' } }],
    },
  ]
  await run('templates', 'add', await write('costs.json', { template_name: 'Costs', sections }))
  const asked = ['generate', '--template', 'Costs', '--name', 'Costs']
  const made = await run(...asked, '--require', 'no_gaps', '--wait')
  expect(made.code).toBe(1)
  expect(made.out).toContain('Failed')
  const wrong = await run(...asked, '--require', 'beauty')
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('no_gaps, no_contradicted')])
})

test('help and completion know them', async () => {
  const overview = (await run('help')).out
  for (const name of ['templates sections', 'style-guides show']) expect(overview).toContain(name)
  expect((await run('generate', '--help')).out).toMatch(/--style-guide[\s\S]+--require/)
  const script = await write('completion.bash', (await run('completion', 'bash')).out)
  const complete = async (...typed: string[]) => {
    const words = ['sourcewright', ...typed].map((word) => `'${word}'`).join(' ')
    const line = `source ${script}; COMP_WORDS=(${words}); COMP_CWORD=${typed.length}; _sourcewright; echo "\${COMPREPLY[@]}"`
    return (await promisify(execFile)('bash', ['-c', line])).stdout.trim()
  }
  expect(await complete('style-guides', 'd')).toBe('delete')
  expect(await complete('templates', 's')).toBe('sections')
  expect(await complete('generate', 'x', '--sty')).toBe('--style-guide')
})
