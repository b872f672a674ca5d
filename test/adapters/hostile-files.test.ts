import { afterAll, expect, test } from 'vitest'
import { createReaderProcess } from '../../server/adapters/reader-process.ts'
import { hostileCases } from '../support/hostile/all-cases.ts'

const reader = createReaderProcess({ maximumSeconds: 20, maximumMegabytes: 1024, concurrency: 1 })
afterAll(() => reader.close())

/** The watchdog is the net below the readers: none of these may fall into it. */
test.each(hostileCases.map((one) => [`${one.fileName}: ${one.name}`, one] as const))(
  '%s',
  async (_, { fileName, build, outcome, shows, hides }) => {
    const result = await reader.readSource(build(), fileName)
    expect(result.outcome === 'read' ? 'read' : result.code).toBe(outcome)
    if (result.outcome === 'refused') {
      expect(result.reason).not.toMatch(/Error|undefined|null/)
      return
    }
    const { text, metadata } = result.sourceText
    if (shows !== undefined) expect(text).toContain(shows)
    if (hides !== undefined) expect(JSON.stringify([text, metadata])).not.toContain(hides)
  },
)
