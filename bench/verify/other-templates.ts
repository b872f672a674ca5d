import { heading, text, type Piece } from '../../examples/build/piece.ts'
import type { ExampleDocument } from '../../examples/build/write-document.ts'
import { armCells, cell, subjectsWithArms, withArms } from '../study/cells.ts'
import { house } from '../study/house.ts'
import { variedResults } from './varied-results.ts'

const protocolSections: readonly string[] = [
  'Investigator Information',
  'Entry Procedures',
  'Violation of Criteria for Enrollment',
  'Disease Diagnostic Criteria',
  'Materials and Supplies',
  'TTS Administration Procedures',
  'Efficacy Criteria',
  'Adverse Event Reporting Requirements',
  'Serious Adverse Events',
  'Patients experiencing Rash and/or Eosinophilia',
  'Skin Rash Follow-up',
  'Eosinophilia Follow-up',
  'Safety Monitoring',
  'Retrieval of Discontinuations',
  'Qualifications for Analysis',
  'Study Extensions',
  '4.1 General Considerations',
  'Demographics and Patient Characteristics Measured at Baseline',
  'Efficacy Variables to be Analyzed',
  'Times of Analyses',
  'Statistical Methodology',
  'One-sided Justification',
  'Nominal P-value Adjustments',
  'Safety Analyses',
  'Subgroup Analyses',
  'Interim Safety Analyses',
  'Pharmacokinetic/Pharmacodynamic Analyses',
  'Regulatory Considerations',
  'Equipment Needed:',
  'Naming Objects and Fingers',
  'Delayed Word Recall',
  'Constructional Praxis',
  'Ideational Praxis',
  'Word Recognition Task',
  'Maze Solution Task',
  'Spoken Language Ability',
  'Comprehension',
  'Word-Finding Difficulty in Spontaneous Speech',
  'Recall of Test Instructions',
  'Delusions',
  'Hallucinations',
  'Agitation/Aggression',
  'Apathy/Indifference',
  'Night-time Behaviors',
  'Attachment LZZT.7 NINCDS/ADRDA GUIDELINES',
]

const planSections: readonly string[] = [
  'CDISC SDTM/ADaM Pilot Project',
  'PURPOSE OF THIS ANALYSIS PLAN',
  'Statistical Hypotheses',
  'STUDY DESIGN',
  'SAMPLE SIZE CONSIDERATIONS',
  'Multi-center Studies',
  'Examination of Subgroups',
  'Assessment Windows',
  'Laboratory Data',
  'Laboratory Values',
  'Disposition of Subjects',
  'Demographic and Baseline Characteristics',
  'Safety Endpoints',
  'Other Safety Measures',
  'Handling missing item scores within efficacy data',
  'Deviations from Protocol-Specified Efficacy Analyses',
  'Deviations from Protocol-Specified Safety Analyses',
  'OMISSIONS FROM LEGACY DATA',
  'Coding of Adverse Events',
  'General Comments for Data Displays',
]

const observationSections: readonly string[] = [
  'Abstract',
  'Rationale and Background',
  'Research Questions',
  'Objectives',
  'Study Design',
  'Truven MarketScan Commercial Claims and Encounters (CCAE)',
  'Truven MarketScan Multi-state Medicaid (MDCD)',
  'Optum ClinFormatics (Optum)',
  'QuintilesIMS Disease Analyzer (DA) Germany',
  'Japan Medical Data Center (JMDC)',
  'Korea National Health Insurance Service (NHIS) National Sample Cohort (NSC)',
  'Columbia University Medical Center (CUMC)',
  'Study population',
  'All drugs',
  'Mono therapies',
  'Combination therapies',
  'Acute renal failure',
  'All-cause mortality',
  'Heart failure',
  'Negative control outcomes',
  'Positive control outcomes',
  'Propensity score covariates',
  'Calculation of time-at risk',
  'Model Specification',
  'Pooling effect estimates across databases',
  'Comparative analyses',
  'Descriptive analyses',
  'Output',
  'Evidence Evaluation',
  'Sample Size and Study Power',
  'Cohort Comparability',
  'Systematic Error Assessment',
  'Strengths and Limitations of the Research Methods',
  'Protection of Human Subjects',
  'Management and Reporting of Adverse Events and Adverse Reactions',
  'Plans for Disseminating and Communicating Study Results',
]

/** What the report of the bench `study` leaves out of the protocol and the analysis plan. */
export const detailsTemplate: ExampleDocument = write('Study Details', [
  ...copyAll('protocol', protocolSections, 'tense=done terms=("patient=participant")'),
  ...copyAll('sap', planSections, 'tense=done terms=("subject=participant")'),
])

/** Results in other sentences and of other rows than that report has them. */
export const resultsTemplate: ExampleDocument = write('Study Results', [
  ...baseline(),
  ...scores(),
  ...events(),
  ...laboratory(),
])

/** The same tables told in many ways. */
export const variedTemplate: ExampleDocument = write('Results in Many Words', variedResults)

/** Of another study, one that only looks at what others recorded; its protocol alone. */
export const observationsTemplate: ExampleDocument = write('Observational Study Report', [
  ...copyAll('protocol', observationSections, 'tense=done terms=("patients=people")'),
])

