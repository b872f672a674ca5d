import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { areTemplateWords, subtractRanges } from '../../server/domain/template-words.ts'

const template = [
  'Investigational Plan',
  'The primary objective of this study is: [[rule copy from=protocol',
  'heading="Objectives of the study and of its parts"]] and it was met.',
  'Sponsor: {{sponsor.name}}',
]
const areOwn = (text: string) => areTemplateWords(template, text, [{ start: 0, end: text.length }])

describe('the words of a template', () => {
  test.each([
    'Investigational Plan',
    'objective of this study is',
    'Sponsor:',
    'Investigational Plan\nThe primary objective of this study is:',
  ])('are known: %s', (text) => expect(areOwn(text)).toBe(true))

  test.each([
    'Plan',
    'of this study',
    'Objectives of the study and of its parts',
    'study is: and it was',
    'sponsor.name',
    'Investigational Plan\nNobody wrote these words.',
    '',
  ])('are not claimed of anything else: %s', (text) => expect(areOwn(text)).toBe(false))
})

test('the words around the name of a table are the template’s own, and so they are known without it', () => {
  const named = ['See {table 14-1.1}, and \\{table x} is text.']
  const text = 'See Table 1, and {table x} is text.'
  const name = { start: text.indexOf('Table'), end: text.indexOf(',') }
  const around = subtractRanges(text, { start: 0, end: text.length }, [name])
  expect(areTemplateWords(named, text, around.slice(0, 1))).toBe(true)
  expect(areTemplateWords(named, text, [{ start: 0, end: text.length }])).toBe(false)
})

test('what is left of a range has no word of its holes, and every other word', () => {
  const range = fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => ({
    start: Math.min(a, b),
    end: Math.max(a, b),
  }))
  fc.assert(
    fc.property(range, fc.array(range, { maxLength: 4 }), (whole, holes) => {
      const text = Array.from({ length: 40 }, (_, at) => String.fromCharCode(97 + (at % 26))).join(
        '',
      )
      const left = new Set(
        subtractRanges(text, whole, holes).flatMap(({ start, end }) =>
          Array.from({ length: end - start }, (_, at) => start + at),
        ),
      )
      for (let at = 0; at < text.length; at++) {
        const isIn = (one: { start: number; end: number }) => one.start <= at && at < one.end
        expect(left.has(at)).toBe(isIn(whole) && !holes.some(isIn))
      }
    }),
  )
})
