import { listOverrides } from '../db/claim-overrides.ts'
import {
  findCounts,
  findLatestCheck,
  getClaimKeys,
  listVerdicts,
  type StateCounts,
} from '../db/checks.ts'
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
  const found = await findCounts(db, check.id)
  const overrides = await listOverrides(db, document.id)
  if (!found || overrides.size === 0) return found
  const keys = await getClaimKeys(db, check.id)
  const said = [...overrides.values()].flatMap(({ sentenceId, state }) => {
    const key = keys.get(sentenceId)
    return key === undefined ? [] : [{ key, state }]
  })
  const verdicts = await listVerdicts(db, document.id, [...new Set(said.map(({ key }) => key))])
  const counts: StateCounts = { ...found }
  for (const { key, state } of said) {
    const before = verdicts.get(key)?.state
    if (before === undefined) continue
    counts[before] = (counts[before] ?? 0) - 1
    counts[state] = (counts[state] ?? 0) + 1
  }
  return counts
}
