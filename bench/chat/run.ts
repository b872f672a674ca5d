import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { callJson } from '../../examples/run-example.ts'
import { answerMessage, type AnswerMessage } from '../../shared/contract/conversations.ts'
import { readHalf } from '../grounding/halves.ts'
import type { Server } from '../study/generate.ts'
import { startMeasuredServer } from '../study/server.ts'
import { heldOutTalks } from './held-out-questions.ts'
import { judge, listBrokenCitations, type Outcome } from './judge.ts'
import { moreTuningTalks } from './more-tuning-questions.ts'
import { printResults, printTimes } from './print.ts'
import { pickReaderTalks } from './reader-questions.ts'
import { worlds, type Question, type Talk, type World } from './question.ts'
import { readText, sendSources, type SentSources } from './sources.ts'
import { tuningTalks } from './tuning-questions.ts'
import { weakTalks } from './weak-questions.ts'
import { pickTalks } from './written-questions.ts'

export type Result = {
  readonly world: World
  readonly question: Question
  readonly message: AnswerMessage
  readonly outcome: Outcome
  readonly broken: readonly string[]
  /** From the request to the whole answer. */
  readonly milliseconds: number
}

const folder = join(import.meta.dirname, '../../.sourcewright/bench/chat')

/** Asks a running server; `--report` asks the questions that nothing is tuned on. */
export async function benchChat(): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  const server = await startMeasuredServer(folder)
  try {
    const first: Result[] = []
    const readers: Result[] = []
    const fresh: Result[] = []
    const ofCorpus: Result[] = []
    const weak: Result[] = []
    const asked = readHalf() === 'report' ? heldOutTalks : [...tuningTalks, ...moreTuningTalks]
    for (const world of worlds) {
      const sources = await sendSources(server, world)
      const hold = (talks: readonly Talk[]) =>
        holdTalks(
          server,
          sources,
          talks.filter((talk) => talk.world === world),
        )
      first.push(...(await hold(asked)))
      readers.push(...(await hold(pickReaderTalks(readHalf()))))
      fresh.push(...(await hold(pickTalks('fresh-questions.txt', readHalf()))))
      ofCorpus.push(...(await hold(pickTalks('corpus-questions.txt', readHalf()))))
      if (readHalf() === 'tuning') weak.push(...(await hold(weakTalks)))
    }
    printResults(first)
    console.log("\n  readers' questions")
    printResults(readers)
    console.log('\n  fresh questions')
    printResults(fresh)
    console.log('\n  questions over files of the corpus')
    printResults(ofCorpus)
    printTimes([...first, ...readers, ...fresh])
    if (weak.length === 0) return
    console.log('\n  questions found weak')
    printResults(weak)
  } finally {
    await server.stop()
  }
}

async function holdTalks(
  server: Server,
  sources: SentSources,
  talks: readonly Talk[],
): Promise<readonly Result[]> {
  const texts = new Map<string, string>()
  for (const id of sources) texts.set(id, await readText(server, id))
  const results: Result[] = []
  for (const { world, turns } of talks) {
    const ask = await openConversation(server, sources)
    for (const question of turns) {
      const start = performance.now()
      const message = await ask(question.ask)
      const milliseconds = performance.now() - start
      const outcome = judge(question, message)
      const broken = listBrokenCitations(message, texts)
      results.push({ world, question, message, outcome, broken, milliseconds })
    }
  }
  return results
}

const opened = z.object({ conversation_id: z.string() })

async function openConversation(server: Server, sources: SentSources) {
  const made = await callJson(server, '/api/v1/conversations', { document_ids: sources })
  const path = `/api/v1/conversations/${opened.parse(made).conversation_id}/messages`
  let turns = 0
  return async (text: string): Promise<AnswerMessage> => {
    turns += 1
    const headers = {
      'X-API-Key': server.apiKey,
      'Content-Type': 'application/json',
      Accept: 'application/json',
    }
    const body = JSON.stringify({ turn_id: String(turns), text })
    const response = await fetch(server.url + path, { method: 'POST', headers, body })
    return answerMessage.parse(await response.json())
  }
}
