import { bullets, grid, heading, pageBreak, text, type Piece } from '../build/piece.ts'
import type { ExampleDocument } from '../build/write-document.ts'
import { sponsorHouse, study } from './house.ts'

const cover: readonly Piece[] = [
  text('STATISTICAL ANALYSIS PLAN', 'Subtitle'),
  text('Efficacy and Safety of Velorastat in Adults with Mild Hypertension', 'Title'),
  grid({
    widths: [32, 68],
    headerRowCount: 0,
    rows: [
      ['**Protocol number**', `${study.protocolNumber}, Version 2.0 of 14 March 2024`],
      ['**Sponsor**', study.sponsor],
      ['**Phase**', 'Phase 2'],
      ['**Author**', 'Ruben Castelo, Biostatistics'],
      ['**Version**', 'Final 1.0'],
      ['**Date**', '30 September 2024'],
    ],
  }),
  { kind: 'contents', title: 'Contents' },
  pageBreak,
]

const scope: readonly Piece[] = [
  heading(1, 'Introduction'),
  text(
    `This statistical analysis plan describes the analyses of study ${study.protocolNumber} in more detail than the protocol does. It was finished before the database was locked and before the treatment of any subject was known. Where it differs from the protocol, the analysis plan applies, and the difference will be explained in the clinical study report.`,
  ),
  heading(1, 'Study Summary'),
  text(
    'The study is a multicentre, randomized, double-blind, placebo-controlled, parallel-group study of two doses of velorastat in adults with mild hypertension. About 180 subjects are randomized in a 1:1:1 ratio to velorastat 5 mg, velorastat 15 mg or placebo, and are treated for 12 weeks.',
  ),
  heading(1, 'Analysis Populations'),
  ...bullets(
    'Randomized population: all subjects to whom a treatment has been assigned.',
    'Full analysis set (FAS): all randomized subjects who take at least one dose of double-blind study drug and have at least one post-baseline measurement of blood pressure.',
    'Per-protocol population: all subjects of the FAS who complete Week 12 without a major protocol deviation. Major deviations will be agreed before the blind is broken.',
    'Safety population: all randomized subjects who take at least one dose of double-blind study drug.',
  ),
]

const endpoints: readonly Piece[] = [
  heading(1, 'Endpoints'),
  heading(2, 'Primary Endpoint'),
  text(
    'The primary endpoint is the change from baseline in seated trough systolic blood pressure at Week 12. Negative values mean a decrease.',
  ),
  heading(2, 'Secondary Endpoints'),
  ...bullets(
    'Change from baseline in seated trough diastolic blood pressure at Week 12',
    'Seated blood pressure below 130/80 mmHg at Week 12 (yes or no)',
  ),
  heading(2, 'Safety Endpoints'),
  text(
    'Treatment-emergent adverse events are those that start or worsen on or after the first dose of double-blind study drug and up to 30 days after the last dose. Serum potassium above 5.5 mmol/L at any visit after baseline is an event of special interest.',
  ),
]

const methods: readonly Piece[] = [
  heading(1, 'Statistical Methods'),
  heading(2, 'General Principles'),
  text(
    'Continuous variables will be summarized by number of subjects, mean, standard deviation, median, minimum and maximum; categorical variables by counts and percentages. Percentages will be rounded to whole numbers, except in tables of adverse events, where they have one decimal. All tests are two-sided. P-values below 0.0001 will be shown as <.0001.',
  ),
  heading(2, 'Disposition and Baseline Characteristics'),
  text(
    'The disposition of subjects will be summarized for the randomized population. The numbers of subjects who complete Week 12 and who terminate early will be compared between treatment groups by Fisher’s exact test, as will early termination for adverse events and for lack of efficacy. Age, body mass index and baseline blood pressure will be compared by analysis of variance, sex and race by the chi-squared test.',
  ),
  heading(2, 'Primary Efficacy Analysis'),
  text(
    'The change from baseline at Week 12 will be analysed in the FAS by an analysis of covariance (ANCOVA) with treatment as a factor and baseline systolic blood pressure as a covariate. Least squares means, their differences from placebo, 95% confidence intervals and p-values will be presented. Velorastat 15 mg is compared with placebo first; velorastat 5 mg is compared only if that difference is significant at the 5% level.',
  ),
  heading(2, 'Safety Analyses'),
  text(
    'Adverse events will be coded with MedDRA version 27.0 and summarized by system organ class and preferred term for the safety population. Each dose will be compared with placebo by Fisher’s exact test; these comparisons are descriptive. If a subject has several events of one preferred term, the subject will be counted once.',
  ),
  heading(1, 'Handling of Missing Data'),
  text(
    'A missing Week 12 value of blood pressure will be replaced by the last post-baseline value (LOCF). Baseline values will not be carried forward. Other missing data will not be imputed, except that an adverse event with a missing start date is treated as treatment-emergent. The primary analysis will be repeated with observed cases only.',
  ),
  heading(1, 'Interim Analyses and Data Safety Monitoring'),
  text(
    'No interim analysis of efficacy is planned. The DSMB reviews unblinded summaries of adverse events and serum potassium, which are prepared by a statistician who is not otherwise involved in the study.',
  ),
  heading(1, 'Changes from the Planned Analyses of the Protocol'),
  text(
    'The stratification factors of the randomization are not included in the ANCOVA model, because several strata have few subjects.',
  ),
]

