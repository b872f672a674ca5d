import { describe, expect, it } from 'vitest'
import { findAnswerSpan } from '../../bench/grounding/find-answer-span.ts'
import { judgeEvidence } from '../../server/domain/judge-evidence.ts'
import { readQuestion } from '../../server/domain/read-question.ts'
import { rankSentences } from '../../server/domain/rank-sentences.ts'
import { segment } from '../../server/domain/segment.ts'
import { createTermWeigher } from '../support/weigh-terms.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import { sliceRange } from '../../shared/text/range.ts'

const text =
  'The trial was planned in Basel. Its first subject was randomized on 3 March 2019. ' +
  'In all, 254 subjects were enrolled at 17 sites. Adverse events were coded with MedDRA.'

function search(question: string) {
  const range = { start: 0, end: text.length }
  const sourceText: SourceText = {
    reader: { name: 'test', version: '1', options: '' },
    text,
    blocks: [{ kind: 'paragraph', range }],
    pages: [],
    metadata: { title: '', marginLines: [] },
  }
  const source = {
    sourceTextId: 'one',
    sourceHash: '0',
    sourceText,
    passages: segment(sourceText),
  }
  const weights = createTermWeigher([source])(question)
  const hits = [{ sourceTextId: 'one', ordinal: 0, score: 1 }]
  return rankSentences(readQuestion(question), hits, [source], weights)
}

function answer(question: string): string {
  const [best] = search(question)
  const span = best && findAnswerSpan(question, text, best.range)
  return span ? sliceRange(text, span.range) : ''
}

describe('sentences as answers', () => {
  it('puts the sentence that holds what is asked first and finds the words that answer', () => {
    expect(answer('When was the first subject randomized?')).toBe('3 March 2019')
    expect(answer('How many subjects were enrolled?')).toBe('254')
  })

  it('gives ranges that are sentences of the text', () => {
    for (const { range } of search('Where was the trial planned?')) {
      expect(sliceRange(text, range)).toMatch(/^[A-Z].*\.$/)
    }
  })

  it('calls evidence that holds the question sufficient, and other evidence not', () => {
    const good = 'How were adverse events coded?'
    expect(judgeEvidence(readQuestion(good), search(good)).verdict).toBe('sufficient')
    const foreign = 'Who composed the opera about the kingdom of birds?'
    expect(judgeEvidence(readQuestion(foreign), search(foreign)).verdict).toBe(
      'insufficient_evidence',
    )
    expect(judgeEvidence(readQuestion(foreign), [])).toMatchObject({
      reason: 'no_match',
      confidence: 0,
    })
  })
})
