import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeWith, testWith } from '../support/requirements.ts'
import { startServerProcess, type ServerProcess } from '../support/server-process.ts'
import { startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts'

const run = promisify(execFile)
const example = join(import.meta.dirname, '../../examples/audit')

/** Programs of other people: they know the contract, the README and nothing of this repository. */
describeWith('libreOffice', 'a client as its users write it', () => {
  let folder: string
  let server: ServerProcess
  let receiver: WebhookReceiver
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sourcewright-clients-'))
    await writeFiles(join(folder, 'files'))
    await mkdir(join(folder, 'inbox'))
    server = await startServerProcess(join(folder, 'data'), {
      SOURCEWRIGHT_WEBHOOK_HTTP: 'on',
      SOURCEWRIGHT_WEBHOOK_PRIVATE_ADDRESSES: 'on',
    })
    receiver = await startInbox(join(folder, 'inbox'))
  })
  afterAll(async () => {
    await receiver?.close()
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const runClient = async (program: string, file: string) => {
    const { stdout } = await run(program, [join(import.meta.dirname, file)], {
      env: {
        PATH: process.env['PATH'] ?? '',
        URL: server.url,
        KEY: server.apiKey ?? '',
        FILES: join(folder, 'files'),
        INBOX: join(folder, 'inbox'),
        RECEIVER: receiver.url,
      },
    })
    expect(stdout.trimEnd().endsWith('done')).toBe(true)
  }

  testWith('curl', 'in a shell, with curl, does all of the contract', () =>
    runClient('bash', 'curl-client.sh'),
  )
  test('in Node, with fetch, does all of the contract', () =>
    runClient(process.execPath, 'fetch-client.js'))
  testWith('requests', 'in Python, with requests, does all of the contract', (python) =>
    runClient(python, 'requests-client.py'),
  )
})

/** What the clients send: the example's files, one of them in a zip, one again with another total. */
async function writeFiles(folder: string): Promise<void> {
  await mkdir(join(folder, 'changed'), { recursive: true })
  for (const name of ['audit-charter.pdf', 'ledger-q3.docx']) {
    await copyFile(join(example, 'sources', name), join(folder, name))
  }
  await copyFile(join(example, 'template.docx'), join(folder, 'template.docx'))
  const findings = await readFile(join(example, 'sources/findings.docx'))
  await writeFile(
    join(folder, 'findings.zip'),
    zipSync({ 'findings.docx': findings }, { level: 0 }),
  )
  const parts = unzipSync(await readFile(join(folder, 'ledger-q3.docx')))
  const text = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
  const changed = strToU8(text.replaceAll('108,007.10', '109,007.10'))
  const bytes = zipSync({ ...parts, 'word/document.xml': changed })
  await writeFile(join(folder, 'changed/ledger-q3.docx'), bytes)
}

/** For the shell, which can't listen: each request becomes a file of headers and one of its body. */
function startInbox(folder: string): Promise<WebhookReceiver> {
  let count = 0
  return startReceiver((response, { headers, body }) => {
    const path = join(folder, String(count++))
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}\n`)
    void writeFile(`${path}.headers`, lines.join(''))
      .then(() => writeFile(`${path}.body`, body))
      .finally(() => response.writeHead(204).end())
  })
}
