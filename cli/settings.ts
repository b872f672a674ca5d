import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { NoLoginError } from './command.ts'
import type { Terminal } from './terminal.ts'

type Login = {
  readonly server: string
  readonly apiKey: string
  /** The workspace that is meant; undefined where the key reaches one alone. */
  readonly workspaceId?: string | undefined
}

type Environment = Terminal['environment']

/**
 * Which server is called, and with what key: SOURCEWRIGHT_URL and SOURCEWRIGHT_API_KEY, else what
 * `login` stored. A stored key is sent to the server that it was tried with, and to no other.
 * @throws NoLoginError where neither says so
 */
export async function getLogin(environment: Environment): Promise<Login> {
  const url = readVariable(environment, 'SOURCEWRIGHT_URL')
  const key = readVariable(environment, 'SOURCEWRIGHT_API_KEY')
  const workspaceId = readVariable(environment, 'SOURCEWRIGHT_WORKSPACE')
  const stored = url && key ? undefined : await findLogin(environment)
  const server = url ?? stored?.server
  const isOwn = server !== undefined && server.replace(/\/+$/, '') === stored?.server
  const apiKey = key ?? (isOwn ? stored.apiKey : undefined)
  if (server && apiKey) return { server, apiKey, workspaceId }
  throw new NoLoginError(
    `Nobody is logged in${server ? ` to ${server}` : ''}: run "sourcewright login", or set SOURCEWRIGHT_URL and SOURCEWRIGHT_API_KEY.`,
  )
}

/** A shell script clears a variable by setting it to nothing. */
function readVariable(environment: Environment, name: string): string | undefined {
  return environment[name]?.trim() || undefined
}

/** Keeps it where its owner alone can read it. */
export async function storeLogin(environment: Environment, login: Login): Promise<string> {
  const path = findPath(environment)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await rm(path, { force: true })
  const stored = { server: login.server, api_key: login.apiKey }
  await writeFile(path, `${JSON.stringify(stored, null, 2)}\n`, { mode: 0o600 })
  return path
}

export async function forgetLogin(environment: Environment): Promise<void> {
  await rm(findPath(environment), { force: true })
}

async function findLogin(environment: Environment): Promise<Login | undefined> {
  const path = findPath(environment)
  const words = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (words === undefined) return undefined
  const stored = parse(words)
  const { server, api_key: apiKey } = stored
  if (typeof server === 'string' && typeof apiKey === 'string') return { server, apiKey }
  throw new NoLoginError(`${path} is no login; run "sourcewright login" again.`)
}

function parse(words: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(words)) as Record<string, unknown>
  } catch {
    return {}
  }
}

/** Of the XDG Base Directory Specification: $XDG_CONFIG_HOME, else ~/.config. */
function findPath(environment: Environment): string {
  const folder = environment['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')
  return join(folder, 'sourcewright', 'login.json')
}
