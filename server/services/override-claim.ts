import type { ClaimOverride, OverrideRequest } from '../../shared/contract/checks.ts'
import type { ClaimState } from '../../shared/model/vocabulary.ts'
import { insertDecision, listDecisions } from '../db/decisions.ts'
import type { StoredDocument } from '../db/documents.ts'
import { listClaimsOfVersion } from './claims-of-version.ts'
import { commit } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { getVersionOfDocument } from './document-of-caller.ts'
import { toOverride } from './get-check.ts'
import type { Principal } from './principal.ts'
import { notFound } from './problem.ts'

/**
 * Stores what a person says of a sentence in place of the check, with the reason. It holds as long as
 * the words and the headings above are these. @throws Problem `not_found` when the newest version has no such sentence
 */
export async function overrideClaim(
  deps: Dependencies,
  { userId }: Principal,
  document: StoredDocument,
  sentenceId: string,
  { state, reason }: OverrideRequest,
): Promise<ClaimOverride> {
  const version = await getVersionOfDocument(deps, document)
  const { claims } = await listClaimsOfVersion(deps, version)
  if (!claims.some(({ id }) => id === sentenceId)) throw notFound('sentence')
  return commit(deps, async (trx) => {
    const said = { id: deps.newId(), subjectId: sentenceId, value: state, reason, userId }
    const createdAt = deps.clock.now()
    await insertDecision(trx, document.id, 'claim', { ...said, createdAt })
    const stored = (await listDecisions<ClaimState>(trx, document.id, 'claim')).get(sentenceId)
    if (!stored) throw notFound('sentence')
    return toOverride(stored)
  })
}

/** The check's own state holds again; what was said stays in the store. @throws Problem `not_found` */
export async function withdrawOverride(
  deps: Dependencies,
  { userId }: Principal,
  document: StoredDocument,
  sentenceId: string,
): Promise<void> {
  await commit(deps, async (trx) => {
    const said = await listDecisions<ClaimState>(trx, document.id, 'claim')
    if (!said.has(sentenceId)) throw notFound('override')
    const withdrawal = { id: deps.newId(), subjectId: sentenceId, value: null, reason: '', userId }
    const createdAt = deps.clock.now()
    await insertDecision(trx, document.id, 'claim', { ...withdrawal, createdAt })
  })
}
