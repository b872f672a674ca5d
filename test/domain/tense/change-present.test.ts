import { describe, expect, test } from 'vitest'
import { changeTense } from '../../../server/domain/tense/change-tense.ts'

describe('the present of the study moves', () => {
  test.each([
    ['The study has 90% power to detect it.', 'The study had 90% power to detect it.'],
    ['This sample size has 90% power.', 'This sample size had 90% power.'],
    [
      'This is a randomized, double-blind study in adults.',
      'This was a randomized, double-blind study in adults.',
    ],
    ['The trial is placebo-controlled.', 'The trial was placebo-controlled.'],
    ['The study consists of two periods.', 'The study consisted of two periods.'],
    [
      'The primary endpoint is the change in weight.',
      'The primary endpoint was the change in weight.',
    ],
    ['The objectives of this study are:', 'The objectives of this study were:'],
    ['No interim analysis is planned.', 'No interim analysis was planned.'],
    ['All tests are two-sided.', 'All tests were two-sided.'],
    [
      'Treatment-emergent adverse events are defined as those that start or worsen after the first dose.',
      'Treatment-emergent adverse events were defined as those that started or worsened after the first dose.',
    ],
    [
      'There are three treatment arms in the study.',
      'There were three treatment arms in the study.',
    ],
    [
      'The safety population includes all subjects who take at least one dose and have a visit.',
      'The safety population included all subjects who took at least one dose and had a visit.',
    ],
    [
      'A sample of 60 subjects per group has 90% power.',
      'A sample of 60 subjects per group had 90% power.',
    ],
    [
      'The investigators are responsible for consent.',
      'The investigators were responsible for consent.',
    ],
    ['The trial does not include a run-in.', 'The trial did not include a run-in.'],
    [
      'Subjects who score 5 or greater are excluded.',
      'Subjects who scored 5 or greater were excluded.',
    ],
    ['Study drug is supplied as tablets.', 'Study drug was supplied as tablets.'],
    ['The form is to be signed by the caregiver.', 'The form was to be signed by the caregiver.'],
    ['We assume a standard deviation of 10 mmHg.', 'We assumed a standard deviation of 10 mmHg.'],
  ])('%s', (plan, report) => {
    expect(changeTense(plan, 'done').text).toBe(report)
    expect(changeTense(plan, 'planned').text).toBe(report)
  })
})

describe('what is done in the present', () => {
  test.each([
    ['Subjects are randomized.', 'Subjects were randomized.', 'Subjects were to be randomized.'],
    [
      'Each dose is compared with placebo.',
      'Each dose was compared with placebo.',
      'Each dose was to be compared with placebo.',
    ],
    [
      'Subjects receive study drug and return to the clinic.',
      'Subjects received study drug and returned to the clinic.',
      'Subjects were to receive study drug and return to the clinic.',
    ],
    [
      'The scale is administered to the caregiver.',
      'The scale was administered to the caregiver.',
      'The scale was to be administered to the caregiver.',
    ],
    [
      'The sample is then frozen and tested.',
      'The sample was then frozen and tested.',
      'The sample was then to be frozen and tested.',
    ],
    [
      'Baseline values are not carried forward.',
      'Baseline values were not carried forward.',
      'Baseline values were not to be carried forward.',
    ],
  ])('%s', (plan, done, planned) => {
    expect(changeTense(plan, 'done').text).toBe(done)
    expect(changeTense(plan, 'planned').text).toBe(planned)
  })
})

describe('what is true in general stays', () => {
  test.each([
    'Xanomeline is a muscarinic agonist.',
    'Hypertension is defined as a systolic pressure above 140 mmHg.',
    'An adverse event is any untoward medical occurrence in a subject.',
    'Alzheimer’s disease is the most common cause of dementia.',
    'Patients with this disease have a reduced life expectancy.',
    'The receptor has five subtypes.',
    'Lacunar infarct is defined as an area of abnormal intensity.',
    'The most common effects of such drugs are nausea and vomiting.',
    'Treatment of hypertension reduces the risk of stroke.',
    'The ADAS-Cog is a standard instrument used to assess word recall.',
    'The study drug has been shown to be effective.',
    'Males and postmenopausal females at least 50 years of age.',
    'Has given written informed consent.',
    'Takes no antihypertensive medication.',
    'serum potassium above 5.0 mmol/L',
    'To evaluate the safety of the drug.',
    '2 = mild: patient has difficulty less than 25% of the time',
    'Patients with a high score are more likely to have a stroke.',
    'The sponsor, for any reason, stops the subject’s participation.',
    'What is the goal of the study?',
    'The data were de-identified.',
    'A total of 295 patients were randomized.',
    '',
    '…',
  ])('%s', (sentence) => {
    for (const mode of ['done', 'planned'] as const) {
      expect(changeTense(sentence, mode)).toMatchObject({
        text: sentence,
        transformations: [],
        leftToWriter: [],
      })
    }
  })
})
