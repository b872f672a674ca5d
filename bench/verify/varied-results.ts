import { heading, text, type Piece } from '../../examples/build/piece.ts'
import { armCells, cell } from '../study/cells.ts'

const reason = 'Reason for Early Termination (prior to Week 24)'
const [low, high] = ['Xanomeline Low Dose', 'Xanomeline High Dose']

type Told = readonly [title: string, ...sentences: string[]]

const age = armCells('14-2.01', 'Age (y) > Mean', 'whole')
const difference = 'p-value(Xan - Placebo) > Diff of LS Means (SE)'
const safety = 'Safety Population'
const atEvent = (row: string, arm: string, part: string, below = 'n(%)') =>
  `{14-5.01 | ${row} | ${arm} > ${below} | ${part}}`
const atVisit = (table: string, row: string, arm: string, time: string, part: string) =>
  `{${table} | ${row} > ${arm} > ${time} | ${part} | whole}`
const lying = 'Systolic Blood Pressure (mmHg) > AFTER LYING DOWN FOR 5 MINUTES'

const disposition: readonly Told[] = [
  [
    'Who Completed',
    cell(
      `Week 24 was completed by {14-1.02 | Completed Week 24 | Placebo | whole} of the placebo group, but only by {14-1.02 | Completed Week 24 | ${low} | whole} of the low dose group and {14-1.02 | Completed Week 24 | ${high} | whole} of the high dose group (p {14-1.02 | Completed Week 24 | p-value | p}).`,
    ),
    cell(
      'In total, {14-1.02 | Early Termination | Total | count} of the 254 subjects terminated early.',
    ),
  ],
  [
    'Withdrawals by Decision',
    cell(
      `Lack of efficacy led to early termination in {14-1.02 | ${reason} > Lack of Efficacy | Total | whole} of all subjects.`,
    ),
  ],
  [
    'Populations',
    cell(
      'The efficacy population comprised {14-1.01 | Efficacy | Total | count} subjects, that is {14-1.01 | Efficacy | Total | percent} of those randomized.',
    ),
    cell(
      `All {14-1.01 | Safety | ${high} | count} subjects in the high dose group belonged to the safety population.`,
    ),
  ],
  [
    'The Largest Group',
    '[[rule when if="{14-1.01 | Complete Study | Placebo | count} > {14-1.01 | Complete Study | Xanomeline High Dose | count}" then="More subjects completed the study with placebo ({14-1.01 | Complete Study | Placebo | whole}) than with xanomeline high dose ({14-1.01 | Complete Study | Xanomeline High Dose | whole})." else="Fewer subjects completed the study with placebo."]]',
  ],
]

const people: readonly Told[] = [
  [
    'Age',
    cell(
      `Mean ages were ${age.placebo}, ${age.low} and ${age.high} years in the placebo, low dose and high dose groups, respectively.`,
    ),
    cell(
      'The youngest subject was {14-2.01 | Age (y) > Min | Total | whole} and the oldest {14-2.01 | Age (y) > Max | Total | whole} years old.',
    ),
  ],
  [
    'Sex',
    cell(
      'There were {14-2.01 | Sex > Male | Total | count} men and {14-2.01 | Sex > Female | Total | count} women.',
    ),
    cell(
      'Women made up {14-2.01 | Sex > Female | Placebo | percent} of the placebo group and {14-2.01 | Sex > Female | Xanomeline Low Dose | percent} of the low dose group.',
    ),
  ],
  [
    'Cognition at Baseline',
    cell(
      'At baseline, the MMSE averaged {14-2.01 | MMSE > Mean | Placebo | whole} (SD {14-2.01 | MMSE > SD | Placebo | whole}) with placebo.',
    ),
  ],
  [
    'How Long They Had Been Ill',
    cell(
      'Half of the subjects had been ill for {14-2.01 | Duration of disease > Median | Total | whole} months or longer (median duration of disease).',
    ),
  ],
  [
    'Schooling',
    cell(
      'Subjects had a mean of {14-2.01 | Years of education > Mean | Total | whole} years of education.',
    ),
    cell(
      'Years of education ranged from {14-2.01 | Years of education > Min | Total | whole} to {14-2.01 | Years of education > Max | Total | whole}.',
    ),
  ],
]

