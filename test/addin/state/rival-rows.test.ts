import { expect, it } from 'vitest'
import { describeRival, groupRivalRows, listRivalRows } from '../../../addin/state/rival-rows.ts'
import { markDifference } from '../../../addin/state/word-difference.ts'
import type { DraftDifference, RivalResponse } from '../../../shared/contract/rivals.ts'

const draft = (texts: readonly string[]) => ({
  parts: texts.map((text) => ({ kind: 'sentence' as const, text, is_kept: false, citations: [] })),
  gaps: [],
})

function compare(now: string[], then: string[], differences: readonly DraftDifference[]) {
  const response = { present: draft(now), rival: draft(then), differences } as unknown
  const rows = listRivalRows(response as RivalResponse)
  return { rows, pairs: rows.map(({ present, rival }) => [present?.text, rival?.text]) }
}

it('shows what both drafts share once, and what differs side by side, in their order', () => {
  const { rows, pairs } = compare(
    ['a', 'five', 'b', 'gone', 'c'],
    ['a', 'six', 'b', 'c', 'more'],
    [
      { present: 1, rival: 1 },
      { present: 3, rival: null },
      { present: null, rival: 4 },
    ],
  )
  expect(pairs).toEqual([
    ['a', 'a'],
    ['five', 'six'],
    ['b', 'b'],
    ['gone', undefined],
    ['c', 'c'],
    [undefined, 'more'],
  ])
  const groups = groupRivalRows([...rows, ...rows.slice(0, 1), ...rows.slice(0, 1)])
  expect(groups.map((one) => [one.isSame, one.rows.length]).slice(-2)).toEqual([
    [false, 1],
    [true, 2],
  ])
  expect(describeRival(rows)).toBe('3 of 6 sentences and cells differ.')
  expect(describeRival(compare(['a'], ['a'], []).rows)).toMatch(/says the same in all 1/)
})

it('marks the words that only one of two texts has', () => {
  const [a, b] = ['In 1, 2 and 5 subjects.', 'In 1, 3 and 6 new subjects.']
  const marks = markDifference(a, b)
  expect(marks.a.map(({ start, end }) => a.slice(start, end))).toEqual(['2', '5'])
  expect(marks.b.map(({ start, end }) => b.slice(start, end))).toEqual(['3', '6 new'])
  expect(markDifference('same', 'same')).toEqual({ a: [], b: [] })
})
