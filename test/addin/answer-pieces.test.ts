import { expect, test } from 'vitest'
import { listAnswerPieces } from '../../addin/panels/Chat/answer-pieces.ts'
import type { AnswerSentenceView } from '../../shared/contract/conversations.ts'
import { buildSource } from './build-sources.ts'

const citation = { ...buildSource(), quote: 'were randomized', chunk_id: null, is_deleted: false }
const sentence = (fields: Partial<AnswerSentenceView>): AnswerSentenceView => ({
  kind: 'statement',
  text: 'Forty.',
  claim_state: 'supported',
  citations: [citation],
  ...fields,
})

test('each statement of an answer takes its citations along as notes, and phrases stay behind', () => {
  const sentences = [
    sentence({ text: 'One.', citations: [citation, citation] }),
    sentence({ kind: 'note', text: 'The sources disagree.', citations: [] }),
    sentence({ text: 'Two.' }),
  ]
  const note = { kind: 'comment', text: 'Protocol.pdf, version 1, page 12: “were randomized”' }
  expect(listAnswerPieces(sentences, 'comment')).toEqual([
    { text: 'One.', notes: [note, note] },
    { text: ' Two.', notes: [note] },
  ])
})
