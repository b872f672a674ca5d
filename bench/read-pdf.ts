import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { PDFParse } from 'pdf-parse'
import { readPdf } from '../server/formats/read-pdf.ts'
import { listCorpusFiles, type CorpusFile } from './corpus.ts'
import { printRates, timeRivals, type Rival } from './measure.ts'

const run = promisify(execFile)
const rounds = 7

/**
 * Pages a second. Ours gives blocks, tables and page maps; pdf-parse gives text by page; pdftotext
 * -bbox gives words with boxes, in a process of its own whose start is counted.
 */
export async function benchReadPdf(): Promise<void> {
  for (const file of listCorpusFiles('study', /^(protocol|sap)\.pdf$/)) {
    const pages = await countPages(file)
    const timings = await timeRivals(listRivals(file), rounds)
    printRates(`${file.name}, ${pages} pages`, 'pages/s', pages, timings)
  }
}

function listRivals(file: CorpusFile): readonly Rival[] {
  return [
    { name: 'sourcewright readPdf', work: () => readOurs(file) },
    { name: 'pdf-parse getText', work: () => readWithPdfParse(file) },
    { name: 'pdftotext -bbox', work: () => readWithPdftotext(file) },
  ]
}

async function countPages(file: CorpusFile): Promise<number> {
  return (await readOurs(file)).pages.length
}

async function readOurs(file: CorpusFile) {
  const result = await readPdf(file.bytes)
  if (result.outcome === 'refused') throw new Error(`${file.name}: ${result.reason}`)
  return result.sourceText
}

async function readWithPdfParse(file: CorpusFile): Promise<unknown> {
  // pdf.js transfers the bytes to its worker, which empties the caller's: hence a copy.
  const parser = new PDFParse({ data: file.bytes.slice() })
  try {
    return await parser.getText()
  } finally {
    await parser.destroy()
  }
}

function readWithPdftotext(file: CorpusFile): Promise<unknown> {
  return run('pdftotext', ['-bbox', file.path, '-'], { maxBuffer: 2 ** 28 })
}
