import { isEven } from '../grounding/halves.ts'
import type { Half } from '../grounding/labelled.ts'
import { answered, apart, open, unanswerable, type Talk } from './question.ts'

/**
 * What a medical writer, an auditor and a statistician would ask, written from the sources before the
 * code that answers was read. A conversation whose first question has an even SHA-256 is for tuning;
 * the others are for the report alone.
 */
export function pickReaderTalks(half: Half): readonly Talk[] {
  return readerTalks.filter(
    ({ turns: [first] }) => isEven(first?.ask ?? '') === (half === 'tuning'),
  )
}

const readerTalks: readonly Talk[] = [
  ...apart('study', [
    answered('duration', 'What is the duration of treatment?', '.pdf', /2[46]\s+weeks/),
    answered('definition', 'Which secondary efficacy endpoints are there?', '.pdf', /NPI-X/),
    answered(
      'planned or done',
      'How large is the daily dose of xanomeline in the high dose group?',
      '.pdf',
      /81\s?mg/,
    ),
    answered(
      'disagreement',
      'How many patients were randomized according to the analysis plan?',
      'sap',
      /\b295\b/,
    ),
    answered(
      'definition',
      'Which cream is applied to the skin before the patches?',
      'protocol',
      /hydrocortisone/i,
    ),
    answered(
      'who, where',
      'Where is the patch to be placed on a Wednesday?',
      'protocol',
      /buttocks/,
    ),
    answered(
      'duration',
      'How many hours of ambulatory ECG are needed for it to be interpretable?',
      'protocol',
      /8\s+hours/,
    ),
    answered(
      'definition',
      'Which items does the ADAS-Cog (14) have that the ADAS-Cog (11) lacks?',
      'protocol',
      /delayed word recall/i,
    ),
    answered(
      'cell',
      'What was the LS mean difference of low dose from placebo in ADAS-Cog (11) at Week 24?',
      '14-3.01',
      /-0\.5\b/,
    ),
    answered(
      'cell',
      'How many high dose patients had at least one adverse event?',
      '14-5.01',
      /\b76\b/,
    ),
    answered('cell', 'What percentage of placebo patients had pruritus?', '14-5.01', /9\.3\s?%/),
    answered(
      'p-value',
      'What is the p-value for syncope, low dose against placebo?',
      '14-5.01',
      /0\.057/,
    ),
    answered(
      'cell',
      'How many patients in each arm completed Week 24?',
      '14-1.0',
      /\b60\b/,
      /\b28\b/,
      /\b30\b/,
    ),
    answered(
      'ambiguous',
      'What is the mean average daily dose on high dose?',
      '14-4.01',
      /71\.6|77\.0/,
    ),
    answered(
      'cell',
      'What was the mean weight change at Week 24 in the high dose group?',
      '14-7.03',
      /\b1\.0\b/,
    ),
    answered(
      'cell',
      'What was the mean supine systolic blood pressure of placebo patients at baseline?',
      '14-7.01',
      /138\.6/,
    ),
    answered('cell', 'How many low dose patients had high eosinophils?', '14-6.02', /\b11\b/),
    answered('cell', 'How many low dose patients used hydrocortisone?', '14-7.04', /\b13\b/),
    answered(
      'who, where',
      'Who may see the randomization codes before the end of the study?',
      'protocol',
      /minimum\s+number/,
    ),
    answered(
      'duration',
      'How soon must a caregiver report that the patient fainted?',
      'protocol',
      /24\s+hours/,
    ),
    answered('definition', 'How are used patches disposed of?', 'protocol', /biohazardous/),
    answered(
      'eligibility',
      'What happens to patients who were enrolled although they do not meet the criteria?',
      'protocol',
      /discontinued/,
    ),
    answered(
      'who, where',
      'Who on the DSMB has a vote?',
      'protocol',
      /(three|3)\s+external\s+cardiologists/,
    ),
    answered('date', 'After how many patients does the DSMB meet?', 'protocol', /\b75\b/),
    answered(
      'planned or done',
      'Were the interim analyses that the protocol planned carried out?',
      'sap',
      /Interim analyses will not be performed/,
    ),
    open(
      'who, where',
      'Which ethics committee approved the protocol?',
      'protocol',
      /cover\s+pages/,
    ),
    unanswerable('not there', 'What is the number of the insurance policy of the study?'),
    unanswerable('not there', 'On what date was the first patient enrolled?'),
    unanswerable('not there', 'How many major protocol deviations were there?'),
    unanswerable('not there', 'What is the name of the contract research organization?'),
    unanswerable('not there', 'What was the mean CIBIC+ score at baseline?'),
    unanswerable('not there', 'How many patients carried the Apo E4 allele?'),
    unanswerable('not there', 'What was the mean ADAS-Cog (14) at Week 24?'),
    unanswerable('not there', 'What was the mean body temperature at Week 24 on placebo?'),
    answered(
      'definition',
      'Which covariates are in the ANCOVA model for the ADAS-Cog (11)?',
      'sap',
      /baseline\s+score,\s+site/,
    ),
    answered(
      'definition',
      'Which covariance matrix is used if the unstructured one cannot be fitted?',
      'sap',
      /Toeplitz/,
    ),
    answered('definition', 'How are small sites pooled?', '.pdf', /grouped\s+together|combined/),
    answered(
      'disagreement',
      'Is the significance level adjusted for the two primary endpoints?',
      'sap',
      /No adjustments/,
    ),
    answered(
      'cell',
      'What is the 95% CI for CIBIC+ at Week 24, high dose minus placebo?',
      '14-3.02',
      /-0\.2;\s?0\.3/,
    ),
    answered(
      'cell',
      'What is the standard error of the ADAS-Cog difference between high and low dose at Week 16?',
      '14-3.05',
      /0\.78/,
    ),
    answered('definition', 'When is a total score set to missing?', '.pdf', /30%/),
    answered(
      'date',
      'What is the visit window in days for Week 16 of the CIBIC+?',
      'sap',
      /85-140/,
    ),
    answered('p-value', 'Is there a dose response in the NPI-X (p-value)?', '14-3.12', /0\.142/),
    answered('p-value', 'Did the arms differ in baseline BMI (p-value)?', '14-2.01', /0\.0133/),
  ]),
  {
    world: 'study',
    turns: [
      answered('cell', 'How many subjects on placebo decided to withdraw?', '14-1.02', /\b9\b/),
      answered('follow-up', 'And in the low dose group?', '14-1.02', /\b8\b/),
    ],
  },
  {
    world: 'study',
    turns: [
      answered(
        'cell',
        'How much did the ADAS-Cog (11) of placebo patients change from baseline to Week 8?',
        '14-3',
        /\b0\.8\b/,
      ),
      answered('follow-up', 'And to Week 16?', '14-3', /\b2\.0\b/),
      answered('follow-up', 'And for high dose?', '14-3', /\b1\.2\b/),
    ],
  },
  {
    world: 'study',
    turns: [
      answered('definition', 'What is the efficacy population?', 'sap', /post-baseline/),
      answered('follow-up', 'How many high dose patients were in it?', '14-1.01', /\b74\b/),
    ],
  },
  ...apart('audit', [
    open('total', 'How much money was paid twice in all?', 'ledger', /20,556\.25/),
    answered(
      'who, where',
      'Which finding does HR Services own?',
      'findings',
      /receipts|travel expenses/i,
    ),
    answered(
      'extreme',
      'Which process had the highest rate of exceptions?',
      'ledger',
      /vendor master data/i,
      /8\.0\s?%/,
    ),
    answered(
      'definition',
      'What is the overall opinion if two findings are rated High?',
      'charter',
      /needs improvement/i,
    ),
    answered(
      'definition',
      'How many of the earlier recommendations have been implemented?',
      'findings',
      /four/i,
    ),
    unanswerable('not there', 'What did the audit cost?'),
    unanswerable('not there', 'How much value added tax was booked wrongly?'),
    unanswerable('not there', 'What is the name of the supplier that was paid twice?'),
  ]),
  {
    world: 'audit',
    turns: [
      answered('cell', 'How many travel expenses were tested?', 'ledger', /\b80\b/),
      answered('follow-up', 'How many of them were exceptions?', 'ledger', /\b4\b/),
    ],
  },
  ...apart('clinical', [
    answered(
      'definition',
      'At what potassium value must study drug be stopped?',
      'protocol',
      /6\.0 mmol/,
    ),
    answered('planned or done', 'How many subjects failed the screening?', '14-1.1', /\b59\b/),
    answered(
      'p-value',
      'What is the p-value of velorastat 5 mg against placebo for the primary endpoint?',
      '14-2.1',
      /0\.0067/,
    ),
    answered('definition', 'Which dose is compared with placebo first?', '.docx', /15 mg/),
    unanswerable('not there', 'How many subjects came from Poland?'),
    unanswerable('not there', 'What was the mean diastolic blood pressure at Week 12?'),
    unanswerable('not there', 'What was the mean eGFR at Week 12?'),
    open(
      'who, where',
      'Which statistician prepares the summaries for the DSMB?',
      'analysis-plan',
      /not otherwise involved/,
    ),
  ]),
  {
    world: 'clinical',
    turns: [
      answered(
        'definition',
        'Which standard deviation does the sample size assume?',
        'protocol',
        /10 mmHg/,
      ),
      answered('follow-up', 'And what power?', 'protocol', /90%/),
    ],
  },
]
