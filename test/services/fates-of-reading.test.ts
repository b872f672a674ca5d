import { expect, test } from 'vitest'
import { findFatesIn } from '../../server/services/fates-of-reading.ts'
import { buildSourceText, paragraph } from '../support/build-source-text.ts'

test('two readings are compared once, and each pair for itself', () => {
  const build = (words: string) => buildSourceText([paragraph(words)])
  const [cited, now, other] = [build('Blood is drawn.'), build('Blood is drawn.'), build('Other.')]
  expect(findFatesIn(cited, now)).toBe(findFatesIn(cited, now))
  const range = { start: 0, end: cited.text.length }
  const quote = cited.text
  const evidence = { kind: 'text', sourceTextId: 'cited', range, quote, cell: null } as const
  expect(findFatesIn(cited, now)(evidence)).toEqual({ state: 'same' })
  expect(findFatesIn(cited, other)(evidence)).toEqual({ state: 'gone' })
})
