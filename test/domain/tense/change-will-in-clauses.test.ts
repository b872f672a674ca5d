import { describe, expect, test } from 'vitest'
import { changeTense } from '../../../server/domain/tense/change-tense.ts'
import { testCases } from './tense-cases.ts'

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
