import type { CheckedSentence, CheckResponse } from '../../shared/contract/checks.ts'
import { isSettled } from '../../addin/state/claim-wording.ts'
import { claimStates, type ClaimState } from '../../shared/model/vocabulary.ts'

/** A sentence of ten units that begins at ten times its number. */
export function buildSentence(
  number: number,
  state: ClaimState = 'supported',
  rest: Partial<CheckedSentence> = {},
): CheckedSentence {
  return {
    sentence_id: `s${number}`,
    kind: 'sentence',
    section_id: 'Results',
    text: `Sentence ${number}.`,
    start_char: number * 10,
    end_char: number * 10 + 9,
    table: null,
    state,
    checked_state: state,
    reason: { code: 'stated', text: 'The source says this.' },
    basis: 'recorded',
    differences: [],
    evidence: [],
    override: null,
    wording: null,
    is_stale: false,
    stale: [],
    ...rest,
  }
}

/** What the template's rule says of sentence 3, approved or open. */
export function buildWording(isApproved: boolean): NonNullable<CheckedSentence['wording']> {
  const approval = { user_id: 'u', user_name: 'Ada', created_at: '2026-11-26T10:00:00.000Z' }
  const text = 'Sentence {T-1 | Sum \\{net\\} | {May}} was “ours”.'
  return {
    template_id: '00000000-0000-4000-8000-000000000003',
    template_name: 'House',
    can_be_approved: true,
    is_approved: isApproved,
    wordings: [
      {
        wording_id: 'w1',
        text,
        words: 'Sentence … was “ours”.',
        sums: [],
        approval: isApproved ? approval : null,
      },
    ],
  }
}

/** A page of all `sentences`, of which it holds those that `wanted` names. */
export function buildCheck(
  sentences: readonly CheckedSentence[],
  page: {
    readonly wanted?: readonly CheckedSentence[]
    readonly page?: number
    size?: number
  } = {},
  rest: Partial<CheckResponse> = {},
): CheckResponse {
  const { wanted = sentences, page: number = 1, size = 2 } = page
  const counts = claimStates.map((state) => [
    state,
    sentences.filter((one) => one.state === state).length,
  ])
  return {
    document_id: '00000000-0000-4000-8000-000000000001',
    version: 1,
    check: {
      check_id: '00000000-0000-4000-8000-000000000002',
      document_id: '00000000-0000-4000-8000-000000000001',
      version: 1,
      status: 'completed',
      created_at: '2026-11-26T10:00:00.000Z',
      completed_at: '2026-11-26T10:00:01.000Z',
      error: null,
    },
    running: null,
    sources_changed: false,
    searched: { sources: 2, passages: 30 },
    total: sentences.length,
    counts: Object.fromEntries(counts) as CheckResponse['counts'],
    approved_wording: sentences.filter(isSettled).length,
    overridden: sentences.filter(({ override }) => override).length,
    stale: sentences.filter(({ is_stale }) => is_stale).length,
    inconsistencies: [],
    inconsistencies_total: 0,
    sentences: wanted.slice((number - 1) * size, number * size),
    matching: wanted.length,
    page: number,
    page_size: size,
    ...rest,
  }
}
