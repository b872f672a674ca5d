import { describe, expect, it } from 'vitest'
import {
  explainApproval,
  isSettled,
  listOpenWords,
  splitWording,
  withApproval,
} from '../../../addin/state/claim-wording.ts'
import {
  describeCheck,
  describeEmpty,
  listFilterOptions,
} from '../../../addin/state/check-words.ts'
import { buildCheck, buildSentence, buildWording } from '../build-check.ts'

const open = buildSentence(3, 'partly_supported', { wording: buildWording(false) })
const approved = buildSentence(3, 'partly_supported', { wording: buildWording(true) })
const approval = { user_id: 'u', user_name: 'Ada', created_at: '2026-11-26T10:00:00.000Z' }

describe('a wording of the template', () => {
  it('is shown with the addresses of its values told from its words', () => {
    expect(splitWording({ text: 'A \\{set\\} of {T-1 | {Sum} | May} was {x}.' })).toEqual([
      { text: 'A {set} of ', isValue: false },
      { text: 'T-1 | {Sum} | May', isValue: true },
      { text: ' was ', isValue: false },
      { text: 'x', isValue: true },
      { text: '.', isValue: false },
    ])
  })

  it('is settled once a person approved it, and open again once that is withdrawn', () => {
    expect([open, approved].map(isSettled)).toEqual([false, true])
    const now = withApproval(open, 'w1', approval)
    expect(isSettled(now)).toBe(true)
    expect(now.reason.code).toBe('approved_wording')
    expect(now.state).toBe('partly_supported')
    expect(isSettled(withApproval(now, 'w1', null))).toBe(false)
    expect(isSettled(withApproval(open, 'another', approval))).toBe(false)
  })

  it('of several that a sentence stands in, each has to be approved', () => {
    const wording = buildWording(false)
    const [one] = wording.wordings
    if (!one) throw new Error('there is one')
    const wordings = [one, { ...one, wording_id: 'w2' }]
    const both = { ...open, wording: { ...wording, wordings } }
    const half = withApproval(both, 'w2', approval)
    expect(isSettled(half)).toBe(false)
    expect(isSettled(withApproval(half, 'w1', approval))).toBe(true)
  })

  it('says nothing where a person said something else of the sentence', () => {
    const override = { state: 'contradicted' as const, reason: 'It is not so.', ...approval }
    expect(isSettled({ ...approved, override })).toBe(false)
  })

  it('says why it can’t be approved', () => {
    const wording = buildWording(false)
    expect(explainApproval(wording)).toContain('of the template “House”')
    const brought = { ...wording, can_be_approved: false }
    expect(explainApproval(brought)).toContain('outline of its own')
    expect(explainApproval({ ...brought, template_name: null })).toContain('deleted')
  })

  it('names each word that no source says once', () => {
    const difference = { kind: 'words', start: 0, end: 8, words: 'Sentence', source_words: null }
    const rest = { source_start: null, source_end: null, evidence: null }
    const differences = [difference, { ...difference, start: 9, end: 17 }]
    expect(listOpenWords({ differences: differences.map((one) => ({ ...one, ...rest })) })).toEqual(
      ['Sentence'],
    )
  })
})

describe('the list of a check with approved wordings', () => {
  const sentences = [buildSentence(1), buildSentence(2, 'contradicted'), approved]

  it('tells them apart from the problems', () => {
    expect(describeCheck(buildCheck(sentences))).toBe(
      '1 problem in 3 sentences and cells, 1 of them contradicted, 1 in an approved wording, checked against 30 passages of 2 sources.',
    )
    const { groups } = listFilterOptions(buildCheck(sentences), 'problems')
    expect(groups.map(({ label, count }) => `${label} ${count}`)).toEqual([
      'All 3',
      'Problems 1',
      'Wording approved 1',
    ])
  })

  it('keeps their group while it is looked at, also once nothing is in it', () => {
    const none = buildCheck([buildSentence(1)])
    const labels = (chosen: 'problems' | 'approved_wording') =>
      listFilterOptions(none, chosen).groups.map(({ label }) => label)
    expect(labels('problems')).toEqual(['All', 'Problems'])
    expect(labels('approved_wording')).toEqual(['All', 'Problems', 'Wording approved'])
    expect(describeEmpty('approved_wording', none)).toBe(
      'In none of 1 sentences and cells is the template’s wording approved.',
    )
  })
})
