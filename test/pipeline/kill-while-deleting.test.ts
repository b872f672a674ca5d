import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../server/db/open-database.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { startServerProcess, type ServerProcess } from '../support/server-process.ts'
import { expectNothingLeftOver } from '../support/store-inventory.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-deleting-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const kills = 3

test('a server killed while it stores and deletes has every promised byte at its next start, and no other', async () => {
  let server = await startServerProcess(folder)
  const apiKey = server.apiKey ?? ''
  const moments = Array.from({ length: kills }, () => 200 + Math.random() * 800)
  for (const moment of moments) {
    const work = storeAndDelete(server, apiKey)
    await sleep(moment)
    await server.kill()
    await work
    server = await startServerProcess(folder)
    const kept = await listIds(server, apiKey)
    for (const id of kept) {
      const response = await call(server, apiKey, `/api/v1/documents/${id}/file`)
      expect({ moments, status: response.status }).toEqual({ moments, status: 200 })
    }
  }
  await server.stop()
  const db = await openDatabase(join(folder, 'sourcewright.sqlite'))
  await expectNothingLeftOver(db, join(folder, 'blobs'))
  await db.destroy()
}, 90_000)

/** Four callers who send the same few files and delete most of them, until the server is gone. */
async function storeAndDelete(server: ServerProcess, apiKey: string): Promise<void> {
  const texts = ['one', 'two', 'three'].map((text) => buildDocx({ body: paragraph(text) }))
  const callers = Array.from({ length: 4 }, async (_, caller) => {
    for (let round = caller; ; round += 1) {
      const form = new FormData()
      form.set('file', new File([new Uint8Array(texts[round % 3] ?? [])], 'note.docx'))
      const init = { method: 'POST', body: form }
      const sent = await call(server, apiKey, '/api/v1/documents', init)
      const { document_id } = (await sent.json()) as { document_id: string }
      if (round % 4 === 0) continue
      await call(server, apiKey, `/api/v1/documents/${document_id}`, { method: 'DELETE' })
    }
  })
  // what ends them is that nobody answers any more
  await Promise.allSettled(callers)
}

function call(server: ServerProcess, apiKey: string, path: string, init: RequestInit = {}) {
  return fetch(`${server.url}${path}`, { ...init, headers: { 'X-API-Key': apiKey } })
}

async function listIds(server: ServerProcess, apiKey: string): Promise<string[]> {
  const response = await call(server, apiKey, '/api/v1/documents?page_size=100')
  const { documents } = (await response.json()) as { documents: { document_id: string }[] }
  return documents.map(({ document_id }) => document_id)
}
