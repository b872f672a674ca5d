import { createReaderProcess } from '../server/adapters/reader-process.ts'
import type { ReadResult } from '../shared/model/source-text.ts'
import { hostileCases } from '../test/support/hostile/all-cases.ts'
import { mostSeconds } from '../test/support/hostile/hostile-case.ts'
import { readerLimits } from './read-corpus.ts'
import { watchChildMemory } from './resident-memory.ts'

/** What becomes of each hostile file in the real reader process, how soon, and at what size. */
export async function benchHostile(): Promise<void> {
  console.log(`\n${hostileCases.length} hostile files, one at a time, each in a child of its own`)
  console.log('       s     MB  outcome        file')
  const wrong: string[] = []
  for (const { name, fileName, build, outcome } of hostileCases) {
    const measured = await readOnce(build(), fileName)
    const found = codeOf(measured.result)
    const isWrong = found !== outcome || measured.seconds > mostSeconds
    const line = `${measured.seconds.toFixed(2).padStart(8)} ${measured.megabytes.toFixed(0).padStart(6)}  ${found.padEnd(14)} ${fileName}: ${name}`
    console.log(isWrong ? `${line}  (expected: ${outcome} in ${mostSeconds} s)` : line)
    if (isWrong) wrong.push(name)
  }
  console.log(`${hostileCases.length - wrong.length} of ${hostileCases.length} as expected`)
}

/** The time holds the start of the child; the memory is the child's largest. */
async function readOnce(bytes: Uint8Array, fileName: string) {
  const reader = createReaderProcess(readerLimits)
  const memory = watchChildMemory()
  const started = performance.now()
  const result = await reader.readSource(bytes, fileName)
  const seconds = (performance.now() - started) / 1000
  const megabytes = memory.takeLargest()
  memory.stop()
  await reader.close()
  return { result, seconds, megabytes }
}

function codeOf(result: ReadResult): string {
  return result.outcome === 'refused' ? result.code : 'read'
}
