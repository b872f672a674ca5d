import { describe, expect, test } from 'vitest'
import { readTemplateContent } from '../../../server/domain/rules/read-template-content.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { buildEvidence } from '../../support/build-evidence.ts'
import { table } from '../../support/build-source-text.ts'
import { contentOf, runRule, sentencesOf } from '../../support/run-rule.ts'

const population = table({
  number: '14-1.01',
  title: 'Summary of Populations',
  header: [['', 'Total']],
  rows: [['Safety', '254']],
})
const evidence = buildEvidence([{ role: 'table', blocks: [population] }])

describe('a table that words name', () => {
  test.each([
    'cell text="There were {14-1.01 | Safety | Total}. See {table 14-1.01} and {table 14-3.01}."',
    'compute text="There were {= {14-1.01 | Safety | Total}}. See {table 14-1.01} and {table 14-3.01}."',
    'when if="{14-1.01 | Safety | Total} > 5" then="There were many. See {table 14-1.01} and {table 14-3.01}."',
    'fixed text="There were {many}. See {Table 14-1.01} and { table 14-3.01 }."',
  ])('stands under its source’s number in its own sentence: %s', (rule) => {
    const [first, second] = sentencesOf(runRule(rule, evidence))
    expect(first?.references).toBeUndefined()
    expect(second?.text).toBe('See Table 14-1.01 and Table 14-3.01.')
    const named = second?.references?.map(({ range, number }) => [
      number,
      sliceRange(second.text, range),
    ])
    expect(named).toEqual([
      ['14-1.01', 'Table 14-1.01'],
      ['14-3.01', 'Table 14-3.01'],
    ])
  })

  test('may be named in the template’s own words', () => {
    const { content, errors } = read(
      'Shown in {table 14-1.01}, not in \\{table 9} or {table of all}.',
    )
    expect(errors).toEqual([])
    const [{ rule, place } = { rule: undefined, place: undefined }] =
      content.sections[0]?.rules ?? []
    expect(rule?.kind).toBe('reference')
    expect(place).toMatchObject({ start: 9, end: 24, isWholeParagraph: false })
    expect(content.sections[0]?.rules).toHaveLength(2)
  })

  test.each([
    'Shown in {table 14-9.01}.',
    '[[rule fixed text="Shown in {table 14-9.01}."]]',
    '[[rule when if="{14-1.01 | Safety | Total} > 5" then="Shown." else="See {table 14-9.01}."]]',
    '[[rule reference number="14-9.01"]]',
  ])('must be placed by a rule of the template: %s', (words) => {
    expect(read(words).errors).toMatchObject([
      {
        code: 'parameter_invalid',
        sectionId: 'Results',
        message:
          'no rule table or append of this template places table 14-9.01, which is named here',
      },
    ])
  })

  test('may be any where a rule appends all that there are', () => {
    expect(read('{table 14-9.01}', '[[rule append from=table]]').errors).toEqual([])
  })

  test('is not placed by a section that is left out', () => {
    const left = ['[[rule omit reason="none"]]', '[[rule append from=table]]']
    expect(read('{table 14-9.01}', '# Left', ...left).errors).toHaveLength(1)
  })

  test('can not be named in a heading', () => {
    expect(read('Words', '# On {table 14-1.01}').errors[0]?.message).toContain('heading')
  })
})

test('an appended table keeps the number of its source, and needs no source line', () => {
  const [appended] = contentOf(runRule('append number="14-1.01"', evidence))
  expect(appended).toMatchObject({ keepsNumber: true, sourceNumber: '14-1.01', sourceLine: '' })
})

function read(...texts: readonly string[]) {
  const all = ['# Results', ...texts, '[[rule table number="14-1.01"]]']
  return readTemplateContent(
    all.map((text, index) => ({
      index,
      text: text.replace(/^# /, ''),
      styleName: '',
      headingLevel: text.startsWith('# ') ? 1 : 0,
      isInTable: false,
    })),
  )
}
