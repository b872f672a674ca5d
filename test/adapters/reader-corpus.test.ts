import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createReaderProcess } from '../../server/adapters/reader-process.ts'
import { damage } from '../../bench/damage.ts'
import { createRandom } from '../../bench/random.ts'
import { describeWith } from '../support/requirements.ts'

const reader = createReaderProcess({ maximumSeconds: 20, maximumMegabytes: 1024, concurrency: 2 })
afterAll(() => reader.close())

/** What a file is refused for that a program can hold; anything else is a fault of the reader. */
const faultsOfFiles = ['damaged', 'encrypted', 'no_pages', 'no_text', 'empty_file', 'type_mismatch']

/** An eighth of the files, the same on every machine. */
function isChosen(path: string): boolean {
  return /^[01]/.test(createHash('sha256').update(basename(path)).digest('hex'))
}

async function readOutcome(bytes: Uint8Array, name: string): Promise<string> {
  const result = await reader.readSource(bytes, name)
  if (result.outcome === 'read') return 'read'
  expect(result.reason, name).not.toMatch(/TypeError|RangeError|undefined|null/)
  return result.code
}

describeWith('corpus', 'real files of others in the reader process', (corpus) => {
  const files = globSync('{docx,pdf}/**/*.{docx,pdf}', { cwd: corpus }).sort().filter(isChosen)

  test('end as read or refused for what the file is', { timeout: 60_000 }, async () => {
    const outcomes = await Promise.all(
      files.map((file) => readOutcome(readFileSync(join(corpus, file)), basename(file))),
    )
    const read = outcomes.filter((outcome) => outcome === 'read')
    expect(files.length).toBeGreaterThan(150)
    expect(read.length / files.length).toBeGreaterThan(0.7)
    for (const outcome of new Set(outcomes)) expect(['read', ...faultsOfFiles]).toContain(outcome)
  })

  test('with turned bits or lost ends do so too', { timeout: 60_000 }, async () => {
    const random = createRandom(1)
    const outcomes: string[] = []
    for (const file of files) {
      const bytes = readFileSync(join(corpus, file))
      if (bytes.length === 0) continue
      outcomes.push(await readOutcome(damage(bytes, random), basename(file)))
    }
    expect(outcomes).toContain('read')
    expect(outcomes).toContain('damaged')
    const others = outcomes.filter((one) => one !== 'read' && !faultsOfFiles.includes(one))
    // a turned bit in a package's directory can make it claim any size
    expect(others.filter((one) => one !== 'zip_bomb')).toEqual([])
  })
})
