import { readdirSync, statSync } from 'node:fs'
import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backUpStore, restoreStore } from '../../server/adapters/store-backup.ts'
import { isLocked, takeLock } from '../../server/adapters/lock-file.ts'
import { addedSource, generateResponse, statusResponse } from '../../shared/contract/documents.ts'
import { templateDetails } from '../../shared/contract/templates.ts'
import { readExample, waitFor } from '../support/create-test-app.ts'
import { startServerProcess, type ServerProcess } from '../support/server-process.ts'

let folder: string
let key: string
let server: ServerProcess
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-backup-'))
  server = await startServerProcess(join(folder, 'one'))
  key = server.apiKey ?? ''
})
afterAll(async () => {
  await server.kill()
  await rm(folder, { recursive: true, force: true })
})

const at = (name: string) => ({
  dataFolder: join(folder, name),
  lockPath: join(folder, name, 'lock'),
})

const call = (to: ServerProcess, path: string, init: RequestInit = {}) =>
  fetch(`${to.url}${path}`, { ...init, headers: { 'X-API-Key': key, ...init.headers } })

async function send(path: string, bytes: Uint8Array, name: string) {
  const form = new FormData()
  form.append('file', new File([new Uint8Array(bytes)], name))
  return (await call(server, path, { method: 'POST', body: form })).json()
}

const sendText = async (text: string) =>
  addedSource.parse(
    await send('/api/v1/documents', new TextEncoder().encode(text), `${text.slice(0, 9)}.txt`),
  ).document_id

/** Adds and deletes all the time, so that blobs come and go while they are copied. */
function keepBusy() {
  let isOn = true
  const stayed: string[] = []
  const work = (async () => {
    for (let count = 0; isOn; count += 1) {
      stayed.push(await sendText(`${count} stays, said the audit.`))
      const going = await sendText(`${count} goes, said the audit.`)
      await call(server, `/api/v1/documents/${going}`, { method: 'DELETE' })
    }
  })()
  return {
    stayed,
    async end() {
      isOn = false
      await work
    },
  }
}

/** Permissions that copies of the database have while they lie beside the backup. */
function watchModes() {
  const seen = new Set<string>()
  const look = () => {
    for (const name of readdirSync(folder).filter((one) => /\.(sqlite|part|backup)$/.test(one))) {
      const found = statSync(join(folder, name), { throwIfNoEntry: false })
      if (found) seen.add((found.mode & 0o777).toString(8))
    }
  }
  const timer = setInterval(look, 1)
  return {
    end() {
      clearInterval(timer)
      return [...seen]
    },
  }
}

async function askForReport(): Promise<string> {
  const bytes = await readExample('audit/sources/findings.docx')
  const sent = await send('/api/v1/templates', bytes, 'template.docx')
  await send('/api/v1/documents', bytes, 'findings.docx')
  const asked = await call(server, '/api/v1/documents/generate', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      document_type: 'Report',
      document_set_key: 'default',
      template_id: templateDetails.parse(sent).template_id,
      output_name: 'In flight',
    }),
  })
  return generateResponse.parse(await asked.json()).task_id
}

test('a backup under load has every file that its database names, and a run in flight goes on', async () => {
  const before = await sendText('It was there before the backup.')
  const load = keepBusy()
  await waitFor(async () => load.stayed[2])
  const runId = await askForReport()
  const until = load.stayed.length
  const file = join(folder, 'busy.backup')
  const modes = watchModes()
  const size = await backUpStore(at('one'), file)
  // secrets are in it: nobody else may read the archive, nor the copy that it is made from
  expect(modes.end()).toEqual(['600'])
  await load.end()
  expect(size.files).toBeGreaterThan(4)
  expect(isLocked(join(folder, 'one', 'blobs-held'))).toBe(false)
  await server.kill()

  expect(await restoreStore(at('two'), file)).toBe(size.files)
  server = await startServerProcess(join(folder, 'two'))
  for (const id of [before, ...load.stayed.slice(0, until)]) {
    const answer = await call(server, `/api/v1/documents/${id}/file`)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toMatch(/backup|stays/)
  }
  const status = await waitFor(async () => {
    const answer = await call(server, `/api/v1/documents/status/${runId}`)
    const found = statusResponse.parse(await answer.json())
    return found.status === 'Ready' || found.status === 'Failed' ? found : undefined
  })
  expect(status.status).toBe('Ready')
})

test('blobs that lost their last use stay while a backup copies', async () => {
  const id = await sendText('It is held by a backup.')
  const blobs = async () =>
    (await readdir(join(folder, 'two', 'blobs'), { recursive: true })).filter((path) =>
      /[0-9a-f]{64}$/.test(path),
    ).length
  const count = await blobs()
  const hold = await takeLock(join(folder, 'two', 'blobs-held'))
  expect((await call(server, `/api/v1/documents/${id}`, { method: 'DELETE' })).status).toBe(204)
  expect(await blobs()).toBe(count)
  await hold.release()
})

test('a store, a file and a running server are never overwritten', async () => {
  const file = join(folder, 'busy.backup')
  await expect(backUpStore(at('one'), file)).rejects.toThrow('there already')
  await expect(restoreStore(at('one'), file)).rejects.toThrow('is not empty')
  await expect(restoreStore(at('two'), file)).rejects.toThrow('Another Sourcewright process')
  await expect(backUpStore(at('none'), join(folder, 'x'))).rejects.toThrow('no store')
})

test('a damaged backup is refused with what is wrong, and leaves nothing behind', async () => {
  const file = join(folder, 'damaged.backup')
  await backUpStore(at('one'), file)
  const archive = new BetterSqlite(file)
  archive.exec("update parts set bytes = x'00' where place like 'blobs/%' and ordinal = 0")
  archive.close()
  await expect(restoreStore(at('three'), file)).rejects.toThrow('has not the SHA-256')
  expect((await readdir(join(folder, 'three'))).filter((name) => name !== 'lock')).toEqual([])
  const no = join(folder, 'no.backup')
  await appendFile(no, 'no backup at all')
  await expect(restoreStore(at('three'), no)).rejects.toThrow()
})
