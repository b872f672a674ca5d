import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import type { S3Settings } from '../../server/adapters/blobs-on-s3.ts'
import { findFreePort } from './find-free-port.ts'

export type ObjectStore = {
  readonly settings: S3Settings
  /** The last part of each key below the prefix. */
  list(prefix: string): Promise<string[]>
  /** As a power cut would. */
  end(): Promise<void>
  close(): Promise<void>
}

/** A server of its own that speaks S3, with a bucket; takes about a quarter of a minute. */
export async function startObjectStore(): Promise<ObjectStore> {
  const folder = await mkdtemp(join(tmpdir(), 'sourcewright-s3-'))
  // the daemons take some of the next ones, too
  const port = await findFreePort()
  await run(join(import.meta.dirname, 'object-store/start.sh'), folder, String(port))
  const settings = {
    bucket: 'sourcewright-test',
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    isPathStyle: true,
    credentials: { accessKeyId: 'TESTKEY', secretAccessKey: 'TESTSECRET' },
  }
  const { endpoint, region, credentials, bucket } = settings
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  await client.send(new CreateBucketCommand({ Bucket: bucket }))
  return {
    settings,
    async list(prefix) {
      const found = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }))
      return (found.Contents ?? []).map(({ Key = '' }) => Key.split('/').at(-1) ?? '')
    },
    end: () => endProcesses(join(folder, 'run')),
    async close() {
      client.destroy()
      await endProcesses(join(folder, 'run'))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function endProcesses(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.pid')) continue
    const path = join(folder, name)
    process.kill(Number(await readFile(path, 'utf8')), 'SIGKILL')
    await rm(path)
  }
}

/** The daemons keep what they inherit, so nothing of theirs is waited for. */
function run(script: string, ...words: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', [script, ...words], { stdio: 'ignore' })
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the object store did not start: ${code}`)),
    )
  })
}
