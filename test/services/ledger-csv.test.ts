import { expect, test } from 'vitest'
import type { LedgerRow } from '../../shared/contract/ledger.ts'
import { writeLedgerCsv } from '../../server/services/get-ledger.ts'

const row: LedgerRow = {
  target: 'r/0/s0',
  kind: 'sentence',
  section_id: 'Results',
  text: '',
  state: 'not_checked',
  override_state: null,
  override_reason: null,
  override_by: null,
  override_date: null,
  wording_approved_by: null,
  wording_approved_date: null,
  source: null,
  source_id: null,
  source_hash: null,
  version: null,
  newer_version: null,
  newer_quote: null,
  table: null,
  row_path: [],
  column_path: [],
  page: null,
  page_label: null,
  quote: null,
  start_char: null,
  end_char: null,
  pointer: null,
  formula: '',
  transformations: [],
  date: '2026-01-01T00:00:00.000Z',
}
const textOf = (text: string) =>
  writeLedgerCsv([{ ...row, text }])
    .split('\r\n')[1]
    ?.split(',')[2]

test.each(['-2+3+cmd|calc', '=1+1', '+1', '@sum', '\nx'])(
  'a value that a spreadsheet would run is defused: %j',
  (text) => {
    expect(textOf(text)).toMatch(/^"?'/)
  },
)

test.each(['-4.5', '-12%', 'plain'])('a number and plain words stay as they are: %s', (text) => {
  expect(textOf(text)).toBe(text)
})
