import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDocument } from '../../examples/build/write-document.ts'
import { openDatabase } from '../../server/db/open-database.ts'
import { validateDocx } from '../../test/support/validate-docx.ts'
import { ooxmlValidatorPath } from '../../test/support/requirements.ts'
import { downloadReport, generateStudyReport, type StudyRun } from './generate.ts'
import { measureStore, searchAllSources, type Search, type StoreSize } from './growth.ts'
import { inspectReport, type Finding, type Inspection } from './inspect.ts'
import { startMeasuredServer, type MeasuredServer, type Memory } from './server.ts'
import { listStudySources } from './sources.ts'
import { studyReportTemplate } from './template.ts'

const folder = join(import.meta.dirname, '../../.sourcewright/bench')

/**
 * The sources once, twice and four times: what is more than the study has the role other, so that it is
 * read and indexed like the rest, and no rule of the template may choose it.
 */
const multiples = [1, 2, 4]

type Measured = {
  readonly run: StudyRun
  readonly inspection: Inspection
  readonly memory: Memory
  readonly report: Uint8Array
  readonly search: Search
  readonly size: StoreSize
}

/** The main job on a real study: seconds, memory, and what the report is worth. */
export async function benchStudy(): Promise<void> {
  const template = await writeDocument(studyReportTemplate)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'csr-template.docx'), template)
  for (const multiple of multiples) {
    const sources = listStudySources(multiple - 1)
    const measured = await measure(sources, template)
    const bytes = sources.reduce((sum, source) => sum + source.bytes.length, 0)
    console.log(`\n${sources.length} sources, ${(bytes / 1e6).toFixed(1)} MB`)
    printTimes(measured)
    printGrowth(measured)
    if (multiple > 1) continue
    await writeFile(join(folder, 'csr.docx'), measured.report)
    printWorth(measured)
    await printValidity(measured.report)
  }
  console.log(`\nThe report: ${join(folder, 'csr.docx')}`)
}

/** On an empty store, so that nothing is read before it is measured. */
async function measure(
  sources: ReturnType<typeof listStudySources>,
  template: Uint8Array,
): Promise<Measured> {
  const dataFolder = join(folder, 'data')
  await rm(dataFolder, { recursive: true, force: true })
  const server = await startMeasuredServer(dataFolder)
  const made = await makeReport(server, sources, template).finally(() => server.stop())
  const db = await openDatabase(join(dataFolder, 'sourcewright.sqlite'))
  const inspection = await inspectReport(db, made.run.documentId)
  const size = await measureStore(db, dataFolder)
  await db.destroy()
  return { ...made, inspection, size }
}

async function makeReport(
  server: MeasuredServer,
  sources: ReturnType<typeof listStudySources>,
  template: Uint8Array,
): Promise<Omit<Measured, 'inspection' | 'size'>> {
  const run = await generateStudyReport(server, sources, template)
  if (run.status.status !== 'Ready') throw new Error(run.status.error?.message ?? 'the run failed')
  const report = await downloadReport(server, run.documentId)
  const memory = server.peak()
  const search = await searchAllSources(server, run.documentId)
  return { run, report, memory, search }
}

/** A run starts its steps when the sources are read, by jobs that were queued before it. */
function printTimes({ run, inspection, memory }: Measured): void {
  const { startedAt, uploadSeconds, totalSeconds } = run
  const [extract, ...others] = inspection.steps
  const read = secondsBetween(startedAt, extract?.completedAt) - uploadSeconds
  const steps = others.map(
    (step) => `${step.name} ${showSeconds(step.startedAt, step.completedAt)}`,
  )
  console.log(
    `  first upload to Ready ${totalSeconds.toFixed(1)} s: sending ${uploadSeconds.toFixed(1)} s, then reading ${read.toFixed(1)} s, ${steps.join(', ')}`,
  )
  const { server, readers } = memory
  console.log(
    `  most memory ${(server + readers).toFixed(0)} MB: server ${server.toFixed(0)}, readers ${readers.toFixed(0)}; slowest answer meanwhile ${run.slowestAnswerSeconds.toFixed(1)} s`,
  )
}

/** What shows that the copies are read, indexed and searched like the rest. */
function printGrowth({ search, size }: Measured): void {
  const { texts, passages, databaseMegabytes, blobMegabytes } = size
  console.log(
    `  the index holds ${texts} sources in ${passages} passages; a selection searches ${search.sources} ` +
      `in ${search.passages} passages and waits ${search.seconds.toFixed(2)} s`,
  )
  console.log(
    `  on disk: store ${databaseMegabytes.toFixed(1)} MB, files ${blobMegabytes.toFixed(1)} MB`,
  )
}

function showSeconds(from: string, to: string): string {
  return `${secondsBetween(Date.parse(from), to).toFixed(1)} s`
}

function secondsBetween(from: number, to: string | undefined): number {
  return (Date.parse(to ?? '') - from) / 1000
}

function printWorth({ run, inspection }: Measured): void {
  const { quality, warnings } = run.status
  if (!quality) return
  const { sections, filled, omitted, gaps } = quality
  console.log(
    `  sections with rules ${sections}: filled ${filled}, left out on purpose ${omitted}, gaps ${gaps.length}`,
  )
  for (const gap of gaps)
    console.log(
      `    gap in "${gap.section_id}" (${gap.code}): ${gap.reason} Searched: ${gap.searched}`,
    )
  for (const warning of warnings) console.log(`    warning: ${warning}`)
  const { sentences, cells, citations, broken } = inspection
  console.log(`  ${sentences} sentences and ${cells} cells rest on ${citations} citations; `)
  console.log(`  quotes that are not their source's words (law 1): ${broken}`)
  printFindings('numbers that the source lacks', inspection.strangeNumbers)
  printFindings('sentences in the future tense', inspection.future)
  printFindings('references that point nowhere', inspection.dangling)
}

function printFindings(title: string, findings: readonly Finding[]): void {
  console.log(`  ${title}: ${findings.length}`)
  for (const { section, text, what } of findings)
    console.log(`    ${section} | ${what} | ${text.slice(0, 160)}`)
}

async function printValidity(report: Uint8Array): Promise<void> {
  if (!ooxmlValidatorPath()) return console.log('  the Open XML validator is not installed')
  const faults = await validateDocx(report)
  console.log(`  faults that the Open XML validator finds: ${faults.length}`)
  for (const fault of faults.slice(0, 20)) console.log(`    ${fault}`)
}
