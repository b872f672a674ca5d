import { describe as group, expect, it } from 'vitest'
import { anchor } from '../../shared/text/anchor.ts'
import { describe } from '../../shared/text/describe.ts'

group('texts made to take all memory', () => {
  it('a sentence of forty thousand equal words, twice, is described and found', () => {
    const sentence = 'marker other third ' + 'ab '.repeat(40_000) + 'tail'
    const text = `First. ${sentence}. Second. ${sentence}.`
    const range = { start: 7, end: 7 + sentence.length }
    const { quote, position } = describe(text, range)
    expect(anchor(text, quote, position)).toEqual({ state: 'intact', range })
    expect(anchor(text.replace('First', 'One'), quote, position).state).not.toBe('edited')
  })
})
