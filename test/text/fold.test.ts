import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldText, mapRangeBack, mapRangeToFolded } from '../../shared/text/fold.ts'
import { sliceRange } from '../../shared/text/range.ts'

const spellings: Record<string, readonly (readonly [string, string])[]> = {
  'quotes and apostrophes': [
    ['“Why?” she said', '"Why?" she said'],
    ['the patient’s ‘own’ words', "the patient's 'own' words"],
    ['«oui» and „ja‟', '"oui" and "ja"'],
  ],
  'dashes and minus signs': [['a–b — c ‑ d − 5 \u001e', 'a-b - c - d - 5 -']],
  'blanks of any kind': [
    ['p\u00a0< .05', 'p < .05'],
    ['a \t\n b', 'a b'],
    ['a\u2009b\u3000c', 'a b c'],
    ['one\rtwo\u000bthree\u000cfour', 'one two three four'],
    ['cell\u0007cell', 'cell cell'],
  ],
  'what can not be seen': [
    ['ran\u00addom\u200bized\ufeff', 'randomized'],
    ['a \u00ad b', 'a b'],
    ['note\u0002 mark', 'note mark'],
    ['comment\u0005.', 'comment.'],
  ],
  'ligatures and compatibility forms': [
    ['ﬁnal eﬃcacy', 'final efficacy'],
    ['50 cm²', '50 cm2'],
    ['0.6 x 10⁻³ of the patients¹', '0.6 x 10-3 of the patients1'],
    ['8.2 ᵃ', '8.2 a'],
    ['wait…', 'wait...'],
    ['ＡＢ１', 'AB1'],
    ['5 µg', '5 μg'],
    ['e\u0301', 'é'],
  ],
  'field codes, but not their results': [
    ['see \u0013 REF t1 \\h \u0014Table 1\u0015.', 'see Table 1.'],
    ['x\u0013 PAGE \u0015y', 'xy'],
    ['a\u0013 IF \u0013 REF b \u0014c\u0015 \u0014d\u0015e', 'ade'],
    ['lone \u0014 marks \u0015 and \u0013 too', 'lone marks and too'],
  ],
}

describe.each(Object.entries(spellings))('foldText folds %s', (_, pairs) => {
  it.each(pairs)('%j', (text, folded) => {
    expect(foldText(text).folded).toBe(folded)
  })
})

describe('foldText', () => {
  it('folds a long text as its parts, whatever else was folded in between', () => {
    const long = (word: string) => `“${word}” – ﬁnal `.repeat(5_000)
    const words = ['one', 'two', 'three', 'one']
    for (const word of [...words, ...words]) {
      expect(foldText(long(word)).folded).toBe(`"${word}" - final `.repeat(5_000))
      expect(foldText(long(word), { ignoreCase: true }).folded).toBe(
        `"${word}" - final `.repeat(5_000),
      )
    }
    expect(foldText(long('ONE')).folded).toContain('ONE')
    expect(foldText(long('ONE'), { ignoreCase: true }).folded).not.toContain('ONE')
  })

  it('keeps numbers what they are', () => {
    expect(foldText('2½ of 75.1 (8.25)').folded).toBe('2½ of 75.1 (8.25)')
  })

  it('keeps case unless asked, and folds it without a locale', () => {
    expect(foldText('Dose I').folded).toBe('Dose I')
    expect(foldText('Dose I', { ignoreCase: true }).folded).toBe('dose i')
  })

  it('leads back from a ligature to all of it', () => {
    const text = 'the ﬁnal dose'
    const fold = foldText(text)
    const at = fold.folded.indexOf('inal')
    expect(sliceRange(text, mapRangeBack(fold, { start: at, end: at + 4 }))).toBe('ﬁnal')
    expect(mapRangeBack(fold, { start: at, end: at + 4 }).start).toBe(4)
  })

  it('leads back from one blank to the whole run', () => {
    const text = 'a \t\n\u00ad b'
    const fold = foldText(text)
    expect(mapRangeBack(fold, { start: 1, end: 2 })).toEqual({ start: 1, end: 6 })
    expect(mapRangeToFolded(fold, { start: 2, end: 3 })).toEqual({ start: 1, end: 2 })
  })

  it('ends on long runs of marks', () => {
    for (const part of ['\u0013', '\u0301', '\u00ad', 'ﬃ', ' ']) {
      expect(foldText(part.repeat(100_000)).folded.length).toBeLessThanOrEqual(300_000)
    }
  })

  const pieces = fc.constantFrom(
    ...['a', 'B', ' ', '\n', '\u00ad', 'ﬁ', '😀', '\u0301', 'é', '’', '–', '…', '½', '\u200b', 'İ'],
    ...['\u0013', '\u0014', '\u0015', '\u0007', '\ud83d', '\u3000', '가', '\u0002'],
  )
  const texts = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''))

  it('maps every folded unit to a range of the source, in order', () => {
    fc.assert(
      fc.property(texts, fc.boolean(), (text, ignoreCase) => {
        const fold = foldText(text, { ignoreCase })
        expect(fold.starts).toHaveLength(fold.folded.length)
        expect(fold.ends).toHaveLength(fold.folded.length)
        for (let i = 0; i < fold.folded.length; i++) {
          const [start, end] = [fold.starts[i] ?? -1, fold.ends[i] ?? -1]
          expect(start).toBeLessThan(end)
          expect(end).toBeLessThanOrEqual(text.length)
          if (i > 0) {
            expect(start).toBeGreaterThanOrEqual(fold.starts[i - 1] ?? 0)
            expect(end).toBeGreaterThanOrEqual(fold.ends[i - 1] ?? 0)
          }
        }
      }),
    )
  })

  it('gives a range back that covers what was folded', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (text, a, b) => {
        // a part of a field's code is seen, the whole is not
        fc.pre(!text.includes('\u0013'))
        const fold = foldText(text)
        const start = a % (text.length + 1)
        const range = { start, end: start + (b % (text.length + 1 - start)) }
        const folded = mapRangeToFolded(fold, range)
        const back = mapRangeBack(fold, folded)
        if (folded.start < folded.end) {
          // what lies outside of the way back is unseen
          const lost = text.slice(range.start, back.start) + text.slice(back.end, range.end)
          expect(foldText(lost).folded.trim()).toBe('')
        }
      }),
    )
  })

  it('never has two blanks side by side, and folding again changes nothing', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { folded } = foldText(text)
        expect(folded).not.toMatch(/\s\s/)
        const bare = folded.replace(/\p{M}/gu, '')
        expect(foldText(bare).folded).toBe(bare.replace(/ +/g, ' '))
      }),
    )
  })
})
