import { grid, heading, pageBreak, text, type Piece } from '../build/piece.ts'
import type { ExampleDocument } from '../build/write-document.ts'
import { reportHouse, study } from './house.ts'
import { templatePlan } from './template-plan.ts'
import { templateResults } from './template-results.ts'

const cover: readonly Piece[] = [
  text('CLINICAL STUDY REPORT', 'Subtitle'),
  text('Efficacy and Safety of Velorastat in Adults with Mild Hypertension', 'Title'),
  grid({
    widths: [30, 70],
    headerRowCount: 0,
    rows: [
      ['**Protocol number**', study.protocolNumber],
      ['**Investigational product**', 'Velorastat'],
      ['**Sponsor**', study.sponsor],
      ['**Status**', 'Draft for medical review'],
    ],
  }),
  text(
    '[[rule fixed text="This report was prepared in accordance with the sponsor’s standard operating procedures. All statements that are taken from the protocol, the statistical analysis plan or the result tables can be traced to the words of their source."]]',
  ),
  text(
    '[[rule cell text="The report covers {14-1.1 | Randomized | Total | count} randomized subjects."]]',
  ),
  pageBreak,
  { kind: 'contents', title: 'Table of Contents' },
  { kind: 'table_list', title: 'List of Tables' },
  pageBreak,
]

const synopsis: readonly Piece[] = [
  heading(1, 'Synopsis'),
  grid({
    widths: [26, 74],
    headerRowCount: 0,
    rows: [
      ['**Study**', `${study.protocolNumber}, Phase 2`],
      ['**Objective**', '[[rule copy from=protocol heading="Primary Objective" pick=2]]'],
      ['**Design**', '[[rule copy from=protocol heading="Overall Design" max=1 tense=done]]'],
      [
        '**Subjects**',
        '[[rule cell text="{14-1.1 | Screened | Total | count} subjects were screened and {14-1.1 | Randomized | Total | count} were randomized; {14-1.1 | Completed Week 12 | Total | whole} completed Week 12."]]',
      ],
      [
        '**Main result**',
        '[[rule cell text="The least squares mean change in seated trough systolic blood pressure at Week 12 was {14-2.1 | Comparison with placebo > LS mean change (SE) | Velorastat 15 mg | mean} mmHg with velorastat 15 mg and {14-2.1 | Comparison with placebo > LS mean change (SE) | Placebo | mean} mmHg with placebo (p {14-2.1 | Comparison with placebo > p-value | Velorastat 15 mg | p})."]]',
      ],
    ],
  }),
]

const ethics: readonly Piece[] = [
  heading(1, 'Ethics'),
  heading(2, 'Institutional Review Board'),
  text('[[rule copy from=protocol heading="Institutional Review Board" tense=done]]'),
  heading(2, 'Ethical Conduct of the Study'),
  text('[[rule copy from=protocol heading="Good Clinical Practice" tense=done]]'),
  heading(2, 'Subject Information and Consent'),
  text('[[rule copy from=protocol heading="Informed Consent" tense=done]]'),
  heading(1, 'Investigators and Administrative Structure'),
  text('[[rule omit reason="The list of investigators is kept in the trial master file."]]'),
]

const introduction: readonly Piece[] = [
  heading(1, 'Introduction'),
  // Word curls quotation marks as one types; a rule is read all the same.
  text(
    '[[rule copy from=protocol heading=(“Background”, “Study Rationale”) except=“whether the effect that was seen over four weeks is maintained” terms=“patient=subject”]]',
  ),
  heading(1, 'Study Objectives'),
  heading(2, 'Primary Objective'),
  text('[[rule copy from=protocol heading="Primary Objective" tense=done]]'),
  heading(2, 'Secondary Objectives'),
  text('[[rule copy from=protocol heading="Secondary Objectives" tense=done]]'),
]

export const reportTemplate: ExampleDocument = {
  house: reportHouse,
  title: 'Clinical study report',
  creator: study.sponsor,
  headerLeft: `${study.sponsor} – Clinical Study Report`,
  headerRight: study.protocolNumber,
  footerLeft: 'Confidential',
  pieces: [...cover, ...synopsis, ...ethics, ...introduction, ...templatePlan, ...templateResults],
}
