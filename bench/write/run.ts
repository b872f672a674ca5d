import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readZip } from '../../server/formats/zip.ts'
import { median, printRates, timeRivals } from '../measure.ts'
import { countPieces, createWriteContent } from './content.ts'
import { writers } from './writers.ts'

const rounds = 5

/**
 * Writing one large .docx from values in memory: paragraphs and cells a second, megabytes of
 * word/document.xml a second, and the memory of a process that does nothing else.
 */
export async function benchWrite(): Promise<void> {
  const content = createWriteContent()
  const rivals = Object.entries(writers).map(([name, write]) => ({
    name,
    work: () => write(content),
  }))
  const timings = await timeRivals(rivals, rounds)
  const pieces = countPieces(content)
  printRates(`writing a .docx of ${pieces} paragraphs and cells`, 'pieces/s', pieces, timings)
  for (const { name, rounds: times } of timings) {
    const file = await writers[name]?.(content)
    const megabytes =
      (readZip(file ?? new Uint8Array()).get('word/document.xml')?.length ?? 0) / 1e6
    const rate = (megabytes / median(times)) * 1000
    const peak = await measurePeak(name)
    console.log(
      `  ${name.padEnd(28)} ${megabytes.toFixed(1)} MB of document.xml, ${rate.toFixed(1)} MB/s, ` +
        `most memory of a process of its own ${peak.toFixed(0)} MB`,
    )
  }
}

/** Resident megabytes at their highest; modules and content count too, for both alike. */
async function measurePeak(name: string): Promise<number> {
  const script = join(import.meta.dirname, 'once.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [script, name])
  return Number(stdout)
}
