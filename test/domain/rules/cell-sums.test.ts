import { describe, expect, test } from 'vitest'
import { table } from '../../support/build-source-text.ts'
import { buildEvidence } from '../../support/build-evidence.ts'
import { expectCitationsHold, listCitations } from '../../support/expect-citations.ts'
import { contentOf, gapOf, runRule, sentencesOf, textsOf } from '../../support/run-rule.ts'

const evidence = buildEvidence([
  {
    role: 'table',
    blocks: [
      table({
        number: '14-1.1',
        header: [['', 'Placebo', 'High', 'p-value']],
        rows: [
          ['Screened', '240', '1,241', ''],
          ['Randomized', '182 ( 75.8%)', '90 (7.3%)', '<.0001'],
          ['ADVERSE EVENTS', '', '', ''],
          ['  HEADACHE', ' 8 ( 3.3%)', '5', '0.04'],
          ['  RASH', ' 2 ( 0.8%)', '6', '0.5'],
          ['  NAUSEA', ' 9 ( 3.8%)', '7', ''],
        ],
      }),
    ],
  },
])

const screened = '14-1.1 | Screened | Placebo | count'
const randomized = '14-1.1 | Randomized | Placebo | count'

describe('a compute rule', () => {
  const text = `compute text="Of {screened} subjects, {failed} ({share}) failed; {= failed / 2 | decimals=0} is half." values=("screened = {${screened}}", "failed = screened - {${randomized}}", "share = percent(failed, screened)")`

  test('puts sums of cells into a sentence', () => {
    expect(textsOf(runRule(text, evidence))).toEqual([
      'Of 240 subjects, 58 (24.2%) failed; 29 is half.',
    ])
  })

  test('rests on every cell, with the formula in full', () => {
    const result = runRule(text, evidence)
    expect(expectCitationsHold(result, evidence)).toBe(7)
    const [named, ...sums] = listCitations(result)
    expect(named).toMatchObject({ evidence: { quote: '240' }, formula: '' })
    expect(sums[0]).toMatchObject({
      evidence: { quote: '240', cell: { rowPath: ['Screened'], part: 'count' } },
      formula: `{${screened}} - {${randomized}} = 58`,
    })
    expect(sums[3]?.formula).toBe(
      `percent(({${screened}} - {${randomized}}), {${screened}}) = 24.2%`,
    )
  })

  test('counts rows and rests on their names', () => {
    const result = runRule(
      `compute text="{= rows(14-1.1, 'Placebo percent > 3 and depth = 1') | words} events were frequent."`,
      evidence,
    )
    expect(textsOf(result)).toEqual(['Two events were frequent.'])
    const quotes = listCitations(result).map(
      ({ evidence: cited }) => cited.kind === 'text' && cited.quote,
    )
    expect(quotes).toEqual(['HEADACHE', 'NAUSEA'])
    expect(expectCitationsHold(result, evidence)).toBe(2)
  })

  test('is a gap when a cell is missing or is no number', () => {
    expect(gapOf(runRule('compute text="{= {14-1.1 | Lost | High} + 1}"', evidence)).code).toBe(
      'no_match',
    )
    const gap = gapOf(runRule('compute text="{= {14-1.1 | Randomized | p-value} + 1}"', evidence))
    expect(gap).toMatchObject({
      code: 'bad_value',
      reason: '"<.0001" is no number to compute with',
    })
  })

  test.each([
    ['compute text="{x}"', '"x" is not in values='],
    ['compute text="{= 1 +}"', 'expected a value'],
    ['compute text="{x}" values="x 1"', 'values= takes "name = …"'],
    [`compute text="{= rows(1, 'any')}"`, 'expected a comparison'],
    ['compute text="{= {1 | a} + 1}"', 'is no cell address'],
  ])('%s is a mistake: %s', (rule, message) => {
    expect(() => runRule(rule, evidence)).toThrow(message)
  })
})

describe('a when rule', () => {
  const p = '{14-1.1 | Randomized | p-value | p}'

  test('says one of two wordings and rests on what decided', () => {
    const rule = `when if="${p} < 0.05" then="Of {${randomized}}, most stayed. It differed." else="It did not."`
    const result = runRule(rule, evidence)
    expect(textsOf(result)).toEqual(['Of 182, most stayed.', 'It differed.'])
    expect(sentencesOf(result)[1]).toMatchObject({
      basis: 'cited',
      citations: [{ evidence: { quote: '<.0001' }, formula: `${p} < 0.05` }],
    })
    expect(expectCitationsHold(result, evidence)).toBe(3)
    expect(textsOf(runRule(rule.replace('<', '>'), evidence))).toEqual(['It did not.'])
  })

  test('on roles is house text', () => {
    const rule = 'when if="role listing" then="See the listings." else="There are none."'
    expect(sentencesOf(runRule(rule, evidence))).toEqual([
      { text: 'There are none.', basis: 'house_text', citations: [] },
    ])
  })

  test('says nothing where else= is missing', () => {
    const rule = 'when if="role listing" then="See the listings."'
    expect(contentOf(runRule(rule, evidence))).toEqual([])
    expect(contentOf(runRule(rule, evidence, false))).toMatchObject([
      { role: 'inline', sentences: [] },
    ])
  })

  test('that the values leave open, or that has no cell, is a gap', () => {
    const open = gapOf(runRule(`when if="${p} < 0.00001" then="Yes."`, evidence))
    expect(open).toMatchObject({
      code: 'bad_value',
      reason: expect.stringContaining("don't decide"),
    })
    expect(gapOf(runRule('when if="{14-1.1 | Lost | High} > 1" then="Yes."', evidence)).code).toBe(
      'no_match',
    )
  })
})

