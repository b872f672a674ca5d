import mammoth from 'mammoth'
import { readDocx } from '../server/formats/read-docx.ts'
import { readZip } from '../server/formats/zip.ts'
import { listCorpusFiles, type CorpusFile } from './corpus.ts'
import { printRates, timeRivals, type Rival } from './measure.ts'

const rounds = 7

/**
 * Megabytes of word/document.xml a second. Ours gives blocks, tables and numbering; mammoth gives
 * text alone, or HTML with its structure.
 */
export async function benchReadDocx(): Promise<void> {
  await benchFiles('result tables', listCorpusFiles('study/tables', /\.docx$/))
  await benchFiles('a protocol in three versions', listCorpusFiles('versions', /\.docx$/))
}

async function benchFiles(title: string, files: readonly CorpusFile[]): Promise<void> {
  const megabytes = files.map(documentBytes).reduce((sum, bytes) => sum + bytes, 0) / 1e6
  const timings = await timeRivals(listRivals(files), rounds)
  const size = `${files.length} files, ${megabytes.toFixed(1)} MB of document.xml`
  printRates(`${title}, ${size}`, 'MB/s', megabytes, timings)
}

function listRivals(files: readonly CorpusFile[]): readonly Rival[] {
  return [
    { name: 'sourcewright readDocx', work: () => forEachFile(files, readOurs) },
    {
      name: 'mammoth extractRawText',
      work: () => forEachFile(files, (buffer) => mammoth.extractRawText({ buffer })),
    },
    {
      name: 'mammoth convertToHtml',
      work: () => forEachFile(files, (buffer) => mammoth.convertToHtml({ buffer })),
    },
  ]
}

async function forEachFile(
  files: readonly CorpusFile[],
  read: (bytes: Buffer) => unknown,
): Promise<void> {
  for (const file of files) await read(Buffer.from(file.bytes))
}

function readOurs(bytes: Uint8Array): void {
  const result = readDocx(bytes)
  if (result.outcome === 'refused') throw new Error(result.reason)
}

function documentBytes(file: CorpusFile): number {
  return readZip(file.bytes).get('word/document.xml')?.length ?? 0
}
