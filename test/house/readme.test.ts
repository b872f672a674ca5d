import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeConfig } from '../../server/config.ts'
import { project } from '../support/build-house.ts'

test('the README names every variable with the meaning and default that the program has', () => {
  const readme = readFileSync(join(project, 'README.md'), 'utf8')
  const rows = readme.matchAll(/^\| `(SOURCEWRIGHT_\w+)` +\| (.*?) +\| (?:`(.*?)`)? *\|$/gm)
  const told = [...rows].map(([, name, meaning, value = '']) => ({
    name,
    meaning,
    default: value,
  }))
  expect(told).toEqual(describeConfig())
})
