import { grid, heading, text } from '../build/piece.ts'
import type { ExampleDocument } from '../build/write-document.ts'
import { auditNumber, company, companyHouse } from './house.ts'
import {
  euros,
  ledgerEntries,
  sumCents,
  testedProcesses,
  thousands,
  type TestedProcess,
} from './ledger-entries.ts'

export const ledger: ExampleDocument = {
  house: companyHouse,
  title: 'Ledger testing, third quarter of 2024',
  creator: company,
  headerLeft: `${company} – Ledger testing Q3 2024`,
  headerRight: auditNumber,
  footerLeft: 'Internal',
  pieces: [
    text('LEDGER EXTRACT', 'Subtitle'),
    text('Results of Ledger Testing, Third Quarter of 2024', 'Title'),
    text(
      'Extracted from the general ledger on 14 October 2024 by Internal Audit. Amounts are in euro. An exception is a transaction that does not comply with the purchasing or the expense policy.',
    ),
    heading(1, 'Exceptions by Process'),
    grid({
      caption: 'Table L-1 Exceptions by process, July to September 2024',
      widths: [34, 16, 14, 18, 18],
      rightFrom: 1,
      rows: summaryRows(),
      notes: [
        'Note: the percentage is that of the transactions tested.',
        'Source: general ledger, company code 100.',
      ],
    }),
    heading(1, 'List of Exceptions'),
    grid({
      caption: 'Table L-2 Exceptions found in the testing',
      widths: [16, 16, 25, 27, 16],
      rightFrom: 4,
      rows: [
        ['Reference', 'Date', 'Process', 'Exception', 'Amount (EUR)'],
        ...ledgerEntries.map((entry) => [
          entry.reference,
          entry.date,
          entry.process,
          entry.exception,
          euros(entry.cents),
        ]),
        ['Total', '', '', '', euros(sumCents(ledgerEntries))],
      ],
      notes: ['Note: dates are posting dates.'],
    }),
  ],
}

function summaryRows(): string[][] {
  const groups = [...new Set(testedProcesses.map(({ group }) => group))]
  return [
    ['Process', 'Transactions', 'Tested', 'Exceptions', 'Amount (EUR)'],
    ...groups.flatMap((group) => [
      [`**${group}**`],
      ...testedProcesses
        .filter((process) => process.group === group)
        .map((process) => [`  ${process.process}`, ...summaryValues([process])]),
    ]),
    ['Total', ...summaryValues(testedProcesses)],
  ]
}

function summaryValues(processes: readonly TestedProcess[]): string[] {
  const names = processes.map(({ process }) => process)
  const entries = ledgerEntries.filter(({ process }) => names.includes(process))
  const tested = processes.reduce((total, process) => total + process.tested, 0)
  const population = processes.reduce((total, process) => total + process.population, 0)
  const share = Math.round((1000 * entries.length) / tested) / 10
  return [
    thousands(population),
    String(tested),
    `${entries.length} (${share.toFixed(1)}%)`,
    euros(sumCents(entries)),
  ]
}
