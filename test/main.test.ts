import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeConfig, readConfig } from '../server/config.ts'
import { startServer } from '../server/main.ts'

test('a connection outlives the steps of a run that hold the event loop', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sourcewright-main-'))
  const server = await startServer(
    readConfig({
      SOURCEWRIGHT_DATA: folder,
      SOURCEWRIGHT_PORT: '0',
      SOURCEWRIGHT_LOG: 'silent',
    }),
  )
  const response = await fetch(`${server.url}/health`)
  await response.text()
  const seconds = Number(/timeout=(\d+)/.exec(response.headers.get('keep-alive') ?? '')?.[1])
  expect(seconds).toBeGreaterThanOrEqual(60)
  await server.close()
  await rm(folder, { recursive: true })
})

test('the server says its settings when it is asked, and starts nothing', () => {
  const program = ['--import', './server/require-node.js', 'server/main.ts', '--help']
  const said = execFileSync(process.execPath, program, { encoding: 'utf8' })
  for (const { name, meaning } of describeConfig()) expect(said).toContain(`${name}  ${meaning}`)
  expect(said).toMatch(/SOURCEWRIGHT_LOG .*\(silent, error, info, debug; default: info\)$/m)
  expect(said).toMatch(/SOURCEWRIGHT_PORT .*\(whole number, 0 to 65535; default: 3000\)$/m)
  expect(said).not.toContain('Sourcewright is at')
})
