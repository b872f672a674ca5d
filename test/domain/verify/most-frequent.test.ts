import { describe, expect, test } from 'vitest'
import { judge } from './evidence-cells.ts'
import { findRow, type ResultTable } from './result-table.ts'

/** Who heads a value may be a high or a low dose: that is a name, and tells no rank among the rows. */
const events: ResultTable = {
  caption: '14-5.01 Incidence of Treatment Emergent Adverse Events',
  columns: [['Placebo (N=86)'], ['Drug High Dose (N=84)']],
  rows: [
    [['GENERAL DISORDERS', 'PRURITUS'], '8 (9.3%)', '26 (31.0%)'],
    [['GENERAL DISORDERS', 'ERYTHEMA'], '3 (3.5%)', '15 (17.9%)'],
    [['NERVOUS SYSTEM DISORDERS', 'DIZZINESS'], '2 (2.3%)', '11 (13.1%)'],
    [['NERVOUS SYSTEM DISORDERS', 'HEADACHE'], '3 (3.5%)', '5 (6.0%)'],
  ],
}

function cite(...rows: readonly string[]) {
  return rows.flatMap((row) => findRow(events, row).toReversed())
}

describe('the most frequent events with a high dose', () => {
  const told =
    'The most frequent events with drug high dose were erythema (15 (17.9%), placebo 3 (3.5%)), dizziness (11 (13.1%), placebo 2 (2.3%)) and pruritus (26 (31.0%), placebo 8 (9.3%)).'
  const cited = cite(
    'GENERAL DISORDERS > ERYTHEMA',
    'NERVOUS SYSTEM DISORDERS > DIZZINESS',
    'GENERAL DISORDERS > PRURITUS',
  )

  test('are not contradicted where a table lists them in another order', () => {
    expect(judge(told, cited)).not.toBe('contradicted')
  })

  test('are contradicted with another value', () => {
    expect(judge(told.replace('15 (', '16 ('), cited)).toBe('contradicted')
  })
})
