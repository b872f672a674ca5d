import { describe, expect, test } from 'vitest'
import { changeTense } from '../../../server/domain/tense/change-tense.ts'

/** A sentence of a plan, what it says as done, and what it says as planned. */
type Case = readonly [plan: string, done: string, planned: string]

function testCases(cases: readonly Case[]): void {
  test.each(cases)('%s', (plan, done, planned) => {
    expect(changeTense(plan, 'done')).toMatchObject({
      text: done,
      usedMode: 'done',
      leftToWriter: [],
    })
    expect(changeTense(plan, 'planned')).toMatchObject({ text: planned, usedMode: 'planned' })
  })
}

describe('a passive', () => {
  testCases([
    [
      'Safety data will be summarized by group.',
      'Safety data were summarized by group.',
      'Safety data were to be summarized by group.',
    ],
    [
      'Blood pressure will be measured.',
      'Blood pressure was measured.',
      'Blood pressure was to be measured.',
    ],
    [
      'Samples will be collected and stored.',
      'Samples were collected and stored.',
      'Samples were to be collected and stored.',
    ],
    [
      'Subjects will then be randomly assigned to a group.',
      'Subjects were then randomly assigned to a group.',
      'Subjects were then to be randomly assigned to a group.',
    ],
    [
      'The cause will be immediately reported.',
      'The cause was immediately reported.',
      'The cause was to be immediately reported.',
    ],
    [
      'Subjects who withdraw will not be replaced.',
      'Subjects who withdrew were not replaced.',
      'Subjects who withdrew were not to be replaced.',
    ],
    [
      'Subjects will continue to be monitored.',
      'Subjects continued to be monitored.',
      'Subjects were to continue to be monitored.',
    ],
    [
      'Dosing will be begun on Day 1.',
      'Dosing was begun on Day 1.',
      'Dosing was to be begun on Day 1.',
    ],
    [
      'The drug will be taken with water.',
      'The drug was taken with water.',
      'The drug was to be taken with water.',
    ],
    [
      'The code will only be broken by the pharmacist.',
      'The code was only broken by the pharmacist.',
      'The code was only to be broken by the pharmacist.',
    ],
    [
      'The tape will be read by a reader who does not know the treatment.',
      'The tape was read by a reader who did not know the treatment.',
      'The tape was to be read by a reader who did not know the treatment.',
    ],
    [
      'The outcome will, at each centre, be documented.',
      'The outcome was, at each centre, documented.',
      'The outcome was, at each centre, to be documented.',
    ],
    [
      'Subjects will be screened by the investigator and, after consent, randomized.',
      'Subjects were screened by the investigator and, after consent, randomized.',
      'Subjects were to be screened by the investigator and, after consent, randomized.',
    ],
    [
      'All data will NOT be pooled.',
      'All data were NOT pooled.',
      'All data were NOT to be pooled.',
    ],
    ['Terms won’t be tested.', 'Terms were not tested.', 'Terms were not to be tested.'],
  ])
})

describe('an active verb', () => {
  testCases([
    [
      'Each subject will receive placebo.',
      'Each subject received placebo.',
      'Each subject was to receive placebo.',
    ],
    [
      'Subjects will begin treatment on Day 1.',
      'Subjects began treatment on Day 1.',
      'Subjects were to begin treatment on Day 1.',
    ],
    [
      'Subjects will take one tablet.',
      'Subjects took one tablet.',
      'Subjects were to take one tablet.',
    ],
    [
      'Subjects will not receive rescue medication.',
      'Subjects did not receive rescue medication.',
      'Subjects were not to receive rescue medication.',
    ],
    [
      'The monitor will again visit the centre.',
      'The monitor again visited the centre.',
      'The monitor was again to visit the centre.',
    ],
    [
      'The monitor will, in the presence of the pharmacist, count the tablets.',
      'The monitor, in the presence of the pharmacist, counted the tablets.',
      'The monitor was, in the presence of the pharmacist, to count the tablets.',
    ],
    [
      'Subjects will have a washout period.',
      'Subjects had a washout period.',
      'Subjects were to have a washout period.',
    ],
    [
      'All subjects will have completed Week 12.',
      'All subjects had completed Week 12.',
      'All subjects were to have completed Week 12.',
    ],
    [
      'The sponsor will not have seen the results.',
      'The sponsor had not seen the results.',
      'The sponsor was not to have seen the results.',
    ],
    [
      'Results will often not change the treatment.',
      'Results often did not change the treatment.',
      'Results were often not to change the treatment.',
    ],
    [
      'The study will last for 26 weeks.',
      'The study lasted for 26 weeks.',
      'The study was to last for 26 weeks.',
    ],
    [
      'The study will be double-blind.',
      'The study was double-blind.',
      'The study was to be double-blind.',
    ],
    [
      'Subjects will remain blinded until the database is locked.',
      'Subjects remained blinded until the database was locked.',
      'Subjects were to remain blinded until the database was locked.',
    ],
    ['Subjects will need to fast.', 'Subjects needed to fast.', 'Subjects needed to fast.'],
    [
      'The caregiver will have to sign the form.',
      'The caregiver had to sign the form.',
      'The caregiver had to sign the form.',
    ],
    [
      'Subjects will be required to fast.',
      'Subjects were required to fast.',
      'Subjects were required to fast.',
    ],
  ])
})

