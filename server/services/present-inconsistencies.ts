import type { InconsistencyAnswer } from '../../shared/contract/checks.ts'
import type { ClaimInconsistency } from '../../shared/model/check.ts'
import type { ClaimsOfVersion, ClaimStanding } from './claim-states.ts'

/** What a check found that still stands in the version whose claims these are. */
export function presentInconsistencies({
  inconsistencies: found,
  claims,
}: Pick<ClaimsOfVersion<ClaimStanding>, 'inconsistencies' | 'claims'>): InconsistencyAnswer[] {
  if (found.length === 0) return []
  const byId = new Map(claims.map((known) => [known.claim.id, known]))
  return found
    .map(({ what, places }) => ({
      what,
      values: places.map(({ value }) => value),
      places: places.flatMap((place) => presentPlace(place, byId)),
    }))
    .filter(({ values, places }) => places.length === values.length)
}

function presentPlace(
  { sentenceId, range }: ClaimInconsistency['places'][number],
  byId: ReadonlyMap<string, ClaimStanding>,
): InconsistencyAnswer['places'] {
  const claim = byId.get(sentenceId)?.claim
  if (!claim) return []
  return [
    {
      sentence_id: claim.id,
      section_id: claim.sectionId,
      text: claim.text,
      start_char: claim.range.start,
      end_char: claim.range.end,
      value_start: claim.range.start + range.start,
      value_end: claim.range.start + range.end,
    },
  ]
}
