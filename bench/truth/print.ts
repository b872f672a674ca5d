import { addScores, similarity, type Score, type Share } from './compare.ts'

export type Row = {
  readonly name: string
  readonly isTuning: boolean
  readonly ours: Score
  readonly mammoth: Score
}

/** One line a file, and the totals. */
export function printFiles(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}: ${rows.length} files; each pair is ours and mammoth convertToHtml`)
  const heads = ['text', 'bag F1', 'headings P/R', 'cells P/R'].map(widen)
  console.log(`  ${'file'.padEnd(nameWidth)}${heads.join('')}`)
  for (const row of rows) printRow(row.name, row.ours, row.mammoth)
  printTotals('total', rows)
}

/** Every word, heading and cell weighs the same in the totals, every file in the mean. */
export function printTotals(title: string, rows: readonly Row[]): void {
  printRow(title, addScores(rows.map((row) => row.ours)), addScores(rows.map((row) => row.mammoth)))
  const mean = (pick: (row: Row) => Score) =>
    percent(
      rows.reduce((sum, row) => sum + similarity(pick(row)), 0),
      rows.length,
    )
  const pair = `${mean((row) => row.ours)} | ${mean((row) => row.mammoth)}`
  console.log(`  ${`mean text of ${rows.length} files`.padEnd(nameWidth)}${pair}`)
}

const nameWidth = 35
const columnWidth = 28

function widen(column: string): string {
  return column.padEnd(columnWidth)
}

function printRow(name: string, ours: Score, theirs: Score): void {
  const columns: readonly ((score: Score) => string)[] = [
    (score) => percent(similarity(score), 1),
    (score) => percent(score.sharedWords * 2, score.wordsOfBoth),
    (score) => showShare(score.headings),
    (score) => showShare(score.cells),
  ]
  const shown = columns.map((show) => widen(`${show(ours)} | ${show(theirs)}`))
  console.log(`  ${name.padEnd(nameWidth)}${shown.join('')}`)
}

function showShare({ right, found, expected }: Share): string {
  if (found + expected === 0) return '–'
  return `${percent(right, found)}/${percent(right, expected)}`
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : ((part / whole) * 100).toFixed(1)
}
