import { bullets, grid, heading, numbered, text } from '../build/piece.ts'
import type { ExampleDocument } from '../build/write-document.ts'
import { company, companyHouse } from './house.ts'

export const auditCharter: ExampleDocument = {
  house: companyHouse,
  title: 'Internal Audit Charter',
  creator: company,
  headerLeft: `${company} – Internal Audit Charter`,
  headerRight: 'Edition 3, 1 January 2023',
  footerLeft: 'Approved by the Supervisory Board',
  pieces: [
    text('POLICY', 'Subtitle'),
    text('Internal Audit Charter', 'Title'),
    text('Edition 3, in force since 1 January 2023. Approved by the Supervisory Board.'),
    heading(1, 'Purpose'),
    text(
      `Internal Audit provides the management board and the supervisory board of ${company} with independent and objective assurance and advice. It helps the group to reach its goals by evaluating and improving the effectiveness of risk management, control and governance.`,
    ),
    heading(1, 'Independence and Authority'),
    text(
      'Internal Audit reports to the chair of the audit committee in matters of substance, and to the chief executive in matters of administration. It has unrestricted access to all records, persons and premises that an audit needs. Auditors must not audit activities for which they were responsible in the last 12 months.',
    ),
    heading(1, 'Conduct of Audits'),
    text('Every audit follows these steps:'),
    ...numbered(
      'steps',
      'The audit is announced to management at least two weeks in advance.',
      'Risks and controls are assessed and the audit programme is written.',
      'Controls are tested on samples of transactions.',
      'Findings are discussed and agreed with management.',
      'The report is issued within six weeks after the end of the fieldwork.',
    ),
    heading(1, 'Rating of Findings'),
    text('Each finding is rated by its possible effect on the group:'),
    ...bullets(
      'High: a control is missing or fails, and a loss of more than EUR 20,000 or a breach of law is likely. Action is needed within three months.',
      'Medium: a control works only in part, and a loss is possible. Action is needed within six months.',
      'Low: a control can be made more efficient. Action is needed within twelve months.',
    ),
    grid({
      caption: 'Table 1 Overall opinion',
      widths: [26, 74],
      rows: [
        ['Opinion', 'Condition'],
        ['Satisfactory', 'No finding is rated High and at most two are rated Medium'],
        ['Needs improvement', 'One or two findings are rated High'],
        ['Unsatisfactory', 'Three or more findings are rated High'],
      ],
    }),
    heading(1, 'Follow-up'),
    text(
      'Management reports the progress of agreed actions to Internal Audit every quarter. Internal Audit verifies the implementation of all actions for findings that are rated High, and of a sample of the others. Actions that are overdue by more than three months are reported to the audit committee.',
    ),
    heading(1, 'Standards'),
    text(
      'Auditors work with due professional care and keep the working papers of an audit for ten years. The quality of the work is assessed by an external reviewer every five years.',
    ),
  ],
}
