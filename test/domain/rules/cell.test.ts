import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { paragraph, table } from '../../support/build-source-text.ts'
import { buildEvidence } from '../../support/build-evidence.ts'
import { expectCitationsHold } from '../../support/expect-citations.ts'
import { contentOf, gapOf, runRule, sentencesOf, textsOf } from '../../support/run-rule.ts'

const population = table({
  number: '14-1.01',
  title: 'Summary of Populations',
  header: [['', 'Placebo\n(N=86)', 'Total\n(N=254)']],
  rows: [
    ['Safety', ' 86 (100%)', '254 (100%)'],
    ['Efficacy', ' 79 ( 92%)', '234 ( 92%)'],
    ['p-value', '0.000', ''],
  ],
})

const evidence = buildEvidence([
  {
    role: 'sap',
    blocks: [table({ ...population, isShell: true, rows: [['Safety', 'xx', 'xx']] })],
  },
  { role: 'table', blocks: [population] },
])

describe('a cell rule', () => {
  test('puts values of cells into a sentence and cites each', () => {
    const text =
      'cell text="Of {14-1.01 | Safety | Total | count} subjects, {14-1.01 | Efficacy | Placebo} on placebo were analysed."'
    const result = runRule(text, evidence)
    expect(textsOf(result)).toEqual(['Of 254 subjects, 79 (92%) on placebo were analysed.'])
    const [sentence] = sentencesOf(result)
    expect(sentence?.basis).toBe('cited')
    expect(sentence?.citations).toMatchObject([
      {
        evidence: {
          quote: '254',
          sourceTextId: 'text 1',
          cell: { rowPath: ['Safety'], columnPath: ['Total (N=254)'], part: 'count' },
        },
        transformations: [],
      },
      {
        evidence: { quote: '79 ( 92%)', cell: { part: 'whole' } },
        transformations: [{ kind: 'format', from: '79 ( 92%)', to: '79 (92%)' }],
      },
    ])
    expect(expectCitationsHold(result, evidence)).toBe(2)
  })

  test('cites a sentence only for its own values; one without any is house text', () => {
    const text =
      'cell text="{14-1.01 | Safety | Placebo | count | words} received placebo (e.g. daily). All were seen. The p-value was {14-1.01 | p-value | Placebo | p}."'
    const sentences = sentencesOf(runRule(text, evidence))
    expect(sentences.map(({ text, basis, citations }) => [text, basis, citations.length])).toEqual([
      ['Eighty-six received placebo (e.g. daily).', 'cited', 1],
      ['All were seen.', 'house_text', 0],
      ['The p-value was <0.001.', 'cited', 1],
    ])
  })

  test('gives words in a line where it does not stand alone', () => {
    const text = 'cell text="{14-1.01 | Safety | Total | count}"'
    expect(contentOf(runRule(text, evidence, false))).toMatchObject([{ role: 'inline' }])
    expect(contentOf(runRule(text, evidence, true))).toMatchObject([{ role: 'body' }])
  })

  test('prefers result tables to a report, unless it is told otherwise', () => {
    const other = table({ ...population, rows: [['Safety', '1', '2']] })
    const both = buildEvidence([
      { role: 'report', blocks: [other] },
      { role: 'table', blocks: [population] },
    ])
    const text = 'cell text="{14-1.01 | Safety | Total | count}"'
    expect(textsOf(runRule(text, both))).toEqual(['254'])
    expect(textsOf(runRule(`${text} from=(report, table)`, both))).toEqual(['2'])
  })

  test('is one gap when any address fails, with all reasons and candidates', () => {
    const text =
      'cell text="{14-1.01 | Safty | Total} {14-1.01 | Safety | Total} {14-1.01 | Safety | Middle}"'
    const gap = gapOf(runRule(text, evidence))
    expect(gap.code).toBe('no_match')
    expect(gap.reason).toBe(
      'table 14-1.01 has no row "Safty"; table 14-1.01 has no column "Middle"',
    )
    expect(gap.candidates).toContain('14-1.01 | Safety | Total')
    expect(gap.candidates).toContain('14-1.01 | Safety | Placebo (N=86)')
    expect(gap.searched).toContain(
      'table 14-1.01 in 1 source of role table, 0 sources of role report',
    )
  })

  test('says when sources only have an empty shell of the table', () => {
    const planned = buildEvidence([
      { role: 'sap', blocks: [table({ ...population, isShell: true })] },
    ])
    const gap = gapOf(runRule('cell text="{14-1.01 | Safety | Total}"', planned))
    expect(gap).toMatchObject({
      code: 'no_evidence',
      reason: 'table 14-1.01 is only an empty shell in source 0',
    })
  })

  test('of two tables of one number with this cell is ambiguous', () => {
    const twice = buildEvidence([
      { role: 'table', blocks: [population, paragraph('continued'), population] },
    ])
    const gap = gapOf(runRule('cell text="{14-1.01 | Safety | Total}"', twice))
    expect(gap.code).toBe('ambiguous')
  })

  test('of a value that the format does not fit is a gap', () => {
    const gap = gapOf(runRule('cell text="{14-1.01 | Safety | Total | decimals=1}"', evidence))
    expect(gap).toMatchObject({
      code: 'bad_value',
      reason: '"254 (100%)" can\'t be shown as decimals=1',
    })
  })
})

test('every value shown is the words of its cell, or what its transformation says', () => {
  const value = fc.constantFrom('8 (  9%)', ' 24', '0.000', '( -2;4)', '1,234 ( <1%)', 'none')
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), (values) => {
      const rows = values.map((text, index) => [`Row ${index}.`, text])
      const made = buildEvidence([
        { role: 'table', blocks: [table({ number: '1', header: [['', 'X']], rows })] },
      ])
      const text = rows.map(([name]) => `{1 | ${name} | X}`).join('; ')
      const result = runRule(`cell text="${text}"`, made)
      expect(expectCitationsHold(result, made)).toBe(values.length)
      const shown = textsOf(result).join(' ')
      for (const { citations } of sentencesOf(result)) {
        for (const { evidence: cited, transformations } of citations) {
          const quote = cited.kind === 'text' ? cited.quote : ''
          expect(shown).toContain(transformations[0]?.to ?? quote)
          expect(transformations[0]?.from ?? quote).toBe(quote)
        }
      }
    }),
  )
})
