import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findNotes, writeNote, type SectionNote } from '../../server/domain/section-notes.ts'

const gap = (sectionId: string, reason: string): SectionNote => ({
  sectionId,
  ruleId: `${sectionId}.1`,
  result: {
    outcome: 'gap',
    gap: { reason, code: 'no_match', searched: 'table 14-9.01', candidates: ['14-9.1'] },
  },
})
const omission: SectionNote = {
  sectionId: 'Publications',
  ruleId: '9.1',
  result: { outcome: 'omitted', reason: 'There are none' },
}

describe('the notes of a document', () => {
  test('are found where they were written, although Word spells blanks and quotes otherwise', () => {
    const note = gap('Safety', 'no table has a row "Deaths"')
    const written = writeNote(note.result)
    const text = `Safety\n${written.replaceAll('"', '”').replace(' ', '\u00a0')}\nEnd`
    expect(findNotes(text, [note, omission])).toEqual([
      { ...note, range: { start: 7, end: 7 + written.length } },
    ])
  })

  test('that were deleted or rewritten stand nowhere', () => {
    const note = gap('Safety', 'no source speaks of it')
    expect(findNotes('Safety\nNobody died.', [note])).toEqual([])
    const rewritten = writeNote(note.result).replace('no source', 'no good source')
    expect(findNotes(rewritten, [note])).toEqual([])
  })

  test('with the same words take a place each, in order', () => {
    const twins = [gap('Safety', 'no source'), gap('Efficacy', 'no source')]
    const text = twins.map(({ result }) => writeNote(result)).join('\nwords between\n')
    const found = findNotes(text, twins)
    expect(found.map(({ sectionId }) => sectionId)).toEqual(['Safety', 'Efficacy'])
    expect(found[0]!.range.end).toBeLessThan(found[1]!.range.start)
  })

  test('are words of the text, whatever their reason says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string(), (reason, around) => {
        const note = gap('Safety', reason)
        const text = `${around}\n${writeNote(note.result)}\n${around}`
        const [found] = findNotes(text, [note])
        const words = text.slice(found?.range.start, found?.range.end)
        expect(words.startsWith('[Gap: ')).toBe(true)
        expect(words.endsWith(']')).toBe(true)
      }),
    )
  })
})
