import type { Kysely, Transaction } from 'kysely'
import type { Database } from './tables.ts'

/** Which of two sources that disagree a person goes with, and why. */
export type StoredChoice = {
  readonly conflictId: string
  readonly choice: string
  readonly reason: string
  readonly userId: string
  readonly userName: string
  readonly createdAt: string
}

/** The one before stays in the store. */
export async function insertChoice(
  db: Transaction<Database>,
  documentId: string,
  choice: Omit<StoredChoice, 'userName'> & { readonly id: string },
): Promise<void> {
  const last = await db
    .selectFrom('conflict_choices')
    .select(({ fn }) => fn.max('sequence').as('sequence'))
    .where('document_id', '=', documentId)
    .where('conflict_id', '=', choice.conflictId)
    .executeTakeFirst()
  await db
    .insertInto('conflict_choices')
    .values({
      id: choice.id,
      document_id: documentId,
      conflict_id: choice.conflictId,
      sequence: (last?.sequence ?? 0) + 1,
      choice: choice.choice,
      reason: choice.reason,
      user_id: choice.userId,
      created_at: choice.createdAt,
    })
    .execute()
}

/** The last of each conflict, by its id. */
export async function listChoices(
  db: Kysely<Database>,
  documentId: string,
): Promise<ReadonlyMap<string, StoredChoice>> {
  const rows = await db
    .selectFrom('conflict_choices')
    .leftJoin('users', 'users.id', 'conflict_choices.user_id')
    .selectAll('conflict_choices')
    .select('users.name as user_name')
    .where('document_id', '=', documentId)
    .orderBy('sequence')
    .execute()
  return new Map(
    rows.map((row) => [
      row.conflict_id,
      {
        conflictId: row.conflict_id,
        choice: row.choice,
        reason: row.reason,
        userId: row.user_id,
        userName: row.user_name ?? '',
        createdAt: row.created_at,
      },
    ]),
  )
}
