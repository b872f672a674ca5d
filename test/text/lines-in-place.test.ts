import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findLinesInPlace } from '../../shared/text/lines-in-place.ts'
import { sliceRange, type TextRange } from '../../shared/text/range.ts'

/** For each line of the older text, whether it is told to be the same. */
function listSame(from: readonly string[], to: readonly string[]): boolean[] {
  const { isSame } = findLinesInPlace(from.join('\n'), to.join('\n'))
  return listRanges(from).map(isSame)
}

/** What each line of the older text is told to have been edited to. */
function listEdited(from: readonly string[], to: readonly string[]): (string | undefined)[] {
  const text = to.join('\n')
  const { findEdited } = findLinesInPlace(from.join('\n'), text)
  return listRanges(from).map((range) => {
    const place = findEdited(range)
    return place && sliceRange(text, place)
  })
}

function listRanges(lines: readonly string[]): TextRange[] {
  let start = 0
  return lines.map((line) => {
    const range = { start, end: start + line.length }
    start += line.length + 1
    return range
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

describe('a cell whose words were changed', () => {
  const from = ['Placebo', '91', '85', 'Active', '91', '85', 'The end']

  test('is told by the lines around it, which stand where they did', () => {
    expect(listEdited(from, from.with(1, '90'))).toEqual(
      from.map((_, at) => (at === 1 ? '90' : undefined)),
    )
    expect(listEdited(from, from.with(5, '85 (4%)'))[5]).toBe('85 (4%)')
  })

  test('is not told where its neighbour was changed as well, or lines came in or went', () => {
    for (const to of [
      from.with(1, '90').with(2, '84'),
      from.with(0, 'Sham').with(1, '90'),
      from.toSpliced(1, 1, '90', '1'),
      from.toSpliced(1, 1),
      from.toSpliced(2, 2),
    ]) {
      expect(
        listEdited(from, to).filter((words) => words !== undefined),
        to.join(),
      ).toEqual([])
    }
  })

  test('is told of no sentence, which its words must tell, and of no part of a line', () => {
    const sentence = 'Most of them were women of that age, as the table shows.'
    expect(listEdited(from.with(1, sentence), from.with(1, 'None were.'))[1]).toBeUndefined()
    const { findEdited } = findLinesInPlace(from.join('\n'), from.with(1, '90').join('\n'))
    expect(findEdited({ start: 8, end: 9 })).toBeUndefined()
  })

  test('is told of the line that was changed in place, and of no other', () => {
    const words = fc.constantFrom('91', '85', 'A', 'B', 'C', 'D')
    const lines = fc.array(words, { minLength: 1 })
    fc.assert(
      fc.property(lines, fc.nat(), words, (written, at, other) => {
        const changed = at % written.length
        fc.pre(written[changed] !== other)
        for (const [line, now] of listEdited(written, written.with(changed, other)).entries()) {
          expect([undefined, ...(line === changed ? [other] : [])]).toContain(now)
        }
      }),
    )
  })
})
