import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { buildHouse, plant, project } from '../support/build-house.ts'

const house = buildHouse()
const ambient = ['window', 'document', 'process', 'console', 'setTimeout', 'Buffer', 'fetch']

afterAll(() => rmSync(house, { recursive: true, force: true }))

test.each(['shared', 'server/domain'])('%s knows neither browser nor Node', (room) => {
  const lines = ambient.map((name, index) => `export const ambient${index}: unknown = ${name}`)
  plant(house, `${room}/ambient.ts`, ["export * from 'zod'", ...lines].join('\n'))
  const output = compile(room)
  expect(ambient.filter((name) => output.includes(`'${name}'`))).toEqual(ambient)
})

test('shared may use what the language has', () => {
  const code = "export const go = [3, 1].toSorted().map((n) => String(n).padStart(2, '0'))"
  plant(house, 'shared/language.ts', code)
  expect(compile('shared')).not.toContain('language.ts')
})

test('syntax that does not survive type stripping is refused', () => {
  plant(house, 'server/enum.ts', 'export enum Colour {\n  Red,\n}')
  expect(compile('.')).toContain('server/enum.ts(1,13): error TS1294')
})

function compile(room: string): string {
  const tsc = join(project, 'node_modules/typescript/bin/tsc')
  const options = ['-p', room, '--pretty', 'false']
  return spawnSync(process.execPath, [tsc, ...options], { cwd: house, encoding: 'utf8' }).stdout
}
