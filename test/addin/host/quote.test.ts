import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contextLength } from '../../../addin/host/host.ts'
import { findMeant } from '../../../addin/host/quote-place.ts'
import { describeQuote } from '../../../addin/host/quote.ts'
import { trimRange } from '../../../shared/text/range.ts'

const text = 'One two three. One two four.'
const anyRange = fc
  .tuple(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat(), fc.nat())
  .map(([any, a, b]) => {
    const start = a % (any.length + 1)
    return { any, range: { start, end: start + (b % (any.length - start + 1)) } }
  })

describe('the selector of a selection', () => {
  it('leaves out the blanks at its ends and has the words around it', () => {
    expect(describeQuote(text, { start: 3, end: 8 })).toEqual({
      exact: 'two',
      prefix: 'One ',
      suffix: ' three. One two four.',
    })
  })

  it('is nothing for a selection of blanks', () => {
    expect(describeQuote(text, { start: 3, end: 4 })).toBeUndefined()
    expect(describeQuote(text, { start: 3, end: 3 })).toBeUndefined()
  })

  it('never halves a character in its context', () => {
    const smileys = '😀'.repeat(80)
    const selector = describeQuote(`${smileys}a word${smileys}`, { start: 161, end: 166 })
    expect(selector?.prefix.isWellFormed()).toBe(true)
    expect(selector?.suffix.isWellFormed()).toBe(true)
  })

  it('has as much context as the text gives, up to the limit', () => {
    fc.assert(
      fc.property(anyRange, ({ any, range }) => {
        const selector = describeQuote(any, range)
        if (!selector) return
        const start = any.indexOf(selector.exact, range.start)
        expect(any.slice(0, start).endsWith(selector.prefix)).toBe(true)
        expect(selector.prefix.length).toBeGreaterThanOrEqual(Math.min(start, contextLength) - 1)
        expect(selector.suffix.length).toBeLessThanOrEqual(contextLength)
      }),
    )
  })
})

describe('finding a quote again', () => {
  it('tells twins apart by their context', () => {
    const selector = describeQuote(text, { start: 15, end: 22 })!
    expect(selector.exact).toBe('One two')
    expect(findMeant(text, selector)).toEqual({ range: { start: 15, end: 22 }, isEdited: false })
  })

  it('finds every quote where it was in the text that it was made of, or says that it can’t be told', () => {
    const words = fc.array(fc.constantFrom('one ', 'two ', 'three. ', 'four\n'), { maxLength: 60 })
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(40), (all, at, length) => {
        const any = all.join('')
        const start = at % (any.length + 1)
        const range = trimRange(any, { start, end: Math.min(any.length, start + length) })
        const selector = describeQuote(any, range)
        if (!selector) return
        expect(['unsure', { range, isEdited: false }]).toContainEqual(findMeant(any, selector))
      }),
    )
  })

  it('says that words are not there', () => {
    const selector = { exact: 'five', prefix: '', suffix: '' }
    expect(findMeant(text, selector)).toBe('gone')
    expect(findMeant(text, { ...selector, exact: '' })).toBe('gone')
  })
})
