import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chownSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'

const programs = '/usr/lib/postgresql/15/bin'
const port = 54_329

type Postgres = { readonly connectionString: string; stop(): Promise<void> }

/**
 * PostgreSQL with a cluster of its own in `folder`; commits wait for the disk (fsync and synchronous_commit
 * are on, as they come). It refuses to run as root, so root runs it as postgres.
 */
export async function startPostgres(folder: string): Promise<Postgres> {
  const data = join(folder, 'postgres')
  mkdirSync(data, { mode: 0o700 })
  if (isRoot()) giveToPostgres(folder, data)
  run('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-instructions'])
  const options = ['-D', data, '-p', `${port}`, '-c', 'listen_addresses=127.0.0.1', '-k', data]
  const [program = '', ...words] = commandOf('postgres', options)
  const server = spawn(program, words, { stdio: 'ignore' })
  endWithThisProcess(server)
  const connectionString = `postgres://postgres@127.0.0.1:${port}/postgres`
  await waitUntilReady(connectionString)
  return {
    connectionString,
    async stop() {
      const gone = new Promise((resolve) => server.once('exit', resolve))
      run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop'])
      await gone
    },
  }
}

/** A bench that is interrupted leaves no database server. */
function endWithThisProcess(server: ChildProcess): void {
  process.once('exit', () => server.kill('SIGTERM'))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(1))
  }
}

function giveToPostgres(folder: string, data: string): void {
  const id = Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' }))
  const group = Number(execFileSync('id', ['-g', 'postgres'], { encoding: 'utf8' }))
  execFileSync('chmod', ['o+x', folder])
  chownSync(data, id, group)
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}

function commandOf(program: string, options: readonly string[]): string[] {
  const path = join(programs, program)
  return isRoot() ? ['runuser', '-u', 'postgres', '--', path, ...options] : [path, ...options]
}

function run(program: string, options: readonly string[]): void {
  const [name = '', ...words] = commandOf(program, options)
  execFileSync(name, words, { stdio: 'ignore', cwd: '/' })
}

async function waitUntilReady(connectionString: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const client = new Client({ connectionString })
    try {
      await client.connect()
      const { rows } = await client.query<{ fsync: string; commit: string }>(
        `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
      )
      await client.end()
      const [settings] = rows
      if (settings?.fsync !== 'on' || settings.commit !== 'on')
        throw new Error('commits do not wait')
      return
    } catch (error) {
      if (tries === 99) throw error
      await sleep(100)
    }
  }
}
