import type { Kysely, Transaction } from 'kysely'
import type { ClaimState } from '../../shared/model/vocabulary.ts'
import type { Database } from './tables.ts'

/** What a person says of a sentence in place of the check. It holds for these words alone. */
export type StoredOverride = {
  readonly sentenceId: string
  readonly state: ClaimState
  readonly reason: string
  readonly userId: string
  readonly userName: string
  readonly createdAt: string
}

/** The one before stays in the store; `state` null withdraws it. */
export async function insertOverride(
  db: Transaction<Database>,
  documentId: string,
  override: Omit<StoredOverride, 'state' | 'userName'> & {
    readonly id: string
    readonly state: ClaimState | null
  },
): Promise<void> {
  const { sentenceId } = override
  const last = await db
    .selectFrom('claim_overrides')
    .select(({ fn }) => fn.max('sequence').as('sequence'))
    .where('document_id', '=', documentId)
    .where('sentence_id', '=', sentenceId)
    .executeTakeFirst()
  await db
    .insertInto('claim_overrides')
    .values({
      id: override.id,
      document_id: documentId,
      sentence_id: sentenceId,
      sequence: (last?.sequence ?? 0) + 1,
      state: override.state,
      reason: override.reason,
      user_id: override.userId,
      created_at: override.createdAt,
    })
    .execute()
}

/** Those that hold, by sentence. */
export async function listOverrides(
  db: Kysely<Database>,
  documentId: string,
): Promise<ReadonlyMap<string, StoredOverride>> {
  const rows = await db
    .selectFrom('claim_overrides')
    .leftJoin('users', 'users.id', 'claim_overrides.user_id')
    .selectAll('claim_overrides')
    .select('users.name as user_name')
    .where('document_id', '=', documentId)
    .orderBy('sequence')
    .execute()
  const last = new Map(rows.map((row) => [row.sentence_id, row]))
  return new Map(
    [...last].flatMap(([sentenceId, row]): [string, StoredOverride][] =>
      row.state === null
        ? []
        : [
            [
              sentenceId,
              {
                sentenceId,
                state: row.state as ClaimState,
                reason: row.reason,
                userId: row.user_id,
                userName: row.user_name ?? '',
                createdAt: row.created_at,
              },
            ],
          ],
    ),
  )
}
