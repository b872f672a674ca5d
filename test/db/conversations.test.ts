import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { StoredAnswer } from '../../shared/model/conversation.ts'
import {
  answerTurn,
  findConversation,
  insertConversation,
  listConversations,
  listTurns,
  openTurn,
} from '../../server/db/conversations.ts'
import { deleteConversation, deleteDocument, deleteWorkspace } from '../../server/db/removals.ts'
import { hasSourceText } from '../../server/db/source-texts.ts'
import {
  buildDocument,
  buildSourceText,
  buildVersion,
  buildWorkspace,
} from '../support/build-rows.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

const at = '2026-01-01T00:00:00.000Z'

describeOnEachDatabase('the stored conversations', (db) => {
  const build = async () => {
    const { workspaceId } = await buildWorkspace(db())
    const conversation = {
      id: randomUUID(),
      workspaceId,
      documentIds: [],
      createdAt: at,
      updatedAt: at,
    }
    await insertConversation(db(), conversation)
    return conversation
  }
  const open = (conversationId: string, turnId: string, question = 'Who?') => {
    const asked = { id: randomUUID(), turnId, question, createdAt: at }
    return db()
      .transaction()
      .execute((trx) => openTurn(trx, conversationId, asked))
  }
  const answer = (id: string, stored: StoredAnswer) =>
    db()
      .transaction()
      .execute((trx) => answerTurn(trx, id, stored, at))

  test('one of a foreign workspace is as absent as a missing one', async () => {
    const conversation = await build()
    const foreign = (await buildWorkspace(db())).workspaceId
    expect(await findConversation(db(), [conversation.workspaceId], conversation.id)).toEqual(
      conversation,
    )
    expect(await findConversation(db(), [foreign], conversation.id)).toBeUndefined()
    expect(await listConversations(db(), [foreign], { page: 1, pageSize: 5 })).toEqual({
      conversations: [],
      total: 0,
    })
  })

  test('a turn is opened once and keeps its question, its place and its first answer', async () => {
    const { id } = await build()
    const first = await open(id, 'a')
    const second = await open(id, 'b')
    expect(await open(id, 'a', 'Another?')).toEqual(first)
    expect([first.position, second.position]).toEqual([0, 1])
    await answer(first.id, buildAnswer('one'))
    await answer(first.id, buildAnswer('two'))
    const [stored] = await listTurns(db(), id)
    expect(stored).toEqual({ ...first, answer: buildAnswer('one'), answeredAt: at })
  })

  test('what an answer cites is kept until its conversation, or its workspace, goes', async () => {
    const { id, workspaceId } = await build()
    const source = await buildDocument(db(), workspaceId)
    const version = await buildVersion(db(), source.id)
    const text = await buildSourceText(db(), version.id, 'the words')
    const turn = await open(id, 'a')
    await answer(turn.id, buildAnswer('the', text.id))
    const run = (remove: 'document' | 'conversation') =>
      db()
        .transaction()
        .execute((trx) =>
          remove === 'document'
            ? deleteDocument(trx, source, at)
            : deleteConversation(trx, { id, workspaceId }),
        )
    expect((await run('document')).sourceTextIds).toEqual([])
    expect(await hasSourceText(db(), text.id)).toBe(true)
    expect((await run('conversation')).sourceTextIds).toEqual([text.id])
    expect(await hasSourceText(db(), text.id)).toBe(false)
  })

  test('a workspace goes with conversations that cite its sources', async () => {
    const { id, workspaceId } = await build()
    const version = await buildVersion(db(), (await buildDocument(db(), workspaceId)).id)
    const text = await buildSourceText(db(), version.id, 'the words')
    await answer((await open(id, 'a')).id, buildAnswer('the', text.id))
    await db()
      .transaction()
      .execute((trx) => deleteWorkspace(trx, workspaceId))
    expect(await findConversation(db(), [workspaceId], id)).toBeUndefined()
    expect(await hasSourceText(db(), text.id)).toBe(false)
  })
})

function buildAnswer(text: string, sourceTextId?: string): StoredAnswer {
  const range = { start: 0, end: text.length }
  const citations = sourceTextId
    ? [{ kind: 'text' as const, sourceTextId, range, quote: text, cell: null }]
    : []
  return {
    sentences: [
      {
        kind: citations.length > 0 ? 'statement' : 'note',
        text,
        citations,
        claimState: citations.length > 0 ? 'supported' : 'not_a_claim',
      },
    ],
    verdict: { verdict: 'sufficient', reason: 'answered', confidence: 1 },
    understoodAs: 'Who?',
    searched: { sources: 1, passages: 1 },
    unread: [],
    nearest: [],
  }
}
