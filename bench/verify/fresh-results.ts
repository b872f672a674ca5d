import { heading, text } from '../../examples/build/piece.ts'
import type { ExampleDocument } from '../../examples/build/write-document.ts'
import { armCells, cell, subjectsWithArms, withArms } from '../study/cells.ts'
import { house } from '../study/house.ts'

const [low, high] = ['Xanomeline Low Dose', 'Xanomeline High Dose']
const reason = 'Reason for Early Termination (prior to Week 24)'
const status = 'Completion Status'
const pairs = 'p-value(Xan - Placebo)'
const difference = `${pairs} > Diff of LS Means (SE)`
const interval = `${pairs} > 95% CI`

const at = (table: string, row: string, column: string, part = 'whole') =>
  `{${table} | ${row} | ${column} | ${part}}`
const ofEvent = (row: string, arm: string, part = 'whole') =>
  at('14-5.01', row, `${arm} > n(%)`, part)
const range = (row: string, column: string) =>
  `${at('14-2.01', `${row} > Min`, column)} to ${at('14-2.01', `${row} > Max`, column)}`
const comparison = (table: string, arm: string) =>
  `${at(table, difference, arm, 'mean')} (95% CI ${at(table, interval, arm, 'lower')} to ${at(table, interval, arm, 'upper')})`

