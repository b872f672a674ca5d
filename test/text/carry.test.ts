import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCarrier } from '../../shared/text/carry.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { createUnchangedFinder } from '../../shared/text/unchanged.ts'
import { edits, editElsewhere, lineText, odd, toRange, twinText } from '../support/text-edits.ts'

const texts = fc.oneof(twinText, lineText)

describe('carrying ranges to edited text', () => {
  test('an unedited text gives every range back', () => {
    fc.assert(
      fc.property(fc.oneof(texts, odd), fc.nat(), fc.nat(), (text, a, b) => {
        fc.pre(text.length > 0)
        const range = toRange(text, a, b)
        expect(createCarrier(text, text)(range)).toEqual({ state: 'intact', range })
      }),
    )
  })

  test('edits elsewhere carry a range to its own words or nowhere', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), edits, (text, a, b, list) => {
        fc.pre(text.length > 0)
        const range = toRange(text, a, b)
        const { edited, meant } = editElsewhere(text, range, list)
        const found = createCarrier(text, edited)(range)
        if (found.range) expect(found.range).toEqual(meant)
      }),
      { numRuns: 600 },
    )
  })

  test('lines that are put in, taken out or moved move no other range', () => {
    const lines = fc.uniqueArray(fc.nat(9999), { minLength: 6, maxLength: 40 })
    const name = (ids: readonly number[]) => ids.map((id) => `Line ${id} has twelve words.`)
    fc.assert(
      fc.property(lines, fc.nat(), fc.nat(), fc.integer({ min: 0, max: 2 }), (ids, a, b, kind) => {
        const [at, to] = [a % ids.length, b % ids.length]
        const older = name(ids)
        const newer = older.toSpliced(at, kind === 0 ? 0 : 1)
        const put = kind === 0 ? 'Something new.' : (older[at] ?? '')
        const edited = kind === 1 ? newer : newer.toSpliced(to, 0, put)
        const [from, text] = [older.join('\n'), edited.join('\n')]
        const find = createUnchangedFinder(from, text)
        for (const words of older) {
          const start = from.indexOf(words)
          const range = find({ start, end: start + words.length })
          if (range) expect(sliceRange(text, range)).toBe(words)
        }
      }),
    )
  })

  const rows = Array.from({ length: 20 }, (_, index) => `Row ${index}\tyes\tno\t5\t6`)
  const listUnsure = (edited: readonly string[]) => {
    const from = rows.join('\n')
    const find = createUnchangedFinder(from, edited.join('\n'))
    return rows.flatMap((row, at) => {
      const start = from.indexOf(row)
      return find({ start, end: start + row.length }) ? [] : at
    })
  }

  test('a changed line leaves its neighbours sure, and lines that are put in leave them in doubt', () => {
    expect(listUnsure(rows.with(9, 'Row nine\tno\tno\t5\t6'))).toEqual([9])
    expect(listUnsure(rows.toSpliced(9, 0, 'Row 8b\tyes\tno\t5\t6'))).toEqual([8, 9])
    expect(listUnsure(rows.toSpliced(9, 1))).toEqual([9])
  })

  test('a row with a changed cell keeps its other cells, and another row in its place none', () => {
    const from = rows.join('\n')
    const start = from.indexOf('yes', from.indexOf('Row 9'))
    const range = { start, end: start + 3 }
    const edited = rows.with(9, 'Row 9\tyes\tno\t5 (7%)\t6').join('\n')
    expect(createUnchangedFinder(from, edited)(range)).toEqual(range)
    const other = rows.with(9, 'Row x\tyes\tno\t5\t6').join('\n')
    expect(createUnchangedFinder(from, other)(range)).toBeUndefined()
    const wider = rows.with(9, 'Row 9\t\tyes\tno\t5\t6').join('\n')
    expect(createUnchangedFinder(from, wider)(range)).toBeUndefined()
  })

  const sentence = 'A total of 242 subjects were randomised, and 209 of them completed Week 12.'
  const report = ['Disposition', sentence, 'Few of them stopped early.', 'Total\t242\t209', 'End.']
  const carryValue = (edited: readonly string[], words: string) => {
    const start = report.join('\n').indexOf(words)
    const range = { start, end: start + words.length }
    return createCarrier(report.join('\n'), edited.join('\n'))(range)
  }

  test('a value stays where it stands when another of its sentence is changed, though a table has it too', () => {
    const edited = report.with(1, sentence.replace('209', '208'))
    expect(carryValue(edited, '242')).toEqual({ state: 'intact', range: { start: 23, end: 26 } })
    const first = report.with(1, sentence.replace('242', '1243'))
    const at = first.join('\n').indexOf('209')
    expect(carryValue(first, '209')).toEqual({ state: 'intact', range: { start: at, end: at + 3 } })
  })

  test('a value is not taken for its like where its line was taken out, replaced or says it twice', () => {
    const like = 'A total of 242 subjects were randomised, and 198 of them were men of some age.'
    const moved = [...report.slice(0, 4), like, 'End.']
    const find = (from: readonly string[], to: readonly string[]) => {
      const start = from.join('\n').indexOf('242')
      return createUnchangedFinder(from.join('\n'), to.join('\n'))({ start, end: start + 3 })
    }
    expect(find(moved, moved.toSpliced(4, 1).with(1, like))).toBeUndefined()
    const twice = report.with(1, sentence.replace('209', '242'))
    expect(find(twice, report)).toBeUndefined()
    expect(find(report, twice)).toBeUndefined()
    expect(find(report, report.with(1, 'A total of 242 rooms.'))).toBeUndefined()
  })

  test('a line that was copied and then changed where it stood is not taken for its copy', () => {
    const lines = ['First line of all.', 'The dose was 5 mg.', 'Third line of all.', 'End.']
    const from = lines.join('\n')
    const edited = lines.toSpliced(1, 1, 'The dose was 6 mg.', 'The dose was 5 mg.').join('\n')
    const start = from.indexOf('The dose')
    expect(createUnchangedFinder(from, edited)({ start, end: start + 18 })).toBeUndefined()
  })
})
