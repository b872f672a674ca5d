import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { callJson, readPlan } from '../../examples/run-example.ts'
import type { CheckedSentence } from '../../shared/contract/checks.ts'
import { addedLocalDocument, addedSource, statusResponse } from '../../shared/contract/documents.ts'
import { buildDocx, paragraph } from '../../test/support/build-docx.ts'
import { describeShare } from '../bootstrap.ts'
import { check, listSentences } from '../check/run.ts'
import { sendFile, type Server } from '../study/generate.ts'
import { startMeasuredServer } from '../study/server.ts'
import { listStudySources } from '../study/sources.ts'
import { halfOf } from '../verify/half.ts'
import type { Retyped } from './retype.ts'
import { resultsAudit, resultsExample, resultsStudy } from './retyped-results.ts'
import { retypedExample, retypedStudy } from './retyped.ts'

type File = { readonly name: string; readonly bytes: Uint8Array; readonly role: string }

/**
 * What a check says of sentences that a writer typed in Word, where no source is recorded: of each one
 * that is true, and of the same with one thing changed. Develop on the even half, by SHA-256 of the
 * true sentences; the odd half is the report.
 */
export async function benchLocalCheck(): Promise<void> {
  const half = process.env['SOURCEWRIGHT_HALF'] ?? 'odd'
  const own = (all: readonly Retyped[]) => all.filter(({ text }) => halfOf(text) === half)
  const sets = [
    [
      'example study',
      await listExampleSources('study'),
      own([...retypedExample, ...resultsExample]),
    ],
    ['example audit', await listExampleSources('audit'), own(resultsAudit)],
    ['study', listStudySources(0), own([...retypedStudy, ...resultsStudy])],
  ] as const
  const all: Outcome[] = []
  for (const [name, sources, retyped] of sets) {
    const outcomes = await checkRetyped(name, sources, retyped)
    print(`${name}, ${half} half`, outcomes)
    all.push(...outcomes)
  }
  print(`both, ${half} half`, all)
}

type Outcome = { readonly isTrue: boolean; readonly found: CheckedSentence }

async function listExampleSources(example: string): Promise<readonly File[]> {
  const { sources } = await readPlan(example)
  const folder = join(import.meta.dirname, '../../examples', example)
  const read = async ({ file, role }: { file: string; role: string }) => ({
    name: file.split('/').at(-1) ?? file,
    bytes: await readFile(join(folder, file)),
    role,
  })
  return Promise.all(sources.map(read))
}

async function checkRetyped(
  name: string,
  sources: readonly File[],
  retyped: readonly Retyped[],
): Promise<readonly Outcome[]> {
  const folder = join(import.meta.dirname, '../../.sourcewright/bench/local-check', name)
  await rm(folder, { recursive: true, force: true })
  const server = await startMeasuredServer(folder)
  try {
    const added = []
    for (const source of sources) added.push(await addSource(server, source))
    for (const id of added) await waitUntilRead(server, id)
    const told = retyped.map(({ text }) => text)
    const broken = retyped.map(({ text, from, to }) => text.replace(from, to))
    const sentences = await checkSentences(server, [...told, ...broken])
    const find = (text: string): CheckedSentence => {
      const found = sentences.find((one) => one.text === text)
      if (!found) throw new Error(`the check has no sentence "${text}"`)
      return found
    }
    return [
      ...told.map((text) => ({ isTrue: true, found: find(text) })),
      ...broken.map((text) => ({ isTrue: false, found: find(text) })),
    ]
  } finally {
    await server.stop()
  }
}

async function addSource(server: Server, { name, bytes, role }: File): Promise<string> {
  const answer = await sendFile(server, '/api/v1/documents', name, bytes, { role })
  return addedSource.parse(answer).document_id
}

async function checkSentences(server: Server, sentences: readonly string[]) {
  const bytes = buildDocx({ body: sentences.map((one) => paragraph(one)).join('') })
  const added = await sendFile(server, '/api/v1/documents/local', 'mine.docx', bytes, {})
  const { document_id } = addedLocalDocument.parse(added)
  await check(server, document_id)
  return listSentences(server, document_id)
}

/** The check would search what is read by then, and no more. */
async function waitUntilRead(server: Server, documentId: string): Promise<void> {
  for (;;) {
    const answer = await callJson(server, `/api/v1/documents/status/${documentId}`)
    const { status, error } = statusResponse.parse(answer)
    if (status === 'completed') return
    if (status === 'failed') throw new Error(`a source could not be read: ${JSON.stringify(error)}`)
    await sleep(50)
  }
}

function print(title: string, outcomes: readonly Outcome[]): void {
  console.log(`\n${title}`)
  for (const isTrue of [true, false]) {
    const states = outcomes.filter((one) => one.isTrue === isTrue).map(({ found }) => found.state)
    console.log(isTrue ? '  true sentences' : '  broken sentences')
    for (const state of shownStates) {
      console.log(`    ${state.padEnd(17)} ${describeShare(states.map((one) => one === state))}`)
    }
  }
  const isWrong = ({ isTrue, found: { state } }: Outcome): boolean =>
    isTrue ? state === 'contradicted' : state === 'supported'
  for (const { found } of outcomes.filter(isWrong)) {
    const quotes = found.evidence.map(({ quote }) => quote.slice(0, 120)).slice(0, 4)
    console.log(`    wrong: ${found.state} | ${found.text} | ${quotes.join(' … ')}`)
  }
}

const shownStates = ['supported', 'partly_supported', 'contradicted', 'no_source_found'] as const
