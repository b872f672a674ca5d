import { createHash } from 'node:crypto'
import mammoth from 'mammoth'
import { readDocx } from '../../server/formats/read-docx.ts'
import { readHtml } from '../../server/formats/read-html.ts'
import { readMarkdown } from '../../server/formats/read-markdown.ts'
import type { ReadResult, SourceText } from '../../shared/model/source-text.ts'
import { listCorpusFiles, type CorpusFile } from '../corpus.ts'
import { compare, type Score } from './compare.ts'
import { printPairs } from './pairs.ts'
import { printFiles, printTotals, type Row } from './print.ts'
import { toReading } from './reading.ts'

const folder = 'docx/docling'

/**
 * What is read of Word files against what others wrote down of them: docling's expected markdown,
 * with mammoth's HTML by the same measure, and the twins in which Word accepted tracked changes.
 */
export async function benchTruthDocx(): Promise<void> {
  const rows: Row[] = []
  for (const file of listCorpusFiles(folder, /^docx_sources_.*\.docx$/)) {
    const expected = findExpected(file)
    if (expected) rows.push(await scoreFile(file, expected))
  }
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

function findExpected(file: CorpusFile): SourceText | undefined {
  const name = file.name.replace('_sources_', '_groundtruth_')
  const found = listCorpusFiles(folder, /_groundtruth_.*\.md$/).find(
    (one) => one.name === `${name}.md`,
  )
  return found && textOf(readMarkdown(Buffer.from(withoutCommands(found.bytes))))
}

async function scoreFile(file: CorpusFile, expected: SourceText): Promise<Row> {
  // docling writes a title as "#" and a heading of the first level as "##"
  const truth = toReading(expected, { levelShift: -1 })
  const score = (source: SourceText): Score => compare(toReading(source, truth), truth)
  const html = await mammoth.convertToHtml({ buffer: Buffer.from(file.bytes) })
  return {
    name: file.name.replace(/^docx_sources_|\.docx$/g, ''),
    isTuning: isEven(file.name),
    ours: score(textOf(readDocx(file.bytes))),
    mammoth: score(textOf(readHtml(Buffer.from(`<meta charset="utf-8">${html.value}`)))),
  }
}

/**
 * Of equations letters, numbers and the names of functions are compared, but not how LaTeX writes
 * other letters and signs; of check boxes nothing.
 */
function withoutCommands(markdown: Uint8Array): string {
  return Buffer.from(markdown)
    .toString()
    .replace(/\$[^$\n]+\$/g, (math) =>
      math
        .replace(/\\(sin|cos|log|lim|max)\b/g, ' $1 ')
        .replace(/\\[A-Za-z]+/g, ' ')
        .replace(/[{}]/g, ' '),
    )
    .replace(/- \[[ x]\] /g, '- ')
}

/** A file without words is an empty text: what it should have held is counted as missing. */
function textOf(result: ReadResult): SourceText {
  if (result.outcome === 'read') return result.sourceText
  const reader = { name: '', version: '', options: '' }
  return { reader, text: '', blocks: [], pages: [], metadata: { title: '', marginLines: [] } }
}

function isEven(name: string): boolean {
  return Number.parseInt(createHash('sha256').update(name).digest('hex').slice(-1), 16) % 2 === 0
}
