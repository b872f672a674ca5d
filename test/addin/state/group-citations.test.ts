import { expect, test } from 'vitest'
import { groupCitations } from '../../../addin/state/group-citations.ts'
import type { AnswerCitation } from '../../../shared/contract/conversations.ts'
import { buildSource } from '../build-sources.ts'

const row = '4711\tUlm\t8,460.00'

function cite(start: number, end: number, column?: string, from = 100): AnswerCitation {
  return {
    ...buildSource({ document_source_name: 'orders.xlsx', page: null, page_label: null }),
    referenced_text: row,
    start_char: from,
    end_char: from + row.length,
    marks: [{ start, end }],
    table:
      column === undefined
        ? null
        : { number: '', row_path: ['4711'], column_path: [column], columns: [[column]] },
    quote: row.slice(start, end),
    chunk_id: null,
    is_deleted: false,
  }
}

const group = (...citations: AnswerCitation[]) =>
  groupCitations([{ kind: 'statement', text: 's', claim_state: 'supported', citations }])[0]
    ?.citations ?? []

test('the cells of one row are one citation, with each cell marked and each column named', () => {
  const [one, ...others] = group(cite(0, 4), cite(5, 8, 'Town'), cite(9, 17, 'Amount'))
  expect(others).toEqual([])
  expect(one?.marks).toEqual([
    { start: 0, end: 4 },
    { start: 5, end: 8 },
    { start: 9, end: 17 },
  ])
  expect(one?.table?.columns).toEqual([['Town'], ['Amount']])
  expect(one?.quote).toBe(row)
})

test('cells of two rows stay two citations', () => {
  expect(group(cite(9, 17, 'Amount'), cite(9, 17, 'Amount', 300))).toHaveLength(2)
})

test('sentences of one paragraph stay two citations', () => {
  expect(group(cite(0, 4), cite(5, 8))).toHaveLength(2)
})
