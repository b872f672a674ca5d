import type { Kysely } from 'kysely'
import type { ClaimInconsistency } from '../../shared/model/check.ts'
import {
  findLatestCheck,
  readStoredClaims,
  type CheckedClaims,
  type StoredCheck,
} from './checks.ts'
import { createStoreCaches } from './store-cache.ts'
import type { Database } from './tables.ts'

/** A check that is done, with what it found. */
export type FoundClaims = {
  readonly check: StoredCheck
  readonly claims: CheckedClaims
  readonly inconsistencies: readonly ClaimInconsistency[]
}

/** What the newest check of a document found, at one moment: the next one takes its place. */
export async function findFoundClaims(
  db: Kysely<Database>,
  documentId: string,
): Promise<FoundClaims | undefined> {
  const check = await findLatestCheck(db, documentId, ['completed'])
  if (!check) return undefined
  const found = getFound(db)?.find(check.id) ?? (await readFound(db, check.id))
  // one that is gone has made way for the next
  return found ? { check, ...found } : findFoundClaims(db, documentId)
}

type Found = Omit<FoundClaims, 'check'>

/** To be called once they are stored: whoever asks for them next need not read them. */
export function keepFoundClaims(db: Kysely<Database>, checkId: string, found: Found): void {
  getFound(db)?.keep(checkId, found, claimBytes * found.claims.size)
}

/** The newest checks of some ten reports of eighty pages, full of tables. */
const getFound = createStoreCaches<Found>(80_000_000)

/** What one takes with its id and key, about. */
const claimBytes = 500

async function readFound(db: Kysely<Database>, checkId: string): Promise<Found | undefined> {
  const row = await db
    .selectFrom('checks')
    .select(['claims', 'inconsistencies'])
    .where('id', '=', checkId)
    .executeTakeFirst()
  if (!row) return undefined
  const found = {
    claims: readStoredClaims(row.claims),
    inconsistencies: JSON.parse(row.inconsistencies) as ClaimInconsistency[],
  }
  keepFoundClaims(db, checkId, found)
  return found
}

/**
 * Keys of a document's verdicts that rest on more than the recorded words: on a newer version of their
 * source, or on what was found in the sources.
 */
export async function listFollowingKeys(
  db: Kysely<Database>,
  documentId: string,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('claim_verdicts')
    .select('verdict_key')
    .where('document_id', '=', documentId)
    // as JSON.stringify has written it: in a text the quotation marks are escaped
    .where((eb) =>
      eb.or([
        eb('verdict', 'like', '%"followsNewer":true%'),
        eb('verdict', 'like', '%"basis":"retrieved"%'),
      ]),
    )
    .execute()
  return new Set(rows.map(({ verdict_key }) => verdict_key))
}
