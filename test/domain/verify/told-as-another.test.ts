import { describe, expect, test } from 'vitest'
import { cell, judge } from './evidence-cells.ts'

describe('a p-value', () => {
  const values = [
    cell('0.560', ['Change from baseline', 'p-value(Drug - Placebo)'], ['Low Dose (N=84)']),
    cell('0.440', ['Change from baseline', 'p-value(Drug - Placebo)'], ['High Dose (N=84)']),
  ]
  const tell = (statistic: string) =>
    `The changes from baseline against placebo had ${statistic} of 0.560 with the low dose and 0.440 with the high dose.`

  test('is supported as one', () => {
    expect(judge(tell('p-values'), values)).toBe('supported')
  })

  test('is not told as a mean', () => {
    expect(judge(tell('LS Means'), values)).not.toBe('supported')
  })
})

describe('a count of serious adverse events', () => {
  const context = 'Table 14-5.02 Incidence of Treatment Emergent Serious Adverse Events'
  const values = [{ ...cell('3', ['Any event'], ['Low Dose (N=84)']), context }]

  test('is supported as one', () => {
    const told =
      'Any treatment emergent serious adverse event was reported for 3 subjects with the low dose.'
    expect(judge(told, values)).toBe('supported')
  })

  test('is none of adverse events', () => {
    const told =
      'Any treatment emergent adverse event was reported for 3 subjects with the low dose.'
    expect(judge(told, values)).not.toBe('supported')
  })
})
