import { describe, expect, test } from 'vitest'
import { changeTense } from '../../../server/domain/tense/change-tense.ts'

const predicate = ' will be recorded.'

function wordFor(subject: string): string | undefined {
  const { text } = changeTense(subject + predicate, 'done')
  return / (was|were)(?: to be)? recorded\.$/.exec(text)?.[1]
}

describe('was', () => {
  test.each([
    'Blood pressure',
    'Each patient',
    'Each patient and caregiver',
    'Every visit',
    'The number of patients',
    'The percentage of subjects with events',
    'The proportion of patients who respond to treatment',
    'The use of rescue medications',
    'Use of concomitant medications',
    'Urinalysis',
    'The analysis of adverse events',
    'One of the patients',
    'Each of the sites',
    'Neither of the doses',
    'No result',
    'Xanomeline or placebo',
    'A CT scan or an MRI scan',
    'The status of all subjects',
    'A 12-lead ECG',
    '50 mL of blood',
    'Blood for the measurement of potassium levels',
    'The effect of age, sex, and weight',
    'A list of protocol deviations',
    'The time of each dose',
    'None of the information',
    'Compliance with study visits',
    'A set of questions',
    'A committee of three physicians',
    'A DSMB, chaired by an external cardiologist,',
    'The time from randomization to the first of two events',
    'At Visit 3, 8, and 10, weight',
    'If events occur, the date',
    'For subjects who withdraw, the reason',
    'In patients with events, the outcome',
    'Diabetes',
    'The series',
    'MADRS',
    'Fisher’s exact test',
    'Asking about symptoms',
    'This',
    'The change from baseline in values',
    'The difference between the groups',
    'One reason',
    'The sum of the items scored',
    'Study medication, including unused tablets,',
    'The patient’s weight',
    'The patients’ compliance',
    'Part A',
    'Week 24',
    'The mean of three readings',
    'A subject who has several events',
    'Any adverse event that leads to withdrawal',
    'The case report form for all subjects enrolled at the sites',
    'Early termination for adverse events and for lack of efficacy',
    'Everyone who enters',
  ])('%s', (subject) => expect(wordFor(subject)).toBe('was'))
})

describe('were', () => {
  test.each([
    'Sixteen of the sites',
    'Seventeen of the sites',
    'Nineteen of the sites',
    'Patients',
    'Data',
    'Baseline data',
    'The criteria',
    'Analyses',
    'All diagnoses',
    'Men and women',
    'Age and sex',
    'Blood pressure and heart rate',
    'Weight, height, and temperature',
    'The dose and the date',
    'A total of 300 patients',
    'Approximately 300 patients',
    'A number of patients',
    'The majority of subjects',
    'Half of the patients',
    'None of the patients',
    'None of the data',
    'Most of the items',
    '50% of the events',
    'All of these',
    'Both of the doses',
    'Two of the patients',
    'Patients who withdraw',
    'Patients enrolled at the site',
    'Patients receiving xanomeline',
    'Subjects with an event',
    'At least 2 readings',
    'Up to 3 retests',
    'Summary statistics',
    'Adverse events',
    'AEs and SAEs',
    'ECGs',
    'P-values',
    'Site personnel',
    'The children',
    'These',
    'They',
    'Vital signs, use of medications, and weight',
    'The number and percentage of patients',
    'At each visit, blood and urine samples',
    'During the study patients',
    'At Visit 13 patients',
    'Following consent, subjects',
    'Based on this, the values',
    'When qualified for enrollment, the subjects',
    'If the dose is changed, all readings',
    'Because two groups are compared, p-values',
    'However, the times',
    'Least squares means, their differences from placebo, and p-values',
    'Primary and secondary endpoints',
    'Values collected after the last dose',
    'Tests for which a result is missing',
    'The doses of study drug taken at home by the patient',
    'Samples from each patient',
    'Visits 4 and 8',
    'The dose of each drug and the time of each dose',
    'Subjects whose pressure exceeds 170 mmHg',
    'Events that begin after the last dose of study drug',
  ])('%s', (subject) => expect(wordFor(subject)).toBe('were'))
})

describe('the relative pronoun', () => {
  test.each([
    ['The plan names the tests that will be done.', 'The plan names the tests that were done.'],
    ['Ask the nurse who will be present.', 'Ask the nurse who was present.'],
    [
      'It lists the time of the visits at which blood will be drawn.',
      'It lists the time of the visits at which blood was drawn.',
    ],
    [
      'There were two endpoints, each of which will be tested.',
      'There were two endpoints, each of which was tested.',
    ],
    ['See the list of those who will be trained.', 'See the list of those who were trained.'],
  ])('%s', (plan, report) => expect(changeTense(plan, 'done').text).toBe(report))
})

test('there is, there are', () => {
  expect(changeTense('There will be three arms.', 'done').text).toBe('There were three arms.')
  expect(changeTense('There will be no run-in period.', 'planned').text).toBe(
    'There was to be no run-in period.',
  )
})
