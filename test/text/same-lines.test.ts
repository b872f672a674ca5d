import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSameLineFinder } from '../../shared/text/same-lines.ts'

/** For each line of the older text, whether it is told to be the same. */
function listSame(from: readonly string[], to: readonly string[]): boolean[] {
  const isSame = createSameLineFinder(from.join('\n'), to.join('\n'))
  let start = 0
  return from.map((line) => {
    const range = { start, end: start + line.length }
    start += line.length + 1
    return isSame(range)
  })
}

describe('a line beside an edit', () => {
  test('is the same though it says little, where no copy of it was changed', () => {
    const above = ['Placebo', '91', '85']
    const from = [...above, 'Active', '91', '85', 'Safety', 'The end']
    const to = [...above, 'Active', '91', '85', 'Harms', 'The end']
    expect(listSame(from, to)).toEqual([false, true, true, false, true, true, false, false])
  })

  test('is not told where a copy of it stood in what was changed, or stands there now', () => {
    expect(listSame(['A', '91', 'x', '91', 'B'], ['A', '91', 'y', '90', 'B'])).toEqual(
      Array.from({ length: 5 }, () => false),
    )
    expect(listSame(['A', '91', 'x', 'B'], ['A', '91', '91', 'B'])).toEqual(
      Array.from({ length: 4 }, () => false),
    )
  })

  test('is not told where lines came in or went', () => {
    const [from, to] = [
      ['A', '91', '91', 'B'],
      ['A', '91', 'B'],
    ]
    expect(listSame(from, to)).not.toContain(true)
    expect(listSame(to, from)).not.toContain(true)
  })

  test('is never told of a line that an edit in place changed', () => {
    const words = fc.constantFrom('91', '85', 'A', 'B', 'C', 'D')
    const lines = fc.array(words, { minLength: 1 })
    fc.assert(
      fc.property(lines, fc.nat(), words, (from, at, other) => {
        const changed = at % from.length
        fc.pre(from[changed] !== other)
        expect(listSame(from, from.with(changed, other))[changed]).toBe(false)
      }),
    )
  })
})
