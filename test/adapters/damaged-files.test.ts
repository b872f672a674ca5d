import { afterAll, expect, test } from 'vitest'
import { loseEnd, turnBits, turnBitsOfPart } from '../../bench/damage.ts'
import { readExampleTables } from '../../bench/fuzz-files.ts'
import { createRandom } from '../../bench/random.ts'
import { createReaderProcess } from '../../server/adapters/reader-process.ts'
import { expectLawfulText } from '../support/source-text-laws.ts'
import { writeTables, writtenFormats } from '../support/table-files.ts'

const reader = createReaderProcess({ maximumSeconds: 20, maximumMegabytes: 1024, concurrency: 1 })
afterAll(() => reader.close())

/** What a file is refused for that a disk damaged; anything else is a fault of the reader. */
const faultsOfFiles =
  /^(damaged|encrypted|no_pages|no_text|empty_file|type_mismatch|zip_bomb|too_deep)$/

test.each(writtenFormats)(
  'a .%s with turned bits or a lost end is read lawfully or refused for what it is',
  async (format) => {
    const random = createRandom(writtenFormats.indexOf(format))
    const whole = writeTables(format, await readExampleTables())
    const first = await reader.readSource(whole, `whole.${format}`)
    expect(first.outcome).toBe('read')
    for (const damage of [turnBits, loseEnd, turnBitsOfPart, turnBits, loseEnd, turnBitsOfPart]) {
      const bytes = damage(whole, random)
      if (!bytes) continue
      const result = await reader.readSource(bytes, `damaged.${format}`)
      if (result.outcome === 'read') expectLawfulText(result.sourceText)
      else expect(result.code, result.reason).toMatch(faultsOfFiles)
    }
  },
)
