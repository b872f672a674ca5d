import { describe, expect, test } from 'vitest'
import { buildEvidence, createSource } from '../../support/build-evidence.ts'
import { buildSourceText, heading, paragraph, table } from '../../support/build-source-text.ts'
import { expectCitationsHold } from '../../support/expect-citations.ts'
import { contentOf, gapOf, runRule, tableOf } from '../../support/run-rule.ts'

const visits = table({ number: '', header: [['Visit', 'Day']], rows: [['Screening', '-14']] })
const doses = table({ number: '', title: 'Doses', header: [['Arm', 'mg']], rows: [['A', '5']] })

const evidence = buildEvidence([
  {
    role: 'protocol',
    blocks: [
      heading('Schedule'),
      visits,
      heading('Treatment'),
      heading('Arms', 2),
      doses,
      heading('Change', 2),
      paragraph('None.'),
      table({ number: '4', header: [['Arm', 'mg']], rows: [['B', '7']] }),
      heading('Old Schedule'),
      heading('Old Schedule'),
      table({ number: '', header: [['Visit', 'Day']], rows: [['End', '84']] }),
    ],
  },
])

/** Two paged sources, a table on each of their pages. */
const paged = {
  hits: new Map(),
  sources: [0, 1].map((index) => {
    const text = buildSourceText([visits, doses])
    const [first, second] = text.blocks.filter(({ kind }) => kind === 'table')
    const end = first?.range.end ?? 0
    const page = { label: '', width: 595, height: 842 }
    const pages = [
      { ...page, number: 1, range: { start: 0, end } },
      { ...page, number: 2, range: { start: end, end: second?.range.end ?? end } },
    ]
    return createSource({ ...text, pages }, index === 0 ? 'protocol' : 'report', index)
  }),
}

describe('a table without a number', () => {
  test.each([
    ['heading="Schedule"', 'Screening'],
    ['heading="Treatment > Arms"', 'A'],
    ['heading=doses', 'A'],
    ['heading="Treatment" pick=2', 'B'],
    ['heading="Treatment" number=4', 'B'],
  ])('is found by %s', (place, words) => {
    const result = runRule(`table from=protocol ${place}`, evidence)
    expect(tableOf(result).rows[1]?.[0]?.text).toBe(words)
    expect(expectCitationsHold(result, evidence)).toBeGreaterThan(3)
  })

  test('below no heading is found by the name of its file, and only there', () => {
    const named = (blocks: Parameters<typeof buildSourceText>[0]) => {
      const source = createSource(buildSourceText(blocks), 'listing', 0)
      return { hits: new Map(), sources: [{ ...source, name: 'visits 2024.csv' }] }
    }
    for (const name of ['visits 2024.csv', 'Visits 2024']) {
      const result = runRule(`table from=listing heading="${name}"`, named([visits]))
      expect(tableOf(result).rows[1]?.[0]?.text).toBe('Screening')
      expectCitationsHold(result, named([visits]))
    }
    const below = named([heading('Schedule'), visits])
    expect(gapOf(runRule('table from=listing heading="visits 2024"', below)).code).toBe('no_match')
    expect(gapOf(runRule('table from=listing heading="csv"', named([visits]))).code).toBe(
      'no_match',
    )
  })

  test('among several is ambiguous, and the gap lists them', () => {
    const gap = gapOf(runRule('table from=protocol heading="Treatment"', evidence))
    expect(gap).toMatchObject({
      code: 'ambiguous',
      candidates: ['the table "Doses" (source 0)', 'table 4 (source 0)'],
    })
    const append = contentOf(runRule('append from=protocol heading="Treatment"', evidence))
    expect(append).toHaveLength(2)
  })

  test('is told by its heads where a rule does not fit it', () => {
    const gap = gapOf(runRule('table from=protocol heading="Schedule" columns="Week"', evidence))
    expect(gap.reason).toContain('the table that begins with "Visit", "Day"')
  })
})

describe('a page', () => {
  test('gives what stands on it, of the first role that has some there', () => {
    const result = runRule('append from=(protocol, report) page=2', paged)
    expect(tableOf(result).title).toBe('Doses')
    expect(contentOf(result)).toHaveLength(1)
    expect(contentOf(runRule('append from=report page=(1, 2)', paged))).toHaveLength(2)
  })

  test('of two sources of one role is ambiguous', () => {
    const sources = paged.sources.map((source) => ({ ...source, role: 'protocol' as const }))
    const gap = gapOf(runRule('append from=protocol page=1', { ...paged, sources }))
    expect(gap).toMatchObject({ code: 'ambiguous', reason: '2 sources have tables on page 1' })
    expect(gap.candidates).toHaveLength(2)
  })

  test('of a source without pages is a gap that says so', () => {
    const gap = gapOf(runRule('append from=protocol page=1', evidence))
    expect(gap).toMatchObject({ code: 'no_match', candidates: ['source 0'] })
    expect(gap.reason).toContain('no source has pages')
  })
})

test.each([
  ['append page=0', 'page= counts from 1, not 0'],
  ['append page=(1, 2.5)', 'page= counts from 1, not 2.5'],
  ['append number=4 pick=1', 'pick= needs heading= or page='],
  ['append', 'needs number=, heading= or page=, or from='],
  ['table from=protocol', 'needs number=, or heading= or page='],
])('%s is a mistake', (rule, message) => {
  expect(() => runRule(rule, evidence)).toThrow(message)
})
