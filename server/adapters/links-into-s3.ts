import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { writeAttachment } from '../../shared/text/content-disposition.ts'
import type { BlobLinks, OpenedLink } from '../ports/blob-store.ts'
import { askS3 } from './ask-s3.ts'
import { guardStream } from './guard-stream.ts'
import { nameBlob } from './keep-blobs.ts'

/** How long the service is waited for, in milliseconds: until it answers, and for the next piece. */
type Limits = { readonly answerMilliseconds: number; readonly silenceMilliseconds: number }

/** Links that S3 signs with the credentials of the client, and their following. */
export function createLinksIntoS3(client: S3Client, bucket: string, limits: Limits): BlobLinks {
  let own: { origin: string; path: string } | undefined
  const findOwn = async () => {
    const key = 'a'
    const command = new GetObjectCommand({ Bucket: bucket, Key: key })
    const { origin, pathname } = new URL(await getSignedUrl(client, command))
    return { origin, path: pathname.slice(0, -key.length) }
  }
  return {
    async create(workspaceId, hash, { fileName, mimeType, from, seconds }) {
      const command = new GetObjectCommand({
        Bucket: bucket,
        Key: nameBlob(workspaceId, hash),
        ResponseContentDisposition: writeAttachment(fileName),
        ResponseContentType: mimeType,
      })
      const time = { expiresIn: seconds, signingDate: new Date(from) }
      return (await askS3('link to', () => getSignedUrl(client, command, time))) ?? ''
    },
    async isOwn(url) {
      own ??= await findOwn()
      return url.origin === own.origin && url.pathname.startsWith(own.path) && isSigned(url)
    },
    open: (url, range) => openLink(url, range, limits),
  }
}

function isSigned({ searchParams, username, password }: URL): boolean {
  return searchParams.has('X-Amz-Signature') && username === '' && password === ''
}

async function openLink(
  url: URL,
  range: string | undefined,
  { answerMilliseconds, silenceMilliseconds }: Limits,
): Promise<OpenedLink> {
  try {
    const response = await fetchWithin(url, range, answerMilliseconds)
    const { status, body } = response
    if ((status === 200 || status === 206) && body) {
      const expectedBytes = readLength(response.headers)
      const guarded = guardStream(body, { expectedBytes, silenceMilliseconds })
      return { outcome: 'opened', status, headers: passOn(response.headers), body: guarded }
    }
    await body?.cancel()
    if (status === 403) return { outcome: 'refused' }
    if (status === 404) return { outcome: 'missing' }
    if (status === 416) return { outcome: 'unsatisfiable' }
    return { outcome: 'failed', reason: `it answered ${status}` }
  } catch (error) {
    return { outcome: 'failed', reason: explain(error) }
  }
}

/** Until the answer begins; what comes then has limits of its own. */
async function fetchWithin(
  url: URL,
  range: string | undefined,
  milliseconds: number,
): Promise<Response> {
  const stop = new AbortController()
  const reason = new Error(`it did not answer within ${milliseconds} ms`)
  const timer = setTimeout(() => stop.abort(reason), milliseconds)
  const headers = range === undefined ? undefined : { Range: range }
  try {
    return await fetch(url, { redirect: 'error', signal: stop.signal, ...(headers && { headers }) })
  } finally {
    clearTimeout(timer)
  }
}

const passedOn = ['content-type', 'content-length', 'content-range', 'content-disposition']

function passOn(headers: Headers): Record<string, string> {
  const told = passedOn.flatMap((name) => {
    const value = headers.get(name)
    return value === null ? [] : [[name, value] as const]
  })
  return Object.fromEntries(told)
}

function readLength(headers: Headers): number | undefined {
  const told = headers.get('content-length')
  return told === null ? undefined : Number(told)
}

/** fetch says only that it failed; why stands in the cause. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error && error.cause.message !== ''
    ? error.cause.message
    : error.message
}
