import { heading, text, type Piece } from '../build/piece.ts'

/** What was planned: taken from the protocol and the analysis plan. */
export const templatePlan: readonly Piece[] = [
  heading(1, 'Investigational Plan'),
  heading(2, 'Overall Study Design and Plan'),
  text(
    '[[rule copy from=protocol heading="Overall Design" except="overview of the study periods" tense=done]]',
  ),
  text('[[rule copy from=protocol heading="Number of Subjects" tense=planned]]'),
  heading(2, 'Selection of Study Population'),
  heading(3, 'Inclusion Criteria'),
  text('[[rule copy from=protocol heading="Inclusion Criteria" tense=done]]'),
  heading(3, 'Exclusion Criteria'),
  text('[[rule copy from=protocol heading="Exclusion Criteria" tense=done]]'),
  heading(3, 'Removal of Subjects from Therapy'),
  // A rule may go on in the next paragraph until it is closed.
  text('[[rule copy from=protocol heading="Withdrawal of Subjects"'),
  text('max=2]]'),
  heading(2, 'Treatments'),
  heading(3, 'Treatments Administered'),
  text('[[rule copy from=protocol heading="Treatments" tense=done]]'),
  heading(3, 'Method of Assigning Subjects to Treatment Groups'),
  text('[[rule copy from=protocol heading="Randomization and Blinding" tense=done]]'),
  heading(2, 'Efficacy and Safety Variables'),
  text(
    '[[rule copy from=protocol query="measurement of seated trough blood pressure before the morning dose" max=2 tense=done]]',
  ),
  text(
    '[[rule copy from=protocol heading="Adverse Events" query="definition of treatment-emergent adverse events" max=1 tense=done]]',
  ),
  heading(2, 'Statistical Methods and Determination of Sample Size'),
  heading(3, 'Statistical and Analytical Plans'),
  text('[[rule copy from=(sap, protocol) heading="Primary Efficacy Analysis" tense=done]]'),
  text('[[rule copy from=sap heading="Handling of Missing Data" tense=done]]'),
  heading(3, 'Determination of Sample Size'),
  text('[[rule copy from=protocol heading="Sample Size" tense=done]]'),
  heading(2, 'Changes in the Conduct of the Study'),
  // No source has such a section: the report shows the gap.
  text('[[rule copy from=(sap, protocol) heading="Changes in the conduct of the study"]]'),
]
