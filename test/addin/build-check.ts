import type { CheckedSentence, CheckResponse } from '../../shared/contract/checks.ts'
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
    is_stale: false,
    stale: [],
    ...rest,
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
