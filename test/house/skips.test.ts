import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plant, project } from '../support/build-house.ts'

const house = mkdtempSync(join(tmpdir(), 'house-'))

beforeAll(() => {
  symlinkSync(join(project, 'node_modules'), join(house, 'node_modules'), 'dir')
  plant(house, 'vitest.config.mts', configWithOurReporter())
  plant(house, 'some.test.ts', testsOfWhichTwoAreSkipped())
  plant(house, 'broken.test.ts', "import './nowhere.ts'")
})

afterAll(() => rmSync(house, { recursive: true, force: true }))

test('a run ends by naming what it skipped and why', () => {
  const { status, lines } = runTests('some.test.ts', {})
  expect(status).toBe(0)
  expect(lines.slice(-5)).toEqual([
    'Skipped 1: this machine lacks the corpus of real files (set SOURCEWRIGHT_CORPUS to its folder)',
    '  some.test.ts: reads real files',
    'Skipped 1: the moon is full',
    '  some.test.ts: waits for the moon',
    '1 passed, 0 failed, 2 skipped',
  ])
})

test('with CI=true a skip fails the run', () => {
  const { status, lines } = runTests('some.test.ts', { CI: 'true' })
  expect(status).toBe(1)
  expect(lines).toContain('CI=true: a skipped test fails the run.')
})

test('a test file that does not load counts as failed', () => {
  const { status, lines } = runTests('broken.test.ts', {})
  expect(status).toBe(1)
  expect(lines.at(-1)).toBe('0 passed, 1 failed, 0 skipped')
})

test('a corpus that is no folder fails instead of being skipped', () => {
  const { status, lines } = runTests('some.test.ts', { SOURCEWRIGHT_CORPUS: '/nowhere' })
  expect(status).toBe(1)
  expect(lines.join('\n')).toContain('SOURCEWRIGHT_CORPUS is /nowhere, which is no folder')
})

function configWithOurReporter(): string {
  const reporter = join(project, 'test/support/skip-reporter.ts')
  return `import { createSkipReporter } from '${reporter}'
export default { test: { reporters: ['default', createSkipReporter()] } }`
}

function testsOfWhichTwoAreSkipped(): string {
  return `import { expect, test } from 'vitest'
import { testWith } from '${join(project, 'test/support/requirements.ts')}'
test('runs', () => expect(1).toBe(1))
testWith('corpus', 'reads real files', () => {})
test('waits for the moon', (context) => context.skip('the moon is full'))`
}

/** In an environment of its own: the variables of the run around it must not leak in. */
function runTests(file: string, environment: Readonly<Record<string, string>>) {
  const vitest = join(project, 'node_modules/vitest/vitest.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitest, 'run', file], {
    cwd: house,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], NO_COLOR: '1', ...environment },
  })
  return { status, lines: `${stderr}${stdout}`.trimEnd().split('\n') }
}
