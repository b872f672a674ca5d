import { grid, heading, pageBreak, text, type Piece } from '../build/piece.ts'
import type { ExampleDocument } from '../build/write-document.ts'
import { auditNumber, company, companyHouse } from './house.ts'

const cover: readonly Piece[] = [
  text('INTERNAL AUDIT REPORT', 'Subtitle'),
  text('Purchase to Pay and Travel Expenses', 'Title'),
  grid({
    widths: [30, 70],
    headerRowCount: 0,
    rows: [
      ['**Audit number**', auditNumber],
      ['**Period under review**', 'Third quarter of 2024'],
      ['**Issued by**', `Internal Audit, ${company}`],
    ],
  }),
  text(
    '[[rule fixed text="This report is meant for the management board and the audit committee. It must not be passed on without the consent of Internal Audit."]]',
  ),
  { kind: 'contents', title: 'Contents' },
  pageBreak,
]

const summary: readonly Piece[] = [
  heading(1, 'Executive Summary'),
  text(
    '[[rule cell from=ledger text="Internal Audit tested {L-1 | Total | Tested | whole} of {L-1 | Total | Transactions | whole} transactions and found {L-1 | Total | Exceptions | count} exceptions ({L-1 | Total | Exceptions | percent}) with a value of EUR {L-1 | Total | Amount (EUR) | whole}."]]',
  ),
  text('[[rule copy from=report heading="Summary of Findings" pick=1]]'),
  heading(1, 'Background'),
  heading(2, 'Scope of the Audit'),
  text('[[rule copy from=report heading="Scope and Approach"]]'),
  heading(2, 'Mandate'),
  text('[[rule copy from=guideline heading=("Purpose", "Independence and Authority") max=3]]'),
  heading(2, 'Rating Scale'),
  text('[[rule copy from=guideline heading="Rating of Findings" pick=(2, 3, 4)]]'),
]

const results: readonly Piece[] = [
  heading(1, 'Results of Testing'),
  text(
    'The exceptions by process are shown below. [[rule cell from=ledger text="Most of the value was in purchase orders (EUR {L-1 | Purchase to pay > Purchase orders | Amount (EUR) | whole}) and supplier invoices (EUR {L-1 | Purchase to pay > Supplier invoices | Amount (EUR) | whole})."]]',
  ),
  text('[[rule table from=ledger number="L-1"]]'),
  text('The exceptions in supplier invoices were:'),
  text(
    '[[rule table from=ledger number="L-2" rows_where="path ~ \'INV\'" columns=("Date", "Exception", "Amount (EUR)")]]',
  ),
]

const findingTitles = [
  'Supplier Invoices',
  'Purchase Orders',
  'Vendor Master Data',
  'Travel Expenses',
] as const

const findings: readonly Piece[] = [
  heading(1, 'Findings and Recommendations'),
  ...findingTitles.flatMap((title, index) => [
    heading(2, title),
    text(`[[rule copy from=report heading="Observation ${index + 1}"]]`),
    text('Internal Audit recommends:'),
    text(`[[rule copy from=report heading="Recommendation ${index + 1}"]]`),
    text(`[[rule copy from=report heading="Management Response ${index + 1}"]]`),
  ]),
]

const closing: readonly Piece[] = [
  heading(1, 'Follow-up'),
  text('[[rule copy from=report heading="Follow-up of Earlier Audits"]]'),
  text(
    '[[rule copy from=guideline query="management reports progress of agreed actions every quarter" max=2]]',
  ),
  heading(1, 'Comparison with the Previous Year'),
  // No source has it: the report shows the gap.
  text('[[rule copy from=(report, ledger) heading="Comparison with the previous year"]]'),
  heading(1, 'Distribution List'),
  text(
    '[[rule omit reason="The distribution list is kept by the office of the management board."]]',
  ),
]

export const auditTemplate: ExampleDocument = {
  house: companyHouse,
  title: 'Internal audit report',
  creator: company,
  headerLeft: `${company} – Internal Audit`,
  headerRight: auditNumber,
  footerLeft: 'Confidential',
  pieces: [...cover, ...summary, ...results, ...findings, ...closing],
}
