import { expect, test } from 'vitest'
import {
  describeConfidence,
  describeEvidencePlace,
  describeOutcomes,
  describeRuleEvidence,
  describeSections,
  describeSources,
  describeStanding,
} from '../../../addin/state/generation-words.ts'
import type { ChosenSource } from '../../../addin/state/generation-sources.ts'
import type { OutlineEvidence, OutlineRule } from '../../../shared/contract/outlines.ts'

const read = (confidence: number | null) =>
  ({ status: 'read', documentId: 'd', role: 'protocol', confidence, passages: 1 }) as const

test('a source says what has come of it', () => {
  const source = { key: 'k', name: 'a.pdf', sizeBytes: 2_000 }
  expect(describeStanding({ ...source, standing: { status: 'sending' } })).toBe(
    'Being sent (2 kB)…',
  )
  expect(describeStanding({ ...source, sizeBytes: null, standing: read(1) })).toBe(
    'Read: 1 passage.',
  )
  const standing = { status: 'unreadable', documentId: 'd', reason: 'it is damaged' } as const
  expect(describeStanding({ ...source, standing })).toBe('Could not be read: it is damaged')
})

test('a role that a person gave is not called sure by so many percent', () => {
  expect(describeConfidence(read(1))).toBe('given')
  expect(describeConfidence(read(0.774))).toBe('told from the file, 77 % sure')
  expect(describeConfidence(read(null))).toBe('not told from the file')
})

test('a section says how many of its rules are filled, and how many are not', () => {
  const outcomes = ['filled', 'filled', 'gap', 'omitted']
  expect(describeOutcomes({ sectionId: 's', outcomes })).toBe(
    '2 rules filled, 1 gap, 1 rule left out on purpose',
  )
  expect(describeOutcomes({ sectionId: 's', outcomes: [] })).toBe('')
})

test('evidence says where it stands, and never guesses a page', () => {
  const evidence = {
    document_version: 2,
    page: null,
    table: { number: '14-1.1', title: 'Disposition' },
    section_path: ['Results', 'Disposition'],
  } as unknown as OutlineEvidence
  expect(describeEvidencePlace(evidence)).toBe(
    'version 2 · no fixed pages · table 14-1.1 · Disposition',
  )
  expect(describeEvidencePlace({ ...evidence, page: 12, table: null, section_path: [] })).toBe(
    'version 2 · page 12',
  )
})

test('a rule says whether it has a gap, rests on nothing, or on how much', () => {
  const rule = { gap: null, evidence_kind: 'sentences', evidence: [{}] } as unknown as OutlineRule
  expect(describeRuleEvidence(rule)).toBe('1 passage')
  expect(describeRuleEvidence({ ...rule, evidence_kind: 'none' })).toBe('Rests on no source')
  const gap = { code: 'c', reason: 'r', candidates: [] }
  expect(describeRuleEvidence({ ...rule, gap })).toBe('Gap')
})

test('headings without rules are not counted as written', () => {
  const of = (...rules: readonly number[]) =>
    rules.map((number, index) => ({ section_id: `s${index}`, rules: Array(number).fill({}) }))
  expect(describeSections(of(1, 2), null)).toBe('All 2 sections are written.')
  expect(describeSections(of(1), null)).toBe('The one section is written.')
  expect(describeSections(of(0, 1, 2), null)).toBe(
    '2 sections are written; 1 other heading stays as it is.',
  )
  expect(describeSections(of(0, 1, 2), ['s1'])).toBe(
    '1 of 2 sections are written; 2 other headings stay as they are.',
  )
})

test('many sources are counted by what has come of them', () => {
  const source = { key: 'k', name: 'a.pdf', sizeBytes: 2_000 }
  const standings = [read(1), read(1), { status: 'sending' }, { status: 'refused' }] as const
  const sources = standings.map((standing) => ({ ...source, standing }) as unknown as ChosenSource)
  expect(describeSources(sources)).toBe(
    '4 sources: 2 read, 1 being read, 1 that could not be read or sent.',
  )
  expect(describeSources(sources.slice(0, 1))).toBe('1 source: 1 read.')
})
