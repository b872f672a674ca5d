import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRule } from '../../../server/domain/rules/parse-rule.ts'
import { writeRule } from '../../../server/domain/rules/write-rule.ts'

const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string().map((text) => `"${text.replace(/["\\“”„‟]/g, '\\$&')}"`),
    fc.constantFrom('protocol', 'done', '14-3.01', '12', '-3.5'),
    fc.array(tie('value'), { minLength: 1, maxLength: 3 }).map((all) => `(${all.join(' , ')})`),
  ),
})).value

test('what a rule is written as is the rule again', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 4 }), (values) => {
      const parameters = values.map((one, index) => `p${'abcd'[index]} = ${String(one)}`)
      const parsed = parseRule(`[[rule copy ${parameters.join(' ')}]]`)
      if (parsed.outcome !== 'parsed') throw new Error(parsed.expected)
      const again = parseRule(`[[rule ${writeRule(parsed.rule)}]]`)
      const withoutRanges = (read: typeof again) =>
        read.outcome === 'parsed'
          ? read.rule.parameters.map(({ name, value: written }) => ({ name, written }))
          : read
      expect(withoutRanges(again)).toEqual(withoutRanges(parsed))
    }),
  )
})
