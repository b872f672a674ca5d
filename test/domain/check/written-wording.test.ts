import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  hasWording,
  isAsWritten,
  type WordedSentence,
} from '../../../server/domain/check/written-wording.ts'
import { readRuleWording } from '../../../server/domain/rules/template-wording.ts'
import { fillPieces, splitWording } from '../../../server/domain/rules/value-text.ts'
import { anchorStates } from '../../../shared/model/vocabulary.ts'

function wordingOf(text: string) {
  const value = { type: 'string', value: text } as const
  const parameter = { name: 'text', value, range: { start: 0, end: 0 } }
  const wording = readRuleWording({ kind: 'cell', parameters: [parameter] })
  if (!wording) throw new Error('the rule cell has a wording')
  return wording
}

/** The sentences that a rule writes with these values, one for each place. */
function write(text: string, values: readonly string[]): readonly string[] {
  let at = 0
  const show = () => ({ text: values[at++] ?? '0', citations: [] })
  return fillPieces(splitWording(text), show).map((sentence) => sentence.text)
}

function stand(rule: string, written: string, text = written): WordedSentence {
  return { text, written, anchor: 'intact', wording: wordingOf(rule) }
}

const rule = 'The mean stood at {T-1 | Mean | May} mm, within the limit of {T-1 | Limit | May} mm.'
const [sentence = ''] = write(rule, ['4.2', '5'])

describe('a sentence stands as its rule writes it', () => {
  test('with the values that the rule took', () => {
    expect(isAsWritten(sentence, [stand(rule, sentence)])).toBe(true)
  })

  test.each([
    'The mean stood at 4.2 mm, within the  limit of 5\u00A0mm.',
    ' The mean stood at 4.2 mm, within the limit of 5 mm.\n',
  ])('whatever its blanks: “%s”', (text) => {
    expect(isAsWritten(text, [stand(rule, sentence, text)])).toBe(true)
  })

  test('whatever its quote marks', () => {
    const quoting = 'The bank’s "core" loans were {T-1 | Core | May}.'
    const [written = ''] = write(quoting, ['12'])
    const curled = "The bank's “core” loans were 12."
    expect(isAsWritten(curled, [stand(quoting, written, curled)])).toBe(true)
  })

  test.each([
    'The mean stood at 4.3 mm, within the limit of 5 mm.',
    'The mean stood at 4.2 mm, within the limit of 50 mm.',
    'The mean stood at 4.2 mm within the limit of 5 mm.',
    'The mean stood at 4.2 mm, within the Limit of 5 mm.',
    'The mean stood at 4.2 mm, not within the limit of 5 mm.',
    'The mean stood at 4.2 mm, within the of limit 5 mm.',
    'The mean stood at 4.2 mm², within the limit of 5 mm.',
    'The mean stood at 4.2 mm, within the limit of 5 mm!',
  ])('not with another letter or digit: “%s”', (text) => {
    expect(isAsWritten(text, [stand(rule, sentence, text)])).toBe(false)
    expect(isAsWritten(text, [stand(rule, sentence)])).toBe(false)
  })

  test('not where the words of its run are not those of the rule', () => {
    const styled = sentence.replace('limit', 'threshold')
    expect(isAsWritten(styled, [stand(rule, styled)])).toBe(false)
  })

  test('not with words around it that it did not write', () => {
    const claim = `In May, ${sentence}`
    expect(isAsWritten(claim, [stand(rule, sentence)])).toBe(false)
  })

  test('not where one of several sentences has no such rule, nor without any', () => {
    const copied = { ...stand(rule, sentence), wording: undefined }
    const both = `${sentence} ${sentence}`
    expect(isAsWritten(both, [stand(rule, sentence), stand(rule, sentence)])).toBe(true)
    expect(isAsWritten(both, [stand(rule, sentence), copied])).toBe(false)
    expect(isAsWritten('', [])).toBe(false)
  })
})

describe('a rule of several sentences has each of them', () => {
  const several =
    'Losses were noted. {T-1 | All | May} cases were closed. {T-1 | Open | May} stay open.'

  test.each([
    ['12', '3'],
    ['Twelve', 'None'],
  ])('whatever the values with which they begin: %s, %s', (...values) => {
    const written = write(several, values)
    expect(written).toHaveLength(3)
    for (const one of written) expect(hasWording(one, wordingOf(several))).toBe(true)
  })

  test.each(['Losses were not noted.', '12 cases were open.', '3 stay open', 'stay open.'])(
    'and no other: “%s”',
    (text) => {
      expect(hasWording(text, wordingOf(several))).toBe(false)
    },
  )
})

test('a hostile text takes no time to be told from a wording of a hundred values', () => {
  const wording = wordingOf('{T-1 | a | b} a '.repeat(100))
  const started = performance.now()
  expect(hasWording(`${'a '.repeat(20_000)}b`, wording)).toBe(false)
  expect(performance.now() - started).toBeLessThan(1_000)
})

const word = fc.constantFrom(
  'mean',
  'stood',
  'within',
  'the',
  'limit',
  'of',
  'cases',
  'not',
  'rose',
)
const address = fc.constantFrom('{T-1 | Mean | May}', '{T-1 | Limit | June}', '{table T-1}')
const ruleText = fc
  .array(fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: address }), {
    minLength: 2,
    maxLength: 12,
  })
  .map((words) => `The ${words.join(' ')} at {T-1 | Mean | May}.`)
const value = fc.oneof(
  fc.integer({ min: 0, max: 9999 }).map(String),
  fc.constantFrom('4.2', '1,200', '8 (9%)', '<0.001', 'not met', '−3'),
)
const edit = fc.record({
  at: fc.nat(),
  length: fc.integer({ min: 0, max: 6 }),
  typed: fc.oneof(fc.string({ maxLength: 4 }), word, value, fc.constantFrom('', ' not', '²', '0')),
})

function plain(text: string): string {
  return text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, ' ').trim()
}

test('law: no edit that changes a word or value leaves a sentence as its rule wrote it', () => {
  fc.assert(
    fc.property(
      ruleText,
      fc.array(value, { minLength: 14, maxLength: 14 }),
      fc.array(edit, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...anchorStates),
      fc.boolean(),
      (text, values, edits, anchor, isFollowed) => {
        const written = write(text, values).join(' ')
        const edited = edits.reduce((before, { at, length, typed }) => {
          const start = at % (before.length + 1)
          return before.slice(0, start) + typed + before.slice(start + length)
        }, written)
        // even where whoever carries the sentence along says that nothing was edited
        const words = isFollowed ? edited : written
        const stands = isAsWritten(edited, [{ ...stand(text, written, words), anchor }])
        if (plain(edited) !== plain(written)) expect(stands).toBe(false)
        else expect(stands).toBe(anchor === 'intact' || anchor === 'moved')
      },
    ),
    { numRuns: 3_000 },
  )
})
