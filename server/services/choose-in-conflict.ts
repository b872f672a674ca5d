import type { ConflictChoice, ConflictChoiceRequest } from '../../shared/contract/conflicts.ts'
import { insertDecision, listDecisions } from '../db/decisions.ts'
import type { StoredDocument } from '../db/documents.ts'
import { commit } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { getVersionOfDocument } from './document-of-caller.ts'
import { findConflicts } from './found-conflicts.ts'
import { toChoice } from './list-conflicts.ts'
import type { Principal } from './principal.ts'
import { notFound } from './problem.ts'

/**
 * Stores which of two sources a person goes with, and why. It holds as long as the document's words
 * and both quotes are these. @throws Problem `not_found` when the newest version has no such conflict
 */
export async function chooseInConflict(
  deps: Dependencies,
  { userId }: Principal,
  document: StoredDocument,
  conflictId: string,
  { choice, reason }: ConflictChoiceRequest,
): Promise<ConflictChoice> {
  const version = await getVersionOfDocument(deps, document)
  const { conflicts } = await findConflicts(deps, document, version)
  if (!conflicts.some(({ id }) => id === conflictId)) throw notFound('conflict')
  return commit(deps, async (trx) => {
    const chosen = { id: deps.newId(), subjectId: conflictId, value: choice, reason, userId }
    const createdAt = deps.clock.now()
    await insertDecision(trx, document.id, 'conflict', { ...chosen, createdAt })
    const made = (await listDecisions<typeof choice>(trx, document.id, 'conflict')).get(conflictId)
    if (!made) throw notFound('conflict')
    return toChoice(made)
  })
}
