import { execFileSync, spawn } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { waitFor } from './create-test-app.ts'
import { findFreePort } from './find-free-port.ts'

export type PostgresServer = {
  readonly connectionString: string
  stop(): Promise<void>
}

/** A server of its own over an empty folder; `programs` is where PostgreSQL's are. */
export async function startPostgres(programs: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'sourcewright-postgres-'))
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, 'top-secret')
  const user = findUser()
  if (user) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid)
  const data = join(folder, 'data')
  const asked = ['-D', data, '-U', 'owner', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
  execFileSync(join(programs, 'initdb'), [...asked, '-N'], { ...user, stdio: 'ignore' })
  const port = await findFreePort()
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=']
  const server = spawn(join(programs, 'postgres'), ['-D', data, '-p', `${port}`, ...settings], {
    ...user,
    stdio: 'ignore',
  })
  const connectionString = `postgresql://owner:top-secret@127.0.0.1:${port}/postgres`
  await waitFor(() => tryToConnect(connectionString))
  return {
    connectionString,
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function tryToConnect(connectionString: string): Promise<true | undefined> {
  const client = new Client({ connectionString })
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return undefined
  }
}

/** PostgreSQL does not run as root. */
function findUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const ask = (what: string) => Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }))
  return { uid: ask('-u'), gid: ask('-g') }
}
