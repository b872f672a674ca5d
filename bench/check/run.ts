import { rm } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { writeDocument } from '../../examples/build/write-document.ts'
import { callJson } from '../../examples/run-example.ts'
import { findLibreOffice } from '../../server/adapters/libreoffice.ts'
import { readPdf } from '../../server/formats/read-pdf.ts'
import { readZip, writeZip } from '../../server/formats/zip.ts'
import {
  checkResponse,
  startedCheck,
  type CheckedSentence,
  type CheckResponse,
  verifyClaimResponse,
} from '../../shared/contract/checks.ts'
import { downloadReport, generateStudyReport, sendFile, type Server } from '../study/generate.ts'
import { startMeasuredServer, type MeasuredServer } from '../study/server.ts'
import { listStudySources } from '../study/sources.ts'
import { shortReportTemplate, studyReportTemplate } from '../study/template.ts'

const folder = join(import.meta.dirname, '../../.sourcewright/bench/check')

const reports = [
  [
    'short',
    'the short report: all its text, and of the tables behind it 14-1.03, 14-4.01, 14-5.02, 14-6.03 and 14-6.05',
    shortReportTemplate,
  ],
  ['whole', 'the whole report: all its text and all tables of the study', studyReportTemplate],
] as const

/**
 * How long reports of the real study take to check: at first, after one edit, and after a sentence more
 * that a writer types, of which nothing is recorded; and how long that sentence takes alone. A time runs from the
 * request for the check until the answer that no check is running and that has all states, over HTTP;
 * the edited version has been sent, read and stored before. Beside it stand the part of it that the
 * check itself took, from asked to stored, and the processor time of the server.
 */
export async function benchCheck(): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  for (const [name, title, template] of reports) {
    console.log(`\n${title}`)
    const server = await startMeasuredServer(join(folder, name))
    try {
      await benchReport(server, await writeDocument(template))
      console.log(`  most memory of the server ${server.peak().server.toFixed(0)} MB`)
    } finally {
      await server.stop()
    }
  }
}

async function benchReport(server: MeasuredServer, template: Uint8Array): Promise<void> {
  const run = await generateStudyReport(server, listStudySources(0), template)
  const { documentId, status } = run
  if (status.status !== 'Ready') throw new Error(`no report: ${JSON.stringify(status.error)}`)
  const report = await downloadReport(server, documentId)
  console.log(`  ${(await countPages(report)) ?? 'unknown'} pages as LibreOffice lays them out`)
  const cold = await timeCheck(server, documentId)
  print('cold', cold)
  for (const [state, count] of Object.entries(cold.latest.counts))
    console.log(`    ${state} ${count}`)
  await benchTyped(server, documentId, report)
  const edited = chooseSentence(await listSentences(server, documentId), report)
  for (const [from, to] of listEdits(edited.text)) {
    await sendEdited(server, documentId, report, edited.text, edited.text.replace(from, to))
    print(`after "${from}" became "${to}" in one sentence`, await timeCheck(server, documentId))
  }
}

/** Of true and untrue ones, of which tables say something and of which none does. */
const typed = [
  'The mean age in the placebo group was 75.2 years.',
  'More subjects discontinued because of an adverse event on xanomeline high dose than on placebo.',
  'In the placebo group 86 subjects were randomised.',
  'The mean age in the placebo group was 75.3 years.',
  'Pruritus was reported by 26 subjects in the high dose group.',
  'Twelve subjects had dizziness with placebo.',
  'The weather in Basel was fine on 86 days.',
]

