import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { project } from '../support/build-house.ts'

const house = mkdtempSync(join(tmpdir(), 'house-'))

afterAll(() => rmSync(house, { recursive: true, force: true }))

test('a Node that can not run TypeScript is refused in words', () => {
  const preload = join(project, 'server/require-node.js')
  const options = [
    '--no-experimental-strip-types',
    '--import',
    preload,
    '-e',
    "console.log('started')",
  ]
  const { status, stdout, stderr } = spawnSync(process.execPath, options, { encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toContain('Sourcewright needs Node 22.18 or newer')
  expect(stdout).toBe('')
})

test('a Node that can is let through', () => {
  const options = ['--import', join(project, 'server/require-node.js'), '-e', "console.log('on')"]
  expect(spawnSync(process.execPath, options, { encoding: 'utf8' }).stdout).toBe('on\n')
})

test('.ci/run without the corpus beside the project says what is missing', () => {
  cpSync(join(project, '.ci/run'), join(house, '.ci/run'))
  const { status, stderr } = spawnSync('bash', ['.ci/run'], { cwd: house, encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toContain('../shared/data is no folder')
})
