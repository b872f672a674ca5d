import type { StoredDocument } from '../db/documents.ts'
import { findGenerationRun } from '../db/generation-runs.ts'
import { deleteDocument } from '../db/removals.ts'
import { findRunOfDocument } from '../db/runs.ts'
import { clearLeftovers } from './clear-leftovers.ts'
import { settle } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { Problem } from './problem.ts'

/** A source that a run needs is hidden, and kept until none does. @throws Problem `wrong_state` */
export async function removeDocument(deps: Dependencies, document: StoredDocument): Promise<void> {
  const at = deps.clock.now()
  const leftovers = await deps.db.transaction().execute(async (trx) => {
    const run = await findRunOfDocument(trx, document.id)
    if (run?.status === 'in_progress' || run?.status === 'pending') {
      throw new Problem('wrong_state', 'The document is being generated; cancel that first.')
    }
    if (run && (await findGenerationRun(trx, run.id))?.status === 'pending') {
      throw new Problem(
        'wrong_state',
        'The document is being given out; wait, or cancel that first.',
      )
    }
    await settle(deps, trx, undefined)
    return deleteDocument(trx, document, at)
  })
  await clearLeftovers(deps, leftovers)
}
