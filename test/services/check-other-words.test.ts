import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyClaimResponse } from '../../shared/contract/checks.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const agreement = `# Cleaning agreement

# 3 Term

3.1 The Agreement starts on 1 May 2022 and expires on 30 April 2026.

# 4 Payment

4.1 The Customer shall pay undisputed invoices within 20 days of receipt.

4.2 The Contractor may assign the Agreement to Marlow Services Ltd.

4.4 The Agreement is personal. The Contractor shall not assign it without the Customer's consent.

4.3 If the Contractor misses two visits in a month, it shall repay the monthly fee.

# 5 Incidents

5.1 The Contractor shall report a theft to the Customer without delay and at the latest 12 hours after learning of it.

5.2 The liability of each party is limited to £300,000.

Annex B

The sum of deductions in a month is limited to 10% of the fee.
`

const amendment = `# Amendment no. 1 to the cleaning agreement

1.1 In clause 4.1, "20 days" is replaced by "35 days".

1.2 In Annex B, the limit on deductions is raised from 10% to 12% of the fee.

1.3 In clause 5.2, "£300,000" is replaced by "£450,000".
`

const report = `# Report of the Lindhaven works

## Sites

In March 2024 the Board decided to shut the Tarn Street depot. The closure was completed on 12 September 2024; 41 employees left the company and 9 moved to the Harbour site.

The term loan bears interest at 4%. It is secured on the Harbour site. The overdraft is unsecured.

The office hopes that 25 volunteers will help at the fair in 2027.

## Review

At the time of the review 31 complaints about noise were examined. In 17 of them the level exceeded 60 decibels; 5 met the criteria of the ordinance, of which 2 had another cause.

Rule 3 (version 2, 4 June 2024) raised the upper noise limit from 55 to 60 decibels and introduced night checks.

On 14 January 2024 the company acquired Brook Pumps Limited, a maker of valves, for £3.6 million in cash.

Goodwill is not amortised but tested for impairment every year.

Disputes go first to the works council, and after ten days to the court.

The board verifies the repair of all pumps that are rated High, and of a sample of the others.

Action on red alarms is needed within two months. Action on green alarms is needed within twelve months.

Pumping was paused on 24OCT2023 because of the flood and resumed on 31OCT2023 on the advice of the city.

The survey will start in May 2026 and report in the second quarter of 2027. Orders of more than £4,000 also need the signature of the director.

The works shall hold fire insurance of at least £5 million and flood insurance of at least £9 million.

