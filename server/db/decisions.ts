import type { Kysely, Transaction } from 'kysely'
import type { Database } from './tables.ts'

/** What people decide of a document: which state a claim has, which of two sources holds. */
type DecisionSubject = 'claim' | 'conflict'

/** It holds as long as its subject's id does, which names words. */
export type StoredDecision<Value extends string> = {
  readonly subjectId: string
  readonly value: Value
  readonly reason: string
  readonly userId: string
  readonly userName: string
  readonly createdAt: string
}

/** The one before stays in the store; `value` null withdraws it. */
export async function insertDecision<Value extends string>(
  db: Transaction<Database>,
  documentId: string,
  subject: DecisionSubject,
  decision: Omit<StoredDecision<Value>, 'value' | 'userName'> & {
    readonly id: string
    readonly value: Value | null
  },
): Promise<void> {
  const { subjectId } = decision
  const last = await db
    .selectFrom('decisions')
    .select(({ fn }) => fn.max('sequence').as('sequence'))
    .where('document_id', '=', documentId)
    .where('subject', '=', subject)
    .where('subject_id', '=', subjectId)
    .executeTakeFirst()
  await db
    .insertInto('decisions')
    .values({
      id: decision.id,
      document_id: documentId,
      subject,
      subject_id: subjectId,
      sequence: (last?.sequence ?? 0) + 1,
      value: decision.value,
      reason: decision.reason,
      user_id: decision.userId,
      created_at: decision.createdAt,
    })
    .execute()
}

/** Those that hold, by the id of their subject. */
export async function listDecisions<Value extends string>(
  db: Kysely<Database>,
  documentId: string,
  subject: DecisionSubject,
): Promise<ReadonlyMap<string, StoredDecision<Value>>> {
  const rows = await db
    .selectFrom('decisions')
    .leftJoin('users', 'users.id', 'decisions.user_id')
    .selectAll('decisions')
    .select('users.name as user_name')
    .where('document_id', '=', documentId)
    .where('subject', '=', subject)
    .orderBy('sequence')
    .execute()
  const last = new Map(rows.map((row) => [row.subject_id, row]))
  return new Map(
    Array.from(last.values()).flatMap((row): [string, StoredDecision<Value>][] => {
      if (row.value === null) return []
      const { subject_id: subjectId, reason, user_id: userId, created_at: createdAt } = row
      const userName = row.user_name ?? ''
      const value = row.value as Value
      return [[subjectId, { subjectId, value, reason, userId, userName, createdAt }]]
    }),
  )
}
