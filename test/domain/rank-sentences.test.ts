import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findAnswerSpan } from '../../bench/grounding/find-answer-span.ts'
import { judgeEvidence } from '../../server/domain/judge-evidence.ts'
import { readQuestion } from '../../server/domain/read-question.ts'
import { rankSentences } from '../../server/domain/rank-sentences.ts'
import { segment } from '../../server/domain/segment.ts'
import { createTermWeigher } from '../support/weigh-terms.ts'
import type { Block, SourceText } from '../../shared/model/source-text.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { listTerms } from '../../shared/text/terms.ts'

const text =
  'The trial was planned in Basel. Its first subject was randomized on 3 March 2019. ' +
  'In all, 254 subjects were enrolled at 17 sites. Adverse events were coded with MedDRA.'

function search(question: string, body = text, heading = '') {
  const start = heading === '' ? 0 : heading.length + 1
  const whole = heading === '' ? body : `${heading}\n${body}`
  const paragraph: Block = { kind: 'paragraph', range: { start, end: whole.length } }
  const title: Block[] =
    heading === ''
      ? []
      : [{ kind: 'heading', level: 1, number: '', range: { start: 0, end: heading.length } }]
  const sourceText: SourceText = {
    reader: { name: 'test', version: '1', options: '' },
    text: whole,
    blocks: [...title, paragraph],
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

/** The sentence that a body answers a question with first. */
function findBest(question: string, body: string, heading = ''): string {
  const whole = heading === '' ? body : `${heading}\n${body}`
  const [best] = search(question, body, heading)
  return best ? sliceRange(whole, best.range) : ''
}

function answer(question: string): string {
  const [best] = search(question)
  const span = best && findAnswerSpan(question, text, best.range)
  return span ? sliceRange(text, span) : ''
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

  it('takes other forms and related words for those of the question', () => {
    const body = 'The plan is kept at the sponsor. Maria Keller authored it with a colleague.'
    expect(findBest('Who wrote the plan?', body)).toMatch(/^Maria/)
    const sung = 'The song was the third of the album. Lena Horne sang it in a film of that year.'
    expect(findBest('Who sings the song of the film?', sung)).toMatch(/^Lena/)
  })

  it('does not look for what the heading has said already', () => {
    const body =
      'The Phoenix Study is a trial of two drugs by the Phoenix Group. ' +
      'It takes place in twelve hospitals of the Jura.'
    expect(findBest('Where does the Phoenix Study take place?', body, 'Phoenix Study')).toMatch(
      /^It/,
    )
  })

  it('reads a sentence after those that stand some way before it', () => {
    const body =
      'Some sites were audited in March 2018. The Jura registry has 254 patients. ' +
      'All of them are adults. It was audited in May 2020.'
    const ranked = search('When was the Jura registry audited?', body)
    const placeOf = (words: string) =>
      ranked.findIndex(({ range }) => sliceRange(body, range).includes(words))
    expect(placeOf('May 2020')).toBeLessThan(placeOf('March 2018'))
  })

  it('tells persons from places and counts from dates', () => {
    const who =
      'The show of the final took place in Santa Clara. ' +
      'The show of the final was led by Chris Martin.'
    expect(findBest('Who led the show of the final?', who)).toMatch(/Martin/)
    const count =
      'The books on the bear are from 1926 and from October 1928. ' +
      'All four books on the bear were illustrated.'
    expect(findBest('How many books on the bear are there?', count)).toMatch(/^All four/)
  })

  it('asks what the first of its words that ask says', () => {
    expect(readQuestion('What happens when a dose is missed?').kind).toBe('thing')
    expect(readQuestion('Who was the sponsor when the trial began?').kind).toBe('person')
    expect(readQuestion('In the arm in which 254 were enrolled, how many stopped?').kind).toBe(
      'amount',
    )
  })

  it('ranks each sentence of whatever is asked once, by numbers', () => {
    const words = fc.constantFrom(
      'Who',
      'when',
      'many',
      'Basel',
      '254',
      'subject',
      'was',
      'the',
      '?',
      '"',
      '(',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (asked) => {
        const ranked = search(asked.join(' '))
        expect(ranked).toHaveLength(4)
        expect(new Set(ranked.map(({ range }) => range.start)).size).toBe(4)
        for (const { score, features } of ranked) {
          expect(Object.values(features).every((one) => one >= 0 && one <= 1.5)).toBe(true)
          expect(Number.isFinite(score)).toBe(true)
        }
      }),
    )
  })

  it('finds words of the sentence that the question has not said, or none', () => {
    const words = fc.constantFrom('Who', 'when', 'trial', 'planned', 'Basel', 'in', 'the', 'first')
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (asked) => {
        const question = asked.join(' ')
        const sentence = { start: 0, end: 'The trial was planned in Basel.'.length }
        const span = findAnswerSpan(question, text, sentence)
        if (!span) return
        expect(span.end).toBeLessThanOrEqual(sentence.end)
        const found = listTerms(sliceRange(text, span))
        expect(found.some((term) => !listTerms(question).includes(term))).toBe(true)
      }),
    )
  })
})
