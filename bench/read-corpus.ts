import { availableParallelism } from 'node:os'
import { createReaderProcess } from '../server/adapters/reader-process.ts'
import type { ReadResult } from '../shared/model/source-text.ts'
import { listCorpusTree, type CorpusFile } from './corpus.ts'
import { watchChildMemory } from './resident-memory.ts'

/** What the server itself gives a file by default. */
export const readerLimits = { maximumSeconds: 20, maximumMegabytes: 1024, concurrency: 1 }

/** What became of one file in the real reader process. */
type Outcome = {
  readonly name: string
  /** "read", "read with warnings" or the code of the refusal. */
  readonly code: string
  /** Of the refusal, or the warnings. */
  readonly reason: string
  readonly seconds: number
  /** Largest resident memory of the child while it read the file. */
  readonly megabytes: number
}

/** Every .docx and .pdf of others, one after the other, in the real reader process. */
export async function benchReadCorpus(): Promise<void> {
  for (const folder of ['docx', 'pdf']) {
    const files = listCorpusTree(folder, new RegExp(`\\.${folder}$`))
    const outcomes = await readAll(files)
    printCounts(folder, outcomes)
    printLargest('slowest', outcomes, (one) => one.seconds, 's')
    printLargest('largest child', outcomes, (one) => one.megabytes, 'MB')
    printReasons(outcomes)
  }
}

/** Reads file by file; the time includes the start of a child where one is needed. */
async function readAll(files: readonly CorpusFile[]): Promise<readonly Outcome[]> {
  const reader = createReaderProcess(readerLimits)
  const memory = watchChildMemory()
  const outcomes: Outcome[] = []
  for (const { name, bytes } of files) {
    memory.takeLargest()
    const started = performance.now()
    const result = await reader.readSource(bytes, name)
    const seconds = (performance.now() - started) / 1000
    outcomes.push({ name, ...describeResult(result), seconds, megabytes: memory.takeLargest() })
  }
  memory.stop()
  await reader.close()
  return outcomes
}

/** Counts by outcome, most first. */
function printCounts(title: string, outcomes: readonly Outcome[]): void {
  const total = outcomes.reduce((sum, one) => sum + one.seconds, 0)
  console.log(`\n${title}: ${outcomes.length} files in ${total.toFixed(0)} s, one at a time`)
  console.log(`  (of ${availableParallelism()} processors one reads)`)
  const groups = Map.groupBy(outcomes, (one) => one.code)
  for (const [code, group] of [...groups].sort(([, a], [, b]) => b.length - a.length)) {
    console.log(`  ${code.padEnd(20)} ${String(group.length).padStart(5)}`)
  }
}

function describeResult(result: ReadResult): Pick<Outcome, 'code' | 'reason'> {
  if (result.outcome === 'refused') return { code: result.code, reason: result.reason }
  const code = result.warnings.length > 0 ? 'read with warnings' : 'read'
  return { code, reason: result.warnings.join('; ') }
}

const shownLargest = 8

function printLargest(
  title: string,
  outcomes: readonly Outcome[],
  measure: (one: Outcome) => number,
  unit: string,
): void {
  console.log(`  ${title}:`)
  for (const one of outcomes.toSorted((a, b) => measure(b) - measure(a)).slice(0, shownLargest)) {
    console.log(`    ${measure(one).toPrecision(3).padStart(6)} ${unit}  ${one.code}  ${one.name}`)
  }
}

function printReasons(outcomes: readonly Outcome[]): void {
  console.log('  refused, with the reason given:')
  for (const { name, code, reason } of outcomes.toSorted((a, b) => compare(a.code, b.code))) {
    if (!code.startsWith('read')) console.log(`    ${code}  ${name}: ${reason}`)
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
