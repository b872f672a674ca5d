import { randomUUID } from 'node:crypto'
import type { Client } from '../../client/create-client.ts'
import type { AnswerMessage } from '../../shared/contract/conversations.ts'
import { list, type Command, type Invocation } from '../command.ts'
import { getDocumentId } from '../find-document.ts'
import { count } from '../follow-run.ts'
import { describePlace } from './sources-for.ts'

export const chat: Command = {
  name: 'chat',
  summary: 'asks the sources; without a question it takes one after the other',
  operands: '[question]',
  count: [0, 1],
  options: {
    about: {
      type: 'string',
      multiple: true,
      value: 'document',
      meaning: 'sources or documents, by id or name; all of the workspace where none is given',
    },
  },
  async run(invocation) {
    const { operands, connect, terminal, signal } = invocation
    const client = await connect()
    const about = await findAbout(client, invocation)
    const { conversation_id: id } = await client.createConversation(about, signal)
    const [question] = operands
    if (question !== undefined) {
      const answer = await ask(client, id, question, signal)
      return { json: answer, lines: describe(answer) }
    }
    const answers: AnswerMessage[] = []
    for (;;) {
      const asked = (await terminal.ask('> '))?.trim()
      if (asked === undefined) return { json: { conversation_id: id, answers }, lines: [] }
      if (asked === '') continue
      const answer = await ask(client, id, asked, signal)
      answers.push(answer)
      // with --json the answers come at the end, as one value
      if (!invocation.options['json']) terminal.say([...describe(answer), ''])
    }
  },
}

async function findAbout(client: Client, { options, signal }: Invocation) {
  const named = list(options, 'about')
  const kinds = ['source', 'generated', 'local'] as const
  return Promise.all(named.map((one) => getDocumentId(client, one, kinds, signal)))
}

async function ask(
  client: Client,
  conversationId: string,
  words: string,
  signal: AbortSignal,
): Promise<AnswerMessage> {
  const question = { turnId: randomUUID(), text: words }
  for await (const event of client.askQuestion(conversationId, question, signal)) {
    if (event.type === 'message') return event.message
  }
  throw new Error('the answer broke off')
}

/** Each statement with the numbers of its citations, and these below. */
function describe({ sentences, searched }: AnswerMessage): readonly string[] {
  const cited: string[] = []
  const lines = sentences.map(({ text, citations }) => {
    const numbers = citations.map((citation) => {
      cited.push(`[${cited.length + 1}] ${describePlace(citation)}: “${citation.quote}”`)
      return `[${cited.length}]`
    })
    return [text, ...numbers].join(' ')
  })
  const { sources, passages } = searched
  const searchedLine = `Searched ${count(sources, 'source')}, ${count(passages, 'passage')}.`
  // an answer without a statement says so itself
  return cited.length > 0 ? [...lines, ...cited, searchedLine] : lines
}
