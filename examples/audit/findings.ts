import { bullets, grid, heading, pageBreak, text, type Piece } from '../build/piece.ts'
import type { ExampleDocument } from '../build/write-document.ts'
import { auditNumber, company, companyHouse } from './house.ts'

const scope: readonly Piece[] = [
  heading(1, 'Scope and Approach'),
  text(
    'The audit covered the purchase-to-pay process and the reimbursement of travel expenses of the head office from 1 July to 30 September 2024. Subsidiaries outside the European Union were not in scope.',
  ),
  text(
    'Internal Audit interviewed 14 employees, walked through each process once, and tested samples of transactions from the general ledger. The samples were drawn at random; purchase orders above EUR 25,000 were tested in full. The fieldwork was carried out from 7 to 25 October 2024.',
  ),
]

const summary: readonly Piece[] = [
  heading(1, 'Summary of Findings'),
  text(
    'Four findings were raised and have been agreed with management. They are rated as the audit charter defines (see Section 4 of the charter).',
  ),
  grid({
    caption: 'Table 1 Findings by rating',
    widths: [8, 46, 12, 20, 14],
    rows: [
      ['No.', 'Finding', 'Rating', 'Owner', 'Due'],
      ['1', 'Supplier invoices are paid twice', 'High', 'Head of Accounting', '2025-01-31'],
      [
        '2',
        'Purchase orders are approved after the invoice',
        'High',
        'Head of Purchasing',
        '2025-02-28',
      ],
      [
        '3',
        'Changes of bank details are not verified',
        'Medium',
        'Head of Accounting',
        '2025-03-31',
      ],
      ['4', 'Receipts for travel expenses are missing', 'Low', 'HR Services', '2025-04-30'],
    ],
  }),
]

const findings: readonly Piece[] = [
  heading(1, 'Detailed Findings'),
  heading(2, 'Finding 1: Supplier Invoices Are Paid Twice'),
  text('**Rating:** High'),
  heading(3, 'Observation 1'),
  text(
    'Three invoices of suppliers were paid twice, because they had been entered once from paper and once from e-mail. The accounting system compares invoice numbers only within one supplier account, and two of the suppliers have two accounts each. The amounts were recovered in November 2024 except for one payment of EUR 3,215.75.',
  ),
  heading(3, 'Recommendation 1'),
  ...bullets(
    'Merge the duplicate supplier accounts, and block the creation of a second account with the same tax number.',
    'Extend the duplicate check of the accounting system to invoice date and amount across all accounts.',
    'Recover the outstanding payment from the supplier.',
  ),
  heading(3, 'Management Response 1'),
  text(
    'Accounting agrees. The duplicate accounts will be merged by 31 January 2025. The extended check has been ordered from the system provider and is expected to be available in the second quarter.',
  ),
  heading(2, 'Finding 2: Purchase Orders Are Approved after the Invoice'),
  text('**Rating:** High'),
  heading(3, 'Observation 2'),
  text(
    'Three purchase orders were created and approved only after the invoice had arrived, so that the budget check had no effect. One order exceeded the approval limit of the person who signed it. The system allows an order to be entered with a date in the past.',
  ),
  heading(3, 'Recommendation 2'),
  ...bullets(
    'Remove the possibility to date purchase orders back.',
    'Report orders that follow their invoice to the head of purchasing every month.',
    'Map the approval limits of the authority matrix in the system.',
  ),
  heading(3, 'Management Response 2'),
  text(
    'Purchasing agrees. Back-dating will be disabled with the release of February 2025, and the monthly report will start in January.',
  ),
  heading(2, 'Finding 3: Changes of Bank Details Are Not Verified'),
  text('**Rating:** Medium'),
  heading(3, 'Observation 3'),
  text(
    'For two of the changes of bank details that were tested, there was no evidence that the supplier had been called back under a known telephone number. The accounting manual requires the call and a second signature.',
  ),
  heading(3, 'Recommendation 3'),
  ...bullets(
    'Require a record of the call-back before a change of bank details is released.',
    'Train all clerks who maintain vendor master data.',
  ),
  heading(3, 'Management Response 3'),
  text(
    'Accounting agrees. A mandatory field for the call-back will be added, and the training will be held in March 2025.',
  ),
  heading(2, 'Finding 4: Receipts for Travel Expenses Are Missing'),
  text('**Rating:** Low'),
  heading(3, 'Observation 4'),
  text(
    'Three claims were reimbursed without a receipt, and one claim exceeded the limit for accommodation without the approval of the line manager. The amounts are small, and no pattern was found.',
  ),
  heading(3, 'Recommendation 4'),
  ...bullets(
    'Reject claims without receipts automatically.',
    'Remind line managers of the limits of the expense policy.',
  ),
  heading(3, 'Management Response 4'),
  text('HR Services agrees and will activate the automatic check by 30 April 2025.'),
]

const followUp: readonly Piece[] = [
  heading(1, 'Positive Observations'),
  text(
    'Bank payments were released by two persons in all cases that were tested. The separation of duties between purchasing and accounting is effective.',
  ),
  heading(1, 'Follow-up of Earlier Audits'),
  text(
    'Of the five recommendations of audit IA-2022-07, four have been implemented. The one that is open, the yearly confirmation of vendor master data, is covered by Finding 3.',
  ),
]

export const findingsRegister: ExampleDocument = {
  house: companyHouse,
  title: `Findings of audit ${auditNumber}`,
  creator: company,
  headerLeft: `${company} – Internal Audit`,
  headerRight: `Findings ${auditNumber}`,
  footerLeft: 'Confidential',
  pieces: [
    text('AUDIT FINDINGS', 'Subtitle'),
    text('Purchase to Pay and Travel Expenses', 'Title'),
    grid({
      widths: [30, 70],
      headerRowCount: 0,
      rows: [
        ['**Audit number**', auditNumber],
        ['**Period**', '1 July to 30 September 2024'],
        ['**Auditors**', 'Marta Quill (lead), Jon Aske'],
        ['**Agreed with management**', '29 November 2024'],
      ],
    }),
    { kind: 'contents', title: 'Contents' },
    pageBreak,
    ...scope,
    ...summary,
    ...findings,
    ...followUp,
  ],
}
