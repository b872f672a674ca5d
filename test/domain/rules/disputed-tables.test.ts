import { describe, expect, test } from 'vitest'
import { table } from '../../support/build-source-text.ts'
import { buildEvidence } from '../../support/build-evidence.ts'
import { gapOf, runRule, textsOf } from '../../support/run-rule.ts'

const visits = (bern: string) =>
  table({ number: '9', title: 'Visits', header: [['Site', 'Visits']], rows: [['Bern', bern]] })
const rule = 'cell text="Bern had {9 | Bern | Visits} visits."'

describe('a table that two sources have under one number', () => {
  test('is a gap when they differ and nothing says which is right', () => {
    const evidence = buildEvidence([
      { role: 'table', blocks: [visits('12')] },
      { role: 'table', blocks: [visits('99')] },
    ])
    const gap = gapOf(runRule(rule, evidence))
    expect(gap).toMatchObject({ code: 'ambiguous' })
    expect(gap.reason).toContain('table 9 stands with different words in source 0 and source 1')
    expect(gap.candidates).toEqual(['table 9 "Visits" (source 0)', 'table 9 "Visits" (source 1)'])
    expect(gapOf(runRule('table number=9', evidence))).toMatchObject({ code: 'ambiguous' })
    expect(gapOf(runRule('append number=9', evidence))).toMatchObject({ code: 'ambiguous' })
  })

  test('is taken from the first when they say the same', () => {
    const evidence = buildEvidence([
      { role: 'table', blocks: [visits('12')] },
      { role: 'table', blocks: [visits('12')] },
    ])
    expect(textsOf(runRule(rule, evidence))).toEqual(['Bern had 12 visits.'])
  })

  test('is taken from the role that comes first, whatever another role says', () => {
    const evidence = buildEvidence([
      { role: 'report', blocks: [visits('99')] },
      { role: 'table', blocks: [visits('12')] },
    ])
    expect(textsOf(runRule(rule, evidence))).toEqual(['Bern had 12 visits.'])
  })
})
