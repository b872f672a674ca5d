import { heading, text, type Piece } from '../../examples/build/piece.ts'
import { armCells, cell, subjectsWithArms } from './cells.ts'
import { arms, fromPlan } from './house.ts'

/** ICH E3, sections 12.4 and 12.5. */
export const safetyMeasures: readonly Piece[] = [
  ...laboratory(),
  ...vitalSigns(),
  heading(2, 'Concomitant Medication'),
  text(
    cell(
      `At least one concomitant medication was taken by ${subjectsWithArms(armCells('14-7.04', 'Patients receiving at least one concomitant medication', 'whole'))}.`,
    ),
  ),
  text(
    'The classes that were used by at least 10% of the subjects in any group were [[rule list from=table number="14-7.04" rows_where="depth = 0 and any percent >= 10 and not path ~ UNCODED and not path ~ \'Patients receiving\'" phrase="{row | lower} (placebo {Placebo}, low dose {Xanomeline Low Dose}, high dose {Xanomeline High Dose})"]].',
  ),
]

function laboratory(): readonly Piece[] {
  return [
    heading(2, 'Clinical Laboratory Evaluation'),
    heading(3, 'Listing of Individual Laboratory Measurements'),
    text('[[rule omit reason="Listings by subject are given in Appendix 16.2.8."]]'),
    heading(3, 'Evaluation of Each Laboratory Parameter'),
    text(
      'The frequency of values outside the normal range differed between the groups with a p-value below 0.05 for [[rule list from=table number="14-6.02" rows_where="p-val p < 0.05" phrase="{row | lower} (p-value {p-val | p})"]] ({table 14-6.02}). ' +
        'Clinically significant changes from the previous visit differed for [[rule list from=table number="14-6.03" rows_where="p-val p < 0.05" phrase="{row | lower} (p-value {p-val | p})"]] ({table 14-6.03}).',
    ),
    text(
      `[[rule table from=table number="14-6.02" rows_where="p-val p < 0.05" tense=done ${arms}]]`,
    ),
    text(
      '[[rule when if="rows(14-6.05, \'any p < 0.05\') = 0" then="No analyte showed a difference with a p-value below 0.05 in the shifts by threshold ranges ({table 14-6.05})." else="Differences in the shifts by threshold ranges are shown in {table 14-6.05}."]]',
    ),
    heading(3, 'Individual Clinically Significant Abnormalities'),
    text(
      cell(
        'Transaminase above 1.5 times the upper limit of normal was seen during treatment in {14-6.06 | Transaminase 1.5 x ULN > 1 | Placebo > Normal at Baseline | whole} with placebo, {14-6.06 | Transaminase 1.5 x ULN > 1 | Xan. Low > Normal at Baseline | whole} with xanomeline low dose and {14-6.06 | Transaminase 1.5 x ULN > 1 | Xan. High > Normal at Baseline | whole} with xanomeline high dose, of those who were normal at baseline (p-value {14-6.06 | Transaminase 1.5 x ULN > n | p- value | p}).',
      ),
    ),
    text(`[[rule table from=table number="14-6.06" tense=done ${arms}]]`),
  ]
}

function vitalSigns(): readonly Piece[] {
  return [
    heading(2, 'Vital Signs, Physical Findings and Other Observations Related to Safety'),
    heading(3, 'Blood Pressure and Pulse'),
    text(
      cell(
        `The mean change from baseline in supine systolic blood pressure at the end of treatment was ${changes('14-7.02', 'Systolic Blood Pressure (mmHg) > AFTER LYING DOWN FOR 5 MINUTES', 'mmHg')}; ` +
          `that in supine pulse was ${changes('14-7.02', 'Pulse (bpm) > AFTER LYING DOWN FOR 5 MINUTES', 'beats per minute')}.`,
      ),
    ),
    text(
      `[[rule table from=table number="14-7.01" rows_where="path ~ 'LYING'" compose="Mean (SD) = {Mean} ({SD})" pivot=("Treatment", "Planned Relative Time") title="Vital Signs after Lying Down for 5 Minutes, Mean (SD)" ${arms}]]`,
    ),
    heading(3, 'Weight'),
    text(
      cell(
        `The mean change from baseline in weight at the end of treatment was ${changes('14-7.03', 'Weight Change from Baseline', 'kg')}.`,
      ),
    ),
    text(
      `[[rule table from=table number="14-7.03" compose="Mean (SD) = {Mean} ({SD})" pivot=("Treatment", "Planned Relative Time") title="Weight and its Change from Baseline, Mean (SD)" ${arms}]]`,
    ),
    heading(3, 'Electrocardiograms'),
    text(fromPlan('heading="Deviations from Protocol-Specified Safety Analyses" max=1')),
  ]
}

function changes(table: string, row: string, unit: string): string {
  const at = (arm: string) => `{${table} | ${row} > ${arm} > End of Trt. | Mean | whole} ${unit}`
  return `${at('Placebo')} with placebo, ${at('Xan.Low')} with xanomeline low dose and ${at('Xan.High')} with xanomeline high dose`
}
