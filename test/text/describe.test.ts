import fc from 'fast-check'
import { describe as group, expect, it } from 'vitest'
import { createDescriber, describe, markText } from '../../shared/text/describe.ts'
import { editDistance } from '../../shared/text/edit-distance.ts'

const filler = 'Every subject kept a diary of doses and of what was felt on that day. '

function describeWords(text: string, words: string, from = 0) {
  const start = text.indexOf(words, from)
  return describe(text, { start, end: start + words.length })
}

group('describe', () => {
  it('gives the words, 32 units on both sides, and the position', () => {
    const text = `${filler}The mean age was 75.1 years. None of them was lost to follow-up at the end.`
    const { quote, position } = describeWords(text, 'The mean age was 75.1 years.')
    expect(quote.exact).toBe('The mean age was 75.1 years.')
    expect(quote.prefix).toBe(text.slice(position.start - 32, position.start))
    expect(quote.suffix).toBe(text.slice(position.end, position.end + 32))
    expect(position.textMark).toBe(markText(text))
  })

  it('gives more around words that stand twice', () => {
    const text = `A. ${filler}It rose. B. ${filler}It rose. C. ${filler}`
    const { quote } = describeWords(text, 'It rose.')
    expect(quote.prefix.length).toBeGreaterThan(32)
    expect(text.split(quote.prefix)).toHaveLength(2)
  })

  it('gives a short side where no length of it tells the place', () => {
    const text = filler.repeat(40)
    const { quote } = describeWords(text, 'doses', 1200)
    expect([quote.prefix.length, quote.suffix.length]).toEqual([31, 31])
  })

  it('takes what there is where the text begins or ends', () => {
    expect(describeWords('One word.', 'One').quote).toEqual({
      exact: 'One',
      prefix: '',
      suffix: ' word.',
    })
  })

  it('parts no character in its sides', () => {
    const faces = fc.constantFrom('😀', 'a', 'bc ', '\n')
    fc.assert(
      fc.property(fc.array(faces, { minLength: 1, maxLength: 200 }), fc.nat(), (parts, at) => {
        const text = parts.join('')
        const start = parts.slice(0, at % parts.length).join('').length
        const { quote } = describe(text, {
          start,
          end: start + (parts[at % parts.length] ?? '').length,
        })
        expect(quote.prefix.isWellFormed()).toBe(true)
        expect(quote.suffix.isWellFormed()).toBe(true)
      }),
    )
  })

  it('gives sides that stand beside the range, of at most 257 units', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', ' ', filler), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (parts, a, b) => {
        const text = parts.join('')
        const start = a % text.length
        const end = start + 1 + (b % (text.length - start))
        const { quote } = createDescriber(text)({ start, end })
        expect(text.slice(0, start).endsWith(quote.prefix)).toBe(true)
        expect(text.slice(end).startsWith(quote.suffix)).toBe(true)
        expect(Math.max(quote.prefix.length, quote.suffix.length)).toBeLessThanOrEqual(257)
      }),
    )
  })
})

group('editDistance', () => {
  function slowDistance(a: string, b: string): number {
    let row = Array.from({ length: b.length + 1 }, (_, index) => index)
    for (let i = 1; i <= a.length; i++) {
      const next = [i]
      for (let j = 1; j <= b.length; j++) {
        const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
        next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
      }
      row = next
    }
    return row[b.length] ?? 0
  }

  it('counts as the textbook does, up to the bound', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 25 })
    fc.assert(
      fc.property(text, text, fc.nat(25), (a, b, bound) => {
        expect(editDistance(a, b, bound)).toBe(Math.min(slowDistance(a, b), bound + 1))
      }),
      { numRuns: 2000 },
    )
  })
})