Case K-12 was considered unlikely to be related. The Board considers a causal role of the pump in case K-15 possible.
`

describe('a typed sentence that the prose of a source says in other words', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await createTestApp()
    const files = { 'agreement.md': agreement, 'amendment.md': amendment, 'report.md': report }
    for (const [name, text] of Object.entries(files)) {
      const bytes = new TextEncoder().encode(text)
      const role = name === 'report.md' ? 'report' : 'contract'
      await app.upload('/api/v1/documents', { name, bytes }, { role })
    }
    await waitUntilIdle(app)
  })
  afterAll(() => app.close())

  const verify = async (claim: string) => {
    const response = await app.post('/api/v1/verify-claim', { claim })
    return verifyClaimResponse.parse(await response.json())
  }

  test.each([
    [
      'what is to be done, in the passive voice',
      'Any theft has to be reported to the Customer without delay, at the latest 12 hours after the Contractor has learned of it.',
    ],
    [
      'a noun for the verb, its thing named by the sentence before',
      'The Tarn Street depot was closed on 12 September 2024; 41 people left the company and 9 transferred to Harbour.',
    ],
    [
      'a part of a whole that the sentence before counts',
      'Of the 31 complaints examined, 17 had a level above 60 decibels and five met the criteria of the ordinance.',
    ],
    [
      'a rule that did it, in the passive voice',
      'With Rule 3 the upper noise limit was raised from 55 to 60 decibels, and night checks were introduced.',
    ],
    [
      'what is forbidden, of what the sentence before names',
      'The Agreement may not be assigned by the Contractor without the consent of the Customer.',
    ],
    [
      'two things of one subject, one of them denied',
      'Goodwill is not amortised but is tested for impairment annually.',
    ],
    [
      'a date as data have it',
      'Pumping was restarted on 31 October 2023 on the advice of the city.',
    ],
    [
      'another word for a limit',
      'The cap on deductions has been raised from 10% to 12% of the fee.',
    ],
  ])('is supported: %s', async (_, claim) => {
    const { claim_state, evidence } = await verify(claim)
    expect(claim_state).toBe('supported')
    expect(evidence.length).toBeGreaterThan(0)
  })

  test('is supported by a clause as another document amends it, and both are shown', async () => {
    const { claim_state, evidence } = await verify(
      'The Customer now has 35 days in which to pay undisputed invoices.',
    )
    expect(claim_state).toBe('supported')
    expect(evidence.map(({ quote }) => quote)).toEqual([
      expect.stringContaining('within 20 days'),
      expect.stringContaining('is replaced by "35 days"'),
    ])
  })

  test('is not supported by a clause that another document amends', async () => {
    const { claim_state, reason, evidence } = await verify(
      'The Customer shall pay undisputed invoices within 20 days of receipt.',
    )
    expect([claim_state, reason.code]).toEqual(['partly_supported', 'several_values'])
    expect(evidence.at(-1)?.quote).toContain('is replaced by "35 days"')
  })

  test('is contradicted where the one date of the same deed is another', async () => {
    const { claim_state, reason } = await verify(
      'The company acquired Brook Pumps Limited on 14 June 2024.',
    )
    expect(claim_state).toBe('contradicted')
    expect(reason.text).toContain('“14 June 2024” against “14 January 2024”')
  })

  test.each([
    ['whoever does it is another', 'The Customer may assign the Agreement to Marlow Services Ltd.'],
    [
      'who does it is not to whom it is done',
      'Marlow Services Ltd may assign the Agreement to the Contractor.',
    ],
    ['its condition is left out', 'The Contractor shall repay the monthly fee.'],
    ['it is of another thing named before', 'The overdraft is secured on the Harbour site.'],
    ['it is only hoped', '25 volunteers will help at the fair in 2027.'],
    [
      'it is said of another case',
      'In case K-12 the Board considered a causal role of the pump possible.',
    ],
    [
      'what is demanded was not done by that',
      'Undisputed invoices were paid within 35 days of receipt.',
    ],
    [
      'the values have changed places',
      'The upper noise limit was raised from 60 to 55 decibels with Rule 3.',
    ],
    ['it is said of the limit on a thing', 'Deductions were raised from 10% to 12% of the fee.'],
    ['it comes later', 'Disputes go first to the court.'],
    [
      'a part is of something else',
      'The board verifies the repair of a sample of all pumps that are rated High.',
    ],
    [
      'its clauses are of two things',
      'Action on red alarms is needed, and action is needed within twelve months.',
    ],
    [
      'it is the date of another deed',
      'Pumping was restarted on 24 October 2023 on the advice of the city.',
    ],
    ['it is of another deed', 'The survey will report in May 2026.'],
    ['it is only of some', 'Orders need the signature of the director.'],
    ['the value is of another thing', 'The works must hold fire insurance of at least £9 million.'],
    ['it is denied', 'Night checks were not introduced with Rule 3.'],
    [
      'its cause is not told',
      'The Tarn Street depot was closed on 12 September 2024 because of a fire.',
    ],
    [
      'one of its clauses is not said',
      'The Tarn Street depot was closed on 12 September 2024, and 41 people were dismissed.',
    ],
  ])('is not supported where %s', async (_, claim) => {
    expect((await verify(claim)).claim_state).not.toBe('supported')
  })

  test('is shown in part where all its values stand in one sentence and only words are left', async () => {
    const { claim_state, reason, evidence } = await verify(
      'Brook Pumps Limited was bought for £3.6 million in cash after long talks.',
    )
    expect(claim_state).toBe('partly_supported')
    expect(reason.text).toContain('“talks”')
    expect(evidence[0]?.quote).toContain('acquired Brook Pumps Limited')
  })

  test('is no claim where a field of a template is left in it', async () => {
    expect((await verify('Statistical report of trial {{protocol_no}}.')).claim_state).toBe(
      'not_a_claim',
    )
  })
})
