import type { StartedCheck } from '../../shared/contract/checks.ts'
import { findLatestCheck, insertCheck, statusesUnderWay, type StoredCheck } from '../db/checks.ts'
import type { StoredDocument } from '../db/documents.ts'
import type { StoredVersion } from '../db/document-versions.ts'
import { insertJob } from '../db/jobs.ts'
import { hashSources } from './checked-sources.ts'
import { commit } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { getVersionOfDocument } from './document-of-caller.ts'
import { toCheckSummary } from './get-check.ts'
import type { Principal } from './principal.ts'
import { Problem } from './problem.ts'
import { listSearchedSources } from './searched-sources.ts'

/**
 * Has the newest version of a document checked. A check of it that is under way is shared, and one
 * that is done stays as long as it could find nothing else.
 * @throws Problem `bad_request` for a source; `not_ready` while there is no version
 */
export async function startCheck(
  deps: Dependencies,
  principal: Principal,
  document: StoredDocument,
): Promise<StartedCheck> {
  if (document.kind === 'source') {
    throw new Problem('bad_request', `${document.name} is a source: it is what others rest on.`)
  }
  const version = await getVersionOfDocument(deps, document)
  const done = await findDone(deps, document, version)
  if (done) return { ...toCheckSummary(done, version), reused: true }
  const answer = await commit(deps, async (trx): Promise<StartedCheck> => {
    const running = await findLatestCheck(trx, document.id, statusesUnderWay)
    if (running?.versionId === version.id) {
      return { ...toCheckSummary(running, version), reused: true }
    }
    const check = createCheck(deps, principal, document, version)
    const { id, createdAt } = check
    await insertCheck(trx, check)
    const { workspaceId } = document
    await insertJob(trx, { id: deps.newId(), workspaceId, kind: 'check', subjectId: id, createdAt })
    return { ...toCheckSummary(check, version), reused: false }
  })
  deps.queue.wake()
  return answer
}

async function findDone(
  deps: Dependencies,
  document: StoredDocument,
  version: StoredVersion,
): Promise<StoredCheck | undefined> {
  const done = await findLatestCheck(deps.db, document.id, ['completed'])
  if (done?.versionId !== version.id) return undefined
  const now = hashSources(await listSearchedSources(deps, document, version))
  return done.sourcesHash === now ? done : undefined
}

function createCheck(
  { newId, clock }: Dependencies,
  { userId }: Principal,
  document: StoredDocument,
  version: StoredVersion,
): StoredCheck {
  return {
    id: newId(),
    documentId: document.id,
    versionId: version.id,
    status: 'pending',
    sourcesHash: '',
    searched: { sources: 0, passages: 0 },
    error: null,
    userId,
    createdAt: clock.now(),
    completedAt: null,
  }
}
