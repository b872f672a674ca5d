import { expect, test } from 'vitest'
import { describeConflicts } from '../../../addin/state/conflict-words.ts'

const id = '00000000-0000-4000-8000-000000000001'
const check = {
  check_id: id,
  document_id: id,
  version: 1,
  status: 'completed' as const,
  created_at: '2026-01-01T00:00:00Z',
  completed_at: '2026-01-01T00:00:01Z',
  error: null,
}

test('says how many conflicts there are, and of how much', () => {
  const words = describeConflicts({ check, total: 1, compared: 9, claims: 45 })
  expect(words).toContain('1 conflict between sources')
  expect(words).toContain('9 of 45')
  expect(describeConflicts({ check, total: 0, compared: 9, claims: 45 })).toContain('No conflicts')
})

test('never says that there are no conflicts where nothing was compared', () => {
  const typed = describeConflicts({ check, total: 0, compared: 0, claims: 45 })
  expect(typed).toContain('Nothing was compared')
  expect(typed).not.toContain('No conflicts')
  const early = describeConflicts({ check: null, total: 0, compared: 0, claims: 0 })
  expect(early).toContain('check the document first')
})
