import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findTerms, isNumberTerm, listTerms } from '../../shared/text/terms.ts'
import { stem } from '../../shared/text/stem.ts'
import { sliceRange } from '../../shared/text/range.ts'

const texts: readonly (readonly [string, readonly string[]])[] = [
  ['The mean age was 75.1 (8.25).', ['mean', 'age', '75.1', '8.25']],
  ['See Table 14-3.01.', ['see', 'tabl', '14-3.01']],
  ['Q7X-AB-TRNB(c)', ['q7x-ab-trnb', 'q7x', 'ab', 'trnb', 'c']],
  ['Attachment TRNB.2', ['attach', 'trnb.2', 'trnb']],
  ['LY246708 and IL-6', ['ly246708', 'il', '6']],
  ['p<.05; p < 0.050', ['p', '0.05', 'p', '0.050']],
  ['1,234,567 of 1,23', ['1234567', '1', '23']],
  ['54mg for 26-week use', ['54', 'mg', '26', 'week', 'use']],
  ['a double–blind trial', ['doubl', 'blind', 'trial']],
  ['Alzheimer’s patients', ['alzheim', 'patient']],
  ['the U.S. agency, e.g. this', ['us', 'agenc']],
  ['naïve ﬁnal CAFÉ', ['naiv', 'final', 'cafe']],
  ['and/or mg/dL', ['mg', 'dl']],
  ['was of the', []],
]

describe('listTerms', () => {
  it.each(texts)('%j', (text, terms) => {
    expect(listTerms(text)).toEqual(terms)
  })

  it('gives one term for the forms of a word', () => {
    const forms = ['randomize', 'Randomized', 'randomizing', 'RANDOMIZES']
    expect(new Set(forms.flatMap(listTerms)).size).toBe(1)
  })

  it('does not depend on how quotes, dashes and blanks are spelled', () => {
    expect(listTerms('the subject’s “low–dose”\u00a0arm')).toEqual(
      listTerms('the subject\'s "low-dose" arm'),
    )
  })
})

describe('findTerms', () => {
  it('says where each term stands, spelled as in the text', () => {
    const text = 'Mean ﬁnal ages: 1,234 in Q7X-AB.'
    const found = findTerms(text).map(({ term, range }) => [term, sliceRange(text, range)])
    expect(found).toEqual([
      ['mean', 'Mean'],
      ['final', 'ﬁnal'],
      ['age', 'ages'],
      ['1234', '1,234'],
      ['q7x-ab', 'Q7X-AB'],
      ['q7x', 'Q7X'],
      ['ab', 'AB'],
    ])
  })

  it('gives ranges inside the text, none empty, and no blank terms', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        for (const { term, range } of findTerms(text)) {
          expect(term).toMatch(/^\S+$/)
          expect(sliceRange(text, range)).not.toBe('')
          expect(range.end).toBeLessThanOrEqual(text.length)
        }
      }),
    )
  })

  it.each(['a-', '1.', '.', "x'", '1,000,', 'a_', '-'])('ends on a long run of %j', (part) => {
    expect(findTerms(part.repeat(50_000)).length).toBeLessThanOrEqual(150_000)
  })
})

describe('isNumberTerm', () => {
  it('knows numbers from identifiers', () => {
    expect(['75.1', '0.05', '1234'].every(isNumberTerm)).toBe(true)
    expect(['14-3.01', 'q7x', '3.4.2', 'mg'].some(isNumberTerm)).toBe(false)
  })
})

describe('stem', () => {
  /** Pairs of the algorithm's own description, and of each of its steps. */
  const pairs: readonly (readonly [string, string])[] = [
    ['consistency', 'consist'],
    ['consigned', 'consign'],
    ['consolation', 'consol'],
    ['knightly', 'knight'],
    ['knocking', 'knock'],
    ['kneeled', 'kneel'],
    ["patient's", 'patient'],
    ['classes', 'class'],
    ['ties', 'tie'],
    ['cries', 'cri'],
    ['gas', 'gas'],
    ['gaps', 'gap'],
    ['agreed', 'agre'],
    ['hopping', 'hop'],
    ['hoping', 'hope'],
    ['luxuriated', 'luxuri'],
    ['adding', 'add'],
    ['dying', 'die'],
    ['happy', 'happi'],
    ['say', 'say'],
    ['rational', 'ration'],
    ['organization', 'organiz'],
    ['biologist', 'biolog'],
    ['electrical', 'electr'],
    ['hopefulness', 'hope'],
    ['replacement', 'replac'],
    ['adoption', 'adopt'],
    ['controlling', 'control'],
    ['general', 'general'],
    ['generate', 'generat'],
    ['proceed', 'proceed'],
    ['exceeding', 'exceed'],
    ['news', 'news'],
    ['skies', 'sky'],
    ['only', 'onli'],
    ['yellow', 'yellow'],
    ['boy', 'boy'],
    ['by', 'by'],
    ['h2q', 'h2q'],
  ]

  it.each(pairs)('%s → %s', (word, stemmed) => {
    expect(stem(word)).toBe(stemmed)
  })

  it('never grows a word by more than a letter, nor empties it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z']{3,20}$/), (word) => {
        const stemmed = stem(word)
        expect(stemmed.length).toBeLessThanOrEqual(word.length + 1)
        if (/[a-z]{3}/.test(word)) expect(stemmed).not.toBe('')
      }),
    )
  })
})
