import {
  bullets,
  grid,
  heading,
  numbered,
  subBullets,
  onNewPage,
  text,
  type Piece,
} from '../build/piece.ts'

const objectives: readonly Piece[] = [
  onNewPage(heading(1, 'Objectives')),
  heading(2, 'Primary Objective'),
  text('The primary objective of this study is:'),
  ...bullets(
    'To evaluate the effect of velorastat 5 mg and 15 mg compared with placebo on seated trough systolic blood pressure after 12 weeks of treatment in patients with mild hypertension.',
  ),
  heading(2, 'Secondary Objectives'),
  text('The secondary objectives of this study are:'),
  ...bullets(
    'To evaluate the effect of velorastat compared with placebo on seated trough diastolic blood pressure after 12 weeks of treatment.',
    'To evaluate the proportion of patients who reach a seated blood pressure below 130/80 mmHg at Week 12.',
    'To evaluate the safety and tolerability of velorastat, including its effect on serum potassium.',
    'To describe the dose-response relationship of velorastat on seated trough systolic blood pressure.',
  ),
  heading(2, 'Endpoints'),
  text(
    'The primary endpoint is the change from baseline in seated trough systolic blood pressure at Week 12. Baseline is the mean of the values at the end of the run-in period and immediately before randomization. Secondary endpoints are the change from baseline in seated trough diastolic blood pressure at Week 12, the proportion of subjects with a seated blood pressure below 130/80 mmHg at Week 12, and the incidence of treatment-emergent adverse events.',
  ),
]

const design: readonly Piece[] = [
  heading(1, 'Study Design'),
  heading(2, 'Overall Design'),
  text(
    'This is a multicentre, randomized, double-blind, placebo-controlled, parallel-group study in adults with mild hypertension. The study consists of a screening visit, a single-blind placebo run-in period of 2 weeks, a double-blind treatment period of 12 weeks and a follow-up period of 2 weeks. Eligible subjects will be randomized in a 1:1:1 ratio to velorastat 5 mg, velorastat 15 mg or placebo (see Section 3.4). The study will be conducted at approximately 18 centres in the United Kingdom, Poland and Portugal. The schedule of events is given in Section 5.1.',
  ),
  text(
    'The duration of participation is expected to be up to 18 weeks for each subject. An overview of the study periods is given in Table 1.',
  ),
  grid({
    caption: 'Table | Study periods',
    widths: [28, 22, 50],
    rows: [
      ['Period', 'Weeks', 'Treatment'],
      ['Screening', '−4 to −2', 'None; antihypertensive medication is withdrawn'],
      ['Run-in', '−2 to 0', 'Single-blind placebo'],
      ['Double-blind treatment', '0 to 12', 'Velorastat 5 mg, velorastat 15 mg or placebo'],
      ['Follow-up', '12 to 14', 'None'],
    ],
  }),
  onNewPage(heading(2, 'Number of Subjects')),
  text(
    'Approximately 180 subjects will be randomized, 60 in each treatment group. To allow for screening failures, approximately 240 subjects will be screened. Subjects who withdraw after randomization will not be replaced.',
  ),
  heading(2, 'Treatments'),
  text(
    'Study drug is supplied as film-coated tablets of velorastat 5 mg and matching placebo. Each subject will take three tablets once daily in the morning, with or without food, for 12 weeks:',
  ),
  ...bullets(
    'Velorastat 5 mg: one tablet of velorastat 5 mg and two tablets of placebo',
    'Velorastat 15 mg: three tablets of velorastat 5 mg',
    'Placebo: three tablets of placebo',
  ),
  text(
    'On the days of study visits, the dose will be taken at the centre after the measurement of blood pressure. Compliance will be assessed by counting the returned tablets at each visit. Subjects whose seated systolic blood pressure exceeds 170 mmHg at two consecutive visits will receive rescue treatment with amlodipine 5 mg, and will remain in the study. Medication that is prohibited during the study is listed in Appendix 1.',
  ),
  heading(2, 'Randomization and Blinding'),
  text(
    'Subjects will be randomized by an interactive web response system according to a computer-generated schedule with permuted blocks. Randomization will be stratified by baseline seated systolic blood pressure (below 150 mmHg; 150 mmHg or above) and by country. Subjects, investigators and the sponsor’s study team will remain blinded until the database is locked. The blind may be broken by the investigator only if knowledge of the treatment is necessary for the care of the subject.',
  ),
  heading(2, 'End of Study'),
  text(
    'The end of the study is the date of the last follow-up visit of the last subject. A subject has completed the study when the Week 12 visit has been performed.',
  ),
]

const population: readonly Piece[] = [
  heading(1, 'Study Population'),
  heading(2, 'Inclusion Criteria'),
  text('A subject will be eligible for the study if all of the following apply:'),
  ...numbered(
    'inclusion',
    'Is a man or a woman aged 18 to 75 years, inclusive.',
    'Has mild (grade 1) hypertension, defined as a mean seated systolic blood pressure of 140 to 159 mmHg at the end of the run-in period.',
    'Takes no antihypertensive medication, or takes one such medication that can be withdrawn safely.',
    'Has a body mass index of 18.5 to 39.9 kg/m².',
    'If a woman of childbearing potential, has a negative pregnancy test and agrees to use effective contraception.',
    'Has given written informed consent before any study procedure.',
  ),
  heading(2, 'Exclusion Criteria'),
  text('A subject will not be eligible for the study if any of the following applies:'),
  ...numbered(
    'exclusion',
    'Has secondary hypertension of any cause.',
    'Has had a stroke, a myocardial infarction or a hospital admission for heart failure in the last 6 months.',
    'Has an abnormal laboratory value at screening:',
  ),
  ...subBullets(
    'serum potassium above 5.0 mmol/L',
    'eGFR below 60 mL/min/1.73 m²',
    'ALT above twice the upper limit of normal',
  ),
  ...numbered(
    'exclusion',
    'Takes medication that is listed in Appendix 1 and cannot be withdrawn.',
    'Is pregnant or is breast-feeding.',
    'Has taken an investigational product within 30 days or five half-lives, whichever is longer.',
    'Has taken less than 80% of the run-in medication.',
  ),
  heading(2, 'Withdrawal of Subjects'),
  text(
    'Subjects may withdraw from the study at any time and for any reason. The investigator may withdraw a subject for an adverse event, lack of efficacy, a protocol deviation or the stopping rules of Section 7.4. Subjects who stop study drug early should attend an early termination visit within 7 days of the last dose.',
  ),
]

export const protocolDesign: readonly Piece[] = [...objectives, ...design, ...population]
