import { deleteDocument, type StoredDocument } from '../db/documents.ts'
import { findRunOfDocument } from '../db/runs.ts'
import type { Dependencies } from './dependencies.ts'
import { Problem } from './problem.ts'

/** A cited source is hidden and kept until no citation needs it. @throws Problem `wrong_state` */
export async function removeDocument(deps: Dependencies, document: StoredDocument): Promise<void> {
  const run = await findRunOfDocument(deps.db, document.id)
  if (run?.status === 'in_progress' || run?.status === 'pending') {
    throw new Problem('wrong_state', 'The document is being generated; cancel that first.')
  }
  const at = deps.clock.now()
  await deps.db.transaction().execute((trx) => deleteDocument(trx, document.id, at))
}
