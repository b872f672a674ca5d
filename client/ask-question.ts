import { z } from 'zod'
import {
  answerMessage,
  answerSentence,
  type AnswerMessage,
  type AnswerSentenceView,
} from '../shared/contract/conversations.ts'
import { problemDetails } from '../shared/contract/problem.ts'
import { ApiError, createUnexpected, createUnreachable } from './api-error.ts'
import { readEvents, type ServerEvent } from './read-events.ts'

/** What an answer is made of while it comes; `message` is the whole, and the last. */
export type AnswerEvent =
  | { readonly type: 'waiting'; readonly documents: readonly { readonly document_name: string }[] }
  | { readonly type: 'sentence'; readonly sentence: AnswerSentenceView }
  | { readonly type: 'message'; readonly message: AnswerMessage }

/**
 * The events of an answer from its stream.
 * @throws ApiError for what the server tells in the stream, and when it ends before the message
 */
export async function* readAnswerEvents(
  path: string,
  response: Response,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, void, undefined> {
  if (!response.body) throw createUnexpected(path, response.status, 'the answer has no body')
  try {
    for await (const event of readEvents(response.body)) {
      const read = readAnswerEvent(path, event)
      if (!read) continue
      yield read
      if (read.type === 'message') return
    }
  } catch (error) {
    signal.throwIfAborted()
    throw error instanceof ApiError ? error : createUnreachable(path, error)
  }
  signal.throwIfAborted()
  throw createUnreachable(path, new Error('the answer broke off'))
}

/** Undefined for an event of a kind that this client does not know. */
function readAnswerEvent(path: string, { event, data }: ServerEvent): AnswerEvent | undefined {
  const parse = <T>(schema: z.ZodType<T>): T => {
    const parsed = schema.safeParse(JSON.parse(data))
    if (parsed.success) return parsed.data
    throw createUnexpected(path, 200, `the event ${event}: ${parsed.error.issues[0]?.message}`)
  }
  switch (event) {
    case 'waiting':
      return { type: 'waiting', documents: parse(waitingData).documents }
    case 'sentence':
      return { type: 'sentence', sentence: parse(answerSentence) }
    case 'message':
      return { type: 'message', message: parse(answerMessage) }
    case 'error':
      throw new ApiError(parse(problemDetails))
    default:
      return undefined
  }
}

const waitingData = z.object({ documents: z.array(z.object({ document_name: z.string() })) })
