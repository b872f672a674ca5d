import { answered, apart, unanswerable, type Talk } from './question.ts'

/** Found weak by people who tried the chat over the real study; for tuning. */
export const weakTalks: readonly Talk[] = apart('study', [
  answered('definition', 'How are missing values handled?', '.pdf', /carried\s+forward/i),
  unanswerable('not there', 'What happens after a missed visit?'),
  answered(
    'difference',
    'What is the difference of the CIBIC+ (LS means)?',
    '14-3.02',
    /-0\.1 \(0\.13\)/,
    /\b0\.0 \(0\.13\)/,
  ),
  answered('cell', 'What was the mean ADAS-Cog (11) at wk 24 on placebo?', '14-3', /\b2[56]\.7\b/),
  answered('p-value', 'What is the p-value for dizziness?', '14-5.01', /0\.056/, /0\.009/),
  answered('cell', 'How many sites were there?', 'sap', /\(17\)/),
  answered('definition', 'What is the sample size?', '.pdf', /100 patients/),
  unanswerable('not there', 'Who is the medical monitor?'),
  answered('who, where', 'What is the protocol number?', 'protocol', /H2Q-MC-LZZT/),
  unanswerable('not there', 'How many euros does a patient get?'),
])
