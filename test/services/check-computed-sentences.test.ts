import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { uploadExample, waitUntilIdle } from '../support/run-in-app.ts'

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  await uploadExample(app, 'study')
  await uploadExample(app, 'audit')
  await waitUntilIdle(app)
})

afterAll(() => app.close())

const judge = (claim: string) => verifyInApp(app, claim)

/** What is so, and near-by sentences that are not: another winner, direction, row, tie or sum. */
const classes = [
  {
    name: 'more in one group than in others',
    so: [
      'Headache was more frequent on placebo than on either dose of velorastat.',
      'Week 12 was completed by more subjects on velorastat 5 mg than on 15 mg or placebo.',
      'Mean age was higher on placebo than on velorastat 15 mg.',
      'More supplier invoices than purchase orders were tested.',
    ],
    otherwise: [
      'Headache was less frequent on placebo than on either dose of velorastat.',
      'Week 12 was completed by more subjects on velorastat 15 mg than on 5 mg or placebo.',
      'Diarrhoea was more frequent on velorastat low dose than on placebo.',
      'Early termination was more frequent on placebo than on velorastat 15 mg.',
      'Mean age was lower on placebo than on velorastat 15 mg.',
      'Fewer supplier invoices than purchase orders were tested.',
    ],
  },
  {
    name: 'the most of a row or column',
    so: [
      'Dizziness was the most common preferred term on the high dose of velorastat.',
      'Lack of efficacy was the most frequent reason for early termination in the placebo group.',
      'The mean decrease of systolic blood pressure was largest on velorastat 15 mg.',
      'Vendor master data had the highest rate of exceptions.',
      'Supplier invoices had the largest number of exceptions.',
    ],
    otherwise: [
      'Headache was the most common preferred term on the high dose of velorastat.',
      'Fatigue was the most common preferred term on velorastat low dose.',
      'Withdrawal by subject was the most frequent reason for early termination on placebo.',
      'Adverse events were the most frequent reason for early termination on velorastat 5 mg.',
      'The mean decrease of systolic blood pressure was largest on velorastat 5 mg.',
      'With 6.7%, purchase orders had the highest rate of exceptions.',
      'Travel expenses had the highest rate of exceptions.',
    ],
  },
  {
    name: 'only, none and all',
    so: [
      'There were no reports of hypotension on placebo.',
      'No subject on velorastat 15 mg terminated early for lack of efficacy.',
      'All but one of the 182 randomized subjects were treated.',
      'There were no exceptions in bank payments.',
    ],
    otherwise: [
      'No subject on velorastat terminated early for lack of efficacy.',
      'An increase of blood potassium was reported as an adverse event on the high dose only.',
      'Muscle spasms were reported only on placebo.',
      'All 61 subjects who were randomized to velorastat 5 mg were also treated.',
      'All but two of the 182 randomized subjects were treated.',
      'There were no exceptions in purchase orders.',
    ],
  },
  {
    name: 'sums and shares',
    so: [
      'Seven subjects in the two velorastat groups discontinued because of an adverse event.',
      'Men were in the majority in each of the three treatment groups.',
      'Supplier invoices and purchase orders together had 9 exceptions.',
      'Three more subjects had dizziness on the low dose than on placebo.',
      'Of the 61 subjects on velorastat 15 mg, 34 had at least one adverse event.',
      'Systolic blood pressure fell by a mean of 13.2 mmHg on velorastat 15 mg.',
      'The randomized subjects were between 26 and 73 years old.',
      'Two of the four findings are rated High.',
    ],
    otherwise: [
      'Seven subjects in the two velorastat groups discontinued because of lack of efficacy.',
      'Eight subjects in the two velorastat groups discontinued because of an adverse event.',
      'Women were in the majority on placebo.',
      'More than half of the subjects were Asian.',
      'Supplier invoices and purchase orders together had 8 exceptions.',
      'Four more subjects had dizziness on the low dose than on placebo.',
    ],
  },
  {
    name: 'a rise or fall between two times',
    so: [
      'Mean systolic blood pressure fell from baseline to Week 12 in each treatment group.',
      'Mean systolic blood pressure on placebo fell from 149.5 at baseline to 146.1 at Week 12.',
    ],
    otherwise: [
      'Mean systolic blood pressure rose from baseline to Week 12 on placebo.',
      'Mean systolic blood pressure on placebo fell from 149.5 at baseline to 141.8 at Week 12.',
    ],
  },
] as const

