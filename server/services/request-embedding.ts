import type { Transaction } from 'kysely'
import { insertJob, listFailedSubjects } from '../db/jobs.ts'
import {
  countVectors,
  deleteVectorsOfOthers,
  hasEvidencePassages,
  listReadingsOfSources,
} from '../db/passage-vectors.ts'
import type { Database } from '../db/tables.ts'
import { nameVectors } from '../domain/embedding-text.ts'
import type { Dependencies } from './dependencies.ts'

/** Stores a job that gives a reading its vectors, where there is an embedder. */
export async function requestEmbedding(
  trx: Transaction<Database>,
  { dense, newId, clock }: Pick<Dependencies, 'dense' | 'newId' | 'clock'>,
  reading: { readonly id: string; readonly workspaceId: string },
): Promise<void> {
  if (!dense) return
  const { id: subjectId, workspaceId } = reading
  const job = { id: newId(), workspaceId, kind: 'embed', subjectId, createdAt: clock.now() }
  await insertJob(trx, job)
}

/**
 * Has every source embedded that lacks vectors of the configured model, and drops those of others; to
 * be called before the work begins.
 */
export async function requestMissingEmbeddings(
  deps: Pick<Dependencies, 'db' | 'dense' | 'newId' | 'clock'>,
): Promise<void> {
  const { db, dense } = deps
  if (!dense) return
  const madeBy = nameVectors(dense.embedder.model)
  await deleteVectorsOfOthers(db, madeBy)
  const embedded = await countVectors(db, madeBy)
  const failed = await listFailedSubjects(db, 'embed')
  const readings = await listReadingsOfSources(db)
  const lacking = readings.filter(({ id }) => failed.has(id) || !embedded.has(id))
  await db.transaction().execute(async (trx) => {
    for (const reading of lacking) {
      if (await hasEvidencePassages(trx, reading.id)) await requestEmbedding(trx, deps, reading)
    }
  })
}
