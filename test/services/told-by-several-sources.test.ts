import { expect, test } from 'vitest'
import { verifyInApp } from '../support/check-in-app.ts'
import { createTestApp } from '../support/create-test-app.ts'
import { waitUntilIdle } from '../support/run-in-app.ts'

const files = {
  'contract.md':
    '# Contract SC-44\n\n7.1 Faults are repaired within 8 hours.\n\n7.2 The liability of the Supplier is limited to £100,000.\n\n7.3 The Supplier keeps an insurance.',
  'first.md':
    '# Amendment no. 1 to contract SC-44, dated 3 May 2023\n\n1.1 In clause 7.2, "£100,000" is replaced by "£150,000".',
  'second.md':
    '# Amendment no. 2 to contract SC-44, dated 9 May 2024\n\n1.1 In clause 7.2, "£100,000" is replaced by "£200,000".',
}

test('an amendment counts that no word of a sentence finds', async () => {
  const app = await createTestApp()
  for (const [name, text] of Object.entries(files)) {
    await app.upload('/api/v1/documents', { name, bytes: new TextEncoder().encode(text) })
  }
  await waitUntilIdle(app)
  const claim = 'The liability of the Supplier is now limited to £150,000.'
  expect((await verifyInApp(app, claim)).claim_state).not.toBe('supported')
  await app.close()
})

test('what one source says in other words is open where another one gives another value', async () => {
  const app = await createTestApp()
  const told = {
    'minutes.md': '# Minutes\n\nThe Mill Road depot was closed by the council in May 2023.',
    'review.md': '# Review\n\nThe council shut the Mill Road depot in June 2023.',
  }
  for (const [name, text] of Object.entries(told)) {
    await app.upload('/api/v1/documents', { name, bytes: new TextEncoder().encode(text) })
  }
  await waitUntilIdle(app)
  const verified = await verifyInApp(
    app,
    'The Mill Road depot was shut by the council in May 2023.',
  )
  expect(verified.claim_state).toBe('partly_supported')
  expect(verified.reason.code).toBe('several_values')
  expect(verified.evidence).toHaveLength(2)
  await app.close()
})
