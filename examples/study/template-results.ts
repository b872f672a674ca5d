import { bullets, heading, text, type Piece } from '../build/piece.ts'

const subjects: readonly Piece[] = [
  heading(1, 'Study Subjects'),
  heading(2, 'Disposition of Subjects'),
  text(
    'The disposition of subjects is shown in {table 14-1.1}. [[rule cell text="A total of {14-1.1 | Randomized | Total | count} subjects were randomized: {14-1.1 | Randomized | Placebo | count} to placebo, {14-1.1 | Randomized | Velorastat 5 mg | count} to velorastat 5 mg and {14-1.1 | Randomized | Velorastat 15 mg | count} to velorastat 15 mg."]]',
  ),
  text(
    '[[rule cell text="Early termination was reported for {14-1.1 | Completion status > Early termination | Placebo | whole} of the subjects in the placebo group, {14-1.1 | Completion status > Early termination | Velorastat 5 mg | whole} in the 5 mg group and {14-1.1 | Completion status > Early termination | Velorastat 15 mg | whole} in the 15 mg group. Adverse events led to early termination in {14-1.1 | Reason for early termination > Adverse event | Placebo | count}, {14-1.1 | Reason for early termination > Adverse event | Velorastat 5 mg | count} and {14-1.1 | Reason for early termination > Adverse event | Velorastat 15 mg | count} subjects, respectively."]]',
  ),
  text('[[rule table from=table number="14-1.1"]]'),
  heading(2, 'Demographic and Baseline Characteristics'),
  text(
    '[[rule cell text="The mean age was {14-1.2 | Age (years) > Mean (SD) | Total | mean} years (minimum, maximum {14-1.2 | Age (years) > Min, Max | Total | whole}), and {14-1.2 | Sex > Female | Total | percent} of the subjects were women."]]',
  ),
  text(
    '[[rule table from=table number="14-1.2" columns=("Placebo", "Velorastat 5 mg", "Velorastat 15 mg", "Total")]]',
  ),
]

const efficacy: readonly Piece[] = [
  heading(1, 'Efficacy Evaluation'),
  heading(2, 'Data Sets Analysed'),
  text(
    '[[rule cell text="The full analysis set consisted of {14-1.1 | Full analysis set | Total | whole} of the randomized subjects, and the per-protocol population of {14-1.1 | Per-protocol population | Total | whole}."]]',
  ),
  heading(2, 'Primary Endpoint'),
  text(
    '[[rule cell text="At Week 12, the mean change from baseline in seated trough systolic blood pressure was {14-2.1 | Change from baseline > Mean (SD) | Placebo | mean} mmHg with placebo, {14-2.1 | Change from baseline > Mean (SD) | Velorastat 5 mg | mean} mmHg with velorastat 5 mg and {14-2.1 | Change from baseline > Mean (SD) | Velorastat 15 mg | mean} mmHg with velorastat 15 mg."]]',
  ),
  text(
    'Both doses differed from placebo: [[rule cell text="the difference in least squares means was {14-2.1 | Difference in LS means | Velorastat 15 mg | mean} mmHg (95% CI {14-2.1 | 95% CI | Velorastat 15 mg | lower} to {14-2.1 | 95% CI | Velorastat 15 mg | upper}; p {14-2.1 | Comparison with placebo > p-value | Velorastat 15 mg | p}) for 15 mg"]] and [[rule cell text="{14-2.1 | Difference in LS means | Velorastat 5 mg | mean} mmHg (95% CI {14-2.1 | 95% CI | Velorastat 5 mg | lower} to {14-2.1 | 95% CI | Velorastat 5 mg | upper}; p = {14-2.1 | Comparison with placebo > p-value | Velorastat 5 mg | p}) for 5 mg"]].',
  ),
  text('[[rule table from=table number="14-2.1"]]'),
]

const safety: readonly Piece[] = [
  heading(1, 'Safety Evaluation'),
  heading(2, 'Adverse Events'),
  text(
    '[[rule cell text="Treatment-emergent adverse events were reported by {14-3.1 | Any adverse event | Placebo > n (%) | whole} of the subjects with placebo, {14-3.1 | Any adverse event | Velorastat Low Dose > n (%) | whole} with velorastat 5 mg and {14-3.1 | Any adverse event | Velorastat High Dose > n (%) | whole} with velorastat 15 mg."]]',
  ),
  text(
    '[[rule cell text="Dizziness was the most frequent event with velorastat 15 mg ({14-3.1 | Nervous system disorders > Dizziness | Velorastat High Dose > n (%) | whole}; placebo {14-3.1 | Nervous system disorders > Dizziness | Placebo > n (%) | whole})."]] [[rule cell text="Increases of blood potassium were reported by {14-3.1 | Blood potassium increased | Velorastat High Dose > n (%) | count} subjects with 15 mg and {14-3.1 | Blood potassium increased | Velorastat Low Dose > n (%) | count} with 5 mg."]]',
  ),
  text(
    '[[rule table from=table number="14-3.1" rows_where="\'Velorastat High Dose > n (%)\' percent >= 5"]]',
  ),
  heading(2, 'Deaths and Other Serious Adverse Events'),
  text(
    '[[rule cell text="Serious adverse events were reported by {14-3.1 | Any serious adverse event | Placebo > n (%) | count | words}, {14-3.1 | Any serious adverse event | Velorastat Low Dose > n (%) | count | words} and {14-3.1 | Any serious adverse event | Velorastat High Dose > n (%) | count | words} subjects with placebo, velorastat 5 mg and velorastat 15 mg, respectively."]]',
  ),
  heading(2, 'Safety Monitoring during the Study'),
  text('[[rule copy from=protocol heading="Data Safety Monitoring Board" max=2 tense=done]]'),
]

const conclusions: readonly Piece[] = [
  heading(1, 'Conclusions'),
  text(
    '[[rule fixed text="Velorastat was studied at two doses over 12 weeks in adults with mild hypertension. The conclusions of the sponsor are added here after medical review."]]',
  ),
  heading(1, 'Source Tables'),
  text('This report is based on the following result tables:'),
  ...bullets(
    'Table 14-1.1, Summary of Subject Disposition',
    'Table 14-1.2, Summary of Demographic and Baseline Characteristics',
    'Table 14-2.1, Primary Endpoint',
    'Table 14-3.1, Treatment-Emergent Adverse Events',
  ),
]

export const templateResults: readonly Piece[] = [
  ...subjects,
  ...efficacy,
  ...safety,
  ...conclusions,
]
