import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type EmbeddingRequest = {
  readonly path: string
  readonly authorization: string | undefined
  readonly model: string
  readonly input: readonly string[]
}

/** Answers instead of the server; may leave the request unanswered. */
export type Answer = (request: EmbeddingRequest, response: ServerResponse) => void

export type EmbeddingServer = {
  /** As an administrator sets it. */
  readonly url: string
  readonly requests: EmbeddingRequest[]
  /** From now on; undefined: as it should. */
  answerWith(answer: Answer | undefined): void
  close(): Promise<void>
}

/** A server that speaks the embeddings of the OpenAI API, and computes vectors from the letters of words. */
export async function startEmbeddingServer(): Promise<EmbeddingServer> {
  const requests: EmbeddingRequest[] = []
  let answer: Answer | undefined
  const server = createServer((message, response) => {
    void readRequest(message).then((request) => {
      requests.push(request)
      if (answer) answer(request, response)
      else answerJson(response, writeVectors(request.input))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    answerWith: (next) => (answer = next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export function answerJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}

/** The answer to a request for the vectors of these texts. */
export function writeVectors(input: readonly string[], dimensions = 256) {
  const data = input.map((text, index) => ({
    object: 'embedding',
    index,
    embedding: embedWords(text, dimensions),
  }))
  return { object: 'list', data, model: 'letters' }
}

async function readRequest(message: IncomingMessage): Promise<EmbeddingRequest> {
  const chunks: Uint8Array[] = []
  for await (const chunk of message) chunks.push(chunk as Uint8Array)
  const { model, input } = JSON.parse(Buffer.concat(chunks).toString('utf8'))
  return { path: message.url ?? '', authorization: message.headers.authorization, model, input }
}

/** What a trained model would have learned of words that mean the same. */
const meanings: Readonly<Record<string, string>> = {
  participants: 'person',
  people: 'person',
  withdrew: 'leave',
  dropped: 'leave',
  quit: 'leave',
  physician: 'doctor',
  medic: 'doctor',
  queasiness: 'nausea',
}

/** A count for each hashed run of three letters of a word, or of what the word means. */
function embedWords(text: string, dimensions: number): number[] {
  const counts = new Array<number>(dimensions).fill(0)
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const spelled = ` ${meanings[word] ?? word} `
    for (let at = 0; at + 3 <= spelled.length; at++) {
      const place = hash(spelled.slice(at, at + 3)) % dimensions
      counts[place] = (counts[place] ?? 0) + 1
    }
  }
  const length = Math.hypot(...counts) || 1
  return counts.map((count) => count / length)
}

function hash(letters: string): number {
  let sum = 0x811c9dc5
  for (const letter of letters) sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return sum >>> 0
}
