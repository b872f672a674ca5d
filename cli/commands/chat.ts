import { randomUUID } from 'node:crypto'
import type { Client } from '../../client/create-client.ts'
import type { AnswerCitation, AnswerMessage } from '../../shared/contract/conversations.ts'
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
      return { json: answer, lines: describe(question, answer) }
    }
    const answers: AnswerMessage[] = []
    for (;;) {
      const asked = (await terminal.ask('> '))?.trim()
      if (asked === undefined) return { json: { conversation_id: id, answers }, lines: [] }
      if (asked === '') continue
      const answer = await ask(client, id, asked, signal)
      answers.push(answer)
      // with --json the answers come at the end, as one value
      if (!invocation.options['json']) terminal.say([...describe(asked, answer), ''])
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

/** Each statement with the numbers of its citations, these below, and how far it can be relied on. */
function describe(question: string, message: AnswerMessage): readonly string[] {
  const cited: string[] = []
  const lines = message.sentences.map(({ text, citations }) => {
    const numbers = groupByPassage(citations).map((group) => {
      const quotes = group.map(({ quote }) => quote).join(' | ')
      cited.push(`[${cited.length + 1}] ${describeRow(group)}: “${quotes}”`)
      return `[${cited.length}]`
    })
    return [text, ...numbers].join(' ')
  })
  const { sources, passages } = message.searched
  const searchedLine = `Searched ${count(sources, 'source')}, ${count(passages, 'passage')}.`
  // an answer without a statement says so itself
  const found = cited.length > 0 ? [...lines, ...cited, searchedLine] : lines
  return [...found, ...describeReserves(question, message)]
}

/** The cells of one row stand in one passage: they have one number. */
function groupByPassage(citations: readonly AnswerCitation[]): readonly Group[] {
  const groups = Map.groupBy(citations, (one) =>
    [one.document_source_id, one.document_source_version, one.start_char, one.end_char].join(' '),
  )
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [[first, ...others]] : []))
}

type Group = readonly [AnswerCitation, ...AnswerCitation[]]

/** Where a row stands, with the columns of all of its cells that are cited. */
function describeRow([first, ...others]: Group): string {
  const columns = [first, ...others].flatMap(({ table }) => table?.columns ?? [])
  return describePlace({ ...first, table: first.table && { ...first.table, columns } })
}

/** What the words of an answer do not say themselves. */
function describeReserves(question: string, message: AnswerMessage): readonly string[] {
  const { quality_verdict: quality, understood_as: understood, unread } = message
  const isUnsure = quality.verdict === 'low_confidence'
  const isLent = understood !== '' && understood !== question.trim()
  return [
    isUnsure ? 'Unsure: read the words behind it before you use it.' : '',
    isLent ? `Understood as: ${understood}` : '',
    ...unread.map(({ name, reason }) => `Not read: ${name} (${reason})`),
  ].filter(Boolean)
}
