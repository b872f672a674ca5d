import { expect, test } from 'vitest'
import { createTextBlock, type PdfTextBlock } from '../../server/formats/pdf-block.ts'
import { levelLists } from '../../server/formats/pdf-lists.ts'
import type { Line } from '../../server/formats/pdf-page-lines.ts'

/** [mark, left]; "" is a paragraph and "#" a heading. */
function levelsOf(...items: readonly (readonly [string, number])[]): readonly number[] {
  const blocks = items.map(([mark, left]): PdfTextBlock => {
    const role = mark === '' ? 'paragraph' : mark === '#' ? 'heading' : 'list_item'
    return { ...createTextBlock([{ left } as Line], role), mark }
  })
  levelLists(blocks)
  return blocks.filter(({ role }) => role === 'list_item').map(({ level }) => level)
}

test('a mark that stands further to the right is deeper', () => {
  expect(levelsOf(['1.', 100], ['a)', 120], ['•', 140], ['2.', 100])).toEqual([0, 1, 2, 0])
})

test('a list goes on behind a paragraph at the margin', () => {
  const items = levelsOf(['1.', 100], ['a)', 120], ['', 72], ['b)', 120], ['', 72], ['2.', 100])
  expect(items).toEqual([0, 1, 1, 0])
})

test('a list goes on where a page has other margins', () => {
  expect(levelsOf(['a)', 137], ['', 150], ['b)', 162], ['c)', 162])).toEqual([0, 0, 0])
})

test('a count that starts again is a list of its own', () => {
  expect(levelsOf(['a)', 100], ['1)', 120], ['b)', 100], ['1)', 120])).toEqual([0, 1, 0, 1])
  expect(levelsOf(['c)', 100], ['i)', 120], ['ii)', 120], ['d)', 100])).toEqual([0, 1, 1, 0])
})

test('nothing goes on behind a heading', () => {
  expect(levelsOf(['1.', 100], ['a)', 120], ['#', 72], ['b)', 120])).toEqual([0, 1, 0])
})

test('a mark with the letter of an amendment counts by its number', () => {
  expect(levelsOf(['[15]', 100], ['a)', 120], ['', 72], ['[16b]', 101])).toEqual([0, 1, 0])
})