const efficacy: readonly Told[] = [
  [
    'ADAS-Cog at the End',
    cell(
      `By Week 24 the mean ADAS-Cog (11) score had reached {14-3.01 | Week 24 > Mean (SD) | Placebo | mean} with placebo, as against {14-3.01 | Week 24 > Mean (SD) | ${high} | mean} with the high dose.`,
    ),
  ],
  [
    'Change of ADAS-Cog',
    cell(
      `ADAS-Cog (11) changed from baseline to Week 24 by a mean of {14-3.01 | Change from Baseline > Mean (SD) | Placebo | mean} in the placebo group.`,
    ),
  ],
  [
    'Confidence Interval',
    cell(
      `For xanomeline high dose, the 95% confidence interval of the difference from placebo was {14-3.01 | p-value(Xan - Placebo) > 95% CI | ${high} | whole}.`,
    ),
    cell(
      `That difference in least squares means (SE) was {14-3.01 | ${difference} | ${high} | whole} for xanomeline high dose.`,
    ),
  ],
  [
    'Global Impression',
    cell(
      'A marked improvement in the CIBIC+ at Week 8 was not seen in any subject with placebo ({14-3.13 | Week 8 > Marked improvement | Placebo | count}).',
    ),
    cell(
      `Minimal worsening at Week 8 was recorded for {14-3.13 | Week 8 > Minimal worsening | Placebo | count}, {14-3.13 | Week 8 > Minimal worsening | ${low} | count} and {14-3.13 | Week 8 > Minimal worsening | ${high} | count} subjects with placebo, low dose and high dose.`,
    ),
  ],
  [
    'Repeated Measures',
    cell(
      `The LS mean was {14-3.11 | LS Means (SE) | Placebo | mean} with placebo and {14-3.11 | LS Means (SE) | ${low} | mean} with the low dose; xanomeline low dose differed from placebo by {14-3.11 | p-value(Xan - Placebo) > Diff of LS Means (SE) | ${low} | mean} (p = {14-3.11 | p-value(Xan - Placebo) | ${low} | p}).`,
    ),
  ],
  [
    'Behaviour',
    cell(
      `The median NPI-X total score at baseline was {14-3.12 | Baseline > Median (Range) | ${high} | median} with xanomeline high dose.`,
    ),
  ],
  [
    'No Dose Response at Week 16',
    '[[rule when if="{14-3.06 | p-value(Dose Response) | Xanomeline High Dose | p} < 0.05" then="The CIBIC+ at Week 16 showed a dose response." else="At Week 16, a dose response could not be shown for the CIBIC+ (p-value {14-3.06 | p-value(Dose Response) | Xanomeline High Dose | p})."]]',
  ],
]

const exposure: readonly Told[] = [
  [
    'Daily Dose',
    cell(
      `The highest average daily dose in the safety population was {14-4.01 | Average daily dose (mg) > Max | ${safety} > ${high} | whole} mg.`,
    ),
  ],
  [
    'Dose of Completers',
    cell(
      `Completers at Week 24 in the high dose group had received a mean average daily dose of {14-4.01 | Average daily dose (mg) > Mean | Completers at Week 24 > ${high} | whole} mg.`,
    ),
  ],
  [
    'Total Amount',
    cell(
      `The median cumulative dose at the end of the study amounted to {14-4.01 | Cumulative dose at end of study > Median | ${safety} > ${low} | whole} mg in the low dose group.`,
    ),
  ],
]

