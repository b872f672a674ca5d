import { decideTied, type TiedFinding } from '../../../server/domain/tie/decide-tied.ts'
import { createTiedFinder } from '../../../server/domain/tie/find-tied.ts'
import { buildSourceText, table, type TableSpec } from '../../support/build-source-text.ts'

/** What cells of some tables, each of which is a source of its own, say of a sentence below a heading. */
export function tieTo(...tables: readonly TableSpec[]) {
  const find = createTiedFinder(
    tables.map((one, at) => ({
      documentId: `document ${at}`,
      name: `results-${at}.docx`,
      role: 'table',
      sourceHash: '',
      versionNumber: 1,
      sourceTextId: `text ${at}`,
      sourceText: buildSourceText([one]),
      passages: [],
    })),
  )
  return (text: string, heading = ''): TiedFinding | undefined => decideTied(find(text, heading))
}

const arms = ['Placebo (N=40)', 'Nolpex 5 mg (N=40)', 'Nolpex 10 mg (N=50)']

export const response = table({
  number: '2',
  title: 'Clinical response by visit, Full Analysis Set',
  header: [['Visit', ...arms]],
  rows: [
    ['Week 4', '', '', ''],
    ['n (%)', '4 (10.0%)', '8 (20.0%)', '15 (30.0%)'],
    ['p-value', '-', '0.348', '0.021'],
    ['Week 12', '', '', ''],
    ['n (%)', '6 (15.0%)', '14 (35.0%)', '28 (56.0%)'],
    ['p-value', '-', '0.067', '<0.001'],
  ],
})

export const disposition = table({
  number: '1',
  title: 'Disposition of patients',
  header: [['', ...arms, 'Total (N=130)']],
  rows: [
    ['Completed Week 12', '35 (87.5%)', '33 (82.5%)', '39 (78.0%)', '107 (82.3%)'],
    ['Discontinued before Week 12', '5 (12.5%)', '7 (17.5%)', '11 (22.0%)', '23 (17.7%)'],
    ['  Adverse event', '0', '3 (7.5%)', '6 (12.0%)', '9 (6.9%)'],
    ['  Withdrawal by patient', '5 (12.5%)', '4 (10.0%)', '5 (10.0%)', '14 (10.8%)'],
    ['Death', '0', '0', '0', '0'],
  ],
})

export const events = table({
  number: '3',
  title: 'Adverse events by severity (Safety Set)',
  header: [['', ...arms]],
  rows: [
    ['Nausea', '', '', ''],
    ['  Any', '4 (10.0%)', '6 (15.0%)', '12 (24.0%)'],
    ['  Severe', '0', '1 (2.5%)', '3 (6.0%)'],
    ['Headache', '', '', ''],
    ['  Any', '3 (7.5%)', '5 (12.5%)', '9 (18.0%)'],
    ['  Severe', '1 (2.5%)', '0', '2 (4.0%)'],
  ],
})

export const accounts = table({
  number: '4',
  title: 'Income statement (£’000)',
  header: [['', '2025', '2024']],
  rows: [
    ['Revenue', '148,620', '139,480'],
    ['Gross profit', '57,280', '53,270'],
    ['Research costs', '-7,930', '-8,410'],
    ['Basic earnings per share (pence)', '20', '22'],
  ],
})

export const orders = table({
  number: '5',
  title: 'Change orders',
  header: [['No.', 'Requested on', 'Requested by', 'Description', 'Status', 'Urgent']],
  rows: [
    ['CO-1', '2024-01-22', 'Council', 'Move of desks', 'Completed', 'Yes'],
    ['CO-2', '2024-02-19', 'Supplier', 'Upgrade of the ticket tool', 'Completed', 'No'],
    ['CO-3', '2024-04-08', 'Council', 'Cabling of the depot', 'In progress', 'No'],
    ['CO-4', '2024-05-27', 'Council', 'Sign-in for members', 'Completed', 'No'],
    ['CO-5', '2024-07-15', 'Supplier', 'Weekend patches', 'Withdrawn', 'Yes'],
  ],
})
