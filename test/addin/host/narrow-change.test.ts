import { describe, expect, it } from 'vitest'
import { narrowChange } from '../../../addin/host/narrow-change.ts'

describe('a change narrowed to whole words', () => {
  it.each([
    ['182 of 254 subjects', '183 of 254 subjects', '182', '183'],
    ['the dose was given', 'the dose was not given', 'was ', 'was not '],
    ['the dose was not given', 'the dose was given', 'not ', ''],
    ['a', 'b', 'a', 'b'],
    ['given', '', 'given', ''],
    ['one two', 'one two three', 'two', 'two three'],
    ['dose dose dose', 'dose dose', ' dose', ''],
  ])('makes of “%s” the text “%s”', (from, to, taken, put) => {
    const change = narrowChange(from, to)!
    const { start, end } = change.range
    expect(from.slice(0, start) + change.text + from.slice(end)).toBe(to)
    expect([from.slice(start, end), change.text]).toEqual([taken, put])
  })

  it('is none between equal texts', () => {
    expect(narrowChange('the same', 'the same')).toBeUndefined()
  })
})
