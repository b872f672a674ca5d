import type { Kysely } from 'kysely'
import type { Quality } from '../../shared/contract/quality.ts'
import { listSections } from '../db/run-sections.ts'
import type { Database } from '../db/tables.ts'
import type { CheckedCounts } from './check-counts.ts'
import { describeChecked, measureQuality } from './quality.ts'

/** Of a run with a hundred pages it is some kilobytes. */
const mostKept = 1_000

/** The drafts of a completed run never change, so callers that poll it do not have them all read anew. */
const caches = new WeakMap<Kysely<Database>, Map<string, Quality>>()

/**
 * What a completed run is worth.
 * @param checked as measureQuality takes it; it changes with each check, and is not kept
 */
export async function findQualityOfRun(
  db: Kysely<Database>,
  runId: string,
  checked: CheckedCounts | undefined,
): Promise<Quality> {
  const kept = caches.get(db) ?? new Map<string, Quality>()
  caches.set(db, kept)
  const quality = kept.get(runId) ?? (await measureRun(db, runId))
  // the one that was asked for longest ago comes first, and goes first
  kept.delete(runId)
  kept.set(runId, quality)
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break
    kept.delete(oldest)
  }
  return checked ? { ...quality, ...describeChecked(checked) } : quality
}

async function measureRun(db: Kysely<Database>, runId: string): Promise<Quality> {
  const drafts = (await listSections(db, runId)).flatMap(({ draft }) => draft ?? [])
  return measureQuality(drafts, undefined)
}
