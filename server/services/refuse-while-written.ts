import type { Transaction } from 'kysely'
import type { StoredDocument } from '../db/documents.ts'
import { findRunOfDocument } from '../db/runs.ts'
import type { Database } from '../db/tables.ts'
import { Problem } from './problem.ts'

/**
 * What is sent while a run writes the document would stand below what the run writes, unseen.
 * @throws Problem `not_ready` while a run of the document is not over
 */
export async function refuseWhileWritten(
  trx: Transaction<Database>,
  { id, name }: StoredDocument,
): Promise<void> {
  const newest = await findRunOfDocument(trx, id)
  if (newest?.status !== 'pending' && newest?.status !== 'in_progress') return
  const detail = `"${name}" is being generated. Send it again when that is over, or cancel it first.`
  throw new Problem('not_ready', detail)
}
