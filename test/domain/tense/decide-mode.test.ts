import { describe, expect, test } from 'vitest'
import { changeTense } from '../../../server/domain/tense/change-tense.ts'
import { listLeft } from './left-words.ts'

/** A sentence that stays a plan although "done" is asked for. */
function expectPlanned(plan: string, report: string): void {
  expect(changeTense(plan, 'done')).toMatchObject({ text: report, usedMode: 'planned' })
}

describe('a condition keeps the plan a plan', () => {
  test.each([
    [
      'If the value is missing, the last value will be used.',
      'If the value was missing, the last value was to be used.',
    ],
    [
      'Dosing will be stopped when the stopping rule is met.',
      'Dosing was to be stopped when the stopping rule was met.',
    ],
    [
      'No adjustment will be made unless the model fails.',
      'No adjustment was to be made unless the model failed.',
    ],
    [
      'Subjects will be followed whenever possible.',
      'Subjects were to be followed whenever possible.',
    ],
    ['A sample will be taken if required.', 'A sample was to be taken if required.'],
    [
      'In the event that a subject is pregnant, dosing will be stopped.',
      'In the event that a subject was pregnant, dosing was to be stopped.',
    ],
    [
      'In case of an overdose, the sponsor will be informed.',
      'In case of an overdose, the sponsor was to be informed.',
    ],
    [
      'Subjects will be included provided they have signed the form.',
      'Subjects were to be included provided they had signed the form.',
    ],
    [
      'Depending on the result, the dose will be reduced.',
      'Depending on the result, the dose was to be reduced.',
    ],
    [
      'Additional tests will be performed as needed.',
      'Additional tests were to be performed as needed.',
    ],
    [
      'Use of sedatives will be reviewed on a case-by-case basis.',
      'Use of sedatives was to be reviewed on a case-by-case basis.',
    ],
    [
      'If the pressure is low and the dose is high, treatment will be stopped.',
      'If the pressure was low and the dose was high, treatment was to be stopped.',
    ],
    [
      'If a subject withdraws, an early visit will take place.',
      'If a subject withdrew, an early visit was to take place.',
    ],
    [
      'If any report documents a pause, the chair will be told.',
      'If any report documented a pause, the chair was to be told.',
    ],
    [
      'If, in the opinion of the investigator, the event is serious, it will be reported.',
      'If, in the opinion of the investigator, the event was serious, it was to be reported.',
    ],
    [
      'Tests will be repeated until levels return to normal if they are abnormal.',
      'Tests were to be repeated until levels returned to normal if they were abnormal.',
    ],
  ])('%s', expectPlanned)

  test('but not "to determine if"', () => {
    const plan = 'Values will be compared to determine if the subject is eligible.'
    expect(changeTense(plan, 'done')).toMatchObject({
      text: 'Values were compared to determine if the subject was eligible.',
      usedMode: 'done',
    })
  })

  test('nor a date that was sure to come', () => {
    const plan = 'Blood will be drawn before the first dose is taken.'
    expect(changeTense(plan, 'done').text).toBe('Blood was drawn before the first dose was taken.')
  })
})

describe('a planned count keeps the plan a plan', () => {
  test.each([
    [
      'Approximately 300 patients will be enrolled.',
      'Approximately 300 patients were to be enrolled.',
    ],
    ['A total of 60 subjects will be randomized.', 'A total of 60 subjects were to be randomized.'],
    ['The study will enroll 180 adult subjects.', 'The study was to enroll 180 adult subjects.'],
    ['Up to 30 sites will take part.', 'Up to 30 sites were to take part.'],
    ['About 180 subjects are randomized.', 'About 180 subjects were to be randomized.'],
    [
      'The study will be conducted at approximately 18 centres.',
      'The study was to be conducted at approximately 18 centres.',
    ],
    [
      'Approximately 15 mL of blood will be drawn.',
      'Approximately 15 mL of blood was to be drawn.',
    ],
    ['Twelve healthy volunteers will be studied.', 'Twelve healthy volunteers were to be studied.'],
  ])('%s', expectPlanned)

  test.each([
    'At Visit 13 patients will be seen.',
    'For the first 8 weeks of treatment, patients will be seen.',
    'In Section 3.9, all patients will be seen.',
  ])('%s', (plan) => expect(changeTense(plan, 'done').usedMode).toBe('done'))
})

describe('a count in words keeps the plan a plan', () => {
  test.each([
    ['Fifteen patients will be enrolled.', 'Fifteen patients were to be enrolled.'],
    ['Twenty-four subjects will be dosed.', 'Twenty-four subjects were to be dosed.'],
    ['One hundred adults will be screened.', 'One hundred adults were to be screened.'],
  ])('%s', expectPlanned)
})

describe('who may or may not be there keeps the plan a plan', () => {
  test.each([
    [
      'Sites will be told before an audit occurs.',
      'Sites were to be told before an audit occurred.',
    ],
    ['Any such change will be documented.', 'Any such change was to be documented.'],
    ['Any subject who withdraws will be seen.', 'Any subject who withdrew was to be seen.'],
    [
      'Dosing will be stopped for any subject who develops a rash.',
      'Dosing was to be stopped for any subject who developed a rash.',
    ],
    [
      'Samples will be repeated in cases of haemolysis.',
      'Samples were to be repeated in cases of haemolysis.',
    ],
  ])('%s', expectPlanned)
})

