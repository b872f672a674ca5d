import { expect, test } from 'vitest'
import type { AnswerMessage } from '../../../shared/contract/conversations.ts'
import {
  describeSearch,
  describeUnderstanding,
  describeVerdict,
  numberCitations,
  writeAnswer,
} from '../../../addin/state/answer-words.ts'
import { buildSource } from '../build-sources.ts'

const citation = {
  ...buildSource({ document_source_name: 'protocol.pdf', page: 9, page_label: null }),
  quote: 'the sample will be\nrepeated',
  chunk_id: null,
  is_deleted: false,
}
const statement = (text: string, citations: number) => ({
  kind: 'statement' as const,
  text,
  claim_state: 'supported' as const,
  citations: Array.from({ length: citations }, () => citation),
})
const message = (change: Partial<AnswerMessage>): AnswerMessage => ({
  message_id: 'm',
  turn_id: 't',
  role: 'assistant',
  text: '',
  sentences: [],
  quality_verdict: { verdict: 'sufficient', reason_code: 'answered', confidence: 1 },
  understood_as: '',
  searched: { sources: 6, passages: 73 },
  unread: [],
  nearest: [],
  created_at: '2026-11-26T00:00:00.000Z',
  ...change,
})
const insufficient = {
  verdict: 'insufficient_evidence',
  reason_code: 'no_match',
  confidence: 1,
} as const

test('citations are numbered through the whole answer, and copied with their places', () => {
  const sentences = [statement('One.', 2), statement('Two.', 1)]
  expect(numberCitations(sentences)).toEqual([1, 3])
  const place = 'protocol.pdf, version 1, page 9'
  expect(writeAnswer(sentences).split('\n')).toEqual([
    'One. [1] [2]',
    'Two. [3]',
    '',
    ...[1, 2, 3].map(
      (number) =>
        expect.stringMatching(
          new RegExp(`^\\[${number}\\] ${place}.*: “the sample will be repeated”$`),
        ) as string,
    ),
  ])
})

test('what was searched is said once, and what could not be read always', () => {
  expect(describeSearch(message({}))).toBe('Searched 73 passages in 6 sources.')
  expect(describeSearch(message({ quality_verdict: insufficient }))).toBe('')
  const unread = [{ name: 'scan.pdf', reason: 'no text' }]
  expect(describeSearch(message({ unread, quality_verdict: insufficient }))).toBe(
    'Not read: scan.pdf (no text).',
  )
})

test('only an answer that needs a second look says so', () => {
  const said = (change: Partial<AnswerMessage['quality_verdict']>) =>
    describeVerdict(message({ quality_verdict: { ...message({}).quality_verdict, ...change } }))
  expect(said({})).toBe('')
  expect(said({ reason_code: 'sources_disagree' })).toContain('disagree')
  expect(said({ verdict: 'low_confidence' })).toContain('Unsure')
})

test('a follow-up shows what it was understood as', () => {
  const understood = message({ understood_as: 'How many discontinued on high dose?' })
  expect(describeUnderstanding('And on high dose?', understood)).toContain('How many discontinued')
  expect(describeUnderstanding('how many discontinued  on high dose?', understood)).toBe('')
})
