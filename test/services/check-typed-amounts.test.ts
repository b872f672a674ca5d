import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyClaimResponse } from '../../shared/contract/checks.ts'
import { buildDocx, paragraph, table } from '../support/build-docx.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const arms = ['Vehicle (N=72)', 'Cream 0.5% (N=70)', 'Cream 1.5% (N=71)']

const sources: Readonly<Record<string, Uint8Array>> = {
  'events.docx': buildDocx({
    body:
      paragraph('Table 1. Adverse events, safety population') +
      table(
        [
          ['Event', ...arms],
          ['Erythema', '3 (4.2%)', '1 (1.4%)', '9 (12.7%)'],
          ['Dryness', '4 (5.6%)', '0', '6 (8.5%)'],
        ],
        1,
      ),
  }),
  'report.docx': buildDocx({
    body: [
      'A maximum of 15 days is allowed for each appeal.',
      'Between 20 and 30 farms took part in the survey.',
      'The library bought 249 books in 2023.',
      'The tower cost $7.8 million.',
      'The mill cost 3.3 million.',
      'The road cost 9.1 million Swiss francs.',
      'The tunnel cost 3.4 million US dollars.',
      'The office hopes that 25 volunteers will help at the fair.',
      'The training of the inspectors takes 26 weeks.',
    ]
      .map((text) => paragraph(text))
      .join(''),
  }),
  'grants.csv': new TextEncoder().encode(
    'Project,Lead,Amount,Currency,Status\n' +
      'Heron,Ada Moe,5000,EUR,closed\nOtter,Bo Lind,7200,USD,open\nLynx,Cy Park,6400,GBP,open\n',
  ),
}

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  for (const [name, bytes] of Object.entries(sources)) {
    await app.upload('/api/v1/documents', { name, bytes })
  }
  await waitUntilIdle(app)
})

afterAll(() => app.close())

async function judge(claim: string): Promise<string> {
  const response = await app.post('/api/v1/verify-claim', { claim })
  return verifyClaimResponse.parse(await response.json()).claim_state
}

describe('what is typed of an amount', () => {
  test.each([
    'Erythema was reported only by 3 subjects on vehicle.',
    'Dryness occurred only in 4 subjects on vehicle.',
    'A further 3 subjects on vehicle had erythema.',
    'At least 15 days is allowed for each appeal.',
    'The library bought at least 249 books in 2023.',
    'Exactly 15 days is allowed for each appeal.',
    '30 farms took part in the survey.',
    'At least 30 farms took part in the survey.',
    'The library bought 249 books in about 2020.',
    'The office hopes that at least 25 volunteers will help at the fair.',
    'The training of the inspectors takes at least 26 weeks.',
    'The tower cost ₹7.8 million.',
    'The mill cost €3.3 million.',
    'The road cost €9.1 million.',
    'The tunnel cost €3.4 million.',
    'Lynx, led by Cy Park, had an amount of $6,400.',
    'Heron, led by Ada Moe, has an amount of £5,000.',
  ])('is not supported: “%s”', async (text) => {
    expect(await judge(text)).not.toBe('supported')
  })

  test.each([
    'Only 3 subjects on vehicle had erythema.',
    'A maximum of 15 days is allowed for each appeal.',
    'Between 20 and 30 farms took part in the survey.',
    'The library bought approximately 250 books in 2023.',
    'The tower cost $7.8 million.',
    'The road cost 9.1 million Swiss francs.',
    'Heron, led by Ada Moe, has an amount of €5,000.',
    'Heron, led by Ada Moe, has an amount of 5,000.',
  ])('is supported: “%s”', async (text) => {
    expect(await judge(text)).toBe('supported')
  })

  test('is not called wrong by a share that another group has the name of', async () => {
    expect(
      await judge('On vehicle, 3 subjects had erythema, compared with 0.5% on Cream 1.5%.'),
    ).toBe('contradicted')
  })
})
