import { describe, expect, test } from 'vitest'
import { createSameAddressFinder } from '../../../server/domain/check/same-address.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { buildSourceText, heading, table, type BlockSpec } from '../../support/build-source-text.ts'

const header = [['', 'Placebo', 'Drug']]
const rows = [
  ['Screened', '212', '9'],
  ['Treated', '86', '84'],
]
const build = (specs: Partial<Parameters<typeof table>[0]> = {}): readonly BlockSpec[] => [
  heading('Results'),
  table({ number: '1', title: 'Subjects', header, rows, ...specs }),
]

/** What stands at the address of words that the old text has once. */
function find(words: string, before: readonly BlockSpec[], after: readonly BlockSpec[]) {
  const [old, now] = [buildSourceText(before), buildSourceText(after)]
  const start = old.text.indexOf(words)
  expect([start >= 0, old.text.indexOf(words, start + 1)]).toEqual([true, -1])
  const range = createSameAddressFinder(old, now)({ start, end: start + words.length })
  return range && sliceRange(now.text, range)
}

describe('the cell at the same address', () => {
  const edited = [rows[0] ?? [], ['Treated', '88', '84']]

  test('is found whatever it holds, wherever its row and column stand', () => {
    expect(find('86', build(), build({ rows: edited }))).toBe('88')
    expect(find('86', build(), build({ rows: edited.toReversed() }))).toBe('88')
    const swapped = { header: [['', 'Drug', 'Placebo']], rows: [['Treated', '84', '88']] }
    expect(find('86', build(), build(swapped))).toBe('88')
  })

  test('is not found where table, row or column have another name', () => {
    expect(find('86', build(), build({ rows: [['Randomized', '88', '84']] }))).toBeUndefined()
    expect(find('86', build(), build({ header: [['', 'Sham', 'Drug']] }))).toBeUndefined()
    expect(find('86', build(), build({ number: '2', rows: edited }))).toBeUndefined()
    expect(find('86', build(), build({ title: 'Events', rows: edited }))).toBeUndefined()
    const moved = [heading('Methods'), ...build({ rows: edited }).slice(1)]
    expect(find('86', build(), moved)).toBeUndefined()
  })

  test('is not found where two cells have the address, before or after', () => {
    const twice = build({ rows: [...edited, ['Treated', '90', '91']] })
    expect(find('86', build(), twice)).toBeUndefined()
    expect(find('86', build({ rows: [...rows, ['Treated', '90', '91']] }), build())).toBeUndefined()
  })

  test('is not found for a row without a name, or for a part of a cell', () => {
    const unnamed = [['', '86', '84']]
    expect(find('86', build({ rows: unnamed }), build({ rows: unnamed }))).toBeUndefined()
    expect(find('21', build(), build())).toBeUndefined()
  })
})
