import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moveRanges, type Edit } from '../../server/domain/edit.ts'
import { leaveToWriter, rewrite, startRewriting } from '../../server/domain/rewriting.ts'
import { sliceRange } from '../../shared/text/range.ts'

test('words that no edit touches are the same words after it', () => {
  const part = fc.tuple(fc.stringMatching(/^[a-z]{1,4}$/), fc.stringMatching(/^[A-Z]{0,5}$/))
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
      let source = ''
      let result = ''
      const edits: Edit[] = []
      const kept: { start: number; end: number }[] = []
      for (const [word, put] of parts) {
        kept.push({ start: source.length, end: source.length + word.length })
        source += `${word}#`
        edits.push({ start: source.length - 1, end: source.length, text: put })
        result += word + put
      }
      expect(moveRanges(kept, edits).map((range) => sliceRange(result, range))).toEqual(
        parts.map(([word]) => word),
      )
    }),
  )
})

test('what is cut out is left to nobody, and what a word becomes is left in its place', () => {
  const marked = leaveToWriter(
    startRewriting('They should go, as shown below, home.'),
    /should|shown|They/g,
  )
  const cut = rewrite(marked, 'reference', /, as shown below,/g, () => '')
  const put = rewrite(cut, 'term', /They/g, () => 'All subjects')
  expect(put.text).toBe('All subjects should go home.')
  expect(put.leftToWriter.map((range) => sliceRange(put.text, range))).toEqual([
    'All subjects',
    'should',
  ])
})
