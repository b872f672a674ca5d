import type { Kysely, Transaction } from 'kysely'
import type { Database } from './tables.ts'

/** An answer as it was given: what it takes to give it again. */
export type RecordedAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Null where there is none. */
  readonly body: string | null
}

/** A request that was named by its caller, under the hash of who, what and which name. */
export type RequestKey = {
  readonly id: string
  /** Of everything that was sent. */
  readonly fingerprint: string
  /** Of the one execution that may record the answer. */
  readonly claim: string
  readonly createdAt: string
  /** Ids of the workspaces that the caller reaches. */
  readonly reached: readonly string[]
}

/** What was claimed before; the answer is null while it runs. */
type KnownRequest = Pick<RequestKey, 'fingerprint' | 'reached'> & {
  readonly answer: RecordedAnswer | null
}

/**
 * Claims the name for an execution, or finds what was claimed before.
 * @returns undefined where the claim was made
 */
export async function claimRequestKey(
  db: Transaction<Database>,
  key: RequestKey,
): Promise<KnownRequest | undefined> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('request_keys')
    .values({
      id: key.id,
      fingerprint: key.fingerprint,
      claim: key.claim,
      created_at: key.createdAt,
      status: null,
      headers: null,
      body: null,
      reached: JSON.stringify(key.reached),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 1n) return undefined
  const row = await db
    .selectFrom('request_keys')
    .selectAll()
    .where('id', '=', key.id)
    .executeTakeFirstOrThrow()
  const headers = JSON.parse(row.headers ?? '{}') as Record<string, string>
  const answer = row.status === null ? null : { status: row.status, headers, body: row.body }
  const reached = JSON.parse(row.reached) as string[]
  return { fingerprint: row.fingerprint, reached, answer }
}

/** The first answer stays; a claim that was given up records nothing. */
export async function recordAnswer(
  db: Kysely<Database>,
  { id, claim }: Pick<RequestKey, 'id' | 'claim'>,
  { status, headers, body }: RecordedAnswer,
): Promise<void> {
  await db
    .updateTable('request_keys')
    .set({ status, headers: JSON.stringify(headers), body })
    .where('id', '=', id)
    .where('claim', '=', claim)
    .where('status', 'is', null)
    .execute()
}

export async function isAnswered(
  db: Kysely<Database>,
  { id, claim }: Pick<RequestKey, 'id' | 'claim'>,
): Promise<boolean> {
  const row = await db
    .selectFrom('request_keys')
    .select('status')
    .where('id', '=', id)
    .where('claim', '=', claim)
    .executeTakeFirst()
  return row !== undefined && row.status !== null
}

/** Frees the name of an execution that had no effect. */
export async function releaseRequestKey(
  db: Kysely<Database>,
  { id, claim }: Pick<RequestKey, 'id' | 'claim'>,
): Promise<void> {
  await db
    .deleteFrom('request_keys')
    .where('id', '=', id)
    .where('claim', '=', claim)
    .where('status', 'is', null)
    .execute()
}

/** Forgets what was named before `keptSince`, and what has been running since before `runningSince`. */
export async function forgetRequestKeys(
  db: Kysely<Database>,
  { keptSince, runningSince }: { readonly keptSince: string; readonly runningSince: string },
): Promise<void> {
  await db.deleteFrom('request_keys').where('created_at', '<', keptSince).execute()
  await db
    .deleteFrom('request_keys')
    .where('status', 'is', null)
    .where('created_at', '<', runningSince)
    .execute()
}

/** Takes out what answers to those who reached a workspace say: it may be of that workspace. */
export async function blankAnswers(db: Kysely<Database>, workspaceId: string): Promise<void> {
  await db
    .updateTable('request_keys')
    .set({ headers: '{}', body: null })
    .where('reached', 'like', `%${workspaceId}%`)
    .where('status', 'is not', null)
    .execute()
}
