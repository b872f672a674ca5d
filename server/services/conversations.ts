import type {
  ConversationDetails,
  ConversationsResponse,
  ConversationSummary,
} from '../../shared/contract/conversations.ts'
import {
  findConversation,
  insertConversation,
  listConversations as listPage,
  listTurns,
  type StoredConversation,
} from '../db/conversations.ts'
import { deleteConversation } from '../db/removals.ts'
import type { Page } from '../domain/page.ts'
import { clearLeftovers } from './clear-leftovers.ts'
import { commit, settle } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { createPresenter } from './present-answer.ts'
import { listWorkspaceIds, type Principal } from './principal.ts'
import { notFound } from './problem.ts'
import { chooseWorkspaceOfDocuments } from './workspace-of-documents.ts'

/** @throws Problem `not_found` for a document that the caller can't see */
export async function createConversation(
  deps: Dependencies,
  principal: Principal,
  about: { documentIds: readonly string[]; documentSetKey: string | undefined },
): Promise<ConversationSummary> {
  const documentIds = [...new Set(about.documentIds)]
  const at = deps.clock.now()
  const conversation = {
    id: deps.newId(),
    workspaceId: await chooseWorkspaceOfDocuments(
      deps,
      principal,
      documentIds,
      about.documentSetKey,
    ),
    documentIds,
    createdAt: at,
    updatedAt: at,
  }
  return commit(deps, async (trx) => {
    await insertConversation(trx, conversation)
    return toSummary(conversation)
  })
}

export async function listConversations(
  { db }: Dependencies,
  principal: Principal,
  page: Page,
): Promise<ConversationsResponse> {
  const { conversations, total } = await listPage(db, listWorkspaceIds(principal), page)
  return {
    conversations: conversations.map((one) => ({
      ...toSummary(one),
      first_question: one.firstQuestion,
    })),
    total,
    page: page.page,
    page_size: page.pageSize,
  }
}

/** @throws Problem `not_found`, alike for a foreign and a missing id */
export async function getConversationOfCaller(
  { db }: Pick<Dependencies, 'db'>,
  principal: Principal,
  id: string,
): Promise<StoredConversation> {
  const conversation = await findConversation(db, listWorkspaceIds(principal), id)
  if (!conversation) throw notFound('conversation')
  return conversation
}

/** The whole history, oldest first. */
export async function describeConversation(
  deps: Dependencies,
  principal: Principal,
  id: string,
): Promise<ConversationDetails> {
  const conversation = await getConversationOfCaller(deps, principal, id)
  const present = createPresenter(deps, conversation.workspaceId)
  const messages: ConversationDetails['messages'] = []
  for (const turn of await listTurns(deps.db, id)) {
    messages.push({
      message_id: `${turn.id}-question`,
      turn_id: turn.turnId,
      role: 'user',
      text: turn.question,
      created_at: turn.createdAt,
    })
    if (turn.answer) messages.push(await present(turn, turn.answer))
  }
  return { ...toSummary(conversation), messages }
}

/** With its turns; sources that were deleted before and that only they cited go, too. */
export async function removeConversation(
  deps: Dependencies,
  principal: Principal,
  id: string,
): Promise<void> {
  const conversation = await getConversationOfCaller(deps, principal, id)
  const leftovers = await deps.db.transaction().execute(async (trx) => {
    await settle(deps, trx, undefined)
    return deleteConversation(trx, conversation)
  })
  await clearLeftovers(deps, leftovers)
}

function toSummary(conversation: StoredConversation): ConversationSummary {
  return {
    conversation_id: conversation.id,
    workspace_id: conversation.workspaceId,
    document_ids: [...conversation.documentIds],
    created_at: conversation.createdAt,
    updated_at: conversation.updatedAt,
  }
}