describe('a list rule', () => {
  const list = (rest: string) => runRule(`list number=14-1.1 ${rest}`, evidence, false)

  test('joins a phrase for each row and rests on its name and cells', () => {
    const result = list(
      `rows_where="depth = 1 and Placebo percent > 0" phrase="{row | lower} ({Placebo | percent | decimals=0})"`,
    )
    expect(textsOf(result)).toEqual(['headache (3%), rash (1%) and nausea (4%)'])
    expect(contentOf(result)).toMatchObject([{ role: 'inline' }])
    expect(expectCitationsHold(result, evidence)).toBe(6)
    expect(listCitations(result)[0]).toMatchObject({
      evidence: { quote: 'HEADACHE', cell: null },
      transformations: [{ kind: 'format', from: 'HEADACHE', to: 'headache' }],
    })
  })

  test('names a row without the marks of its notes, and its group', () => {
    const grouped = buildEvidence([
      {
        role: 'table',
        blocks: [
          table({
            number: '14-2.1',
            header: [['', '', 'Placebo', 'p-value [1]']],
            rows: [
              ['Age (y)', 'n', '86', '0.59'],
              ['', 'Mean', '75.2', ''],
              ['Weight (kg) [2]', 'n', '83', '0.003'],
              ['BMI', 'n', '83', '0.01'],
            ],
          }),
        ],
      },
    ])
    const differing = `list number=14-2.1 rows_where="p-value p < 0.05"`
    const groups = runRule(`${differing} phrase="{group} (p {p-value | p})"`, grouped, false)
    expect(textsOf(groups)).toEqual(['Weight (kg) (p 0.003) and BMI (p 0.01)'])
    expect(expectCitationsHold(groups, grouped)).toBe(4)
    expect(listCitations(groups)[0]).toMatchObject({ evidence: { quote: 'Weight (kg) [2]' } })
    const below = list(`rows_where="path = 'RASH'" phrase="{group | lower}: {row | lower}"`)
    expect(textsOf(below)).toEqual(['adverse events: rash'])
    expect(gapOf(list(`rows_where="High > 0" phrase="{group}"`)).reason).toContain('has no group')
  })

  test('of one or two rows has no comma', () => {
    expect(textsOf(list(`rows_where="High >= 6 and depth = 1" phrase="{row}"`))).toEqual([
      'RASH and NAUSEA',
    ])
    expect(textsOf(list(`rows_where="path = 'RASH'" phrase="{row}"`))).toEqual(['RASH'])
  })

  test('is a gap without rows, without the column, or without the part', () => {
    expect(gapOf(list(`rows_where="any percent > 99" phrase="{row}"`)).code).toBe('no_match')
    expect(gapOf(list(`rows_where="Low > 1" phrase="{row}"`)).reason).toContain('no one column Low')
    expect(gapOf(list(`rows_where="depth = 1" phrase="{row} {High | percent}"`)).code).toBe(
      'no_match',
    )
  })

  test.each([
    ['list number=1 phrase="none"', 'holds no {row}'],
    ['list number=1 phrase="{row | upper}"', '{row} takes lower'],
    ['list number=1 phrase="{Placebo | share}"', 'expected {row}, {group} or {column | part}'],
    ['list number=1 phrase="{row}" rows_where="any"', 'rows_where=:'],
  ])('%s is a mistake: %s', (rule, message) => {
    expect(() => runRule(rule, evidence)).toThrow(message)
  })
})

describe('a validation rule', () => {
  test('prints nothing while its condition holds, and names what broke', () => {
    const rule = `validation name="Counts" equals="{${randomized}} = 182"`
    expect(contentOf(runRule(rule, evidence))).toEqual([])
    expect(gapOf(runRule(rule.replace('182"', '181"'), evidence))).toMatchObject({
      code: 'validation_failed',
      reason: `Counts: {${randomized}} = 181 does not hold (182)`,
    })
  })
})
