import { describe, expect, test } from 'vitest'
import { table } from '../../support/build-source-text.ts'
import { compareIn, wards } from './compared-tables.ts'

const findings = table({
  number: '1',
  title: 'Findings by rating',
  header: [['No.', 'Finding', 'Rating', 'Owner', 'Due']],
  rows: [
    ['1', 'Invoices are paid twice', 'High', 'Head of Accounting', '2025-01-31'],
    ['2', 'Orders are approved late', 'High', 'Head of Purchasing', '2025-02-28'],
    ['3', 'Bank details are not verified', 'Medium', 'Head of Accounting', '2025-03-31'],
    ['4', 'Receipts are missing', 'Low', 'HR Services', '2025-04-30'],
  ],
})

const exceptions = table({
  number: '2',
  title: 'Exceptions found in the testing',
  header: [['Reference', 'Process', 'Exception', 'Amount']],
  rows: [
    ['INV-1', 'Supplier invoices', 'Duplicate payment', '4,860.00'],
    ['PO-2', 'Purchase orders', 'Limit exceeded', '15,600.00'],
    ['INV-3', 'Supplier invoices', 'Duplicate payment', '12,480.50'],
    ['EXP-4', 'Travel expenses', 'Limit exceeded', '412.30'],
    ['INV-5', 'Supplier invoices', 'No goods receipt', '412.30'],
    ['Total', '', '', '33,765.10'],
  ],
})

const find = compareIn(findings, exceptions, wards)
const judge = (text: string) => find(text)?.outcome.holds

describe('how many records of a list say so', () => {
  test.each([
    'Two findings are rated High.',
    'Two of the four findings are rated High.',
    'Of the four findings, two are rated High.',
    'Two of the four findings are rated High, one Medium and one Low.',
    'Only one of the four findings is rated Low.',
    'The Head of Accounting owns two of the four findings.',
    'There were two duplicate payments.',
    'Two of the exceptions in supplier invoices were duplicate payments.',
    'Two of the three exceptions in supplier invoices were duplicate payments.',
  ])('is counted: “%s”', (text) => {
    expect(judge(text)).toBe(true)
  })

  test.each([
    // another number, of another whole
    'Three findings are rated High.',
    'Two of the five findings are rated High.',
    'Two of the four findings are rated High, two Medium and one Low.',
    'Two of the four findings are rated High, one Low and two Medium.',
    'Two of the five exceptions in supplier invoices were duplicate payments.',
    'Two of the exceptions in purchase orders were duplicate payments.',
    // others than the records
    'Two owners are rated High.',
    'Two auditors are rated High.',
    // more than the list says
    'Two findings were raised by the Head of Accounting.',
    'Two findings are rated High because of fraud.',
    'Two findings are not rated High.',
    'Two findings were rated High in 2023.',
    'Two findings should be rated High.',
    'At least two findings are rated High.',
    'Two more findings are rated High.',
  ])('is open otherwise: “%s”', (text) => {
    expect(judge(text)).toBeUndefined()
  })

  test('shows what was counted, and cites each of them', () => {
    const { outcome } = find('Two of the four findings are rated High.') ?? {}
    expect(outcome?.words).toBe('2 of 4 have “high” below “Rating”.')
    const rows = outcome?.cells.map(({ reference }) => reference.rowPath.join(' | '))
    expect(rows).toEqual([
      '1 | Invoices are paid twice | High | Head of Accounting',
      '2 | Orders are approved late | High | Head of Purchasing',
    ])
  })

  test('is open where two lists may be meant', () => {
    const twice = compareIn(findings, { ...findings, number: '3' })
    expect(twice('Two findings are rated High.')).toBeUndefined()
  })
})
