import { addScores, type Score, type Share } from './compare.ts'

export type Row = {
  readonly name: string
  readonly isTuning: boolean
  readonly ours: Score
  readonly mammoth: Score
}

/** One line a file and one of totals, in which every word, heading and cell weighs the same. */
export function printScores(title: string, rows: readonly Row[]): void {
  const ours = addScores(rows.map((row) => row.ours))
  const mammoth = addScores(rows.map((row) => row.mammoth))
  console.log(`\n${title}: ${rows.length} files; each pair is ours and mammoth convertToHtml`)
  console.log(
    `  ${'file'.padEnd(30)} ${head('text')}${head('bag F1')}${head('headings P/R')}${head('cells P/R')}`,
  )
  for (const row of rows) printRow(row.name, row.ours, row.mammoth)
  printRow('total', ours, mammoth)
  const mean = (pick: (row: Row) => Score) =>
    percent(
      rows.reduce((sum, row) => sum + similarity(pick(row)), 0),
      rows.length,
    )
  console.log(`  mean text of files: ${mean((row) => row.ours)} | ${mean((row) => row.mammoth)}`)
}

const columnWidth = 24

function head(name: string): string {
  return name.padEnd(columnWidth)
}

function printRow(name: string, ours: Score, theirs: Score): void {
  const columns: readonly ((score: Score) => string)[] = [
    (score) => percent(similarity(score), 1),
    (score) => percent(score.sharedWords * 2, score.wordsOfBoth),
    (score) => showShare(score.headings),
    (score) => showShare(score.cells),
  ]
  const shown = columns.map((show) => head(`${show(ours)} | ${show(theirs)}`))
  console.log(`  ${name.padEnd(30)} ${shown.join('')}`)
}

/** 1 less the edits of a word's length; two empty texts are the same. */
function similarity({ edits, words }: Score): number {
  return words === 0 ? 1 : 1 - edits / words
}

function showShare({ right, found, expected }: Share): string {
  if (found + expected === 0) return '–'
  return `${percent(right, found)}/${percent(right, expected)}`
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : ((part / whole) * 100).toFixed(1)
}