async function benchTyped(
  server: MeasuredServer,
  documentId: string,
  report: Uint8Array,
): Promise<void> {
  for (const [at, sentence] of typed.entries()) {
    const added = typed.slice(0, at + 1).map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`)
    await sendEdited(server, documentId, report, lastProperties, `${added.join('')}<w:sectPr`)
    print(`typed “${sentence}”`, await timeCheck(server, documentId))
    const started = performance.now()
    verifyClaimResponse.parse(await callJson(server, '/api/v1/verify-claim', { claim: sentence }))
    console.log(`    alone, through verify-claim: ${(performance.now() - started).toFixed(0)} ms`)
  }
}

/** What ends the body of a document. */
const lastProperties = /<w:sectPr(?![\s\S]*<w:sectPr)/

/** Has a document checked, and waits. */
export async function check(server: Server, documentId: string): Promise<CheckResponse> {
  const path = `/api/v1/documents/${documentId}/checks`
  startedCheck.parse(await callJson(server, path, {}))
  for (;;) {
    const latest = checkResponse.parse(await callJson(server, `${path}/latest?page_size=1`))
    if (latest.running === null) return latest
    await sleep(20)
  }
}

/** Of all pages. */
export async function listSentences(
  server: Server,
  documentId: string,
  query = 'kind=sentence',
): Promise<readonly CheckedSentence[]> {
  const sentences: CheckedSentence[] = []
  for (let page = 1; ; page++) {
    const path = `/api/v1/documents/${documentId}/checks/latest?${query}&page_size=100&page=${page}`
    const latest = checkResponse.parse(await callJson(server, path))
    sentences.push(...latest.sentences)
    if (sentences.length >= latest.matching) return sentences
  }
}

/** Undefined without LibreOffice. */
async function countPages(report: Uint8Array): Promise<number | undefined> {
  const converter = await findLibreOffice(undefined)
  if (!converter) return undefined
  const reading = await readPdf(await converter.convert(report))
  return reading.outcome === 'read' ? reading.sourceText.pages.length : undefined
}

type TimedCheck = {
  readonly latest: CheckResponse
  /** Milliseconds, from the request until the states were there. */
  readonly took: number
  /** Milliseconds of the server. */
  readonly processor: number
}

async function timeCheck(server: MeasuredServer, documentId: string): Promise<TimedCheck> {
  // what the edit has left behind is over
  await sleep(500)
  const before = server.processorMilliseconds()
  const started = performance.now()
  const latest = await check(server, documentId)
  const took = performance.now() - started
  return { latest, took, processor: server.processorMilliseconds() - before }
}

function print(title: string, { latest: { check, total }, took, processor }: TimedCheck): void {
  const stored = Date.parse(check?.completed_at ?? '') - Date.parse(check?.created_at ?? '')
  const load = loadavg()[0]?.toFixed(1) ?? 'unknown'
  console.log(
    `  ${title}: ${total} sentences and cells, ${took.toFixed(0)} ms until the states are there, ` +
      `${stored} ms of them from asked to stored; processor ${processor} ms, load ${load}`,
  )
}

/** One with a number, whose words stand in one run of the document's XML. */
function chooseSentence(
  sentences: readonly CheckedSentence[],
  report: Uint8Array,
): CheckedSentence {
  const xml = new TextDecoder().decode(readZip(report).get('word/document.xml'))
  const found = sentences.find(
    ({ text, state }) => state === 'supported' && /\d/.test(text) && xml.split(text).length === 2,
  )
  if (!found) throw new Error('no sentence of the report stands in one run')
  return found
}

/** Its first digit becomes each of five others. */
function listEdits(text: string): [string, string][] {
  const digit = /\d/.exec(text)?.[0] ?? ''
  return [1, 2, 3, 4, 5].map((step) => [digit, String((Number(digit) + step) % 10)])
}

async function sendEdited(
  server: Server,
  documentId: string,
  report: Uint8Array,
  from: string | RegExp,
  to: string,
): Promise<void> {
  const parts = readZip(report)
  const xml = new TextDecoder().decode(parts.get('word/document.xml'))
  parts.set('word/document.xml', new TextEncoder().encode(xml.replace(from, to)))
  const fields = { document_id: documentId }
  await sendFile(server, '/api/v1/documents/local', 'report.docx', writeZip(parts), fields)
}
