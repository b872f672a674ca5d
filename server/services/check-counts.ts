import { findCounts, findLatestCheck, type StateCounts } from '../db/checks.ts'
import { findFoundClaims } from '../db/found-claims.ts'
import type { ClaimState } from '../../shared/model/vocabulary.ts'
import { listDecisions } from '../db/decisions.ts'
import type { StoredDocument } from '../db/documents.ts'
import { findVersion } from '../db/document-versions.ts'
import type { Dependencies } from './dependencies.ts'

/**
 * How many claims of a document's newest version have which state, by its check and by what people
 * said of single sentences; undefined where this version has not been checked.
 */
export async function findCheckedCounts(
  { db }: Pick<Dependencies, 'db'>,
  document: StoredDocument,
): Promise<StateCounts | undefined> {
  const check = await findLatestCheck(db, document.id, ['completed'])
  const version = check && (await findVersion(db, document.id, document.currentVersion))
  if (!check || version?.id !== check.versionId) return undefined
  const counted = await findCounts(db, check.id)
  const overrides = await listDecisions<ClaimState>(db, document.id, 'claim')
  if (!counted || overrides.size === 0) return counted
  const found = await findFoundClaims(db, document.id)
  const counts: StateCounts = { ...counted }
  for (const { subjectId, value } of overrides.values()) {
    const before = found?.claims.get(subjectId)?.state
    if (before === undefined) continue
    counts[before] = (counts[before] ?? 0) - 1
    counts[value] = (counts[value] ?? 0) + 1
  }
  return counts
}
