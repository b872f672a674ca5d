import { readPdf } from '../../server/formats/read-pdf.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { type CorpusFile, listCorpusFiles, listCorpusTree } from '../corpus.ts'
import { compare, similarity } from './compare.ts'
import {
  foldDigits,
  listOurPages,
  matchPage,
  type PageMatch,
  readWithPdftotext,
} from './pdf-pages.ts'
import { listWords } from './reading.ts'

/** A page that this share of the words agree on counts as the same. */
const sameShare = 0.98
const shownWorst = 30

type Row = PageMatch & { readonly name: string; readonly page: number }

/**
 * The words of each page against those of poppler's pdftotext: how many of theirs we have (recall), and
 * how many of ours they have (precision). Neither is the truth: where a font does not say which letters
 * it shows, pdftotext gives garbage and we nothing.
 */
export async function benchTruthPdf(): Promise<void> {
  const study = listCorpusFiles('study', /^(protocol|sap)\.pdf$/)
  const rows: Row[] = []
  for (const file of study) {
    const source = await readSource(file)
    if (!source) throw new Error(`${file.name} was refused`)
    const own = comparePages(file, source)
    printShares(file.name, own)
    printOrder(file, source)
    printTableRows(file, source)
    rows.push(...own)
  }
  for (const file of listCorpusTree('pdf', /\.pdf$/)) {
    const source = await readSource(file)
    if (source) rows.push(...comparePages(file, source))
  }
  printShares('all files that are read', rows)
  printWorst(rows)
}

async function readSource({ bytes }: CorpusFile): Promise<SourceText | undefined> {
  const result = await readPdf(bytes)
  return result.outcome === 'read' ? result.sourceText : undefined
}

function comparePages({ name, path }: CorpusFile, source: SourceText): Row[] {
  const theirs = readWithPdftotext(path, true)
  if (!theirs) return []
  const margins = new Set(source.metadata.marginLines.flatMap(listWords).map(foldDigits))
  return listOurPages(source)
    .map((ours, index) => ({
      name,
      page: index + 1,
      ...matchPage(
        ours,
        listWords((theirs[index] ?? []).join('\n').replace(/\u00AD/g, '')),
        margins,
      ),
    }))
    .filter((row) => row.theirs > 0)
}

function printShares(title: string, rows: readonly Row[]): void {
  const sum = (pick: (row: Row) => number) => rows.reduce((all, row) => all + pick(row), 0)
  const recalled = rows.filter((row) => row.found >= sameShare * row.theirs)
  const precise = rows.filter((row) => row.confirmed >= sameShare * row.ours)
  console.log(`\n${title}: ${rows.length} pages with words`)
  console.log(
    `  words: recall ${percent(sum((row) => row.found) / sum((row) => row.theirs))}, ` +
      `precision ${percent(sum((row) => row.confirmed) / sum((row) => row.ours))}`,
  )
  console.log(
    `  pages with 98 %: recall ${percent(recalled.length / rows.length)}, ` +
      `precision ${percent(precise.length / rows.length)}`,
  )
}

/** Mean over the pages of how alike the order of the words is to that of pdftotext without -layout. */
function printOrder({ path }: CorpusFile, source: SourceText): void {
  const theirs = readWithPdftotext(path, false) ?? []
  const alike = source.pages.map(({ range }, index) => {
    const words = listWords(sliceRange(source.text, range))
    const expected = listWords((theirs[index] ?? []).join('\n'))
    const reading = { headings: [], tables: [] }
    return similarity(compare({ ...reading, words }, { ...reading, words: expected }))
  })
  const mean = alike.reduce((all, one) => all + one, 0) / alike.length
  console.log(`  order similarity to pdftotext: ${percent(mean)}`)
}

/** Rows of tables whose cells stand in one line of pdftotext -layout, of the rows whose cells take one line. */
function printTableRows({ path }: CorpusFile, source: SourceText): void {
  const lines = new Set(
    (readWithPdftotext(path, true) ?? []).flat().map((line) => listWords(line).join(' ')),
  )
  const tables = source.blocks.filter((block) => block.kind === 'table')
  const rows = tables.flatMap((table) => sliceRange(source.text, table.range).split('\n'))
  const texts = rows.map((row) => listWords(row).join(' ')).filter((row) => row !== '')
  const found = texts.filter((row) => lines.has(row)).length
  console.log(
    `  ${tables.length} tables, ${texts.length} rows: ${found} are one line of pdftotext -layout ` +
      '(rows of several lines are none)',
  )
}

function printWorst(rows: readonly Row[]): void {
  console.log('  pages with the most words that pdftotext has and we have not:')
  const lost = (row: Row) => row.theirs - row.found
  for (const row of rows.toSorted((a, b) => lost(b) - lost(a)).slice(0, shownWorst)) {
    const missing = row.missing.slice(0, 6).join(' ')
    console.log(`    ${row.name} p. ${row.page}: ${lost(row)} of ${row.theirs}: ${missing}`)
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`
}
