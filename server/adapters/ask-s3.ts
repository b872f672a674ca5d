import { S3ServiceException } from '@aws-sdk/client-s3'
import { BlobsUnavailable } from '../ports/blob-store.ts'

/** Undefined where there is no such object. @throws BlobsUnavailable for every other failure */
export async function askS3<T>(what: string, send: () => Promise<T>): Promise<T | undefined> {
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
