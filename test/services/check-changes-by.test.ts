import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const files = {
  'figures.csv': `Key figures (USD million),FY2025,FY2024
Net sales,"1,204.5","1,310.2"
Order intake,"1,402.0","1,255.7"
EBITDA,(12.4),35.1
EBITDA margin (%),-1.0,2.7
Net debt,410.3,388.9
Headcount (FTE),"6,120","6,480"
Dividend per share (USD),0.00,0.45
`,
  'segments.csv': `Net sales by segment (USD million),FY2025,FY2024
Pumps,604.2,640.9
Valves,410.1,455.0
Service,190.2,214.3
Total,"1,204.5","1,310.2"
`,
}

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  for (const [name, text] of Object.entries(files)) {
    await app.upload('/api/v1/documents', { name, bytes: new TextEncoder().encode(text) })
  }
  await waitUntilIdle(app)
})
afterAll(() => app.close())

describe('values and changes of a table in millions, whose years are FY2025 and FY2024', () => {
  test.each([
    'Net sales fell from USD 1,310.2 million to USD 1,204.5 million in FY2025.',
    'Net sales decreased to USD 1,204.5 million (FY2024: USD 1,310.2 million).',
    'EBITDA was USD -12.4 million in FY2025.',
    'Order intake rose to USD 1,402.0 million in FY2025.',
    'Pumps contributed USD 604.2 million to net sales in FY2025.',
  ])('are supported by the cells that give them: “%s”', async (claim) => {
    expect((await verifyInApp(app, claim)).claim_state).toBe('supported')
  })

  test.each([
    ['Net debt increased by USD 21.4 million.', '388.9'],
    ['Net sales of Valves fell by USD 44.9 million.', '455.0'],
    ['Headcount was reduced by 360 FTE.', '6,480'],
    ['Net sales declined by 8.1%.', '1,310.2'],
  ])('follow from the two cells between which they lie: “%s”', async (claim, before) => {
    const { claim_state, reason, evidence } = await verifyInApp(app, claim)
    expect([claim_state, reason.code]).toEqual(['supported', 'computed'])
    expect(evidence.map(({ quote }) => quote)).toContain(before)
  })

  test.each([
    'Net sales fell from EUR 1,310.2 million to EUR 1,204.5 million in FY2025.',
    'Net sales rose from USD 1,310.2 million to USD 1,204.5 million in FY2025.',
    'EBITDA was USD 12.4 million in FY2025.',
    'Order intake fell to USD 1,402.0 million in FY2025.',
    'Net debt decreased by USD 21.4 million.',
    'Net debt increased by USD 24.1 million.',
    'Net debt increased by EUR 21.4 million.',
    'Net debt increased by USD 21.4 thousand.',
    'Net debt increased by USD 21.4 million in FY2024.',
    'Net debt increased by USD 21.4 million since FY2023.',
    'Net debt increased by USD 21.4 million in the first half of FY2025.',
    'Net debt increased by USD 21.4 million on average.',
    'Net debt increased by more than USD 21.4 million.',
    'Net debt of the parent increased by USD 21.4 million.',
    'Net debt did not increase by USD 21.4 million.',
    'Net debt would have increased by USD 21.4 million.',
    'Net sales of Pumps fell by USD 44.9 million.',
    'Net sales declined by 8.8%.',
    'Headcount rose by 360 FTE.',
    'Valves contributed USD 604.2 million to net sales in FY2025.',
  ])('are not supported otherwise: “%s”', async (claim) => {
    expect((await verifyInApp(app, claim)).claim_state).not.toBe('supported')
  })

  test('are not refuted by a change that may be another one', async () => {
    const claim = 'Net sales declined by 5.2% without what was sold.'
    expect((await verifyInApp(app, claim)).claim_state).not.toBe('contradicted')
  })
})
