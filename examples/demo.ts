import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { takeLock } from '../server/adapters/lock-file.ts'
import { readConfig } from '../server/config.ts'
import { startServer } from '../server/main.ts'
import { sourcesResponse, type TracedSource } from '../shared/contract/sources.ts'
import { callJson, readPlan, runExample, type ExampleRun, type Server } from './run-example.ts'
import { showAnswers } from './show-answers.ts'
import { showCheck } from './show-check.ts'

/** The main job on an example, through the HTTP API of a server with a store of its own. */
async function main(): Promise<void> {
  const [example = 'study', planName = 'run.json'] = process.argv
    .slice(2)
    .filter((word) => !word.startsWith('-'))
  if (!(await hasPlan(example, planName))) {
    throw new Error(`There is no example "${example}" with a ${planName}; there are: study, audit.`)
  }
  const stays = process.stdout.isTTY && !process.argv.includes('--exit')
  const folder = join(import.meta.dirname, '..', '.sourcewright', 'demo', example)
  await clearFolder(folder)
  const config = readConfig({
    SOURCEWRIGHT_LOG: 'error',
    SOURCEWRIGHT_PORT: stays ? undefined : '0',
    ...process.env,
    SOURCEWRIGHT_DATA: join(folder, 'data'),
  })
  const running = await startServer(config)
  const server = { url: running.url, apiKey: running.firstStart?.ownerKey ?? '' }
  console.log(`Sourcewright is at ${server.url}, with an empty store in ${shorten(folder)}\n`)
  const run = await runExample(server, example, createProgress(), planName)
  await showDocument(server, run, folder)
  showWorth(run)
  await showSources(server, run)
  await showCheck(server, run)
  await showAnswers(server, run)
  const pane = `${server.url}/addin/index.html?document=${run.documentId}#key=${server.apiKey}`
  console.log(`\nThe pane beside the document, in a browser:\n  ${pane}`)
  if (!stays) {
    console.log('(It was served while this ran; in a terminal the demo serves it until Ctrl+C.)')
    return running.close()
  }
  console.log('\nIt is served until you press Ctrl+C.')
  process.once('SIGINT', () => void running.close().then(() => process.exit(0)))
}

/** Takes away what an earlier demo of the example left, unless that one is still running. */
async function clearFolder(folder: string): Promise<void> {
  const lock = await takeLock(join(folder, 'data', 'lock'))
  await lock.release()
  await rm(folder, { recursive: true, force: true })
}

async function hasPlan(example: string, planName: string): Promise<boolean> {
  return readPlan(example, planName).then(
    () => true,
    () => false,
  )
}

/** One line that moves on a terminal; a line a step elsewhere. */
function createProgress(): (line: string) => void {
  if (!process.stdout.isTTY) return (line) => console.log(line)
  return (line) => {
    const isProgress = / % {2}/.test(line)
    process.stdout.write(isProgress ? `\r\u001b[K${line}` : `${line}\n`)
    if (line.startsWith('100 %')) process.stdout.write('\n')
  }
}

async function showDocument(server: Server, run: ExampleRun, folder: string): Promise<void> {
  if (run.status.status !== 'Ready') {
    throw new Error(
      `the run failed: ${run.status.error?.message ?? 'for no reason that was stored'}`,
    )
  }
  const path = `/api/v1/documents/${run.documentId}/file?format=docx`
  const response = await fetch(server.url + path, { headers: { 'X-API-Key': server.apiKey } })
  if (!response.ok) throw new Error(`the server answered ${response.status} to ${path}`)
  const bytes = new Uint8Array(await response.arrayBuffer())
  await mkdir(folder, { recursive: true })
  const file = join(folder, `${run.plan.output_name}.docx`)
  await writeFile(file, bytes)
  console.log(`\nWritten: ${shorten(file)} (${bytes.length} bytes)`)
}

function showWorth({ status }: ExampleRun): void {
  const { quality, warnings } = status
  if (!quality) return
  const { sections, filled, omitted, gaps, claims } = quality
  console.log(
    `Sections with rules: ${sections}; filled ${filled}, left out on purpose ${omitted}, gaps ${gaps.length}`,
  )
  for (const gap of gaps)
    console.log(`  gap in "${gap.section_id}": ${gap.reason}; searched: ${gap.searched}`)
  const { house_text: house = 0, not_checked: cited = 0 } = claims
  console.log(
    `Sentences and cells: ${cited} with a recorded source, ${house} of the template’s own`,
  )
  if (quality.words_left_to_writer > 0) {
    console.log(
      `Left to the writer, marked in the document: ${quality.words_left_to_writer} words in ${quality.left_to_writer.length} sentences`,
    )
  }
  for (const warning of warnings) console.log(`  warning: ${warning}`)
}

async function showSources(server: Server, run: ExampleRun): Promise<void> {
  for (const { section_id, selected_text } of run.plan.selections) {
    console.log(`\nSelected in "${section_id}":\n  ${selected_text}`)
    const request = { document_id: run.documentId, section_id, selected_text }
    const answer = sourcesResponse.parse(
      await callJson(server, '/api/v1/get-sources-for-selected-text', request),
    )
    const { sources, passages } = answer.searched
    if (answer.sources.length === 0) {
      console.log(`  no source found among ${passages} passages of ${sources} sources`)
    }
    for (const source of answer.sources) console.log(describeSource(source))
  }
}

function describeSource(source: TracedSource): string {
  const page = source.page === null ? 'no fixed pages' : `page ${source.page}`
  const where = source.table ? describePlace(source.table) : (source.section_name ?? '')
  const fold = (words: string) => `"${words.replace(/\s+/g, ' ').trim()}"`
  const marked = source.marks.map(({ start, end }) =>
    fold(source.referenced_text.slice(start, end)),
  )
  return [
    `  ${source.basis}: ${source.document_source_name}, ${page}, ${where}`,
    `    ${fold(source.referenced_text)}`,
    `    marked: ${marked.join(', ')}`,
  ].join('\n')
}

function describePlace({ number, row_path, columns }: NonNullable<TracedSource['table']>): string {
  const paths = columns.map((path) => path.join(' > ')).join('; ')
  return `table ${number} | ${row_path.join(' > ')} | ${paths}`
}

function shorten(path: string): string {
  return relative(process.cwd(), path)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
