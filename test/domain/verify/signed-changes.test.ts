import { describe, expect, test } from 'vitest'
import type { ClaimEvidence } from '../../../server/domain/verify/verdict.ts'
import { verify } from '../../../server/domain/verify/verify.ts'
import { createTable } from './evidence-table.ts'

const judge = (text: string, evidence: readonly ClaimEvidence[], wording?: string) =>
  verify({ text, context: '', isCell: false, wording }, evidence, true).state

const stability = createTable(
  'Stability at room temperature',
  ['Analyte', 'Days', 'Mean change (%)', 'Highest result (µg/L)'],
  [
    ['Ferritin', '2', '-6.4', '310'],
    ['Albumin', '7', '1.2', '48'],
  ],
)

const profits = createTable(
  'Profit (EUR million)',
  ['Segment', '2023', '2024'],
  [
    ['North', '12.0', '-6.4'],
    ['South', '9.1', '7.0'],
  ],
)

describe('a fall that is told with its amount, of a change below zero', () => {
  const change = stability('Ferritin', 'Mean change (%)')
  const rise = stability('Albumin', 'Mean change (%)')

  test.each([
    'Ferritin fell by a mean of 6.4% (-6.4%).',
    'Ferritin fell by an average of 6.4%.',
    'The mean decrease of ferritin was 6.4%.',
    'There was a mean reduction in ferritin of 6.4%.',
  ])('is that change: “%s”', (claim) => {
    expect(judge(claim, [change])).toBe('supported')
  })

  test.each([
    'Ferritin rose by a mean of 6.4% (-6.4%).',
    'Ferritin rose by an average of 6.4%.',
    'Ferritin changed by a mean of 6.4%.',
    'Ferritin fell by a mean of 4.6% (-6.4%).',
    'Ferritin fell by a mean of -6.4% (6.4%).',
    'Ferritin fell to a mean of 6.4%.',
    'The mean decrease of ferritin was 4.6%.',
  ])('is not told otherwise: “%s”', (claim) => {
    expect(judge(claim, [change])).not.toBe('supported')
  })

  test('is none of a change above zero', () => {
    expect(judge('Albumin rose by an average of 1.2%.', [rise])).toBe('supported')
    expect(judge('Albumin fell by an average of 1.2%.', [rise])).toBe('contradicted')
  })

  test('is no value that is no change', () => {
    const profit = profits('North', '2024')
    expect(judge('The profit of North fell by EUR 6.4 million in 2024.', [profit])).not.toBe(
      'supported',
    )
    expect(judge('The profit of North was EUR -6.4 million in 2024.', [profit])).toBe('supported')
  })

  test('is not wrong where another value is the highest of something', () => {
    const cited = [stability('Ferritin', 'Highest result (µg/L)'), change]
    const wording = 'Ferritin of ¤ was lowered by no more than 6.4% (¤).'
    const claim = 'Ferritin of 310 was lowered by no more than 6.4% (-6.4%).'
    expect(judge(claim, cited, wording)).not.toBe('contradicted')
    expect(judge(claim.replace('lowered', 'raised'), cited, wording)).toBe('contradicted')
  })
})
