import { retype, type Retyped } from './retype.ts'

export const retypedExample: readonly Retyped[] = [
  retype('In this report, 182 subjects who were randomized are covered.', '182', '128'),
  retype('Of 241 screened subjects, 182 were randomized.', '241', '214'),
  retype('Week 12 was completed by 159 subjects (87%).', 'Week 12', 'Week 8'),
  retype('Sixty subjects were randomized to placebo.', 'placebo', 'velorastat 5 mg'),
  retype('With velorastat 5 mg, seven subjects (11%) terminated early.', 'seven', 'nine'),
  retype('Eight subjects (13%) in the placebo group terminated early.', 'placebo', '5 mg'),
  retype(
    'An adverse event led to early termination of five subjects on velorastat 15 mg.',
    'five',
    'two',
  ),
  retype('Subjects had a mean age of 54 years.', '54', '58'),
  retype('Women were 46% of the subjects.', 'Women', 'Men'),
  retype('The per-protocol population had 154 subjects (85%).', 'per-protocol', 'safety'),
  retype(
    'Blood pressure changed by a mean of -13.2 mmHg from baseline with velorastat 15 mg.',
    '-13.2',
    '13.2',
  ),
  retype('Any adverse event was reported by 24 subjects (40.0%) with placebo.', '24', '42'),
  retype('With velorastat 15 mg, 34 subjects (55.7%) had any adverse event.', '15 mg', '5 mg'),
  retype(
    'Dizziness was reported by nine subjects (14.8%) on velorastat 15 mg.',
    'Dizziness',
    'Headache',
  ),
  retype(
    'Six subjects with velorastat 15 mg had an increase of blood potassium.',
    'increase',
    'decrease',
  ),
  retype(
    'Serious adverse events were reported by two subjects with velorastat 15 mg.',
    'Serious adverse',
    'Adverse',
  ),
  retype(
    'The aldosterone synthase is inhibited selectively by velorastat, which is taken orally.',
    'inhibited',
    'activated',
  ),
  retype(
    'Seated systolic blood pressure was lowered by 6 to 9 mmHg in 48 subjects treated for four weeks.',
    'four',
    'six',
  ),
  retype('Approximately 240 subjects are planned to be screened.', 'are planned to be', 'were'),
  retype('Baseline values will not be carried forward.', 'not be', 'be'),
]

export const retypedStudy: readonly Retyped[] = [
  retype('86 subjects were randomized to placebo.', '86', '68'),
  retype('In total, 254 subjects were randomized.', '254', '245'),
  retype('One hundred eighteen subjects (46%) completed Week 24.', 'Week 24', 'Week 8'),
  retype('Early termination occurred in 26 subjects (30%) on placebo.', 'placebo', 'low dose'),
  retype('With xanomeline low dose, 56 subjects (67%) terminated early.', 'low', 'high'),
  retype(
    'On placebo, eight subjects (9%) terminated early because of an adverse event.',
    'an adverse event',
    'death',
  ),
  retype(
    'Lack of efficacy was the reason for early termination of three subjects (3%) on placebo.',
    'three',
    'four',
  ),
  retype('Subjects had a mean age of 75 years.', '75', '57'),
  retype('Women were 143 (56%) of the subjects.', 'Women', 'Men'),
  retype('The subjects had a mean MMSE of 18.1.', '18.1', '11.8'),
  retype('The mean duration of disease is 44 months.', 'months', 'years'),
  retype(
    'Skin and subcutaneous tissue disorders were reported by 40 subjects (47.6%) on high dose.',
    'high',
    'low',
  ),
  retype(
    'Syncope as a serious adverse event was reported by one subject on high dose.',
    'one subject',
    'three subjects',
  ),
  retype(
    'There are two primary efficacy endpoints, which are tested at a significance level of 0.05.',
    '0.05',
    '0.01',
  ),
  retype('Patients will be screened at Visit 1 following informed consent.', 'Visit 1', 'Visit 2'),
  retype('The blood sample drawn at Visit 3 will be a baseline sample.', 'Visit 3', 'Visit 4'),
  retype(
    'Placebo will be identical in appearance to the primary study material.',
    'identical',
    'different',
  ),
  retype('The number of patches remaining will be recorded on the CRF.', 'will be', 'was'),
  retype('Lack of drug effect is no adverse event in clinical trials.', 'is no', 'is an'),
  retype(
    'Hydrocortisone cream (1%) should be applied locally to the site after the patches are removed.',
    '1%',
    '2%',
  ),
]
