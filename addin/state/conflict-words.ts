import type { ConflictsResponse } from '../../shared/contract/conflicts.ts'

/** How many conflicts there are, of how much that was compared; none is found where nothing was. */
export function describeConflicts(
  response: Pick<ConflictsResponse, 'check' | 'total' | 'compared' | 'claims'>,
): string {
  const { check, total, compared, claims } = response
  if (!check) return 'Nothing has been compared yet: check the document first.'
  if (compared === 0) {
    return `Nothing was compared: none of the ${claims} sentences and cells has a recorded source that bears it out. Words that were written elsewhere have none.`
  }
  const found = total === 0 ? 'No conflicts' : total === 1 ? '1 conflict' : `${total} conflicts`
  return `${found} between sources. Compared with other sources: ${compared} of ${claims} sentences and cells.`
}
