import { describe, expect, test } from 'vitest'
import { searchKey, type SearchedEvidence } from '../../../server/domain/evidence.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import { paragraph, table } from '../../support/build-source-text.ts'
import { buildEvidence } from '../../support/build-evidence.ts'
import { expectCitationsHold } from '../../support/expect-citations.ts'
import { contentOf, gapOf, runRule, tableOf, textsOf } from '../../support/run-rule.ts'

const query = 'blinding of the treatment'

/** Every passage is a hit, in text order. */
function evidenceFor(roles: readonly SourceRole[]): SearchedEvidence {
  const made = buildEvidence([
    {
      role: 'sap',
      blocks: [paragraph('The blinding of treatment ends at database lock. Data are coded.')],
    },
    {
      role: 'protocol',
      blocks: [
        paragraph('Treatment blinding ends at lock of the database.'),
        paragraph('The blinding of the treatment is kept by matching placebo patches.'),
        paragraph('Patients are seen every week.'),
      ],
    },
  ])
  const hits = made.sources.flatMap(({ sourceTextId, passages }) =>
    passages.map(({ ordinal }) => ({ sourceTextId, ordinal, score: 1 })),
  )
  return { ...made, hits: new Map([[searchKey({ query, roles, limit: 30 }), hits]]) }
}

describe('a summary', () => {
  test('is the sentences of the first role’s source that say most, in one paragraph', () => {
    const evidence = evidenceFor(['protocol', 'sap'])
    const result = runRule(`summary from=(protocol, sap) query="${query}" sentences=2`, evidence)
    expect(contentOf(result)).toHaveLength(1)
    expect(textsOf(result)).toEqual([
      'Treatment blinding ends at lock of the database.',
      'The blinding of the treatment is kept by matching placebo patches.',
    ])
    expect(expectCitationsHold(result, evidence)).toBe(2)
  })

  test('of what no source says is a gap', () => {
    const gap = gapOf(runRule('summary from=protocol query="price"', evidenceFor(['protocol'])))
    expect(gap).toMatchObject({
      code: 'no_match',
      searched: 'sentences on "price" in 1 source of role protocol',
    })
  })

  test('takes a sensible number of sentences', () => {
    expect(() => runRule('summary from=sap query=x sentences=0', evidenceFor(['sap']))).toThrow(
      '1 to 50',
    )
  })
})

describe('a synthesis', () => {
  test('takes from every role in turn, and nothing twice', () => {
    const evidence = evidenceFor(['sap', 'protocol'])
    const result = runRule(`synthesis from=(sap, protocol) query="${query}"`, evidence)
    expect(textsOf(result)).toEqual([
      'The blinding of treatment ends at database lock.',
      'The blinding of the treatment is kept by matching placebo patches.',
    ])
  })
})

describe('an append rule', () => {
  const tables = buildEvidence([
    {
      role: 'table',
      blocks: [
        table({ number: '1', header: [['', 'X']], rows: [['a', '1']], notes: ['Note.'] }),
        table({ number: '2', header: [['', 'X']], rows: [['b', '2']] }),
      ],
    },
  ])

  test('gives whole tables in the order asked for', () => {
    const result = runRule('append number=(2, 1)', tables)
    const numbers = contentOf(result).map((block) => block.kind === 'table' && block.sourceNumber)
    expect(numbers).toEqual(['2', '1'])
    expect(expectCitationsHold(result, tables)).toBe(7)
    expect(tableOf(result).rows).toHaveLength(2)
  })

  test('without one of them is a gap', () => {
    expect(gapOf(runRule('append number=(1, 3)', tables)).reason).toBe('no source has a table 3')
  })
})

describe('an extract rule', () => {
  const made = buildEvidence([
    { role: 'sap', blocks: [paragraph('Sponsor: Other Ltd'), paragraph('Version: 2')] },
    {
      role: 'protocol',
      blocks: [
        paragraph('Sponsor: Aldermoor Ltd.'),
        paragraph('SPONSOR: Aldermoor Ltd'),
        paragraph('Phase: 2'),
        paragraph('Phase: 3'),
      ],
    },
  ])

  test('gives the value of the first role that has one, in its words', () => {
    const result = runRule('extract from=(protocol, sap) label="Sponsor"', made, false)
    expect(contentOf(result)).toMatchObject([
      { role: 'inline', sentences: [{ text: 'Aldermoor Ltd.' }] },
    ])
    expect(expectCitationsHold(result, made)).toBe(1)
    expect(
      textsOf(runRule('extract from=(protocol, sap) label="Version" type=number', made)),
    ).toEqual(['2'])
  })

  test('with two different values in one source is ambiguous', () => {
    expect(gapOf(runRule('extract from=protocol label="Phase"', made))).toMatchObject({
      code: 'ambiguous',
      candidates: ['2', '3'],
    })
  })

  test('that no source has is a gap', () => {
    expect(
      gapOf(runRule('extract from=sap label="EudraCT" pattern="\\\\d+-\\\\d+"', made)),
    ).toMatchObject({
      code: 'no_match',
      reason: 'no source has a value labelled "EudraCT" and words that fit \\d+-\\d+',
    })
  })

  test.each([
    ['extract from=sap', 'label= or pattern= is needed'],
    ['extract from=sap pattern="(a+)+"', 'a group can’t be repeated'],
    ['extract label=x', 'the rule extract needs from='],
  ])('%s is a mistake: %s', (rule, message) => {
    expect(() => runRule(rule, made)).toThrow(message)
  })
})
