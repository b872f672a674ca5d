import { retype, type Retyped } from './retype.ts'

/** What a writer of a report of the example study would say of its tables and protocol. */
export const resultsExample: readonly Retyped[] = [
  retype(
    'Two subjects on placebo and one on velorastat 15 mg withdrew from the study.',
    'Two',
    'Three',
  ),
  retype(
    'Lack of efficacy led to early termination of four subjects on placebo and one on velorastat 5 mg.',
    'four',
    'five',
  ),
  retype('Of the 182 randomized subjects, 181 (99%) were treated.', '181', '118'),
  retype('The median age was 54.0 years.', '54.0', '56.0'),
  retype('Ages ranged from 26 to 73 years.', '26', '29'),
  retype('Ninety-nine subjects (54%) were men.', 'men', 'women'),
  retype('Most subjects were White (68%).', '68%', '86%'),
  retype(
    'At baseline, the mean seated systolic blood pressure was 149.4 mmHg.',
    '149.4 mmHg',
    '194.4 mmHg',
  ),
  retype('The mean BMI of the subjects on placebo was 29.1 kg/m².', 'placebo', 'velorastat 5 mg'),
  retype(
    'In the full analysis set, blood pressure changed by a mean of -3.4 mmHg with placebo and -7.4 mmHg with velorastat 5 mg.',
    '-7.4',
    '-13.2',
  ),
  retype(
    'The difference between velorastat 15 mg and placebo was -9.7 mmHg (95% CI -12.6 to -6.8; p<0.0001).',
    '15 mg',
    '5 mg',
  ),
  retype(
    'The change of blood pressure with velorastat 5 mg differed from that with placebo (p=0.0067).',
    '0.0067',
    '0.0670',
  ),
  retype(
    'Headache was less frequent with velorastat 15 mg (8.2%) than with placebo (11.7%).',
    'less',
    'more',
  ),
  retype(
    'Nine subjects on velorastat 15 mg reported dizziness, compared with two on placebo.',
    'two',
    'seven',
  ),
  retype(
    'Nausea occurred in 3 subjects (5.0%) on placebo, 4 (6.7%) on velorastat 5 mg and 5 (8.2%) on velorastat 15 mg.',
    '4 (6.7%)',
    '6 (6.7%)',
  ),
  retype('Hypotension was not observed on placebo.', 'placebo', 'velorastat 15 mg'),
  retype('There were 62 adverse events in the high dose group.', '62', '42'),
  retype(
    'Five subjects (8.2%) on the high dose discontinued because of an adverse event.',
    'high',
    'low',
  ),
  retype(
    'An increase in blood potassium was seen in 9.8% of the subjects on velorastat 15 mg and in none on placebo.',
    '9.8%',
    '8.9%',
  ),
  retype('Fifty-nine of the screened subjects were screening failures.', 'Fifty-nine', 'Sixty-two'),
  retype('The full analysis set comprised 178 subjects (98%).', '178', '187'),
  retype(
    'Completion rates at Week 12 were 87% on placebo, 89% on velorastat 5 mg and 87% on velorastat 15 mg.',
    '89%',
    '98%',
  ),
  retype('Three subjects were lost to follow-up, one in each group.', 'Three', 'Four'),
  retype('The two subjects with a protocol deviation terminated early.', 'two', 'six'),
  retype('Randomization is stratified by country and baseline blood pressure.', 'country', 'sex'),
  retype(
    'Each group needs 60 subjects for a power of 90% to detect a difference of 6 mmHg.',
    '90%',
    '80%',
  ),
  retype(
    'Rescue treatment is given where systolic blood pressure exceeds 170 mmHg at two consecutive visits.',
    '170',
    '160',
  ),
  retype('Amendment 1 of 14 March 2024 added serum potassium at Weeks 1 and 2.', 'March', 'May'),
]

/** What a writer of an audit report would say of the example's ledger, findings and charter. */
export const resultsAudit: readonly Retyped[] = [
  retype('Fifteen exceptions were found among 375 tested transactions.', 'Fifteen', 'Fifty'),
  retype('Of the 120 supplier invoices tested, five (4.2%) were exceptions.', 'five', 'four'),
  retype(
    'No exceptions were found in the 90 bank payments that were tested.',
    'bank payments',
    'purchase orders',
  ),
  retype(
    'The exceptions in purchase orders amounted to EUR 59,425.00.',
    'purchase orders',
    'supplier invoices',
  ),
  retype(
    'Travel expenses had four exceptions, with an amount of EUR 1,942.65.',
    '1,942.65',
    '1,492.65',
  ),
  retype('That supplier invoices are paid twice was rated High.', 'High', 'Low'),
  retype(
    'Internal Audit interviewed 14 employees and walked once through each process.',
    '14',
    '40',
  ),
  retype('The fieldwork took place between 7 and 25 October 2024.', '25', '27'),
  retype(
    'Four of the five recommendations of audit IA-2022-07 have been implemented.',
    'Four',
    'Three',
  ),
  retype('The finding on receipts for travel expenses is due on 30 April 2025.', 'April', 'June'),
  retype('All tested bank payments had been released by two persons.', 'two', 'three'),
  retype('In total, the exceptions amounted to EUR 108,007.10.', '108,007.10', '100,807.10'),
  retype('Vendor master data had two exceptions in 25 tested transactions.', 'two', 'ten'),
  retype('Without a receipt, three claims were reimbursed.', 'three', 'two'),
  retype(
    'The audit report is issued within six weeks after the fieldwork has ended.',
    'six',
    'eight',
  ),
  retype('Purchase order PO-7803 of EUR 28,400.00 exceeded the limit.', 'PO-7803', 'PO-7745'),
  retype(
    'Invoice INV-20533 of 18 July 2024 was a duplicate payment of EUR 12,480.50.',
    '18 July',
    '28 July',
  ),
  retype('The samples were drawn at random from the general ledger.', 'at random', 'by value'),
  retype('Of 1,967 purchase orders, 60 were tested and four were exceptions.', '60', '16'),
  retype('Management agreed with the findings on 29 November 2024.', '29', '19'),
]