/** One a section, so that a half is one of sentences. */
const sentences: readonly string[] = [
  `Of the ${at('14-1.01', 'Intent-To-Treat (ITT)', 'Total', 'count')} subjects in the intent-to-treat population, ${at('14-1.01', 'Complete Week 24', 'Total')} completed Week 24.`,
  `The efficacy population included ${subjectsWithArms(armCells('14-1.01', 'Efficacy', 'whole'))}.`,
  `The study was completed by ${at('14-1.01', 'Complete Study', 'Placebo')} of the subjects with placebo.`,
  `Week 24 was completed by more subjects with placebo (${at('14-1.02', `${status} > Completed Week 24`, 'Placebo')}) than with xanomeline high dose (${at('14-1.02', `${status} > Completed Week 24`, high)}).`,
  `Early termination prior to Week 24 was recorded for ${at('14-1.02', `${status} > Early Termination`, 'Total')} of the subjects.`,
  `Death was the reason for early termination of ${at('14-1.02', `${reason} > Death`, 'Total', 'count')} subjects.`,
  `${at('14-1.02', `${reason} > Subject decided to withdraw`, 'Total', 'count')} subjects terminated early because the subject decided to withdraw.`,
  `Of all subjects, ${at('14-1.02', `${reason} > Adverse Event`, 'Total', 'percent')} terminated early because of an adverse event.`,
  `Early termination for an adverse event was less frequent with placebo (${at('14-1.02', `${reason} > Adverse Event`, 'Placebo')}) than with xanomeline low dose (${at('14-1.02', `${reason} > Adverse Event`, low)}).`,
  `Loss to follow-up led to early termination in ${at('14-1.02', `${reason} > Lost to Follow-up`, 'Placebo')} with placebo.`,
  `Subjects with placebo had a mean age of ${at('14-2.01', 'Age (y) > Mean', 'Placebo')} years (range ${range('Age (y)', 'Placebo')}).`,
  `The ages ranged from ${range('Age (y)', 'Total')} years.`,
  `The mean (SD) age was ${at('14-2.01', 'Age (y) > Mean', high)} (${at('14-2.01', 'Age (y) > SD', high)}) years with xanomeline high dose.`,
  `There were ${at('14-2.01', 'Age (y) > <65 yrs', 'Total')} subjects aged <65 years.`,
  `Men made up ${at('14-2.01', 'Sex > Male', high, 'percent')} of the xanomeline high dose group.`,
  `The proportion of women was ${withArms(armCells('14-2.01', 'Sex > Female', 'percent'))}.`,
  `Most subjects were Caucasian: ${at('14-2.01', 'Race (Origin) > Caucasian', 'Total')}.`,
  `${at('14-2.01', 'Race (Origin) > Hispanic', 'Total')} of the subjects were Hispanic and ${at('14-2.01', 'Race (Origin) > African Descent', 'Total')} of African descent.`,
  `At baseline, the mean weight was ${withArms(armCells('14-2.01', 'Baseline weight(kg) > Mean', 'whole'))} (kg).`,
  `The mean baseline height of all subjects was ${at('14-2.01', 'Baseline height(cm) > Mean', 'Total')} cm, with a median of ${at('14-2.01', 'Baseline height(cm) > Median', 'Total')} cm.`,
  `Baseline BMI ranged from ${range('Baseline BMI', 'Total')} and had a mean of ${at('14-2.01', 'Baseline BMI > Mean', 'Total')}.`,
  `Baseline weight differed between the groups (p = ${at('14-2.01', 'Baseline weight(kg) > n', 'p-value', 'p')}).`,
  `The groups did not differ in age (p-value ${at('14-2.01', 'Age (y) > n', 'p-value', 'p')}).`,
  `The MMSE score had a median of ${at('14-2.01', 'MMSE > Median', low)} with xanomeline low dose, and a mean of ${at('14-2.01', 'MMSE > Mean', low)}.`,
  `Disease had lasted for >=12 months in ${at('14-2.01', 'Duration of disease > >=12 months', 'Total')} of the subjects.`,
  `The duration of disease was between ${at('14-2.01', 'Duration of disease > Min', 'Total')} and ${at('14-2.01', 'Duration of disease > Max', 'Total')} months.`,
  `For the CIBIC+ at Week 24, the difference in LS means between xanomeline high dose and placebo was ${comparison('14-3.02', high)}.`,
  `The mean change from baseline to Week 24 in the ADAS-Cog (11) was ${at('14-3.01', 'Change from Baseline > Mean (SD)', 'Placebo', 'mean')} (SD ${at('14-3.01', 'Change from Baseline > Mean (SD)', 'Placebo', 'sd')}) with placebo.`,
  `Compared with placebo, the LS mean of the NPI-X total score differed by ${comparison('14-3.12', low)} with xanomeline low dose and by ${comparison('14-3.12', high)} with xanomeline high dose.`,
  `The difference from placebo in the NPI-X total score was not statistically significant with xanomeline high dose (p = ${at('14-3.12', pairs, high, 'p')}).`,
  `The median NPI-X total score at baseline was ${withArms(armCells('14-3.12', 'Baseline > Median (Range)', 'median'))}.`,
  `No dose response was shown for the CIBIC+ at Week 24 (p-value ${at('14-3.02', 'p-value(Dose Response)', high, 'p')}).`,
  `In the safety population, the average daily dose of xanomeline high dose was between ${at('14-4.01', 'Average daily dose (mg) > Min', `Safety Population > ${high}`)} and ${at('14-4.01', 'Average daily dose (mg) > Max', `Safety Population > ${high}`)} mg.`,
  `Completers at Week 24 with xanomeline low dose had a mean cumulative dose of ${at('14-4.01', 'Cumulative dose at end of study > Mean', `Completers at Week 24 > ${low}`)} mg at the end of the study.`,
  `At least one adverse event was reported for ${ofEvent('ANY BODY SYSTEM', 'Placebo')} of the subjects with placebo.`,
  `Dizziness was reported by ${ofEvent('DIZZINESS', low)} with xanomeline low dose, against ${ofEvent('DIZZINESS', 'Placebo')} with placebo.`,
  `Pruritus was more frequent with xanomeline high dose (${ofEvent('PRURITUS', high, 'percent')}) than with placebo (${ofEvent('PRURITUS', 'Placebo', 'percent')}).`,
  `Erythema occurred in ${ofEvent('ERYTHEMA', 'Placebo', 'count')}, ${ofEvent('ERYTHEMA', low, 'count')} and ${ofEvent('ERYTHEMA', high, 'count')} subjects with placebo, low dose and high dose, respectively.`,
  `Cardiac disorders were seen in ${ofEvent('CARDIAC DISORDERS', high)} of the subjects with xanomeline high dose.`,
  `For dizziness, the p-value against placebo was ${at('14-5.01', 'DIZZINESS', 'Placebo vs. High Dose', 'p')} with xanomeline high dose.`,
  `With the high dose, vomiting was recorded for ${ofEvent('VOMITING', high, 'count')} subjects, that is ${ofEvent('VOMITING', high, 'percent')}.`,
  `The mean weight of the subjects with placebo was ${at('14-7.03', 'Weight (kg) > Placebo > Baseline', 'Mean')} kg at baseline and ${at('14-7.03', 'Weight (kg) > Placebo > End of Trt.', 'Mean')} kg at the end of treatment.`,
  `Weight changed from baseline to the end of treatment by a mean of ${at('14-7.03', 'Weight Change from Baseline > Xan.Low > End of Trt.', 'Mean')} kg with xanomeline low dose.`,
  `Of the subjects with placebo who were normal at baseline, ${at('14-6.06', 'Transaminase 1.5 x ULN > 1', 'Placebo > Normal at Baseline')} had a transaminase above 1.5 x ULN.`,
  `At least one concomitant medication was received by ${at('14-7.04', 'Patients receiving at least one concomitant medication', 'Placebo', 'percent')} of the placebo group.`,
]

/** The study's results as one more writer would tell them. */
export const freshTemplate: ExampleDocument = {
  house,
  title: 'Results in Fresh Words',
  creator: 'Medical Writing',
  headerLeft: 'Results in Fresh Words',
  headerRight: 'Draft',
  footerLeft: 'Confidential',
  pieces: sentences.flatMap((one, index) => [
    heading(1, `Result ${String(index + 1)}`),
    text(cell(one)),
  ]),
}
