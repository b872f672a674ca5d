import { describe, expect, test } from 'vitest'
import { verify } from '../../../server/domain/verify/verify.ts'
import { cell, judge } from './evidence-cells.ts'

describe('a p-value', () => {
  const low = ['Low Dose (N=84)']
  const high = ['High Dose (N=84)']
  const values = [
    cell('2.0', ['LS Means (SE)'], low),
    cell('1.5', ['LS Means (SE)'], high),
    cell('0.560', ['p-value(Drug - Placebo)'], low),
    cell('0.440', ['p-value(Drug - Placebo)'], high),
  ]
  const tell = (statistic: string) =>
    `The LS mean was 2.0 with the low dose and 1.5 with the high dose; the differences from placebo had ${statistic} of 0.560 and 0.440.`

  test('is supported as one', () => {
    expect(judge(tell('p-values'), values)).toBe('supported')
  })

  test('is not told as a mean', () => {
    expect(judge(tell('LS Means'), values)).not.toBe('supported')
  })
})

describe('a count of serious adverse events, below a heading that says so', () => {
  const context = 'Table 14-5.02 Incidence of Treatment Emergent Serious Adverse Events'
  const judgeBelow = (text: string) =>
    verify({ text, context: 'Other Serious Adverse Events', isCell: false }, values, true).state
  const values = [{ ...cell('3', ['Any event'], ['Low Dose (N=84)']), context }]

  test('is supported as one', () => {
    const told =
      'Treatment emergent serious adverse events were reported for 3 subjects with the low dose.'
    expect(judgeBelow(told)).toBe('supported')
  })

  test('is none of adverse events', () => {
    const told = 'Treatment emergent adverse events were reported for 3 subjects with the low dose.'
    expect(judgeBelow(told)).not.toBe('supported')
  })
})