describe.each(classes)('a typed sentence that tells $name', ({ so, otherwise }) => {
  test.each(so)('is supported where the cells say so: “%s”', async (claim) => {
    const { claim_state, reason, evidence } = await judge(claim)
    expect(claim_state).toBe('supported')
    expect(reason.code).toMatch(/^(?:computed|stated)$/)
    expect(evidence.length).toBeGreaterThan(0)
  })

  test.each(otherwise)('is contradicted where they say otherwise: “%s”', async (claim) => {
    const { claim_state, differences } = await judge(claim)
    expect(claim_state).toBe('contradicted')
    expect(differences.length).toBeGreaterThan(0)
  })
})

test('of limits that a value lies outside of, the value is named, and whose it is', async () => {
  const { claim_state, reason } = await judge(
    'Mean age was between 54.3 and 54.5 years in the three treatment groups.',
  )
  expect(claim_state).toBe('contradicted')
  expect(reason.text).toContain('52.8 (Velorastat 5 mg (N=61)) is less than 54.3.')
})

describe('a typed sentence that names not all that is computed', () => {
  test.each([
    // of others than the column's
    'Among men, mean age was higher on placebo than on velorastat 15 mg.',
    'In the per-protocol population, mean age was higher on placebo than on velorastat 15 mg.',
    // of those with an event, not of the group
    'Most subjects on velorastat 15 mg who terminated early had an adverse event.',
    'Most subjects who terminated early on placebo did so for lack of efficacy.',
    // of the 60 the 33 that are left
    '33 subjects on the low dose had no adverse event.',
    // each, or together
    'Both velorastat doses had 5 subjects with fatigue.',
    // who had the one may have had the other
    'Nausea and diarrhoea together were reported for 8 subjects in the high dose group.',
    'Most of the nausea events were on the high dose.',
    'Most subjects with nausea were on the high dose.',
    // within the group, or among the groups
    'Most frequent with velorastat 5 mg was headache.',
    'Headache was much more frequent on placebo than on the high dose.',
    'Nausea was significantly more frequent on the high dose than on placebo.',
    'Dizziness was more frequent on the high dose than on placebo because of its effect.',
    // how much more is not told by what is greater
    'Dizziness was slightly more frequent on the high dose than on placebo.',
    'Week 12 was completed by slightly more subjects on velorastat 5 mg than on 15 mg or placebo.',
    'Slightly more purchase orders than supplier invoices were tested.',
    // the most of all groups is no majority
    'Nausea was reported by the most subjects on the high dose.',
    // how it changed, and not how high it was
    'At Week 12, the mean change in systolic blood pressure was higher on velorastat 15 mg than on placebo.',
    'The mean change in systolic blood pressure was smallest on velorastat 15 mg.',
    'Together, the two doses of velorastat had more subjects with headache than placebo.',
  ])('is neither supported nor contradicted: “%s”', async (claim) => {
    expect(['partly_supported', 'no_source_found']).toContain((await judge(claim)).claim_state)
  })
})

describe('a computed verdict', () => {
  test('shows the computation and all cells that it is of', async () => {
    const found = await judge(
      'Lack of efficacy was the most frequent reason for early termination on placebo.',
    )
    expect(found.reason).toEqual({
      code: 'computed',
      text: 'This follows from the source’s values: 4 (7%) is the largest of 4 (7%), 2 (3%), 1 (2%), 1 (2%) and 0 (0%).',
    })
    expect(found.evidence.map(({ quote }) => quote.replace(/\s+/g, ' ').trim())).toEqual([
      '4 ( 7%)',
      '2 ( 3%)',
      '1 ( 2%)',
      '1 ( 2%)',
      '0 ( 0%)',
    ])
    expect(found.differences).toEqual([])
  })

  test('points at the cell that says otherwise', async () => {
    const claim = 'Headache was the most common preferred term on the high dose of velorastat.'
    const { reason, differences, evidence } = await judge(claim)
    expect(reason.text).toBe(
      'The source says otherwise: 5 (8.2%) is less than 9 (14.8%) (Dizziness).',
    )
    const [difference] = differences
    expect(difference?.source_words?.trim()).toMatch(/^9/)
    expect(evidence[difference?.evidence ?? -1]?.table?.row_path?.at(-1)).toBe('Dizziness')
  })
})
