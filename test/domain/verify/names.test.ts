import { expect, test } from 'vitest'
import { createArmFinder } from '../../../server/domain/verify/arms.ts'
import { noTableNames, type TableNames } from '../../../server/domain/verify/table-names.ts'
import type { ClaimEvidence } from '../../../server/domain/verify/verdict.ts'
import { verify } from '../../../server/domain/verify/verify.ts'
import { cell as evidenceCell } from './evidence-cells.ts'

function cell(
  quote: string,
  rowPath: readonly string[],
  column: string,
  more: { table?: Partial<TableNames>; context?: string } = {},
): ClaimEvidence {
  const table = { ...noTableNames, columns: [[column]], ...more.table }
  return { ...evidenceCell(quote, rowPath, [column], table), context: more.context ?? '' }
}

const check = (text: string, ...evidence: readonly ClaimEvidence[]) =>
  verify({ text, context: '', isCell: false }, evidence).state

const armsOf = (text: string, ...evidence: readonly ClaimEvidence[]) =>
  createArmFinder(evidence)(text).map(({ arm }) => arm)

test('arms are learned from heads with a count, also those that no cited cell stands below', () => {
  const columns = [['Alphastat (N=12)'], ['Betastat (N=14)'], ['Total (N=26)']]
  const one = cell('4', ['Died'], 'Alphastat (N=12)', { table: { columns } })
  expect(armsOf('Of the total, 4 on alphastat and 5 on betastat died.', one)).toEqual([
    'alphastat',
    'betastat',
  ])
  expect(check('4 subjects died on alphastat.', one)).toBe('supported')
  expect(check('4 subjects died on betastat.', one)).not.toBe('supported')
})

test('columns that a row counts subjects for are arms', () => {
  const columns = [['Alphastat'], ['Betastat']]
  const table = { columns, groups: ['Alphastat', 'Betastat'] }
  expect(armsOf('with betastat', cell('4', ['Died'], 'Alphastat', { table }))).toEqual(['betastat'])
})

test('a short name before the level of a dose is of one arm with the long one', () => {
  const columns = [['Alp. Low'], ['Alp. High']]
  const one = cell('4', ['Died'], 'Alp. Low', { table: { columns } })
  expect(armsOf('alphastat low, Alp.High and low dose', one)).toEqual(['low', 'high', 'low'])
})

test('“Low” beside “Normal” is a result, no arm', () => {
  const columns = [['Baseline Low'], ['Baseline Normal'], ['Baseline High']]
  expect(
    armsOf('at baseline low', cell('4', ['ALT'], 'Baseline Low', { table: { columns } })),
  ).toEqual([])
})

test('a dose that a note gives to a level names its arm, and is no amount', () => {
  const columns = [['Alphastat Low Dose (N=9)'], ['Alphastat High Dose (N=8)']]
  const context = 'Low Dose = alphastat 5 mg; High Dose = alphastat 15 mg.'
  const one = cell('4', ['Died'], 'Alphastat Low Dose (N=9)', { table: { columns }, context })
  expect(check('4 subjects died on 5 mg.', one)).toBe('supported')
  expect(check('4 subjects died on 15 mg.', one)).toBe('contradicted')
})

const rows = [
  ['Any adverse event'],
  ['Serious adverse event'],
  ['Men'],
  ['Women'],
  ['Week 8'],
  ['Week 24'],
]

test.each([
  ['supported', 'Serious adverse events were reported for 12 subjects.', ['Serious adverse event']],
  ['partly_supported', 'Adverse events were reported for 12 subjects.', ['Serious adverse event']],
  [
    'partly_supported',
    'Serious adverse events were reported for 12 subjects.',
    ['Any adverse event'],
  ],
  ['supported', 'The value was 12 for women.', ['Women']],
  ['contradicted', 'The value was 12 for men.', ['Women']],
  ['supported', 'At week 24 the value was 12.', ['Week 24']],
  ['partly_supported', 'At week 8 the value was 12.', ['Week 24']],
])('a value is of its own row: %s, “%s”', (state, text, rowPath) => {
  expect(check(text, cell('12', rowPath, 'Value', { table: { rows } }))).toBe(state)
})

test('a table of serious events supports nothing of all events', () => {
  const context = 'Serious Adverse Events'
  const one = cell('12', ['Adverse events'], 'Value', { context })
  expect(check('12 subjects had serious adverse events.', one)).toBe('supported')
  expect(check('12 subjects had adverse events.', one)).toBe('partly_supported')
})

test('a number of something else in the same cells contradicts nothing', () => {
  const share = cell('2.7', ['Net sales'], '2018')
  expect(check('The change in operating costs from 2017 to 2018 was 4.1.', share)).not.toBe(
    'contradicted',
  )
  expect(check('Net sales in 2018 were 4.1.', share)).toBe('contradicted')
})

const counted = {
  columns: [['Process'], ['Transactions'], ['Tested'], ['Exceptions'], ['Amount (EUR)']],
  rows: [['Purchase orders'], ['Travel expenses']],
  values: [
    ['', '1,967', '58', '4', '1,200'],
    ['', '1,338', '80', '4', '900'],
  ],
}
const ofOrders = (quote: string, column: string) =>
  cell(quote, ['Purchase orders'], column, {
    table: counted,
    context: 'Exceptions by process. Note: the percentage is that of the transactions tested.',
  })

test.each([
  'In purchase orders, 4 transactions were tested.',
  'Of the purchase orders, 4 were tested.',
  'There were 4 transactions in purchase orders.',
])('a count of one column says nothing of another one: “%s”', (text) => {
  const verdict = verify({ text, context: '', isCell: false }, [ofOrders('4', 'Exceptions')])
  expect(verdict.state).toBe('partly_supported')
  expect(verdict.explanation).toMatch(/“4 (?:transactions|were tested)[^”]*” against “4”/)
})

test('a count that its column names is held, whatever columns stand beside it', () => {
  const both = [ofOrders('58', 'Tested'), ofOrders('4', 'Exceptions')]
  const told = 'In purchase orders, 58 transactions were tested, and 4 exceptions found'
  expect(check(`${told}.`, ...both)).toBe('supported')
  expect(
    check('Purchase orders have 4 exceptions among transactions.', ofOrders('4', 'Exceptions')),
  ).toBe('supported')
  const valued = `${told} with an amount of EUR 1,200.`
  expect(check(valued, ...both, ofOrders('1,200', 'Amount (EUR)'))).toBe('supported')
})
