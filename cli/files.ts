import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { UsageError } from './command.ts'
import type { Terminal } from './terminal.ts'

/** @throws UsageError where it can't be read */
export async function openFile(path: string): Promise<File> {
  return new File([new Uint8Array(await readBytes(path))], basename(path))
}

/** @throws UsageError where it can't be read, or holds no JSON */
export async function readJson(path: string): Promise<unknown> {
  const words = (await readBytes(path)).toString('utf8')
  try {
    return JSON.parse(words)
  } catch (error) {
    throw new UsageError(`${path} is no JSON: ${error instanceof Error ? error.message : ''}`)
  }
}

/**
 * The body of a request; what is wrong within it, the server says.
 * @throws UsageError where it is no JSON object
 */
export async function readBody<T extends object>(path: string): Promise<T> {
  const value = await readJson(path)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as T
  throw new UsageError(`${path} holds no JSON object.`)
}

/**
 * Stores what was fetched; '-' is the standard output.
 * @throws UsageError for a file that is there, unless `overwrites`
 */
export async function storeFile(
  terminal: Terminal,
  bytes: Blob,
  path: string,
  overwrites: boolean,
): Promise<void> {
  const content = new Uint8Array(await bytes.arrayBuffer())
  if (path === '-') return terminal.write(content)
  await writeFile(path, content, { flag: overwrites ? 'w' : 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') {
        throw new UsageError(`${path} is there already; --force writes over it.`)
      }
      throw error
    },
  )
}

async function readBytes(path: string) {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${path} can't be read: ${explain(error)}`)
  })
}

function explain({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'there is no such file.'
  return code === 'EISDIR' ? 'it is a folder.' : message
}
