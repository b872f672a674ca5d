import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rememberSources } from '../../server/domain/remember-sources.ts'
import { buildSourceText } from '../support/build-source-text.ts'

const mostCells = 40

/** A source whose table has as many cells. */
function withCells(count: number) {
  const rows = Array.from({ length: count - 1 }, (_, at) => [`Row ${at}`])
  const table = { number: '1', title: '', population: '', isShell: false, header: [['Head']] }
  return { sourceText: buildSourceText([{ kind: 'table', ...table, rows, notes: [] }]) }
}

test('law: whatever is asked in which order, each source is told as it is read, and few are kept', () => {
  const sources = [2, 5, 8, 12, 20, 60].map((count) => ({ count, ...withCells(count) }))
  const asked = fc.array(fc.constantFrom(...sources), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(asked, (order) => {
      let read: number[] = []
      const remember = rememberSources((source: (typeof sources)[number]) => {
        read.push(source.count)
        return { count: source.count }
      }, mostCells)
      for (const source of order) expect(remember(source).count).toBe(source.count)
      // the one that was asked for last is still there where it fits, and only there
      const last = order.at(-1)
      if (!last) return
      read = []
      remember(last)
      expect(read).toEqual(last.count + 10 <= mostCells ? [] : [last.count])
      // of all that were asked for, no more are there than fit
      const distinct = sources.filter((source) => order.includes(source))
      const wouldFit = distinct.reduce((sum, { count }) => sum + count + 10, 0) <= mostCells
      read = []
      for (const source of distinct) remember(source)
      if (!wouldFit) expect(read.length).toBeGreaterThan(0)
      else expect(read).toEqual([])
    }),
  )
})
