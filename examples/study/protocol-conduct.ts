import { bullets, grid, heading, onNewPage, text, type Piece } from '../build/piece.ts'

const mark = 'X'

const procedures: readonly Piece[] = [
  onNewPage(heading(1, 'Study Procedures')),
  heading(2, 'Schedule of Events'),
  text(
    'The procedures of each visit are given in Table 2. Visits may take place within 3 days of the planned day.',
  ),
  grid({
    caption: 'Table | Schedule of events',
    widths: [26, 13, 10, 11, 10, 10, 10, 10],
    centredFrom: 1,
    headerRowCount: 2,
    rows: [
      ['Procedure', 'Screening', 'Run-in', 'Baseline', 'Week 4', 'Week 8', 'Week 12', 'Week 14'],
      ['Day', '−28', '−14', '1', '29', '57', '85', '99'],
      ['Informed consent', mark, '', '', '', '', '', ''],
      ['Eligibility criteria', mark, '', mark, '', '', '', ''],
      ['Medical history', mark, '', '', '', '', '', ''],
      ['Physical examination', mark, '', '', '', '', mark, ''],
      ['Seated blood pressure ^a^', mark, mark, mark, mark, mark, mark, mark],
      ['Haematology and chemistry', mark, '', mark, mark, mark, mark, mark],
      ['Serum potassium ^b^', mark, '', mark, mark, mark, mark, mark],
      ['Pregnancy test ^c^', mark, '', mark, '', '', mark, ''],
      ['12-lead ECG', mark, '', mark, '', '', mark, ''],
      ['Randomization', '', '', mark, '', '', '', ''],
      ['Dispensing of study drug', '', mark, mark, mark, mark, '', ''],
      ['Tablet count', '', '', mark, mark, mark, mark, ''],
      ['Adverse events', '', mark, mark, mark, mark, mark, mark],
    ],
    notes: [
      '^a^ Mean of three readings, see Appendix 2.',
      '^b^ Also at Week 1 and Week 2.',
      '^c^ Women of childbearing potential only.',
    ],
  }),
  heading(2, 'Screening and Run-in'),
  text(
    'After informed consent has been given, the eligibility of the subject will be assessed. Antihypertensive medication will be withdrawn at least 2 weeks before the baseline visit. During the run-in period, subjects will take placebo tablets once daily without knowing that they are placebo.',
  ),
  heading(2, 'Treatment Period'),
  text(
    'Eligible subjects will be randomized at the baseline visit and will return to the centre at Weeks 4, 8 and 12. Blood for the measurement of serum potassium will also be drawn at Weeks 1 and 2.',
  ),
  heading(2, 'Follow-up'),
  text(
    'A follow-up visit will take place 14 days after the last dose of study drug. Adverse events that are ongoing at this visit will be followed until they resolve or until the investigator considers them stable.',
  ),
]

const assessments: readonly Piece[] = [
  onNewPage(heading(1, 'Assessments')),
  heading(2, 'Blood Pressure'),
  text(
    'Seated trough blood pressure will be measured before the morning dose, 24 hours after the previous dose, by the method of Appendix 2 [5]. The mean of three readings will be used for all analyses.',
  ),
  heading(2, 'Electrocardiogram'),
  text(
    'A 12-lead ECG will be recorded after 5 minutes of rest and will be read by a central reader who does not know the treatment.',
  ),
  heading(2, 'Laboratory Assessments'),
  text(
    'Blood samples will be analysed by a central laboratory. If serum potassium exceeds 5.5 mmol/L, the sample will be repeated within 48 hours. The results of plasma aldosterone and renin will not be reported to the centres, because they could reveal the treatment.',
  ),
  grid({
    caption: 'Table | Laboratory parameters',
    widths: [28, 72],
    rows: [
      ['Panel', 'Parameters'],
      [
        'Haematology',
        'Haemoglobin, haematocrit, red and white cell count with differential, platelets',
      ],
      [
        'Chemistry',
        'Sodium, potassium, creatinine with eGFR, urea, ALT, bilirubin, glucose, uric acid',
      ],
      ['Hormones', 'Plasma aldosterone, plasma renin activity, morning cortisol'],
      ['Urinalysis', 'Protein, glucose, blood, albumin to creatinine ratio'],
    ],
  }),
]

const safety: readonly Piece[] = [
  heading(1, 'Safety Monitoring'),
  heading(2, 'Adverse Events'),
  text(
    'An adverse event is any untoward medical occurrence in a subject who has been given a study drug, whether or not it is considered related to the study drug. Adverse events will be recorded from the start of the run-in period until the follow-up visit. Treatment-emergent adverse events are those that start or worsen on or after the first dose of double-blind study drug and up to 14 days after the last dose. The investigator will assess the severity of each event as mild, moderate or severe, and whether there is a reasonable possibility that it was caused by the study drug.',
  ),
  heading(2, 'Serious Adverse Events'),
  text('An adverse event is serious if it:'),
  ...bullets(
    'results in death or is life-threatening',
    'requires or prolongs a stay in hospital',
    'results in persistent or significant disability',
    'is a congenital anomaly',
    'is otherwise medically important',
  ),
  text(
    'Serious adverse events must be reported to the sponsor within 24 hours after the investigator has learned of them. The sponsor will report suspected unexpected serious adverse reactions to the authorities and to the IRB within the time limits of the applicable regulations.',
  ),
  onNewPage(heading(2, 'Data Safety Monitoring Board')),
  text(
    'An independent DSMB of two physicians and one statistician will review unblinded safety data when 60 subjects and when 120 subjects have completed Week 4. The DSMB may recommend that the study be continued, modified or stopped. Its members, duties and procedures will be described in a charter.',
  ),
  heading(2, 'Stopping Rules'),
  text(
    'Study drug must be stopped for a subject if any of the following is confirmed by a second measurement:',
  ),
  ...bullets(
    'serum potassium of 6.0 mmol/L or above',
    'seated systolic blood pressure below 100 mmHg with symptoms',
    'a decrease of the eGFR by more than 30% from baseline',
    'ALT above five times the upper limit of normal',
  ),
]

export const protocolConduct: readonly Piece[] = [...procedures, ...assessments, ...safety]