describe('several verbs of one subject', () => {
  testCases([
    [
      'Site staff will question the subject and note any change.',
      'Site staff questioned the subject and noted any change.',
      'Site staff were to question the subject and note any change.',
    ],
    [
      'Subjects will attend the clinic, complete the diary, and return the tablets.',
      'Subjects attended the clinic, completed the diary, and returned the tablets.',
      'Subjects were to attend the clinic, complete the diary, and return the tablets.',
    ],
    [
      'The investigator will review and sign the report.',
      'The investigator reviewed and signed the report.',
      'The investigator was to review and sign the report.',
    ],
    [
      'Subjects will be enrolled and receive the study drug.',
      'Subjects were enrolled and received the study drug.',
      'Subjects were to be enrolled and receive the study drug.',
    ],
    [
      'Subjects will receive placebo and study drug.',
      'Subjects received placebo and study drug.',
      'Subjects were to receive placebo and study drug.',
    ],
    [
      'Subjects will be asked to complete and return the form.',
      'Subjects were asked to complete and return the form.',
      'Subjects were to be asked to complete and return the form.',
    ],
    [
      'Subjects will be randomized and will return at Week 4.',
      'Subjects were randomized and returned at Week 4.',
      'Subjects were to be randomized and were to return at Week 4.',
    ],
    [
      'The centre will not treat the subject or report the event.',
      'The centre did not treat the subject or report the event.',
      'The centre was not to treat the subject or report the event.',
    ],
    [
      'A nurse will take blood and measure the temperature.',
      'A nurse took blood and measured the temperature.',
      'A nurse was to take blood and measure the temperature.',
    ],
    [
      'The mean will be calculated, and the results will be listed.',
      'The mean was calculated, and the results were listed.',
      'The mean was to be calculated, and the results were to be listed.',
    ],
    [
      'Terms will be coded; listings will be sorted by date.',
      'Terms were coded; listings were sorted by date.',
      'Terms were to be coded; listings were to be sorted by date.',
    ],
    [
      'Weights will be recorded, as will height.',
      'Weights were recorded, as was height.',
      'Weights were to be recorded, as was height.',
    ],
    [
      'The sponsor will keep the code, as will the pharmacist.',
      'The sponsor kept the code, as did the pharmacist.',
      'The sponsor was to keep the code, as was the pharmacist.',
    ],
    [
      'Subjects will not be told the treatment, nor will they be told the dose.',
      'Subjects were not told the treatment, nor were they told the dose.',
      'Subjects were not to be told the treatment, nor were they to be told the dose.',
    ],
  ])
})

describe('clauses below', () => {
  testCases([
    [
      'Subjects who have completed Week 12 will enter the extension.',
      'Subjects who had completed Week 12 entered the extension.',
      'Subjects who had completed Week 12 were to enter the extension.',
    ],
    [
      'Data from subjects who will be enrolled at one site are listed.',
      'Data from subjects who were enrolled at one site were listed.',
      'Data from subjects who were to be enrolled at one site were listed.',
    ],
    [
      'Table 2 lists the tests that will be performed at Visit 1.',
      'Table 2 lists the tests that were performed at Visit 1.',
      'Table 2 lists the tests that were to be performed at Visit 1.',
    ],
    [
      'Three experts, each of whom will be independent, will read the tapes.',
      'Three experts, each of whom was independent, read the tapes.',
      'Three experts, each of whom was to be independent, were to read the tapes.',
    ],
    [
      'Because two doses are compared, the test will be repeated.',
      'Because two doses were compared, the test was repeated.',
      'Because two doses were compared, the test was to be repeated.',
    ],
    [
      'After consent has been given, eligibility will be assessed.',
      'After consent had been given, eligibility was assessed.',
      'After consent had been given, eligibility was to be assessed.',
    ],
    [
      'After randomization subjects will receive study drug.',
      'After randomization subjects received study drug.',
      'After randomization subjects were to receive study drug.',
    ],
    [
      'Events that are ongoing at this visit will be followed until they resolve.',
      'Events that were ongoing at this visit were followed until they resolved.',
      'Events that were ongoing at this visit were to be followed until they resolved.',
    ],
    [
      'Values collected after the discontinuation of study drug will be used.',
      'Values collected after the discontinuation of study drug were used.',
      'Values collected after the discontinuation of study drug were to be used.',
    ],
    [
      'The forms that the subjects will complete are numbered.',
      'The forms that the subjects completed were numbered.',
      'The forms that the subjects were to complete were to be numbered.',
    ],
  ])
})

