import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { createBlobsOnS3 } from '../../server/adapters/blobs-on-s3.ts'
import { listen } from '../../server/adapters/http-listener.ts'
import { BlobsUnavailable } from '../../server/ports/blob-store.ts'
import {
  addedSource,
  documentsResponse,
  downloadUrlResponse,
} from '../../shared/contract/documents.ts'
import { presignResponse, uploadedFile } from '../../shared/contract/files.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { findDocument } from '../../server/db/documents.ts'
import { getVersion } from '../../server/db/document-versions.ts'
import { beginDownload } from '../support/begin-download.ts'
import { testBlobStore } from '../support/blob-contract.ts'
import { createTestApp, readExample, waitFor, type TestApp } from '../support/create-test-app.ts'
import { describeWith } from '../support/requirements.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'
import { startObjectStore, type ObjectStore } from '../support/start-object-store.ts'

const anyPort = { host: '127.0.0.1', port: 0 }
const always = () => Promise.resolve(true)
describeWith('objectStore', 'blobs in an S3 bucket', () => {
  let store: ObjectStore
  let app: TestApp
  beforeAll(async () => {
    store = await startObjectStore()
    app = await createTestApp({ s3: store.settings })
  }, 120_000)
  afterAll(async () => {
    await app?.close()
    await store?.close()
  })

  testBlobStore(
    () => ({
      open: (isUsed) => createBlobsOnS3(store.settings, isUsed),
      list: (workspace) => store.list(`${workspace}/`),
    }),
    12,
  )

  test('20 MB come back as they were put', async () => {
    const blobs = createBlobsOnS3(store.settings, always)
    const bytes = new Uint8Array(20 * 1_048_576).map((_, index) => index % 251)
    const id = randomUUID()
    const hash = await blobs.put(id, bytes, (given) => Promise.resolve(given))
    const found = (await blobs.find(id, hash)) ?? new Uint8Array()
    expect(createHash('sha256').update(found).digest('hex')).toBe(hash)
  })

  test('a wrong secret, and a bucket that is not there, are told as a store that is away', async () => {
    const wrong = { accessKeyId: 'TESTKEY', secretAccessKey: 'wrong' }
    for (const change of [{ credentials: wrong }, { bucket: 'no-such-bucket' }]) {
      const blobs = createBlobsOnS3({ ...store.settings, ...change }, always)
      const put = blobs.put(randomUUID(), new Uint8Array([1]), always)
      await expect(put).rejects.toThrow(BlobsUnavailable)
    }
  })

  test('a source is stored, read and given from there; a link to it comes from S3', async () => {
    const bytes = await readExample('audit/sources/findings.docx')
    const sent = await app.upload('/api/v1/documents', { name: 'findings.docx', bytes })
    const { document_id: id } = addedSource.parse(await sent.json())
    await waitUntilIdle(app)
    const details = await app.request(`/api/v1/documents/${id}`)
    expect(await details.json()).toMatchObject({ status: 'completed' })
    const file = { name: 'Über (1).docx', bytes, field: 'file_content' }
    const { key } = uploadedFile.parse(
      await (await app.upload('/api/v1/files/upload', file)).json(),
    )
    const { url } = presignResponse.parse(
      await (await app.post('/generate-presigned-url', { key })).json(),
    )
    expect(url.startsWith(`${store.settings.endpoint}/`)).toBe(true)
    const direct = await fetch(url)
    expect(new Uint8Array(await direct.arrayBuffer())).toEqual(bytes)
    expect(direct.headers.get('content-disposition')).toContain("UTF-8''%C3%9Cber%20%281%29.docx")
    const part = await fetch(url, { headers: { Range: 'bytes=2-5' } })
    expect([part.status, new Uint8Array(await part.arrayBuffer())]).toEqual([
      206,
      bytes.slice(2, 6),
    ])
    await followByProxy(url, bytes)
  })

  test('the link of a document and of a task’s file comes from S3, under its name, for an hour', async () => {
    const bytes = Buffer.from('Words of a file with a name of its own.')
    const sent = await app.upload('/api/v1/documents', { name: 'Größe (2).md', bytes })
    const { document_id: id } = addedSource.parse(await sent.json())
    const { currentVersion } = await findSource(id)
    const { id: versionId } = await getVersion(app.deps.db, id, currentVersion)
    for (const path of [`/api/v1/documents/${id}/download-url`, `/files/${versionId}`]) {
      const answer = await app.request(path)
      const { download_url, file_name, expires_at } = z
        .object({ download_url: z.url(), file_name: z.string(), expires_at: z.iso.datetime() })
        .parse(await answer.json())
      const url = new URL(download_url)
      expect([url.origin, file_name]).toEqual([store.settings.endpoint, 'Größe (2).md'])
      const given = await fetch(url)
      expect(await given.text()).toBe(bytes.toString())
      expect(given.headers.get('content-type')).toBe('text/markdown')
      expect(given.headers.get('content-disposition')).toContain(
        "UTF-8''Gr%C3%B6%C3%9Fe%20%282%29.md",
      )
      expect(url.searchParams.get('X-Amz-Expires')).toBe('3600')
      const signed = url.searchParams.get('X-Amz-Date') ?? ''
      expect(signed.replace(/\D/g, '')).toBe(
        new Date(Date.parse(expires_at) - 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14),
      )
    }
  })

  const findSource = async (id: string) => {
    const document = await findDocument(app.deps.db, [app.workspaceId], id)
    if (!document) throw new Error('it was added before')
    return document
  }

  async function followByProxy(url: string, bytes: Uint8Array): Promise<void> {
    const proxy = (link: string, headers = {}) =>
      app.request(`/api/v1/proxy/file?${new URLSearchParams({ presigned_url: link })}`, { headers })
    const whole = await proxy(url)
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(bytes)
    const part = await proxy(url, { Range: 'bytes=2-5' })
    expect([part.status, new Uint8Array(await part.arrayBuffer())]).toEqual([
      206,
      bytes.slice(2, 6),
    ])
    const old = url.replace(/X-Amz-Date=\d{8}/, 'X-Amz-Date=20200101')
    const unsigned = url.replace(/[?].*/, '')
    const otherBucket = url.replace('/sourcewright-test/', '/other/')
    const forged = url.replace(/X-Amz-Signature=./, 'X-Amz-Signature=x')
    const told = []
    for (const link of [old, unsigned, otherBucket, forged]) told.push((await proxy(link)).status)
    expect(told).toEqual([410, 403, 403, 403])
  }

  test('a second start finds all files, and sweeps what nothing names', async () => {
    const lost = createBlobsOnS3(store.settings, always)
    const hash = await lost.put(app.workspaceId, new Uint8Array([9, 9]), (one) =>
      Promise.resolve(one),
    )
    const { dataFolder, ownerKey, workspaceId } = app
    const before = await store.list(`${workspaceId}/`)
    await app.stop()
    app = await createTestApp({
      s3: store.settings,
      dataFolder,
      owner: { ownerKey, workspaceId },
    })
    expect(await store.list(`${workspaceId}/`)).toEqual(before.filter((one) => one !== hash))
  })

  test('a deletion frees what nothing else names, and nothing that something does', async () => {
    const bytes = Buffer.from('Words that a source and a file share.')
    const shared = createHash('sha256').update(bytes).digest('hex')
    const added = await app.upload('/api/v1/documents', { name: 'shared.txt', bytes })
    const { document_id: id } = addedSource.parse(await added.json())
    const putFile = (content: Buffer) =>
      app.upload('/api/v1/files/upload', { name: 'a.txt', bytes: content, field: 'file_content' })
    await putFile(bytes)
    await waitUntilIdle(app)
    const others = (await store.list(`${app.workspaceId}/`)).filter((hash) => hash !== shared)
    const list = async () => (await store.list(`${app.workspaceId}/`)).toSorted()
    const removed = await app.request(`/api/v1/documents/${id}`, { method: 'DELETE' })
    expect(removed.status).toBe(204)
    expect(await list()).toEqual([...others, shared].toSorted())
    const newer = Buffer.from('Words of the file alone.')
    await putFile(newer)
    const left = createHash('sha256').update(newer).digest('hex')
    expect(await list()).toEqual([...others, left].toSorted())
  })

  test('a large file comes whole and in part over a connection, and a client may give it up', async () => {
    const { bytes, path } = await addLargeFile('large.png', 3_000_000)
    const server = await listen((request) => app.request(request.url, request), anyPort)
    const get = (headers = {}) => fetch(new URL(path, server.url), { headers })
    const whole = await get()
    expect(whole.headers.get('content-length')).toBe(String(bytes.length))
    expect(bytes.equals(Buffer.from(await whole.arrayBuffer()))).toBe(true)
    const part = await get({ Range: 'bytes=2000000-2000009' })
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      `bytes 2000000-2000009/${bytes.length}`,
      bytes.toString('utf8', 2_000_000, 2_000_010),
    ])
    const head = await fetch(new URL(path, server.url), { method: 'HEAD' })
    expect([head.headers.get('content-length'), await head.text()]).toEqual([`${bytes.length}`, ''])
    const givenUp = await get()
    await givenUp.body?.cancel()
    await server.stop(10_000)
  })

  test('a store that is killed during a download breaks the transfer off', async () => {
    const { bytes, path } = await addLargeFile('broken off.png', 12_000_000)
    const key = { 'X-API-Key': app.ownerKey }
    const { download_url: link } = downloadUrlResponse.parse(
      await (await app.request(path.replace('/file', '/download-url'))).json(),
    )
    const proxied = `/api/v1/proxy/file?${new URLSearchParams({ presigned_url: link })}`
    const server = await listen((request) => app.request(request.url, request), anyPort)
    const downloads = [path, proxied].map((one) => beginDownload(new URL(one, server.url), key))
    const begun = await Promise.all(downloads)
    await store.end()
    for (const { length, rest } of begun) {
      expect(length).toBe(bytes.length)
      const { received, error } = await rest()
      expect(error).toBe('ECONNRESET')
      // what came are words of the file, and nothing is put in the place of the others
      expect(received.length).toBeLessThan(bytes.length)
      expect(bytes.subarray(0, received.length).equals(received)).toBe(true)
    }
    await server.stop(10_000)
  })

  /** Its pieces differ; an image, since its reader has done with it at once. */
  async function addLargeFile(
    name: string,
    length: number,
  ): Promise<{ bytes: Buffer; path: string }> {
    const lines = Array.from({ length: 600_000 }, (_, index) => `line ${index} of ${name}\n`)
    const bytes = Buffer.from(lines.join('').slice(0, length))
    bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    const sent = await app.upload('/api/v1/documents', { name, bytes })
    const { document_id: id } = addedSource.parse(await sent.json())
    await waitUntilIdle(app)
    return { bytes, path: `/api/v1/documents/${id}/file` }
  }

  test('when it goes away it is a 503 that says so, and nothing of the request is stored', async () => {
    const before: unknown = await (await app.request('/api/v1/documents')).json()
    const sent = { name: 'a.txt', bytes: Buffer.from('Words.') }
    const response = await app.upload('/api/v1/documents', sent)
    const { status, code } = problemDetails.parse(await response.json())
    expect([status, code, response.headers.get('retry-after')]).toEqual([
      503,
      'store_unavailable',
      '30',
    ])
    expect(await (await app.request('/api/v1/documents')).json()).toEqual(before)
  })

  test('a job that finds it away waits, told in the log, and fails nothing', async () => {
    const list = await app.request('/api/v1/documents?kind=source')
    const { documents } = documentsResponse.parse(await list.json())
    const source = documents.find(({ status }) => status === 'completed')
    app.logged.splice(0)
    const again = await app.post(`/api/v1/documents/${source?.document_id}/refresh`, {})
    expect(again.status).toBe(202)
    await waitFor(() => Promise.resolve(app.logged[0]))
    expect(app.logged).toEqual([expect.any(BlobsUnavailable)])
    const job = await waitFor(() =>
      app.deps.db
        .selectFrom('jobs')
        .select(['kind', 'attempts', 'error'])
        .where('status', '=', 'waiting')
        .executeTakeFirst(),
    )
    expect(job).toEqual({ kind: 'ingest', attempts: 0, error: null })
    const details = await app.request(`/api/v1/documents/${source?.document_id}`)
    expect(await details.json()).toMatchObject({ error: null })
  })

  test('a deletion is done also while it is away', async () => {
    const list = await app.request('/api/v1/documents?kind=source')
    const { documents } = documentsResponse.parse(await list.json())
    const id = documents[0]?.document_id
    const removed = await app.request(`/api/v1/documents/${id}`, { method: 'DELETE' })
    expect(removed.status).toBe(204)
    expect((await app.request(`/api/v1/documents/${id}`)).status).toBe(404)
  })
})

test('a start whose store is away ends with the reason', async () => {
  const s3 = { bucket: 'b', endpoint: 'http://127.0.0.1:1', region: 'r', isPathStyle: true }
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  const blobs = createBlobsOnS3({ ...s3, credentials }, always)
  await expect(blobs.sweep(() => false)).rejects.toThrow(/S3 could not list .*ECONNREFUSED/)
})