const plannedTables: readonly Piece[] = [
  heading(1, 'Planned Tables'),
  text(
    'The following tables will be produced. Their layout is shown by the shells that follow the list.',
  ),
  grid({
    widths: [16, 58, 26],
    rows: [
      ['Number', 'Title', 'Population'],
      ['14-1.1', 'Summary of Subject Disposition', 'Randomized'],
      ['14-1.2', 'Summary of Demographic and Baseline Characteristics', 'Randomized'],
      ['14-2.1', 'Primary Endpoint: Change from Baseline at Week 12', 'Full Analysis Set'],
      [
        '14-3.1',
        'Treatment-Emergent Adverse Events by System Organ Class and Preferred Term',
        'Safety',
      ],
    ],
  }),
  grid({
    caption: 'Table 14-1.1 Summary of Subject Disposition (shell)',
    widths: [36, 16, 16, 16, 16],
    centredFrom: 1,
    rows: [
      [
        '',
        'Placebo\n(N=xx)',
        'Velorastat 5 mg\n(N=xx)',
        'Velorastat 15 mg\n(N=xx)',
        'Total\n(N=xxx)',
      ],
      shellRow('Randomized'),
      shellRow('Treated'),
      shellRow('Completed Week 12'),
      shellRow('Early termination'),
      shellRow('  Adverse event'),
      shellRow('  Lack of efficacy'),
      shellRow('  …'),
    ],
    notes: ['Programming note: p-values of Fisher’s exact test are shown in the last column.'],
  }),
  grid({
    caption: 'Table 14-3.1 Treatment-Emergent Adverse Events (shell)',
    widths: [40, 20, 20, 20],
    centredFrom: 1,
    rows: [
      [
        'System organ class\nPreferred term',
        'Placebo\n(N=xx)',
        'Low Dose\n(N=xx)',
        'High Dose\n(N=xx)',
      ],
      ['Any adverse event', 'xx (xx.x%) [xx]', 'xx (xx.x%) [xx]', 'xx (xx.x%) [xx]'],
      ['System organ class 1', 'xx (xx.x%) [xx]', 'xx (xx.x%) [xx]', 'xx (xx.x%) [xx]'],
      ['Preferred term 1', 'xx (xx.x%) [xx]', 'xx (xx.x%) [xx]', 'xx (xx.x%) [xx]'],
    ],
    notes: [
      'Programming note: sort system organ classes by name, terms by frequency in the high dose group.',
    ],
  }),
]

function shellRow(name: string): readonly string[] {
  return [name, 'xx (xx%)', 'xx (xx%)', 'xx (xx%)', 'xxx (xx%)']
}

export const analysisPlan: ExampleDocument = {
  house: sponsorHouse,
  title: `Statistical Analysis Plan ${study.protocolNumber}`,
  creator: study.sponsor,
  headerLeft: `Statistical Analysis Plan – ${study.protocolNumber}`,
  headerRight: 'Final 1.0, 30 September 2024',
  footerLeft: `${study.sponsor} – Confidential`,
  pieces: [...cover, ...scope, ...endpoints, ...methods, ...plannedTables],
}
