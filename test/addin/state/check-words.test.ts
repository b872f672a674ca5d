import { describe, expect, it } from 'vitest'
import { initialCheckList, reduceCheckList } from '../../../addin/state/check-list.ts'
import {
  describeAge,
  describeCheck,
  describeClaimPlace,
  describeEmpty,
  describeExcerpt,
  describePosition,
  describeRange,
  listDifferences,
  listFilterOptions,
  toSource,
} from '../../../addin/state/check-words.ts'
import { claimEvidence } from '../../../shared/contract/checks.ts'
import { tracedSource } from '../../../shared/contract/sources.ts'
import { claimStates } from '../../../shared/model/vocabulary.ts'
import { buildCheck, buildSentence } from '../build-check.ts'

const sentences = [
  buildSentence(1),
  buildSentence(2, 'contradicted'),
  buildSentence(3, 'house_text'),
]
const evidence = claimEvidence.parse({
  document_source_id: 'a',
  document_source_name: 'plan.docx',
  document_source_version: 2,
  quote: 'for 14 days',
  page: 3,
  page_label: '3',
  section_name: 'Endpoints',
  table: null,
  start_char: 100,
  end_char: 111,
  pointer: null,
})

describe('the words of the check', () => {
  it('say how many problems there are, in how many, and what was searched', () => {
    expect(describeCheck(buildCheck(sentences))).toBe(
      '1 problem in 3 sentences and cells, 1 of them contradicted, checked against 30 passages of 2 sources.',
    )
    expect(describeCheck(buildCheck([buildSentence(1)]))).toMatch(/^No problems in 1 sentence or/)
  })

  it('call nothing good that was not checked, and a document without words empty', () => {
    const unchecked = buildCheck([buildSentence(1, 'not_checked')], {}, { check: null })
    expect(describeCheck(unchecked)).toBe('None of 1 sentence or cell has been checked yet.')
    expect(describeCheck(buildCheck([]))).toMatch(/^Nothing to check/)
  })

  it('show of a long passage that it goes on', () => {
    const passage = { start_char: 10, end_char: 30 }
    expect(describeExcerpt({ ...passage, excerpt: 'The comparisons will' })).toBe(
      'The comparisons will',
    )
    expect(describeExcerpt({ ...passage, end_char: 90, excerpt: 'The comparisons ' })).toBe(
      'The comparisons…',
    )
  })

  it.each(claimStates)('give counts that add up to the total, with %s among them', (state) => {
    const response = buildCheck([...sentences, buildSentence(4, state)])
    const { groups, states } = listFilterOptions(response, 'all')
    expect(states.reduce((sum, { count }) => sum + count, 0)).toBe(response.total)
    expect(groups[0]).toEqual({ filter: 'all', label: 'All', count: 4 })
  })

  it('say that the document or its sources changed since', () => {
    expect(describeAge(buildCheck(sentences))).toBe('')
    const edited = buildCheck([...sentences, buildSentence(4, 'edited_since_check')])
    expect(describeAge(edited)).toBe('1 sentence or cell edited since the check.')
    expect(describeAge(buildCheck(sentences, {}, { sources_changed: true }))).toMatch(/sources/)
  })

  it('say which of the problems is open, or which of the list are shown', () => {
    const asked = reduceCheckList(initialCheckList, { type: 'asked' })
    const response = buildCheck(sentences, { wanted: sentences.slice(1, 2) })
    const list = reduceCheckList(asked, { type: 'answered', attempt: 1, response })
    expect(describePosition(list, undefined)).toBe('1–1 of 1 problem')
    const open = reduceCheckList(list, { type: 'chosen', sentenceId: 's2' })
    expect(describePosition(open, sentences[1])).toBe('1 of 1 problem')
    expect(describeRange({ ...list, response: buildCheck(sentences, { wanted: [] }) })).toBe('')
    expect(describeEmpty('problems', response)).toBe('None of 3 sentences and cells has a problem.')
    expect(describeEmpty('stale', response)).toBe('None of 3 sentences and cells: Source changed.')
  })

  it('name the cell of a table by its row and column', () => {
    const table = { number: '3', title: '', row_path: ['Screened'], column_path: ['Total'] }
    expect(describeClaimPlace(buildSentence(1, 'supported', { table }))).toBe(
      'Results › Table 3 › Screened › Total',
    )
    expect(describeClaimPlace(buildSentence(1, 'supported', { section_id: 'title' }))).toBe(
      'Title (before the first heading)',
    )
  })

  it('give each difference once, in words for a reader', () => {
    const one = { kind: 'arm', words: 'placebo', source_words: null }
    expect(listDifferences([one, one])).toEqual([
      { kind: 'group', words: 'placebo', sourceWords: null },
    ])
    const leftOut = { kind: 'number', words: '', source_words: '7 mL' }
    expect(listDifferences([leftOut])).toEqual([
      { kind: 'number', words: null, sourceWords: '7 mL' },
    ])
  })

  it('show evidence as a source with exactly the differing words marked', () => {
    const difference = { kind: 'number', start: 0, end: 2, words: '30', source_words: '14' }
    const placed = { ...difference, source_start: 4, source_end: 6, evidence: 1 }
    const elsewhere = { ...difference, source_start: null, source_end: null, evidence: 1 }
    const sentence = buildSentence(1, 'contradicted', { differences: [placed, elsewhere] })
    const source = toSource(sentence, evidence, 1)
    expect(tracedSource.parse(source)).toMatchObject({
      referenced_text: 'for 14 days',
      marks: [{ start: 4, end: 6 }],
      claim_state: 'contradicted',
      page: 3,
    })
    expect(toSource(sentence, evidence, 0)?.marks).toEqual([])
    const value = { ...evidence, document_source_id: null, document_source_name: null }
    expect(toSource(sentence, value, 0)).toBeUndefined()
  })
})