/** What a writer of the real study's report would say of its tables and protocol. */
export const resultsStudy: readonly Retyped[] = [
  retype(
    'On placebo, 60 subjects (70%) completed Week 24, against 28 (33%) on low dose and 30 (36%) on high dose.',
    '28 (33%)',
    '38 (33%)',
  ),
  retype('The efficacy population comprised 234 subjects (92%).', '234', '243'),
  retype(
    'Adverse events were the reason for early termination in 44 subjects (52%) on low dose and 39 (46%) on high dose.',
    '44 subjects (52%)',
    '39 subjects (46%)',
  ),
  retype('Death was the reason for early termination of two subjects.', 'two', 'three'),
  retype('The median age of the subjects was 77 years.', '77', '67'),
  retype('The subjects were between 51 and 89 years old.', '51', '56'),
  retype('More than half of the subjects were women (56%).', 'women', 'men'),
  retype('Most subjects were Caucasian (218; 86%).', '218', '281'),
  retype('Subjects had a mean baseline weight of 66.6 kg and a mean BMI of 24.7.', '24.7', '27.4'),
  retype(
    'The mean age was 75.2 years on placebo, 75.7 years on low dose and 74.4 years on high dose.',
    '75.7',
    '74.4',
  ),
  retype(
    'ADAS Cog (11) changed from baseline to Week 24 by a mean of 2.5 on placebo, 2.0 on low dose and 1.5 on high dose.',
    '2.0',
    '1.5',
  ),
  retype(
    'The dose response for the change of ADAS Cog (11) at Week 24 was not statistically significant (p=0.245).',
    '0.245',
    '0.425',
  ),
  retype(
    'For the CIBIC+ at Week 24, neither low dose (p=0.489) nor high dose (p=0.799) differed from placebo.',
    '0.489',
    '0.849',
  ),
  retype('Amlodipine was taken by eight subjects (9%) on placebo.', 'placebo', 'low dose'),
  retype(
    'Concomitant medication was taken by 77 subjects (90%) on placebo, 74 (88%) on low dose and 78 (93%) on high dose.',
    '74',
    '77',
  ),
  retype(
    'At Week 24, 28 subjects (35%) on placebo had a minimal worsening on the CIBIC+.',
    'worsening',
    'improvement',
  ),
  retype('Sodium was high in 11 subjects (14%) on high dose.', 'high in', 'low in'),
  retype('The weight at baseline was 62.8 kg on average on placebo.', '62.8', '68.2'),
  retype('Disease had lasted for 12 months or more in 242 subjects (95%).', '242', '224'),
  retype('The median duration of disease was 36.2 months.', '36.2', '43.9'),
  retype('Nine subjects (10%) on placebo decided to withdraw.', 'Nine', 'Eight'),
  retype(
    'Of 254 randomized subjects, 118 completed Week 24 and 136 terminated early.',
    '136',
    '163',
  ),
  retype(
    'The study was completed by 58 subjects on placebo, 25 on low dose and 27 on high dose.',
    '25',
    '28',
  ),
  retype(
    'Pruritus was reported by 8 subjects (9.3%) on placebo, 21 (25.0%) on low dose and 26 (31.0%) on high dose.',
    '21 (25.0%)',
    '26 (25.0%)',
  ),
  retype(
    'Dizziness was more frequent on high dose (13.1%) than on placebo (2.3%).',
    'Dizziness',
    'Headache',
  ),
  retype(
    'Serious adverse events were reported for one subject on low dose and two on high dose.',
    'two',
    'three',
  ),
  retype(
    'At the site of application, 22 subjects (26.2%) on low dose had pruritus.',
    'low dose',
    'placebo',
  ),
  retype('Completers on high dose had a mean daily dose of 77.0 mg.', '77.0', '71.6'),
  retype('Men and postmenopausal women had to be at least 50 years old.', '50', '55'),
  retype('The MMSE score of patients must be between 10 and 23.', '23', '32'),
  retype(
    'After 50% of the patients have completed Visit 8, the first interim analysis will occur.',
    'first',
    'second',
  ),
  retype('Patches should be applied to an intact, dry area without hair.', 'dry', 'wet'),
]
