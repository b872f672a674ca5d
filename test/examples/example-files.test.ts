import { describe, expect, test } from 'vitest'
import { listExampleFiles } from '../../examples/build/example-files.ts'
import { validateDocx } from '../support/validate-docx.ts'
import { describeWith } from '../support/requirements.ts'
import { openRun, readExampleFile } from './open-example.ts'

const files = listExampleFiles()

describe('the example files', () => {
  test.each(files)('$path is what the build script writes today', async ({ path, create }) => {
    const built = await create()
    expect(Buffer.from(built).equals(readExampleFile(path))).toBe(true)
  })

  test('building twice in one process gives equal bytes', async () => {
    const protocol = files.find(({ path }) => path.endsWith('protocol.docx'))
    const [first, second] = [await protocol?.create(), await protocol?.create()]
    expect(first).toBeDefined()
    expect(Buffer.from(first ?? []).equals(second ?? new Uint8Array())).toBe(true)
  })

  test('a PDF stands beside each document that is also given as one', () => {
    const names = files
      .filter(({ hasPdf }) => hasPdf)
      .map(({ path }) => path.replace('docx', 'pdf'))
    expect(names).toEqual(['study/sources/protocol.pdf', 'audit/sources/audit-charter.pdf'])
    for (const name of names) {
      expect(Buffer.from(readExampleFile(name).slice(0, 5)).toString()).toBe('%PDF-')
    }
  })

  test.each([
    ['study', 'run.json'],
    ['study', 'run-all-rules.json'],
    ['audit', 'run.json'],
  ])('every file that %s/%s names is there', (example, name) => {
    const run = openRun(example, name)
    const named = [run.template, ...run.sources.map(({ file }) => file)]
    expect(named.length).toBeGreaterThan(3)
    for (const file of named)
      expect(readExampleFile(`${example}/${file}`).length).toBeGreaterThan(0)
  })
})

describeWith('ooxmlValidator', 'the Open XML validator', () => {
  test.each(files)('finds no fault in $path', async ({ path }) => {
    expect(await validateDocx(readExampleFile(path))).toEqual([])
  })
})
