import type { Kysely, Selectable, Transaction } from 'kysely'
import type { StoredAnswer } from '../../shared/model/conversation.ts'
import type { Page } from '../domain/page.ts'
import { readPage } from './read-page.ts'
import type { Database, TurnsTable } from './tables.ts'

export type StoredConversation = {
  readonly id: string
  readonly workspaceId: string
  /** Sources and documents that it was opened on; empty for all sources of the workspace. */
  readonly documentIds: readonly string[]
  readonly createdAt: string
  readonly updatedAt: string
}

export type StoredTurn = {
  readonly id: string
  readonly turnId: string
  /** Order in the conversation, from 0. */
  readonly position: number
  readonly question: string
  readonly createdAt: string
  /** Null until it is answered. */
  readonly answer: StoredAnswer | null
  readonly answeredAt: string | null
}

export async function insertConversation(
  db: Kysely<Database>,
  conversation: StoredConversation,
): Promise<void> {
  await db
    .insertInto('conversations')
    .values({
      id: conversation.id,
      workspace_id: conversation.workspaceId,
      document_ids: JSON.stringify(conversation.documentIds),
      created_at: conversation.createdAt,
      updated_at: conversation.updatedAt,
    })
    .execute()
}

/** A conversation of one of the workspaces; a foreign one is as absent as a missing one (law 7). */
export async function findConversation(
  db: Kysely<Database>,
  workspaceIds: readonly string[],
  id: string,
): Promise<StoredConversation | undefined> {
  if (workspaceIds.length === 0) return undefined
  const row = await db
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', id)
    .where('workspace_id', 'in', workspaceIds)
    .executeTakeFirst()
  return row && toConversation(row)
}

/** Last used first; each with its first question, null while it has none. */
export async function listConversations(
  db: Kysely<Database>,
  workspaceIds: readonly string[],
  page: Page,
): Promise<{
  conversations: (StoredConversation & { readonly firstQuestion: string | null })[]
  total: number
}> {
  if (workspaceIds.length === 0) return { conversations: [], total: 0 }
  const query = db
    .selectFrom('conversations')
    .selectAll()
    .where('workspace_id', 'in', workspaceIds)
    .orderBy('updated_at', 'desc')
    .orderBy('id')
  const { rows, total } = await readPage(query, page)
  const questions = await readFirstQuestions(
    db,
    rows.map(({ id }) => id),
  )
  const conversations = rows.map((row) => ({
    ...toConversation(row),
    firstQuestion: questions.get(row.id) ?? null,
  }))
  return { conversations, total }
}

async function readFirstQuestions(
  db: Kysely<Database>,
  conversationIds: readonly string[],
): Promise<Map<string, string>> {
  if (conversationIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('conversation_turns')
    .select(['conversation_id', 'question'])
    .where('conversation_id', 'in', conversationIds)
    .where('position', '=', 0)
    .execute()
  return new Map(rows.map((row) => [row.conversation_id, row.question]))
}

/** Oldest first. */
export async function listTurns(
  db: Kysely<Database>,
  conversationId: string,
): Promise<StoredTurn[]> {
  const rows = await db
    .selectFrom('conversation_turns')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('position')
    .execute()
  return rows.map(toTurn)
}

/** The turns before a position, oldest first. */
export async function listTurnsBefore(
  db: Kysely<Database>,
  conversationId: string,
  position: number,
): Promise<StoredTurn[]> {
  const rows = await db
    .selectFrom('conversation_turns')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('position', '<', position)
    .orderBy('position')
    .execute()
  return rows.map(toTurn)
}

/**
 * The turn of that name, made if there is none; it comes behind those that are there. One that is
 * there keeps its question, whatever `asked` says.
 */
export async function openTurn(
  db: Transaction<Database>,
  conversationId: string,
  asked: Pick<StoredTurn, 'id' | 'turnId' | 'question' | 'createdAt'>,
): Promise<StoredTurn> {
  const known = await findTurnOfName(db, conversationId, asked.turnId)
  if (known) return known
  await db
    .insertInto('conversation_turns')
    .values({
      id: asked.id,
      conversation_id: conversationId,
      turn_id: asked.turnId,
      position: await countTurns(db, conversationId),
      question: asked.question,
      answer: null,
      created_at: asked.createdAt,
      answered_at: null,
    })
    // another turn may have come meanwhile, or this very one: then look again
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db
    .updateTable('conversations')
    .set({ updated_at: asked.createdAt })
    .where('id', '=', conversationId)
    .execute()
  return openTurn(db, conversationId, asked)
}

async function findTurnOfName(
  db: Kysely<Database>,
  conversationId: string,
  turnId: string,
): Promise<StoredTurn | undefined> {
  const row = await db
    .selectFrom('conversation_turns')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('turn_id', '=', turnId)
    .executeTakeFirst()
  return row && toTurn(row)
}

async function countTurns(db: Kysely<Database>, conversationId: string): Promise<number> {
  const { turns } = await db
    .selectFrom('conversation_turns')
    .select((eb) => eb.fn.countAll<number | string>().as('turns'))
    .where('conversation_id', '=', conversationId)
    .executeTakeFirstOrThrow()
  return Number(turns)
}

export async function findTurn(db: Kysely<Database>, id: string): Promise<StoredTurn | undefined> {
  const row = await db
    .selectFrom('conversation_turns')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toTurn(row)
}

/** Stores the answer with what it cites, if the turn has none yet: the first one stays. */
export async function answerTurn(
  db: Transaction<Database>,
  id: string,
  answer: StoredAnswer,
  at: string,
): Promise<void> {
  const updated = await db
    .updateTable('conversation_turns')
    .set({ answer: JSON.stringify(answer), answered_at: at })
    .where('id', '=', id)
    .where('answer', 'is', null)
    .executeTakeFirst()
  if (Number(updated.numUpdatedRows) === 0) return
  const cited = answer.sentences.flatMap(({ citations }) => citations)
  const rows = [...new Set(cited.map(({ sourceTextId }) => sourceTextId))].map((sourceTextId) => ({
    turn_id: id,
    source_text_id: sourceTextId,
  }))
  if (rows.length > 0) await db.insertInto('turn_sources').values(rows).execute()
}

function toConversation(row: Database['conversations']): StoredConversation {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    documentIds: JSON.parse(row.document_ids) as string[],
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

function toTurn(row: Selectable<TurnsTable>): StoredTurn {
  return {
    id: row.id,
    turnId: row.turn_id,
    position: row.position,
    question: row.question,
    createdAt: row.created_at,
    answer: row.answer === null ? null : readAnswer(row.answer),
    answeredAt: row.answered_at,
  }
}

/** Answers that were stored before statements were verified say so. */
function readAnswer(stored: string): StoredAnswer {
  const answer = JSON.parse(stored) as StoredAnswer
  const sentences = answer.sentences.map((one) => ({
    ...one,
    claimState: one.claimState ?? 'not_checked',
  }))
  return { ...answer, sentences }
}