describe('interim analyses and boards keep the plan a plan', () => {
  test.each([
    ['Interim analyses will not be performed.', 'Interim analyses were not planned.'],
    [
      'Interim analyses will not be carried out in this study.',
      'Interim analyses were not planned in this study.',
    ],
    ['The DSMB will review safety data.', 'The DSMB was to review safety data.'],
    [
      'An independent data monitoring committee will meet monthly.',
      'An independent data monitoring committee was to meet monthly.',
    ],
    ['The IDMC will be independent.', 'The IDMC was to be independent.'],
    [
      'A board of three experts will see the unblinded data.',
      'A board of three experts was to see the unblinded data.',
    ],
  ])('%s', expectPlanned)
})

describe('a plan never becomes a result', () => {
  test.each([
    ['Improved scores will indicate improvement.', 'Improved scores were to indicate improvement.'],
    ['The high dose will reduce blood pressure.', 'The high dose was to reduce blood pressure.'],
    ['The groups will differ in age.', 'The groups were to differ in age.'],
    [
      'Differences that are significant at the 5% level will be declared.',
      'Differences that were significant at the 5% level were to be declared.',
    ],
  ])('%s', expectPlanned)

  test.each([
    'The difference will be significant.',
    'The high dose will be more effective.',
    'Velorastat will be superior to placebo.',
  ])('%s', (plan) => {
    for (const mode of ['done', 'planned'] as const) {
      const change = changeTense(plan, mode)
      expect(change.text).toBe(plan)
      expect(listLeft(change)).toEqual(['will'])
    }
  })
})

describe('modals go to the writer', () => {
  test.each([
    ['Subjects may withdraw at any time.', ['may']],
    ['Patches should be stored cool and must not be cut.', ['should', 'must']],
    ['The investigator can contact the sponsor.', ['can']],
    ['It cannot be ruled out; it might recur.', ['cannot']],
    ['The monitor shall keep the records.', ['shall']],
  ])('%s', (plan, left) => {
    const change = changeTense(plan, 'done')
    expect(change).toMatchObject({ text: plan, transformations: [], usedMode: 'done' })
    expect(listLeft(change)).toEqual(left)
  })

  test.each([
    ['Record the time of each dose.', ['Record']],
    ['If the event persists, contact the medical monitor.', ['contact']],
  ])('so does an order: %s', (plan, left) => {
    const change = changeTense(plan, 'done')
    expect(change.text).toBe(plan)
    expect(listLeft(change)).toEqual(left)
  })

  test.each(['Lack of effect is no event.', 'Note that this test is the same as that one.'])(
    'but %s is none',
    (sentence) => expect(listLeft(changeTense(sentence, 'done'))).toEqual([]),
  )

  test.each([
    [
      'Tablets will be returned so that the rest can be counted.',
      'Tablets were returned so that the rest could be counted.',
    ],
    [
      'If glue remains and cannot be removed, a cream will be provided.',
      'If glue remained and could not be removed, a cream was to be provided.',
    ],
    [
      'The nurse will use a form that can be read by a scanner.',
      'The nurse used a form that could be read by a scanner.',
    ],
  ])('but not what could be done below a plan: %s', (plan, report) => {
    const change = changeTense(plan, 'done')
    expect(change.text).toBe(report)
    expect(listLeft(change)).toEqual([])
  })

  test('stand marked where they stand once the words before them have moved', () => {
    const plan = 'A sample will be drawn before the subject may leave, and it must be stored.'
    const change = changeTense(plan, 'done')
    expect(change.text).toContain('A sample was drawn')
    expect(listLeft(change)).toEqual(['may', 'must'])
  })

  test('and what hangs on them with them', () => {
    const plan = 'Visits should be planned so that one sample is taken before noon.'
    expect(changeTense(plan, 'done').text).toBe(plan)
  })

  test('with a plan that is part of the advice', () => {
    const plan =
      'Subjects should use patches until Visit 4, at which time the drug will be stopped.'
    const change = changeTense(plan, 'done')
    expect(change.text).toBe(plan)
    expect(listLeft(change)).toEqual(['should', 'will'])
  })

  test('but not the rest of a plan', () => {
    const change = changeTense(
      'The aims will be explained, and that the subject may withdraw.',
      'done',
    )
    expect(change.text).toBe('The aims were explained, and that the subject may withdraw.')
    expect(listLeft(change)).toEqual(['may'])
  })

  test('May is a month', () => {
    expect(listLeft(changeTense('Enrolment will start in May 2025.', 'done'))).toEqual([])
  })
})

describe('what is unsure stays and is marked', () => {
  test.each([
    'Will subjects be followed?',
    'I will be asking you some questions.',
    'Most of the questions will be easy.”',
    'You will be told the dose.',
    'It is imperative to show this, since equal efficacy will preclude approval.',
    'These will be read by the nurse and all terms that are coded, such as rash, will be flagged.',
  ])('%s', (plan) => {
    expect(changeTense(plan, 'done')).toMatchObject({
      text: plan,
      transformations: [],
    })
    expect(listLeft(changeTense(plan, 'done')).join(' ')).toMatch(/\bwill\b/i)
  })

  test('words in quotes are not touched', () => {
    expect(changeTense('The caregiver will be told “you will be called”.', 'done').text).toBe(
      'The caregiver was told “you will be called”.',
    )
  })

  test('a will is no plan', () => {
    const sentence = 'Subjects may leave at will, by their own free will.'
    const change = changeTense(sentence, 'done')
    expect(change.text).toBe(sentence)
    expect(listLeft(change)).toEqual(['may'])
  })
})
