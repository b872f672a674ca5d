import { utils, write } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const income = [
  ['Ostra Group - Consolidated income statement (EUR thousand)'],
  [],
  ['', 2024, 2023],
  ['Revenue', 88_400, 81_250],
  ['Cost of sales', -51_272, -47_125],
  ['Gross profit', 37_128, 34_125],
  ['Operating profit', 6_340, 7_910],
  ['Net profit', 4_180, 5_260],
  [],
  ['Amounts in brackets are expenses or losses.'],
]

const quarters = [
  ['Claims ledger, financial year 1 July 2024 to 30 June 2025'],
  [],
  [
    'Quarter',
    'Claims paid (number)',
    'Value paid (EUR thousand)',
    'Paid late (number)',
    'Repaid (EUR)',
  ],
  ['Q1', 3_412, 15_180, 402, 12_450],
  ['Q2', 3_655, 16_740, 518, 9_300],
  ['Q3', 3_980, 18_295, 731, 31_600],
  ['Q4', 3_127, 14_060, 289, 7_150],
  ['Year', 14_174, 64_275, 1_940, 60_500],
]

const trend = [
  'Table 3. Readers 2018 to 2024',
  '"Indicator (% of readers, all ages)",2018,2021,2024',
  'Borrow e-books every month,21.4,34.9,31.2',
  'Visit the library every week,48.3,29.7,41.6',
  'Readers asked (number),1204,988,1310',
].join('\n')

const amount = '#,##0;(#,##0)'

function toBook(sheets: Record<string, readonly (readonly (string | number)[])[]>): Uint8Array {
  const entries = Object.entries(sheets).map(([name, rows]) => {
    const cells = rows.map((row, at) =>
      row.map((value) =>
        typeof value === 'number' && at > 2 ? { t: 'n', v: value, z: amount } : value,
      ),
    )
    return [name, utils.aoa_to_sheet(cells)] as const
  })
  const book = { SheetNames: Object.keys(sheets), Sheets: Object.fromEntries(entries) }
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer)
}

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  const files = [
    { name: 'accounts.xlsx', bytes: toBook({ 'Income statement': income }) },
    { name: 'ledger.xlsx', bytes: toBook({ Ledger: quarters }) },
    { name: 'trend.csv', bytes: new TextEncoder().encode(trend) },
  ]
  for (const file of files) await app.upload('/api/v1/documents', file)
  await waitUntilIdle(app)
})

afterAll(() => app.close())

const judge = (claim: string) => verifyInApp(app, claim)

/** What is so, and near-by sentences that are not: another year, quarter, column, scale or direction. */
const classes = [
  {
    name: 'years as columns, in thousands that the title tells',
    so: [
      'Revenue for 2024 was EUR 88,400 thousand, compared with EUR 81,250 thousand in 2023.',
      'Net profit fell to EUR 4,180 thousand from EUR 5,260 thousand.',
      'In 2024 net profit fell to EUR 4,180 thousand from EUR 5,260 thousand.',
      'Gross profit for 2024 was EUR 37,128 thousand (2023: EUR 34,125 thousand).',
    ],
    otherwise: [
      'Revenue for 2023 was EUR 88,400 thousand, compared with EUR 81,250 thousand in 2024.',
      'Revenue for 2024 was EUR 88,400 thousand, compared with EUR 81,250 thousand in 2022.',
      'Net profit rose to EUR 4,180 thousand from EUR 5,260 thousand.',
      'Net profit rose from EUR 4,180 thousand to EUR 5,260 thousand.',
      'Net profit for 2024 was EUR 6,340 thousand.',
      'Gross profit for 2024 was EUR 34,125 thousand (2023: EUR 37,128 thousand).',
      'Revenue for 2024 was EUR 88,400.',
    ],
  },
  {
    name: 'millions of a table in thousands',
    so: [
      'Revenue was EUR 88.4 million in 2024.',
      'Net profit was EUR 4.2 million in 2024.',
      'Net profit fell from EUR 5.3 million to EUR 4.2 million.',
    ],
    otherwise: [
      'Revenue was EUR 8.84 million in 2024.',
      'Net profit was EUR 4.1 million in 2024.',
      'Net profit was EUR 5.3 million in 2024.',
      'Net profit rose from EUR 4.2 million to EUR 5.3 million.',
    ],
  },
  {
    name: 'shares by year, in percent that the head of the rows tells',
    so: [
      'The share of readers who borrow e-books every month was 34.9% in 2021 and 31.2% in 2024.',
      'In 2018, 48.3% of the readers visited the library every week.',
    ],
    otherwise: [
      'The share of readers who borrow e-books every month was 31.2% in 2021 and 34.9% in 2024.',
      'The share of readers who borrow e-books every month was 34.9% in 2018 and 31.2% in 2024.',
      'In 2021, 48.3% of the readers visited the library every week.',
      'The share of readers asked was 988% in 2021.',
    ],
  },
  {
    name: 'quarters as rows',
    so: [
      'In the third quarter 731 claims were paid late.',
      'In Q1, 402 claims were paid late.',
      'In the year, 14,174 claims with a value of EUR 64,275 thousand were paid.',
      'In the second quarter EUR 9,300 was repaid.',
    ],
    otherwise: [
      'In the third quarter 518 claims were paid late.',
      'In the second quarter 731 claims were paid late.',
      'In the year 731 claims were paid late.',
      'In the year, 14,174 claims with a value of EUR 64,275 were paid.',
      'In the third quarter 731 claims were paid.',
      'In the second quarter EUR 9,300 thousand was repaid.',
    ],
  },
]

describe.each(classes)('$name', ({ so, otherwise }) => {
  test.each(so)('is supported where it is so: “%s”', async (claim) => {
    expect((await judge(claim)).claim_state).toBe('supported')
  })

  test.each(otherwise)('is not supported where it is not: “%s”', async (claim) => {
    expect((await judge(claim)).claim_state).not.toBe('supported')
  })
})

test('a value that is rounded to one digit is not told to be wrong', async () => {
  expect((await judge('Net profit was EUR 4 million in 2024.')).claim_state).not.toBe(
    'contradicted',
  )
})
