import type { CheckQuery, CheckResponse } from '../../shared/contract/checks.ts'
import type { ClaimState } from '../../shared/model/vocabulary.ts'

/** Which sentences and cells are shown. */
export type ClaimFilter =
  'all' | 'problems' | 'approved_wording' | 'overridden' | 'stale' | ClaimState

/**
 * What a person should look at, but for what a person has approved; a sentence that nobody checked is never
 * taken for sound.
 */
export const problemStates: readonly ClaimState[] = [
  'contradicted',
  'partly_supported',
  'no_source_found',
  'edited_since_check',
  'not_checked',
]

export function countProblems({ counts, approved_wording: approved }: CheckResponse): number {
  return problemStates.reduce((sum, state) => sum + (counts[state] ?? 0), 0) - approved
}

export function countFiltered(response: CheckResponse, filter: ClaimFilter): number {
  switch (filter) {
    case 'all':
      return response.total
    case 'problems':
      return countProblems(response)
    case 'approved_wording':
    case 'overridden':
    case 'stale':
      return response[filter]
    default:
      return response.counts[filter] ?? 0
  }
}

/** What is asked of the server for the filter. */
export function toFilterQuery(filter: ClaimFilter): Partial<CheckQuery> {
  switch (filter) {
    case 'all':
      return {}
    case 'problems':
      return { state: [...problemStates], approved_wording: 'without' }
    case 'approved_wording':
      return { approved_wording: 'only' }
    case 'overridden':
    case 'stale':
      return { only: filter }
    default:
      return { state: filter }
  }
}
