import type { AnswerMessage } from '../../shared/contract/conversations.ts'
import type { StoredAnswer } from '../../shared/model/conversation.ts'
import {
  answerTurn,
  findTurn,
  listTurnsBefore,
  openTurn,
  type StoredConversation,
  type StoredTurn,
} from '../db/conversations.ts'
import type { StoredDocument } from '../db/documents.ts'
import { readAliases, type Alias } from '../domain/answer/aliases.ts'
import { composeAnswer, listQuestionTerms, writeQuery } from '../domain/answer/compose-answer.ts'
import {
  describeUnderstood,
  understand,
  understandAlone,
  type Understood,
} from '../domain/answer/follow-up.ts'
import { listRowKeys } from '../domain/answer/row-key.ts'
import { createVerdict } from '../domain/answer/create-verdict.ts'
import { describeReading } from '../domain/answer/phrases.ts'
import { correctSpelling } from '../domain/answer/spelling.ts'
import { createNote } from '../domain/answer/statement.ts'
import type { RankedPassage } from '../domain/evidence.ts'
import { listAskedTables } from '../domain/answer/list-tables.ts'
import { getConversationOfCaller } from './conversations.ts'
import type { ChosenSources } from './chosen-sources.ts'
import type { Dependencies } from './dependencies.ts'
import { createPresenter } from './present-answer.ts'
import type { Principal } from './principal.ts'
import { notFound, Problem } from './problem.ts'
import { searchFused } from './search-fused.ts'
import { countSearched, searchPassages, weighTerms } from './search-passages.ts'
import { openHits } from './searched-sources.ts'
import { waitForSources } from './wait-for-sources.ts'

type TurnRequest = {
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
/** Passages whose texts are opened for their tables and short forms, by the words of the talk alone. */
const passagesAround = 100
/** Earlier questions whose words may be meant again. */
const mostRecalled = 5

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
  { sources: chosen, unread }: ChosenSources,
): Promise<StoredAnswer> {
  const turns = await listTurnsBefore(deps.db, conversation.id, turn.position)
  const earlier = turns.map(({ question }) => question)
  const shown = listShownRows(turns)
  const words = [...earlier.slice(-mostRecalled), turn.question].join('\n')
  const around = await searchPassages(deps, words, chosen, passagesAround)
  const known = await openHits(deps, chosen, around)
  const aliases = readAliases(known)
  const understood = understand(turn.question, earlier, listAskedTables(known), shown)
  const looked = { chosen, around, aliases }
  const answer = await composeUnderstood(deps, understood, looked)
  if (!isRefused(answer)) return { ...answer, unread }
  const alone = understood.isGuessed ? understandAlone(turn.question) : undefined
  const again = alone && (await composeUnderstood(deps, alone, looked))
  if (again && !isRefused(again)) return { ...again, unread }
  const talk = [...earlier, turn.question]
  const corrected = talk.map((one) => correctSpelling(one, known) ?? one)
  const isSame = corrected.every((one, index) => one === talk[index])
  if (isSame) return { ...(again ?? answer), unread }
  const [last = '', ...before] = corrected.toReversed()
  const read = understand(last, before.toReversed(), listAskedTables(known), shown)
  const spelled = await composeUnderstood(deps, read, looked)
  if (isRefused(spelled)) return { ...(again ?? answer), unread }
  const note = createNote(describeReading(describeUnderstood(read)))
  // what was meant is a guess, whatever is found for it
  const verdict = createVerdict('cells', 'partly_matched')
  return { ...spelled, sentences: [note, ...spelled.sentences], verdict, unread }
}

/** Those of the last answer that gave something. */
function listShownRows(turns: readonly StoredTurn[]): readonly string[] {
  const last = turns.findLast(({ answer }) => answer !== null && !isRefused(answer))
  return last?.answer ? listRowKeys(last.answer) : []
}

function isRefused({ verdict }: Pick<StoredAnswer, 'verdict'>): boolean {
  return verdict.verdict === 'insufficient_evidence'
}

async function composeUnderstood(
  deps: Dependencies,
  understood: Understood,
  { chosen, around, aliases }: Looked,
): Promise<Omit<StoredAnswer, 'unread'>> {
  const { question } = understood
  const query = writeQuery(question, aliases)
  const { hits } = await searchFused(deps, query, chosen, candidatePassages)
  const sources = await openHits(deps, chosen, [...around, ...hits])
  const tables = listAskedTables(sources)
  const weights = await weighTerms(deps, listQuestionTerms(question, aliases), chosen)
  const searched = await countSearched(deps, chosen)
  const evidence = { sources, searched, tables, aliases, hits, weights }
  const { isAmong, ...answer } = composeAnswer(question, evidence)
  return { ...answer, understoodAs: describeUnderstood(understood, isAmong) }
}

/** What was found by the words of the talk. */
type Looked = {
  readonly chosen: ChosenSources['sources']
  readonly around: readonly RankedPassage[]
  readonly aliases: readonly Alias[]
}
