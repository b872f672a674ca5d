import * as check from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leadsTo } from '../../../server/domain/rewriting.ts'
import { applyEdits } from '../../../server/domain/tense/apply-edits.ts'
import { changeTense } from '../../../server/domain/tense/change-tense.ts'
import { undo } from './undo.ts'

describe('the record of a change', () => {
  test('names the words that changed', () => {
    const plan = 'Subjects who withdraw will not be replaced.'
    expect(changeTense(plan, 'done').transformations).toEqual([
      { kind: 'tense', from: 'withdraw', to: 'withdrew' },
      { kind: 'tense', from: 'will not be', to: 'were not' },
    ])
  })

  test('takes as many words around it as tell it from others', () => {
    const plan = 'The mean will be listed and the range will be listed.'
    const { text, transformations } = changeTense(plan, 'done')
    expect(text).toBe('The mean was listed and the range was listed.')
    for (const { to } of transformations) expect(text.split(to)).toHaveLength(2)
    expect(undo(text, transformations)).toBe(plan)
  })

  test('can be undone for any words in any order', () => {
    const vocabulary =
      'will be been is are was has have had not also then and or , ; ( ) “ ” that who which if when ' +
      'because until after patients data each the of to receive take done collected 300 may should'
    const words = check.array(check.constantFrom(...vocabulary.split(' ')), { maxLength: 25 })
    check.assert(
      check.property(words, check.constantFrom('done', 'planned'), (all, mode) => {
        const sentence = all.join(' ')
        const { text, transformations } = changeTense(sentence, mode)
        expect(undo(text, transformations)).toBe(sentence)
        expect(leadsTo(sentence, transformations, text)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('leaves what is too long to be a sentence', () => {
    const text = 'The mean will be listed and '.repeat(200)
    expect(changeTense(text, 'done').text).toBe(text)
  })

  test('can be undone, in either order, for any edits of any sentence', () => {
    const words = check.array(check.constantFrom('will', 'be', 'was', 'done', 'and', 'a'), {
      minLength: 1,
      maxLength: 14,
    })
    check.assert(
      check.property(words, check.infiniteStream(check.boolean()), (all, isChanged) => {
        const sentence = all.join(' ')
        let start = 0
        const edits = all.flatMap((word) => {
          const at = start
          start += word.length + 1
          const takes = isChanged.next().value
          return takes ? [{ start: at, end: at + word.length, text: 'was' }] : []
        })
        const { text, transformations } = applyEdits(sentence, edits)
        expect(undo(text, transformations)).toBe(sentence)
        expect(undo(text, [...transformations].reverse())).toBe(sentence)
      }),
    )
  })
})
