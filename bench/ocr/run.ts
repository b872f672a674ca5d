import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createReaderProcess, type ReaderProcess } from '../../server/adapters/reader-process.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import { openPdf } from '../../server/formats/pdfium.ts'
import { listCorpusFiles, listCorpusTree } from '../corpus.ts'
import { createRandom } from '../random.ts'
import { readerLimits } from '../read-corpus.ts'
import { watchChildMemory } from '../resident-memory.ts'
import { type ScannedPage, scanPages } from './scan-page.ts'
import { addScores, type Score, scoreWords } from './score.ts'

const run = promisify(execFile)
const pageCount = 4
const densities = [150, 200]
const ocr = { maximumPages: 1, secondsPerPage: 300 }

/** Scanned pages of the study's protocol, beside tesseract on one thread; then scans of others. */
export async function benchOcr(): Promise<void> {
  const [protocol] = listCorpusFiles('study', /^protocol\.pdf$/)
  if (!protocol) throw new Error('the corpus has no study/protocol.pdf')
  const document = await openPdf(protocol.bytes)
  const step = Math.floor(document.pageCount / pageCount)
  const numbers = Array.from({ length: pageCount }, (_, index) => 2 + index * step)
  const folder = await mkdtemp(join(tmpdir(), 'sourcewright-bench-'))
  const peer = await findTesseract()
  for (const density of densities) {
    const pages = scanPages(document, numbers, density)
    console.log(`\n${protocol.name}, pages ${numbers.join(', ')}, ${density} dots an inch`)
    await measureOurs(pages)
    if (peer) await measure(peer, pages, (page) => readWithTesseract(folder, page, density))
    else console.log('  tesseract is not installed (apt-get install tesseract-ocr): no peer')
  }
  document.close()
  await rm(folder, { recursive: true })
  await countReadable()
}

async function measureOurs(pages: readonly ScannedPage[]): Promise<void> {
  const reader = createReaderProcess({ ...readerLimits, ocr })
  const memory = watchChildMemory()
  await measure('sourcewright', pages, (page) => readOurs(reader, page))
  console.log(`    largest child ${memory.takeLargest().toFixed(0)} MB`)
  memory.stop()
  await reader.close()
}

async function readOurs(reader: ReaderProcess, { pdf, number }: ScannedPage): Promise<string> {
  const result = await reader.readSource(pdf, `page-${number}.pdf`)
  return result.outcome === 'read' ? wordsOf(result.sourceText) : ''
}

/** The numbers of headings, the marks of items, and headers and footers are kept beside the text. */
function wordsOf({ text, blocks, metadata }: SourceText): string {
  const marks = blocks.map((block) => {
    if (block.kind === 'heading') return block.number
    return block.kind === 'list_item' ? block.marker : ''
  })
  return [text, ...marks, ...(metadata.marginLines ?? [])].join(' ')
}

async function findTesseract(): Promise<string | undefined> {
  const version = await run('tesseract', ['--version']).catch(() => undefined)
  return version && version.stdout.split('\n')[0]
}

async function readWithTesseract(
  folder: string,
  { png, number }: ScannedPage,
  density: number,
): Promise<string> {
  const path = join(folder, `${number}.png`)
  await writeFile(path, png)
  // one thread, as ours
  const env = { ...process.env, OMP_THREAD_LIMIT: '1' }
  return (await run('tesseract', [path, 'stdout', '--dpi', String(density)], { env })).stdout
}

async function measure(
  name: string,
  pages: readonly ScannedPage[],
  read: (page: ScannedPage) => Promise<string>,
): Promise<void> {
  const started = performance.now()
  const scores: Score[] = []
  for (const page of pages) scores.push(scoreWords((await read(page)).split(/\s+/), page.words))
  const seconds = (performance.now() - started) / 1000
  const all = addScores(scores)
  const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(2)} %`
  console.log(
    `  ${name.padEnd(18)} characters ${share(all.characters - all.edits, all.characters)}, ` +
      `words ${share(all.sharedWords, all.words)} (${all.extraWords} others of ${all.words}), ` +
      `numbers ${share(all.sharedNumbers, all.numbers)} of ${all.numbers}, ` +
      `${(pages.length / seconds).toFixed(3)} pages/s`,
  )
}

const sampleSize = 24
/** Seconds after which no further file is begun: the sample that was read is what is reported. */
const mostSeconds = 240

/** Of PDFs without text, drawn by lot, how many give words when one page of each is read by OCR. */
async function countReadable(): Promise<void> {
  const plain = createReaderProcess(readerLimits)
  const reader = createReaderProcess({ ...readerLimits, ocr })
  const random = createRandom(1)
  const files = listCorpusTree('pdf', /\.pdf$/)
    .map((file) => ({ file, lot: random() }))
    .toSorted((a, b) => a.lot - b.lot)
  const codes: string[] = []
  const confidences: number[] = []
  const begun = performance.now()
  for (const { file } of files) {
    if (codes.length === sampleSize || performance.now() - begun > mostSeconds * 1000) break
    const before = await plain.readSource(file.bytes, file.name)
    if (before.outcome === 'read' || before.code !== 'no_text') continue
    const started = performance.now()
    const result = await reader.readSource(file.bytes, file.name)
    const seconds = ((performance.now() - started) / 1000).toFixed(0)
    codes.push(result.outcome === 'read' ? 'read' : result.code)
    if (result.outcome === 'read') confidences.push(confidenceOf(result.sourceText))
    const what =
      result.outcome === 'read'
        ? `${result.sourceText.text.length} characters; ${result.warnings.join('; ')}`
        : `${result.code}: ${result.reason}`
    console.log(`  ${seconds.padStart(3)} s  ${file.name}: ${what}`)
  }
  await plain.close()
  await reader.close()
  const read = codes.filter((code) => code === 'read').length
  console.log(
    `\nPDFs without text, ${codes.length} of them by lot: OCR of their first page gives words in ${read}, ` +
      `mean confidence ${mean(confidences).toFixed(3)}`,
  )
}

function confidenceOf({ pages }: SourceText): number {
  return mean(pages.flatMap(({ ocr: recognition }) => recognition?.confidence ?? []))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
