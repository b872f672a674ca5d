import type { Transaction } from 'kysely'
import type { Anchored } from '../../shared/text/anchor.ts'
import { createCarrier } from '../../shared/text/carry.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { insertTargets, listTargets, type StoredTarget } from '../db/citations.ts'
import type { StoredDocument } from '../db/documents.ts'
import { findSourceTextOfVersion } from '../db/source-texts.ts'
import type { Database } from '../db/tables.ts'
import type { Dependencies } from './dependencies.ts'
import { getVersionOfDocument } from './document-of-caller.ts'

export type CarriedTargets = {
  /** The run whose citations the carried targets bear; null without one. */
  readonly runId: string | null
  readonly store: (trx: Transaction<Database>, versionId: string) => Promise<void>
}

/**
 * Carries the recorded targets of a document's newest version over to edited text. What can't be
 * found for sure is left behind: a lost citation is better than a wrong one.
 * @throws Problem `not_ready` for a document that has no version yet
 */
export async function carryTargets(
  { db }: Pick<Dependencies, 'db'>,
  document: StoredDocument,
  text: string,
): Promise<CarriedTargets> {
  const version = await getVersionOfDocument({ db }, document)
  const reading = await findSourceTextOfVersion(db, version.id)
  const targets = await listTargets(db, version.id)
  const carryRange = createCarrier(reading?.sourceText.text ?? '', text)
  const carried = targets.flatMap((target) => carry(target, carryRange(target.range), text) ?? [])
  return {
    runId: version.runId,
    store: (trx, versionId) => insertTargets(trx, versionId, carried),
  }
}

function carry(target: StoredTarget, found: Anchored, text: string): StoredTarget | undefined {
  if (!found.range) return undefined
  return { ...target, text: sliceRange(text, found.range), range: found.range, anchor: found.state }
}
