import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { uploadExample, waitUntilIdle } from '../support/run-in-app.ts'

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  await uploadExample(app, 'study')
  await waitUntilIdle(app)
})

afterAll(() => app.close())

const verify = (claim: string) => verifyInApp(app, claim)
const judge = async (claim: string) => (await verify(claim)).claim_state

describe('a sentence that a writer typed, with no source recorded', () => {
  test.each([
    'Women were 46% of the subjects.',
    'With velorastat 15 mg, 34 subjects (55.7%) had any adverse event.',
    'Headache was less frequent with velorastat 15 mg (8.2%) than with placebo (11.7%).',
    '3 subjects on placebo and 5 on velorastat 15 mg had nausea.',
    'At the 5% level, the groups differed in early termination for lack of efficacy (p=0.0488).',
    'Of the 182 randomized subjects, 181 belonged to the safety population and 154 to the per-protocol population.',
  ])('is supported by the cells that it names: “%s”', async (claim) => {
    expect(await judge(claim)).toBe('supported')
  })

  test.each([
    'Subjects had a mean age of 56 years.',
    'Men were 46% of the subjects.',
    'With velorastat 5 mg, 34 subjects (55.7%) had any adverse event.',
    'Of 182 screened subjects, 241 were randomized.',
    'Headache was more frequent with velorastat 15 mg (8.2%) than with placebo (11.7%).',
    'Hypotension was not observed on velorastat 15 mg.',
    'One subject on placebo and two on velorastat 15 mg withdrew from the study.',
    'The age was between 73 and 26 years.',
    'The age was between 29 and 73 years.',
    'The median age was 53.9 years.',
    'It was double-blind.',
    'At the 5% level, the groups differed in early termination for an adverse event (p=0.0488).',
    'At the 5% level, the groups did not differ in early termination for lack of efficacy (p=0.0488).',
    'Of the 182 randomized subjects, 154 belonged to the safety population and 181 to the per-protocol population.',
  ])('is not supported where one thing is changed: “%s”', async (claim) => {
    expect(await judge(claim)).not.toBe('supported')
  })

  test.each([
    'Subjects had a mean age of 54 years.',
    'An increase in blood potassium was seen in 9.8% of the subjects on velorastat 15 mg and in none on placebo.',
    'Fifty-nine of the screened subjects were screening failures.',
  ])('is not said to be wrong where it is true: “%s”', async (claim) => {
    expect(await judge(claim)).not.toBe('contradicted')
  })
})

describe('a difference that is typed without the thing that differs', () => {
  test.each([
    'The difference between velorastat 5 mg and placebo was not statistically significant.',
    'The difference between velorastat 15 mg and placebo was statistically significant.',
    'The difference between velorastat 5 mg and placebo at Week 12 was not statistically significant.',
    'The difference in adverse events between velorastat 15 mg and placebo was not significant.',
    'The difference between velorastat 5 mg and placebo was not significant (p-value 0.7121).',
  ])('is held by the p-value of no other thing: “%s”', async (claim) => {
    expect(await judge(claim)).not.toBe('supported')
  })

  test.each([
    'There was no statistically significant difference in headache between velorastat 15 mg and placebo.',
    'The difference in blood pressure between velorastat 15 mg and placebo was statistically significant.',
  ])('is held where that thing is named: “%s”', async (claim) => {
    expect(await judge(claim)).toBe('supported')
  })
})

describe('a record that is typed by its number', () => {
  let audit: TestApp
  const judgeAudit = async (claim: string) => (await verifyInApp(audit, claim)).claim_state

  beforeAll(async () => {
    audit = await createTestApp()
    await uploadExample(audit, 'audit')
    await waitUntilIdle(audit)
  })

  afterAll(() => audit.close())

  test.each([
    'INV-20911 had no goods receipt.',
    'INV-20911 of EUR 7,940.00 had no goods receipt.',
    'The amount of INV-20911, which had no goods receipt, was EUR 7,940.00.',
  ])('is held by the words of its cells: “%s”', async (claim) => {
    expect(await judgeAudit(claim)).toBe('supported')
  })

  test.each([
    'INV-20911 had a goods receipt.',
    'INV-20911 had no purchase order.',
    'INV-20417 had no goods receipt.',
    'Only INV-20911 had no goods receipt.',
    'INV-20911 and INV-20417 had no goods receipt.',
    'INV-20911 never had no goods receipt.',
    'INV-20911 of EUR 4,860.00 had no goods receipt.',
    'INV-20417 of EUR 4,860.00 had no goods receipt.',
    'INV-20911 of EUR 7,940.00 was a duplicate payment.',
    'EXP-3440 had no receipt.',
    'EXP-3440 exceeded the limit by EUR 1,045.00.',
    'PO-7803 was approved on 21 August 2024.',
    'The limit exceeded EXP-3440.',
  ])('is not supported where its cells say something else: “%s”', async (claim) => {
    expect(await judgeAudit(claim)).not.toBe('supported')
  })

  test('is not said to be wrong where its words stand in another order', async () => {
    const told = 'Without a receipt, three claims were reimbursed.'
    expect(await judgeAudit(told)).not.toBe('contradicted')
    for (const wrong of [told.replace('three', 'two'), told.replace('reimbursed', 'rejected')])
      expect(await judgeAudit(wrong)).not.toBe('supported')
  })
})