function write(title: string, pieces: readonly Piece[]): ExampleDocument {
  const [headerRight, footerLeft, creator] = ['Draft', 'Confidential', 'Medical Writing']
  return { house, title, creator, headerLeft: title, headerRight, footerLeft, pieces }
}

function copyAll(from: string, sections: readonly string[], how: string): readonly Piece[] {
  return sections.flatMap((name) => [
    heading(1, name.split(' > ').at(-1) ?? name),
    text(`[[rule copy from=${from} heading="${name}" ${how}]]`),
  ])
}

function baseline(): readonly Piece[] {
  const measures = [
    ['Age (y)', 'age', 'years'],
    ['MMSE', 'MMSE score', 'points'],
    ['Duration of disease', 'duration of disease', 'months'],
    ['Years of education', 'time of education', 'years'],
  ] as const
  return measures.flatMap(([row, name, unit]) => [
    heading(1, `Baseline: ${name}`),
    text(
      cell(
        `The median ${name} was ${withArms(armCells('14-2.01', `${row} > Median`, 'whole'))} (${unit}). ` +
          `It lay between {14-2.01 | ${row} > Min | Total | whole} and {14-2.01 | ${row} > Max | Total | whole} ${unit} over all {14-2.01 | ${row} > n | Total | whole} subjects. ` +
          `The standard deviation of the ${name} was ${withArms(armCells('14-2.01', `${row} > SD`, 'whole'))}. ` +
          `The groups were compared with a p-value of {14-2.01 | ${row} > n | p-value | p}.`,
      ),
    ),
  ])
}

function scores(): readonly Piece[] {
  const tables = [
    ['14-3.03', 'Week 8', 'ADAS-Cog (11)'],
    ['14-3.05', 'Week 16', 'ADAS-Cog (11)'],
    ['14-3.07', 'Week 24', 'ADAS-Cog (11) of completers'],
    ['14-3.08', 'Week 24', 'ADAS-Cog (11) of men'],
    ['14-3.09', 'Week 24', 'ADAS-Cog (11) of women'],
    ['14-3.12', 'Mean of Weeks 4-24', 'NPI-X total score'],
  ] as const
  return tables.flatMap(([table, row, name]) => [
    heading(1, `${name}, ${row} (${table})`),
    text(
      cell(
        `The mean ${name} at baseline was ${withArms(armCells(table, 'Baseline > Mean (SD)', 'mean'))}. ` +
          `For ${row}, the ${name} had a mean (SD) of ${withArms(armCells(table, `${row} > Mean (SD)`, 'whole'))}. ` +
          `The ${name} was available for ${subjectsWithArms(armCells(table, `${row} > n`, 'whole'))}. ` +
          `The dose response had a p-value of {${table} | p-value(Dose Response) | Xanomeline High Dose | p}.`,
      ),
    ),
  ])
}

function events(): readonly Piece[] {
  const systems = [
    'CARDIAC DISORDERS',
    'GASTROINTESTINAL DISORDERS',
    'INFECTIONS AND INFESTATIONS',
    'NERVOUS SYSTEM DISORDERS',
    'PSYCHIATRIC DISORDERS',
    'SKIN AND SUBCUTANEOUS TISSUE DISORDERS',
    'VASCULAR DISORDERS',
  ]
  return systems.flatMap((system) => {
    const name = system.toLowerCase()
    return [
      heading(1, `Adverse events: ${name}`),
      text(
        cell(
          `At least one of the ${name} was reported for ${subjectsWithArms(armCells('14-5.01', system, 'whole', 'n(%)'))}. ` +
            `The p-value for ${name} against placebo was {14-5.01 | ${system} | Placebo vs. Low Dose | p} with the low dose and {14-5.01 | ${system} | Placebo vs. High Dose | p} with the high dose.`,
        ),
      ),
      text(
        `Among the ${name} with placebo were [[rule list from=table number="14-5.01" rows_where="depth = 1 and path ~ '${system}' and 'Placebo > n(%)' percent >= 1" phrase="{row | lower} in {Placebo > n(%) | count}"]].`,
      ),
    ]
  })
}

function laboratory(): readonly Piece[] {
  const analytes = ['ALBUMIN', 'ALKALINE PHOSPHATASE', 'ALANINE AMINOTRANSFERASE']
  return analytes.flatMap((analyte) => {
    const at = (arm: string, range: string) => `{14-6.02 | ${analyte} | ${arm} > ${range} | whole}`
    const name = analyte.toLowerCase()
    return [
      heading(1, `Laboratory: ${name}`),
      text(
        cell(
          `High values of ${name} were seen in ${at('Placebo', 'High')} subjects with placebo, ${at('Xan. Low', 'High')} with xanomeline low dose and ${at('Xan. High', 'High')} with xanomeline high dose. ` +
            `Values of ${name} were normal in ${at('Placebo', 'Normal')} with placebo and ${at('Xan. High', 'Normal')} with xanomeline high dose (p-value {14-6.02 | ${analyte} | p-val | p}).`,
        ),
      ),
    ]
  })
}