describe('long subjects and long sentences', () => {
  testCases([
    [
      'Data collected from investigators who enrolled few patients will be combined.',
      'Data collected from investigators who enrolled few patients were combined.',
      'Data collected from investigators who enrolled few patients were to be combined.',
    ],
    [
      'Assessments occurring after the last dose of drug will be kept.',
      'Assessments occurring after the last dose of drug were kept.',
      'Assessments occurring after the last dose of drug were to be kept.',
    ],
    [
      'Drugs not matching those in the dictionary will be listed.',
      'Drugs not matching those in the dictionary were listed.',
      'Drugs not matching those in the dictionary were to be listed.',
    ],
    [
      'Tables showing whether or not the status changed will be provided.',
      'Tables showing whether or not the status changed were provided.',
      'Tables showing whether or not the status changed were to be provided.',
    ],
    [
      'Tracings will be read on site and express mailed to the reader.',
      'Tracings were read on site and express mailed to the reader.',
      'Tracings were to be read on site and express mailed to the reader.',
    ],
    [
      'The model, which takes the terms above and adds the interaction, will be fitted.',
      'The model, which took the terms above and added the interaction, was fitted.',
      'The model, which took the terms above and added the interaction, was to be fitted.',
    ],
    [
      'Study medication, including unused, partially used, and empty containers, will be returned.',
      'Study medication, including unused, partially used, and empty containers, was returned.',
      'Study medication, including unused, partially used, and empty containers, was to be returned.',
    ],
    [
      'Performance on the long scale and performance on the short scale will be compared.',
      'Performance on the long scale and performance on the short scale were compared.',
      'Performance on the long scale and performance on the short scale were to be compared.',
    ],
    [
      'Unblinding which occurs during these analyses will be documented.',
      'Unblinding which occurred during these analyses was documented.',
      'Unblinding which occurred during these analyses was to be documented.',
    ],
    [
      'The nurse and the caregiver will each complete a form.',
      'The nurse and the caregiver each completed a form.',
      'The nurse and the caregiver were each to complete a form.',
    ],
    [
      'The caregiver, who is trained and will be available by telephone, will keep the diary.',
      'The caregiver, who was trained and was available by telephone, kept the diary.',
      'The caregiver, who was trained and was to be available by telephone, was to keep the diary.',
    ],
    [
      'Risks will be assessed and the programme is written.',
      'Risks were assessed and the programme was written.',
      'Risks were to be assessed and the programme was to be written.',
    ],
    [
      'All events, whether or not considered related to study drug, will be listed.',
      'All events, whether or not considered related to study drug, were listed.',
      'All events, whether or not considered related to study drug, were to be listed.',
    ],
  ])

  test.each([
    [
      'The physician will make an assessment and with the investigator determine the cause.',
      'The physician was to make an assessment and with the investigator determine the cause.',
    ],
    [
      'The designee will explain the study, answer questions, and obtain consent.',
      'The designee was to explain the study, answer questions, and obtain consent.',
    ],
    [
      'Vaccines will help control and reduce transmission.',
      'Vaccines were to help control and reduce transmission.',
    ],
  ])('where a verb is unsure the plan stays one: %s', (plan, planned) => {
    expect(changeTense(plan, 'done')).toMatchObject({ text: planned, usedMode: 'planned' })
  })
})

describe('what is expected of somebody', () => {
  test.each([
    [
      'A caregiver who is in contact with the subject and who will accompany the subject, will sign the form.',
      'A caregiver who was in contact with the subject and who would accompany the subject, signed the form.',
    ],
    [
      'A reliable caregiver who will accompany the subject and be available by telephone.',
      'A reliable caregiver who would accompany the subject and be available by telephone.',
    ],
  ])('%s', (plan, report) => expect(changeTense(plan, 'done').text).toBe(report))
})

describe('what was not planned', () => {
  test.each([
    ['Genetic tests will not be performed.', 'Genetic tests were not planned.'],
    ['A run-in will not be done at Visit 1.', 'A run-in was not planned at Visit 1.'],
    ['Tests will not be performed by the site.', 'Tests were not to be performed by the site.'],
    [
      'If it is missing, imputation will not be performed.',
      'If it was missing, imputation was not to be performed.',
    ],
  ])('%s', (plan, report) => expect(changeTense(plan, 'planned').text).toBe(report))
})

describe('what was thought beforehand', () => {
  test.each([
    [
      'It is planned that patients will be randomized in blocks.',
      'It was planned that patients would be randomized in blocks.',
    ],
    [
      'It is expected that the duration will be similar.',
      'It was expected that the duration would be similar.',
    ],
    [
      'Tablets are supplied so that the blind will be kept.',
      'Tablets were supplied so that the blind would be kept.',
    ],
    [
      'The duration of participation is expected to be 18 weeks.',
      'The duration of participation was expected to be 18 weeks.',
    ],
    [
      'It is believed that recruitment will take a year.',
      'It was believed that recruitment would take a year.',
    ],
    ['We plan to use a mixed model.', 'We planned to use a mixed model.'],
    ['The form is to be signed.', 'The form was to be signed.'],
    ['Subjects are to fast overnight.', 'Subjects were to fast overnight.'],
  ])('%s', (plan, report) => {
    expect(changeTense(plan, 'done').text).toBe(report)
    expect(changeTense(plan, 'planned').text).toBe(report)
  })
})