/** Rows of the tables of adverse events, with the subjects of each group who had them. */
const rows = [
  { name: 'nausea', counts: [3, 4, 5] },
  { name: 'headache', counts: [7, 6, 5] },
  { name: 'dizziness', counts: [2, 5, 9] },
  { name: 'back pain', counts: [3, 2, 2] },
  { name: 'nasopharyngitis', counts: [5, 4, 4] },
  { name: 'urinary tract infection', counts: [1, 2, 1] },
  { name: 'constipation', counts: [1, 2, 2] },
] as const

const arms = ['placebo', 'velorastat 5 mg', 'velorastat 15 mg'] as const

const twoOf = (count: number) =>
  fc.tuple(fc.nat(count - 1), fc.nat(count - 1)).filter(([one, other]) => one !== other)

describe('a pair of values that is swapped', () => {
  const write = (arm: string, [one, other]: readonly [Named, Named], form: number): string =>
    [
      `On ${arm}, ${one.count} subjects had ${one.name} and ${other.count} had ${other.name}.`,
      `With ${arm}, ${one.name} was reported by ${one.count} and ${other.name} by ${other.count} subjects.`,
    ][form] ?? ''
  type Named = { readonly name: string; readonly count: number }

  test('between rows is never supported', { timeout: 120_000 }, async () => {
    const pairs = fc.tuple(twoOf(rows.length), fc.nat(2), fc.nat(1))
    await fc.assert(
      fc.asyncProperty(pairs, async ([[first, second], arm, form]) => {
        const [one, other] = [rows[first], rows[second]]
        const counts = [one?.counts[arm], other?.counts[arm]]
        fc.pre(one !== undefined && other !== undefined && counts[0] !== counts[1])
        const [a = 0, b = 0] = counts
        const swapped = [
          { name: one?.name ?? '', count: b },
          { name: other?.name ?? '', count: a },
        ] as const
        expect(await judge(write(arms[arm] ?? '', swapped, form))).not.toBe('supported')
      }),
      { numRuns: 60 },
    )
  })

  test('between groups is never supported', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(twoOf(arms.length), fc.nat(rows.length - 1), async (pair, at) => {
        const [first, second] = pair
        const { name, counts } = rows[at] ?? rows[0]
        const [a, b] = [counts[first] ?? 0, counts[second] ?? 0]
        fc.pre(a !== b)
        const [one, other] = [arms[first] ?? '', arms[second] ?? '']
        const claim = `${b} subjects on ${one} and ${a} on ${other} had ${name}.`
        expect(await judge(claim)).not.toBe('supported')
      }),
      { numRuns: 40 },
    )
  })

  test.each([
    ['The ECG was taken after the patients had rested for 5 minutes.', '5 minutes of rest'],
    [
      'Potassium is checked once more within 48 hours where it is found above 5.5 mmol/L.',
      'the sample will be repeated within 48 hours',
    ],
  ])('shows the passage that says it in other words: “%s”', async (claim, words) => {
    const { claim_state: state, evidence } = await verify(claim)
    expect(state).not.toBe('supported')
    expect(evidence.map(({ quote }) => quote).join('\n')).toContain(words)
  })

  test('shows no passage that speaks of something else', async () => {
    const { claim_state: state, evidence } = await verify(
      'Lunch was paid by a foundation in Norway.',
    )
    expect([state, evidence]).toEqual(['no_source_found', []])
  })
})
