import { randomUUID } from 'node:crypto'
import { answerMessage, conversationSummary } from '../shared/contract/conversations.ts'
import { callJson, type ExampleRun, type Server } from './run-example.ts'

/** Asks the example's questions in one conversation over its sources. */
export async function showAnswers(server: Server, { plan }: ExampleRun): Promise<void> {
  if (plan.questions.length === 0) return
  const { conversation_id } = conversationSummary.parse(
    await callJson(server, '/api/v1/conversations', {}),
  )
  const path = `/api/v1/conversations/${conversation_id}/messages`
  for (const { text } of plan.questions) {
    const answer = answerMessage.parse(
      await callJson(server, path, { turn_id: randomUUID(), text }),
    )
    console.log(`\nAsked: ${text}`)
    for (const sentence of answer.sentences) {
      console.log(`  ${sentence.text}`)
      const cited = sentence.citations.map(({ document_source_name, page, quote }) => {
        const place = page === null ? document_source_name : `${document_source_name}, page ${page}`
        return `    ${place}: "${quote.replace(/\s+/g, ' ').trim()}"`
      })
      if (cited.length > 0) console.log(cited.join('\n'))
    }
  }
}
