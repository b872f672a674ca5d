import {
  answerMessage,
  conversationSummary,
  type AnswerMessage,
} from '../../shared/contract/conversations.ts'
import type { TestApp } from './create-test-app.ts'

/** Asks each behind the one before, in a conversation of their own; the answers in order. */
export async function askInTurn(app: TestApp, texts: readonly string[]): Promise<AnswerMessage[]> {
  const opened = await app.post('/api/v1/conversations', {})
  const { conversation_id: id } = conversationSummary.parse(await opened.json())
  const answers: AnswerMessage[] = []
  for (const [index, text] of texts.entries()) {
    const turn = { turn_id: `turn ${index}`, text }
    const path = `/api/v1/conversations/${id}/messages`
    const response = await app.post(path, turn, { Accept: 'application/json' })
    answers.push(answerMessage.parse(await response.json()))
  }
  return answers
}

/** What an answer states, without its notes. */
export function listStatements(answer: AnswerMessage | undefined): string[] {
  return (answer?.sentences ?? [])
    .filter(({ kind }) => kind === 'statement')
    .map(({ text }) => text)
}

export function verdictOf(answer: AnswerMessage | undefined): string | undefined {
  return answer?.quality_verdict.verdict
}
