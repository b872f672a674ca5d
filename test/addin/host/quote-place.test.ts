import { describe, expect, it } from 'vitest'
import { findPlace } from '../../../addin/host/quote-place.ts'

const paragraphs = ['Results', 'A total of 182 sub\u00adjects,\u0002 all adults.', 'All adults.']

describe('the place of a quote in the paragraphs of a document', () => {
  it('is found in spite of marks and hyphens that a reader does not see', () => {
    const place = findPlace(paragraphs, {
      exact: '182 subjects, all',
      prefix: 'A total of ',
      suffix: ' adults.',
    })
    const start = { paragraph: 1, offset: 11 }
    expect(place).toEqual({ start, end: { paragraph: 1, offset: 30 } })
    expect(paragraphs[1]!.slice(11, 30)).toBe('182 sub\u00adjects,\u0002 all')
  })

  it('is found by the whole of what stood around it, though parts of that stand elsewhere', () => {
    const twins = ['who met the criteria, '.repeat(9) + 'were randomized.']
    const prefix = twins[0]!.slice(-80, -16)
    const place = findPlace(twins, { exact: 'were randomized', prefix, suffix: '.' })
    expect(place).toMatchObject({ start: { offset: 198 }, end: { offset: 213 } })
  })

  it('runs from one paragraph into the next', () => {
    expect(findPlace(paragraphs, { exact: 'adults.\nAll', prefix: 'all ', suffix: '' })).toEqual({
      start: { paragraph: 1, offset: 31 },
      end: { paragraph: 2, offset: 3 },
    })
  })

  it.each([
    ['183 subjects', 'gone'],
    ['dults.', 'unsure'],
  ])('is not guessed for “%s”', (exact, outcome) => {
    expect(findPlace(paragraphs, { exact, prefix: '', suffix: '' })).toBe(outcome)
  })
})
