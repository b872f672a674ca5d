import type { AnswerMessage } from '../../shared/contract/conversations.ts'
import type { StoredAnswer } from '../../shared/model/conversation.ts'
import {
  answerTurn,
  findTurn,
  listTurns,
  openTurn,
  type StoredConversation,
  type StoredTurn,
} from '../db/conversations.ts'
import type { StoredDocument } from '../db/documents.ts'
import { readAliases } from '../domain/answer/aliases.ts'
import { composeAnswer, listQuestionTerms, writeQuery } from '../domain/answer/compose-answer.ts'
import { describeUnderstood, understand } from '../domain/answer/follow-up.ts'
import { listAskedTables } from '../domain/answer/list-tables.ts'
import { getConversationOfCaller } from './conversations.ts'
import type { ChosenSources } from './chosen-sources.ts'
import type { Dependencies } from './dependencies.ts'
import { createPresenter } from './present-answer.ts'
import type { Principal } from './principal.ts'
import { notFound, Problem } from './problem.ts'
import { searchFused } from './search-fused.ts'
import { weighTerms } from './search-passages.ts'
import { waitForSources } from './wait-for-sources.ts'

export type TurnRequest = {
  readonly turnId: string
  readonly text: string
  readonly waitSeconds: number
}

export type TurnEvent =
  | { readonly type: 'waiting'; readonly documents: readonly StoredDocument[] }
  | { readonly type: 'idle' }
  | { readonly type: 'message'; readonly message: AnswerMessage }

/** Passages whose sentences are looked into. */
const candidatePassages = 40

/**
 * Answers a turn of a conversation, once: sent again it gives the stored answer. The question is
 * stored when it comes and the answer before it is given, so neither a broken connection nor a restart
 * loses or doubles anything; a turn that broke off goes on when it is sent again.
 * @throws Problem `not_found`; `validation_failed` for a turn of that name with another text;
 * `not_ready` when sources are still being read after the wait.
 */
export async function* answerQuestion(
  deps: Dependencies,
  principal: Principal,
  conversationId: string,
  request: TurnRequest,
): AsyncGenerator<TurnEvent> {
  const conversation = await getConversationOfCaller(deps, principal, conversationId)
  const turn = await takeTurn(deps, conversation, request)
  const present = createPresenter(deps, conversation.workspaceId)
  if (turn.answer) {
    yield { type: 'message', message: await present(turn, turn.answer) }
    return
  }
  const chosen = yield* waitForSources(deps, conversation, request.waitSeconds)
  const answer = await composeTurn(deps, conversation, turn, chosen)
  await deps.db.transaction().execute((trx) => answerTurn(trx, turn.id, answer, deps.clock.now()))
  const stored = await findTurn(deps.db, turn.id)
  if (!stored?.answer) throw notFound('conversation')
  yield { type: 'message', message: await present(stored, stored.answer) }
}

async function takeTurn(
  deps: Dependencies,
  conversation: StoredConversation,
  { turnId, text }: TurnRequest,
): Promise<StoredTurn> {
  const asked = { id: deps.newId(), turnId, question: text, createdAt: deps.clock.now() }
  const turn = await deps.db.transaction().execute((trx) => openTurn(trx, conversation.id, asked))
  if (turn.question === text) return turn
  const msg = `the turn "${turnId}" has another text; a new question needs a new turn_id`
  throw new Problem('validation_failed', `body.text: ${msg}`, {
    errors: [{ loc: ['body', 'text'], msg, type: 'turn_differs' }],
  })
}

async function composeTurn(
  deps: Dependencies,
  conversation: StoredConversation,
  turn: StoredTurn,
  { sources, unread }: ChosenSources,
): Promise<StoredAnswer> {
  const turns = await listTurns(deps.db, conversation.id)
  const earlier = turns.filter(({ position }) => position < turn.position)
  const tables = listAskedTables(sources)
  const aliases = readAliases(sources)
  const understood = understand(
    turn.question,
    earlier.map(({ question }) => question),
    tables,
  )
  const query = writeQuery(understood.question, aliases)
  const { hits } = await searchFused(deps, query, sources, candidatePassages)
  const weights = await weighTerms(deps, listQuestionTerms(understood.question, aliases), sources)
  return {
    ...composeAnswer(understood.question, { sources, tables, aliases, hits, weights }),
    understoodAs: describeUnderstood(understood),
    unread,
  }
}
