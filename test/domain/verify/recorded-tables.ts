import type { CellPart } from '../../../shared/model/citation.ts'
import type { ClaimEvidence, VerdictState } from '../../../server/domain/verify/verdict.ts'
import { verify } from '../../../server/domain/verify/verify.ts'
import { findRow, type ResultTable } from './result-table.ts'

/** What the check says of a sentence that is recorded to rest on the evidence. */
export function judge(
  text: string,
  evidence: readonly ClaimEvidence[],
  isCell = false,
): VerdictState {
  const wording = isCell ? text.replace(/\d[\d.%() ]*\d[%)]*|\d/g, '¤') : undefined
  return verify({ text, context: '', isCell, wording }, evidence, true).state
}

/** The cells of a table by the name of their row and the start of their column's. */
export function reader(table: ResultTable) {
  return (row: string, column: string, words?: string, part: CellPart = 'mean'): ClaimEvidence => {
    const found = findRow(table, row).find(({ cell }) =>
      cell?.reference.columnPath.join(' > ').startsWith(column),
    )
    if (!found?.cell) throw new Error(`no cell ${row}, ${column}`)
    if (words === undefined) return found
    const start = found.range.start + found.quote.indexOf(words)
    const cell = { ...found.cell, reference: { ...found.cell.reference, part } }
    return { ...found, cell, quote: words, range: { start, end: start + words.length } }
  }
}

export const efficacy = reader({
  caption: '14-3.01 ADAS Cog (11) - Change from Baseline to Week 24',
  columns: [['Placebo (N=79)'], ['Xanomeline Low Dose (N=81)'], ['Xanomeline High Dose (N=74)']],
  rows: [
    [['Change from Baseline', 'Mean (SD)'], '2.5 (5.80)', '2.0 (5.55)', '1.5 (4.26)'],
    [['p-value(Dose Response) [1][2]'], '', '', '0.245'],
    [['p-value(Xan - Placebo) [1][3]'], '', '0.569', '0.233'],
    [['p-value(Xan - Placebo) [1][3]', 'Diff of LS Means (SE)'], '', '-0.5 (0.82)', '-1.0 (0.84)'],
    [['p-value(Xan - Placebo) [1][3]', '95% CI'], '', '(-2.1;1.1)', '(-2.7;0.7)'],
  ],
})
