import { expect, test } from 'vitest'
import { describeSectionCounts } from '../../shared/model/section-counts.ts'

const gapsIn = (...ids: readonly string[]) => ids.map((id) => ({ section_id: id }))

test.each([
  [72, 68, 3, gapsIn('a', 'a'), '68 filled, 3 left out on purpose, 1 with 2 gaps'],
  [27, 25, 1, gapsIn('a'), '25 filled, 1 left out on purpose, 1 with a gap'],
  [9, 7, 0, gapsIn('a', 'b'), '7 filled, 2 with a gap each'],
  [9, 7, 0, gapsIn('a', 'b', 'b'), '7 filled, 2 with 3 gaps'],
  [9, 9, 0, gapsIn(), '9 filled'],
  [9, 7, 2, gapsIn('a'), '7 filled, 2 left out on purpose, 1 gap in all'],
  [9, 6, 2, gapsIn('a', 'b'), '6 filled, 2 left out on purpose, 1 with gaps, 2 gaps in all'],
])('of %i sections, all are counted once', (sections, filled, omitted, gaps, words) => {
  expect(describeSectionCounts({ sections, filled, omitted, gaps })).toBe(words)
})
