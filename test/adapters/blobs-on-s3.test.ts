import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBlobsOnS3 } from '../../server/adapters/blobs-on-s3.ts'
import { BlobsUnavailable } from '../../server/ports/blob-store.ts'
import { addedSource } from '../../shared/contract/documents.ts'
import { presignResponse, uploadedFile } from '../../shared/contract/files.ts'
import { problemDetails } from '../../shared/contract/problem.ts'
import { testBlobStore } from '../support/blob-contract.ts'
import { createTestApp, readExample, type TestApp } from '../support/create-test-app.ts'
import { describeWith } from '../support/requirements.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'
import { startObjectStore, type ObjectStore } from '../support/start-object-store.ts'

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

  test('when it goes away it is a 503 that says so, and nothing of the request is stored', async () => {
    const before: unknown = await (await app.request('/api/v1/documents')).json()
    await store.end()
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
})

test('a start whose store is away ends with the reason', async () => {
  const s3 = { bucket: 'b', endpoint: 'http://127.0.0.1:1', region: 'r', isPathStyle: true }
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  const blobs = createBlobsOnS3({ ...s3, credentials }, always)
  await expect(blobs.sweep(() => false)).rejects.toThrow(/S3 could not list .*ECONNREFUSED/)
})
