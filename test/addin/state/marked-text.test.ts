import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findCells, findExcerpt, shiftMarks, splitMarks } from '../../../addin/state/marked-text.ts'

const anyMarks = fc.array(
  fc.record({ start: fc.integer({ min: -5, max: 60 }), end: fc.integer({ min: -5, max: 60 }) }),
)

describe('marked text', () => {
  it('is cut at the ends of its marks', () => {
    expect(splitMarks('A total of 254 subjects', [{ start: 11, end: 14 }])).toEqual([
      { text: 'A total of ', isMarked: false },
      { text: '254', isMarked: true },
      { text: ' subjects', isMarked: false },
    ])
  })

  it('joined is the text again, whatever marks came over the wire', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 50 }), anyMarks, (text, marks) => {
        const pieces = splitMarks(text, marks)
        expect(pieces.map((piece) => piece.text).join('')).toBe(text)
        expect(pieces.every((piece) => piece.text.length > 0)).toBe(true)
      }),
    )
  })

  it('marks exactly the units that some mark covers', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 50 }), anyMarks, (text, marks) => {
        const flags = splitMarks(text, marks).flatMap((piece) =>
          Array.from({ length: piece.text.length }, () => piece.isMarked),
        )
        const expected = Array.from({ length: text.length }, (_, at) =>
          marks.some(({ start, end }) => start <= at && at < end),
        )
        expect(flags).toEqual(expected)
      }),
    )
  })
})

describe('the excerpt of a long quote', () => {
  const text = 'word '.repeat(200)

  it('is all of a text that is short enough', () => {
    expect(findExcerpt('short', [], 10)).toEqual({ start: 0, end: 5 })
  })

  it('begins at the start when nothing is marked, and ends between two words', () => {
    const excerpt = findExcerpt(text, [], 102)
    expect(excerpt.start).toBe(0)
    expect(text[excerpt.end]).toBe(' ')
  })

  it('holds the first mark, with words before it', () => {
    const mark = { start: 500, end: 504 }
    const excerpt = findExcerpt(text, [mark, { start: 900, end: 904 }], 100)
    expect(excerpt.start).toBeLessThan(mark.start)
    expect(excerpt.end).toBeGreaterThan(mark.end)
    expect(text[excerpt.start - 1]).toBe(' ')
  })

  it('lies within the text and is never longer than asked for', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 300 }),
        anyMarks,
        fc.integer({ min: 60, max: 100 }),
        (any, marks, length) => {
          const { start, end } = findExcerpt(any, marks, length)
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeLessThanOrEqual(any.length)
          expect(end - start).toBeLessThanOrEqual(length)
        },
      ),
    )
  })

  it('takes the marks along that it holds', () => {
    const marks = [
      { start: 0, end: 4 },
      { start: 8, end: 14 },
      { start: 20, end: 22 },
    ]
    expect(shiftMarks(marks, { start: 10, end: 20 })).toEqual([{ start: 0, end: 4 }])
  })
})

describe('a quoted piece of a table', () => {
  const text = 'Note. Randomized\t60 (100%)\t\nTreated\t60\t98'
  const range = { start: 6, end: text.length }

  it('is shown in its rows and cells, the empty ones, too', () => {
    const words = findCells(text, range)?.map((cells) =>
      cells.map(({ start, end }) => text.slice(start, end)),
    )
    expect(words).toEqual([
      ['Randomized', '60 (100%)', ''],
      ['Treated', '60', '98'],
    ])
  })

  it('is shown as it stands when it is one cell', () => {
    expect(findCells(text, { start: 6, end: 16 })).toBeUndefined()
  })

  it('loses and doubles no unit but the separators', () => {
    const anyTable = fc.stringMatching(/^[a-c\t\n]*$/)
    fc.assert(
      fc.property(anyTable, (any) => {
        const rows = findCells(any, { start: 0, end: any.length }) ?? [
          [{ start: 0, end: any.length }],
        ]
        const joined = rows.map((cells) =>
          cells.map(({ start, end }) => any.slice(start, end)).join('\t'),
        )
        expect(joined.join('\n')).toBe(any)
      }),
    )
  })
})
