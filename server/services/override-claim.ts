import type { ClaimOverride, OverrideRequest } from '../../shared/contract/checks.ts'
import { insertOverride, listOverrides } from '../db/claim-overrides.ts'
import type { StoredDocument } from '../db/documents.ts'
import { listClaimsOfVersion } from './claims-of-version.ts'
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
  return deps.db.transaction().execute(async (trx) => {
    const override = { id: deps.newId(), sentenceId, state, reason, userId }
    await insertOverride(trx, document.id, { ...override, createdAt: deps.clock.now() })
    const stored = (await listOverrides(trx, document.id)).get(sentenceId)
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
  await deps.db.transaction().execute(async (trx) => {
    if (!(await listOverrides(trx, document.id)).has(sentenceId)) throw notFound('override')
    const withdrawal = { id: deps.newId(), sentenceId, state: null, reason: '', userId }
    await insertOverride(trx, document.id, { ...withdrawal, createdAt: deps.clock.now() })
  })
}
