import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { collectBytes } from '../../shared/text/collect-bytes.ts'
import { BlobsUnavailable, type BlobStore, type ByteRange } from '../ports/blob-store.ts'
import { askS3 } from './ask-s3.ts'
import { guardStream } from './guard-stream.ts'
import { keepBlobs, nameBlob, type BlobPlace, type PlacedBlob } from './keep-blobs.ts'
import { createLinksIntoS3 } from './links-into-s3.ts'

export type S3Settings = {
  readonly bucket: string
  /** Of a service that is not Amazon's; undefined for theirs. */
  readonly endpoint: string | undefined
  readonly region: string
  /** The bucket in the path in place of the host, as most other services want it. */
  readonly isPathStyle: boolean
  /** In place of the SDK's usual chain: environment, profile, role. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
  readonly limits?: Partial<S3Limits>
}

/** How long the service is waited for, in milliseconds. */
export type S3Limits = {
  /** Until there is a connection. */
  readonly connectMilliseconds: number
  /** Until an answer begins, behind what is sent; a call is tried three times. */
  readonly answerMilliseconds: number
  /** Until the next piece of a file. */
  readonly silenceMilliseconds: number
}

const usualLimits: S3Limits = {
  connectMilliseconds: 5000,
  answerMilliseconds: 15_000,
  silenceMilliseconds: 30_000,
}

/** Blobs as objects `<workspace>/sha256/<2 hex>/<hash>` of a bucket. */
export function createBlobsOnS3(
  settings: S3Settings,
  isUsed: (workspaceId: string, hash: string) => Promise<boolean>,
): BlobStore & { close(): void } {
  const limits = { ...usualLimits, ...settings.limits }
  const { bucket } = settings
  const client = openClient(settings, limits)
  const store = keepBlobs(createPlace(client, bucket, limits), isUsed)
  const links = createLinksIntoS3(client, bucket, limits)
  return { ...store, links, close: () => client.destroy() }
}

function openClient(
  { endpoint, region, isPathStyle, credentials }: S3Settings,
  { connectMilliseconds, answerMilliseconds }: S3Limits,
): S3Client {
  return new S3Client({
    region,
    forcePathStyle: isPathStyle,
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials && { credentials }),
    // many services don't know the checksum trailers that are the default
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: connectMilliseconds,
      requestTimeout: answerMilliseconds,
      // else a time that is over is only logged, and the call waits on
      throwOnRequestTimeout: true,
      // a download holds a connection for as long as its reader takes: few would keep all others waiting
      httpAgent: { maxSockets: mostConnections },
      httpsAgent: { maxSockets: mostConnections },
    },
  })
}

const mostConnections = 500

function createPlace(client: S3Client, bucket: string, limits: S3Limits): BlobPlace {
  const at = (id: string, hash: string) => ({ Bucket: bucket, Key: nameBlob(id, hash) })
  const findSize = async (id: string, hash: string) => {
    const head = await askS3('look for', () => client.send(new HeadObjectCommand(at(id, hash))))
    return head && (head.ContentLength ?? 0)
  }
  const get = async (id: string, hash: string, range?: ByteRange) =>
    askS3('read', () => getObject(client, at(id, hash), limits, range))
  return {
    async find(id, hash) {
      const object = await get(id, hash)
      return object && askS3('read', () => collectBytes(object.stream, object.sizeBytes))
    },
    async open(id, hash) {
      const sizeBytes = await findSize(id, hash)
      if (sizeBytes === undefined) return undefined
      return { sizeBytes, read: async (range) => expectThere(await get(id, hash, range)).stream }
    },
    has: async (id, hash) => (await findSize(id, hash)) !== undefined,
    async write(id, hash, content) {
      // in memory while it is sent: a call that is tried again needs all of it again
      const bytes =
        content instanceof Uint8Array ? content : await collectBytes(content.stream(), content.size)
      const object = { ...at(id, hash), Body: bytes, ContentLength: bytes.length }
      const requestTimeout = limits.answerMilliseconds + bytes.length / slowestBytesPerMillisecond
      const stored = await askS3('store', () =>
        client.send(new PutObjectCommand(object), { requestTimeout }),
      )
      if (!stored) throw new BlobsUnavailable(`S3 has no bucket ${bucket}`, undefined)
    },
    async remove(id, hash) {
      await askS3('remove', () => client.send(new DeleteObjectCommand(at(id, hash))))
    },
    list: async () => (await askS3('list', () => listObjects(client, bucket))) ?? [],
  }
}

/** Of an upload: a store that takes less than 256 KiB a second counts as away. */
const slowestBytesPerMillisecond = 256

/** The object or a part of it, as it comes; its size is that of what comes. */
async function getObject(
  client: S3Client,
  at: { Bucket: string; Key: string },
  { silenceMilliseconds }: S3Limits,
  range: ByteRange | undefined,
) {
  const part = range && { Range: `bytes=${range.start}-${range.end - 1}` }
  const { Body, ContentLength } = await client.send(new GetObjectCommand({ ...at, ...part }))
  const sizeBytes = range ? range.end - range.start : (ContentLength ?? 0)
  const body = Body?.transformToWebStream() as ReadableStream<Uint8Array>
  return { sizeBytes, stream: guardStream(body, { expectedBytes: sizeBytes, silenceMilliseconds }) }
}

function expectThere<T>(found: T | undefined): T {
  if (found !== undefined) return found
  throw new BlobsUnavailable('the file was removed while it was opened', undefined)
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
