import { expect, test } from 'vitest'
import {
  addPassage,
  countOutline,
  listAddable,
  restoreEvidence,
  selectSection,
  takeOutEvidence,
  takesEvidence,
} from '../../../addin/state/generation-outline.ts'
import type {
  OutlineEvidence,
  OutlineResponse,
  OutlineRule,
} from '../../../shared/contract/outlines.ts'
import type { SearchResponse } from '../../../shared/contract/search.ts'

const evidence = (start: number) =>
  ({
    document_id: 'd',
    start_char: start,
    end_char: start + 5,
    chunk_ids: [`c${start}`],
  }) as OutlineEvidence
const rule = (id: string, change: Partial<OutlineRule> = {}) =>
  ({
    rule_id: id,
    evidence_kind: 'sentences',
    gap: null,
    evidence: [evidence(0), evidence(10)],
    ...change,
  }) as OutlineRule
const gap = { code: 'no_heading', reason: 'no source has it', candidates: [] }
const outline = {
  sections: [
    { section_id: 'Aims', is_selected: true, rules: [rule('1.1'), rule('1.2')] },
    { section_id: 'Costs', is_selected: false, rules: [rule('2.1')] },
    { section_id: 'Ends', is_selected: true, rules: [rule('3.1', { gap, evidence: [] })] },
  ],
} as unknown as OutlineResponse
const place = { sectionId: 'Aims', ruleId: '1.2' }
const given = (start: number) => ({ document_id: 'd', start_char: start, end_char: start + 5 })
const unchanged = [
  { section_id: 'Costs', is_selected: false },
  { section_id: 'Ends', is_selected: true },
]

test('one passage is taken out of one rule, and every section is named as it was', () => {
  expect(takeOutEvidence(outline, place, 0).sections).toEqual([
    {
      section_id: 'Aims',
      is_selected: true,
      rules: [{ rule_id: '1.2', evidence: [given(10)] }],
    },
    ...unchanged,
  ])
})

test('a passage is added behind those that the rule has', () => {
  const [changed] = addPassage(outline, place, 'c99').sections
  expect(changed?.rules).toEqual([
    { rule_id: '1.2', evidence: [given(0), given(10), { chunk_id: 'c99' }] },
  ])
})

test('what was taken out is put back in its place', () => {
  const [changed] = restoreEvidence(outline, place, [evidence(0), evidence(10)]).sections
  expect(changed?.rules).toEqual([{ rule_id: '1.2', evidence: [given(0), given(10)] }])
})

test('a section is left out and taken in, and no evidence is sent', () => {
  expect(selectSection(outline, 'Aims', false).sections).toEqual([
    { section_id: 'Aims', is_selected: false },
    ...unchanged,
  ])
  expect(selectSection(outline, 'Costs', true).sections[1]).toEqual({
    section_id: 'Costs',
    is_selected: true,
  })
})

test('only what will be made is counted', () => {
  expect(countOutline(outline)).toEqual({ sections: 3, selected: 2, passages: 4, gaps: 1 })
})

test('house text takes no evidence, nor does a rule that was not stored', () => {
  expect(takesEvidence(rule('1'))).toBe(true)
  expect(takesEvidence(rule('1', { evidence_kind: 'none' }))).toBe(false)
  expect(takesEvidence(rule('1', { evidence_kind: null }))).toBe(false)
})

test('what the rule rests on already, and what is never cited, is not offered', () => {
  const results = [
    { chunk_id: 'c0', is_evidence: true },
    { chunk_id: 'c5', is_evidence: false },
    { chunk_id: 'c6', is_evidence: true },
  ] as SearchResponse['results']
  expect(listAddable(results, rule('1')).map(({ chunk_id: id }) => id)).toEqual(['c6'])
})