const events: readonly Told[] = [
  [
    'Any Event',
    cell(
      `Of the subjects with placebo, ${atEvent('ANY BODY SYSTEM', 'Placebo', 'percent')} had an adverse event in any body system.`,
    ),
    cell(
      `Altogether ${atEvent('ANY BODY SYSTEM', 'Placebo', 'count', '[AEs]')} adverse events were recorded with placebo.`,
    ),
  ],
  [
    'Heart',
    cell(
      `Sinus bradycardia was more common with xanomeline high dose (${atEvent('SINUS BRADYCARDIA', high, 'whole')}) than with placebo (${atEvent('SINUS BRADYCARDIA', 'Placebo', 'whole')}).`,
    ),
  ],
  [
    'Infarction',
    cell(
      `Four subjects each had a myocardial infarction with placebo (${atEvent('MYOCARDIAL INFARCTION', 'Placebo', 'whole')}) and with the high dose (${atEvent('MYOCARDIAL INFARCTION', high, 'whole')}).`,
    ),
  ],
  [
    'Skin',
    cell(
      `Pruritus affected ${atEvent('PRURITUS', 'Placebo', 'count')} subjects on placebo, ${atEvent('PRURITUS', low, 'count')} on low dose and ${atEvent('PRURITUS', high, 'count')} on high dose.`,
    ),
    'Skin events with a p-value below 0.05 for the high dose were [[rule list from=table number="14-5.01" rows_where="depth = 1 and path ~ SKIN and \'Placebo vs. High Dose\' p < 0.05" phrase="{row | lower} ({Placebo vs. High Dose | p})"]].',
  ],
  [
    'Stomach and Bowel',
    cell(
      `Vomiting occurred in ${atEvent('VOMITING', high, 'whole')} of the high dose group versus ${atEvent('VOMITING', 'Placebo', 'whole')} of the placebo group.`,
    ),
  ],
  [
    'Brain and Nerves',
    cell(
      `With low dose, dizziness was experienced by ${atEvent('DIZZINESS', low, 'count')} subjects (${atEvent('DIZZINESS', low, 'percent')}).`,
    ),
  ],
  [
    'Serious Events',
    cell(
      `Syncope as a serious adverse event was reported for {14-5.02 | SYNCOPE | ${low} > n(%) | count} subject with xanomeline low dose and {14-5.02 | SYNCOPE | ${high} > n(%) | count} subject with xanomeline high dose.`,
    ),
    cell(
      `There was no serious adverse event with placebo ({14-5.02 | ANY BODY SYSTEM | Placebo > n(%) | count}).`,
    ),
  ],
]

const laboratory: readonly Told[] = [
  [
    'Albumin',
    cell(
      'Low albumin was found in {14-6.02 | ALBUMIN | Placebo > Low | count} subjects with placebo and in {14-6.02 | ALBUMIN | Xan. High > Low | count} with the high dose.',
    ),
  ],
  [
    'Aspartate Aminotransferase',
    cell(
      'Clinically significant changes of aspartate aminotransferase differed between the groups (p-value {14-6.03 | ASPARTATE AMINOTRANSFERASE | p-val | p}).',
    ),
  ],
  [
    'Bilirubin and Transaminase',
    cell(
      'Three subjects with placebo who were normal at baseline had a transaminase of 1.5 x ULN ({14-6.06 | Transaminase 1.5 x ULN > 1 | Placebo > Normal at Baseline | whole}).',
    ),
  ],
]

const vitalSigns: readonly Told[] = [
  [
    'Pressure at Baseline',
    cell(
      `Lying down, subjects on placebo had a mean systolic blood pressure of ${atVisit('14-7.01', lying, 'Placebo', 'Baseline', 'Mean')} mmHg at baseline.`,
    ),
  ],
  [
    'Fall of Pressure',
    cell(
      `Systolic blood pressure after lying down for 5 minutes had changed by a mean of ${atVisit('14-7.02', lying, 'Xan.High', 'End of Trt.', 'Mean')} mmHg at the end of treatment with xanomeline high dose.`,
    ),
  ],
  [
    'Body Weight',
    cell(
      `Mean weight with placebo was ${atVisit('14-7.03', 'Weight (kg)', 'Placebo', 'Baseline', 'Mean')} kg at baseline and ${atVisit('14-7.03', 'Weight (kg)', 'Placebo', 'Week 24', 'Mean')} kg at Week 24.`,
    ),
    cell(
      `The heaviest subject of the low dose group weighed ${atVisit('14-7.03', 'Weight (kg)', 'Xan.Low', 'Baseline', 'Max.')} kg at baseline.`,
    ),
  ],
  [
    'Other Medicines',
    cell(
      `Calcium was taken by {14-7.04 | CALCIUM | Placebo | count} subjects on placebo, {14-7.04 | CALCIUM | ${low} | count} on low dose and {14-7.04 | CALCIUM | ${high} | count} on high dose.`,
    ),
    cell(
      `Nearly everybody took another medicine: {14-7.04 | Patients receiving at least one concomitant medication | ${high} | percent} of the high dose group received at least one concomitant medication.`,
    ),
  ],
]

/** Results as different writers would tell them: no two sections say theirs in the same words. */
export const variedResults: readonly Piece[] = [
  ...listSections(disposition),
  ...listSections(people),
  ...listSections(efficacy),
  ...listSections(exposure),
  ...listSections(events),
  ...listSections(laboratory),
  ...listSections(vitalSigns),
]

function listSections(told: readonly Told[]): readonly Piece[] {
  return told.flatMap(([title, ...sentences]) => [
    heading(1, title),
    ...sentences.map((one) => text(one)),
  ])
}
