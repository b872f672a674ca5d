import { createHash } from 'node:crypto'
import mammoth from 'mammoth'
import { readDocx } from '../../server/formats/read-docx.ts'
import { readHtml } from '../../server/formats/read-html.ts'
import { listDoclingFiles, type DoclingFile } from './docling.ts'
import { printPairs } from './pairs.ts'
import { printFiles, printTotals, type Row } from './print.ts'

/**
 * What is read of Word files against what others wrote down of them: docling's expected markdown,
 * with mammoth's HTML by the same measure, and the twins in which Word accepted tracked changes.
 */
export async function benchTruthDocx(): Promise<void> {
  const rows: Row[] = []
  for (const file of listDoclingFiles()) rows.push(await scoreFile(file))
  printFiles(
    'tuning (even digest of the name)',
    rows.filter(({ isTuning }) => isTuning),
  )
  printFiles(
    'reported only (odd)',
    rows.filter(({ isTuning }) => !isTuning),
  )
  printTotals('all', rows)
  await printPairs()
}

async function scoreFile({ fileName, name, bytes, score }: DoclingFile): Promise<Row> {
  const html = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })
  return {
    name,
    isTuning: isEven(fileName),
    ours: score(readDocx(bytes)),
    mammoth: score(readHtml(Buffer.from(`<meta charset="utf-8">${html.value}`))),
  }
}

function isEven(name: string): boolean {
  return Number.parseInt(createHash('sha256').update(name).digest('hex').slice(-1), 16) % 2 === 0
}
