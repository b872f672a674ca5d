import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { plant, project } from '../support/build-house.ts'
import { listUnusedExports } from '../support/unused-exports.ts'

const house = mkdtempSync(join(tmpdir(), 'house-'))

afterAll(() => rmSync(house, { recursive: true, force: true }))

/** Beginnings of what is exported for more than an import, and who reads it. */
const entries: Readonly<Record<string, string>> = {
  'eslint.config.js': 'ESLint',
  'vitest.config.ts': 'Vitest',
  'webpack.config.js': 'webpack',
  'server/db/migrations/': 'Kysely, which calls the `up` of each',
  'bench/pane/run.ts': 'bench/run.ts, by a path that its compiler does not follow',
  'test/': 'Vitest and the pages of tests, which load files by their paths',
}

const folders = 'addin,bench,cli,client,examples,scripts,server,shared,test'

test('nothing is exported that no other file imports', () => {
  const all = globSync([`{${folders}}/**/*.{ts,tsx,js}`, '*.{ts,js}'], { cwd: project })
  const files = all.map((file) => file.split(sep).join('/'))
  expect(files.length).toBeGreaterThan(2000)
  const unused = listUnusedExports(project, files)
  const isEntry = (one: string) => Object.keys(entries).some((start) => one.startsWith(start))
  expect(unused.filter((one) => !isEntry(one))).toEqual([])
  const isUnused = (start: string) => unused.some((one) => one.startsWith(start))
  expect(Object.keys(entries).filter((start) => !isUnused(start))).toEqual([])
})

test('a planted export that nothing imports is found, whatever it is', () => {
  plant(
    house,
    'shared/planted.ts',
    [
      'export const one = 1, two = 2',
      'export function three() {}',
      'export type Four = 4',
      'export interface Five {}',
      'const six = 6, seven = 7',
      'export { six, seven as eight }',
      'export default one',
      'export const [nine, { ten }] = [9, { ten: 10 }]',
      'export class Eleven {}',
    ].join('\n'),
  )
  plant(
    house,
    'server/user.ts',
    [
      "import first, { two as second, type Four } from '../shared/planted.ts'",
      "export { eight } from '../shared/planted.ts'",
      "export const use = async () => [(await import('../shared/planted.ts')).three, first, second]",
      "export type Eleven = import('../shared/planted.ts').Eleven",
    ].join('\n'),
  )
  plant(house, 'server/main.ts', "import * as user from './user.ts'\nuser.use()")
  const found = listUnusedExports(house, ['shared/planted.ts', 'server/user.ts', 'server/main.ts'])
  expect(found).toEqual([
    'shared/planted.ts: one',
    'shared/planted.ts: Five',
    'shared/planted.ts: six',
    'shared/planted.ts: nine',
    'shared/planted.ts: ten',
    'server/user.ts: eight',
    'server/user.ts: Eleven',
  ])
})
