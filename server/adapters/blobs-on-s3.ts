import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { writeAttachment } from '../../shared/text/content-disposition.ts'
import {
  BlobsUnavailable,
  type BlobLinks,
  type BlobStore,
  type OpenedLink,
} from '../ports/blob-store.ts'
import { keepBlobs, nameBlob, type BlobPlace, type PlacedBlob } from './keep-blobs.ts'

export type S3Settings = {
  readonly bucket: string
  /** Of a service that is not Amazon's; undefined for theirs. */
  readonly endpoint: string | undefined
  readonly region: string
  /** The bucket in the path in place of the host, as most other services want it. */
  readonly isPathStyle: boolean
  /** In place of the SDK's usual chain: environment, profile, role. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

/** Blobs as objects `<workspace>/sha256/<2 hex>/<hash>` of a bucket. */
export function createBlobsOnS3(
  settings: S3Settings,
  isUsed: (workspaceId: string, hash: string) => Promise<boolean>,
): BlobStore & { close(): void } {
  const client = openClient(settings)
  const store = keepBlobs(createPlace(client, settings.bucket), isUsed)
  return { ...store, links: createLinks(client, settings.bucket), close: () => client.destroy() }
}

function openClient({ endpoint, region, isPathStyle, credentials }: S3Settings): S3Client {
  return new S3Client({
    region,
    forcePathStyle: isPathStyle,
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials && { credentials }),
    // many services don't know the checksum trailers that are the default
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 5000, requestTimeout: 120_000 },
  })
}

function createPlace(client: S3Client, bucket: string): BlobPlace {
  const at = (id: string, hash: string) => ({ Bucket: bucket, Key: nameBlob(id, hash) })
  const find = (id: string, hash: string) =>
    ask('read', async () => {
      const { Body } = await client.send(new GetObjectCommand(at(id, hash)))
      return Body?.transformToByteArray()
    })
  return {
    find,
    has: async (id, hash) =>
      (await ask('look for', () => client.send(new HeadObjectCommand(at(id, hash))))) !== undefined,
    async write(id, hash, bytes) {
      const object = { ...at(id, hash), Body: bytes, ContentLength: bytes.length }
      const stored = await ask('store', () => client.send(new PutObjectCommand(object)))
      if (!stored) throw new BlobsUnavailable(`S3 has no bucket ${bucket}`, undefined)
    },
    async remove(id, hash) {
      await ask('remove', () => client.send(new DeleteObjectCommand(at(id, hash))))
    },
    list: async () => (await ask('list', () => listObjects(client, bucket))) ?? [],
  }
}

/** Undefined where there is no such object. @throws BlobsUnavailable for every other failure */
async function ask<T>(what: string, send: () => Promise<T>): Promise<T | undefined> {
  try {
    return await send()
  } catch (error) {
    if (isMissing(error)) return undefined
    const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    throw new BlobsUnavailable(`S3 could not ${what} a file (${said})`, error)
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404
}

async function listObjects(client: S3Client, bucket: string): Promise<PlacedBlob[]> {
  const blobs: PlacedBlob[] = []
  for await (const { Contents } of paginateListObjectsV2({ client }, { Bucket: bucket })) {
    for (const { Key = '' } of Contents ?? []) {
      const match = /^([0-9a-f-]{36})\/sha256\/[0-9a-f]{2}\/([0-9a-f]{64})$/.exec(Key)
      if (match) blobs.push({ workspaceId: match[1] ?? '', hash: match[2] ?? '' })
    }
  }
  return blobs
}

function createLinks(client: S3Client, bucket: string): BlobLinks {
  let own: { origin: string; path: string } | undefined
  const findOwn = async () => {
    const key = 'a'
    const command = new GetObjectCommand({ Bucket: bucket, Key: key })
    const { origin, pathname } = new URL(await getSignedUrl(client, command))
    return { origin, path: pathname.slice(0, -key.length) }
  }
  return {
    async create(workspaceId, hash, { fileName, mimeType, seconds }) {
      const command = new GetObjectCommand({
        Bucket: bucket,
        Key: nameBlob(workspaceId, hash),
        ResponseContentDisposition: writeAttachment(fileName),
        ResponseContentType: mimeType,
      })
      return (
        (await ask('link to', () => getSignedUrl(client, command, { expiresIn: seconds }))) ?? ''
      )
    },
    async isOwn(url) {
      own ??= await findOwn()
      return url.origin === own.origin && url.pathname.startsWith(own.path) && isSigned(url)
    },
    open: openLink,
  }
}

function isSigned({ searchParams, username, password }: URL): boolean {
  return searchParams.has('X-Amz-Signature') && username === '' && password === ''
}

const passedOn = ['content-type', 'content-length', 'content-range', 'content-disposition']

async function openLink(url: URL, range: string | undefined): Promise<OpenedLink> {
  try {
    const headers = range === undefined ? undefined : { Range: range }
    const response = await fetch(url, { redirect: 'error', ...(headers && { headers }) })
    const { status, body } = response
    if ((status === 200 || status === 206) && body) {
      const told = passedOn.flatMap((name) => {
        const value = response.headers.get(name)
        return value === null ? [] : [[name, value] as const]
      })
      return { outcome: 'opened', status, headers: Object.fromEntries(told), body }
    }
    await body?.cancel()
    if (status === 403) return { outcome: 'refused' }
    if (status === 404) return { outcome: 'missing' }
    if (status === 416) return { outcome: 'unsatisfiable' }
    return { outcome: 'failed', reason: `it answered ${status}` }
  } catch (error) {
    return { outcome: 'failed', reason: error instanceof Error ? error.message : String(error) }
  }
}
