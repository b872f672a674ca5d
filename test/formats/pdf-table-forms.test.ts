import { describe, expect, test } from 'vitest'
import type { SourceText, TableBlock } from '../../shared/model/source-text.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { readSource, describeBlocks, linesAt, fullLines } from './pdf-sources.ts'

function tablesOf({ blocks }: SourceText): TableBlock[] {
  return blocks.filter((block) => block.kind === 'table')
}

/** "Placebo | Active" a row. */
function rowsOf(source: SourceText, table: TableBlock): string[] {
  return Array.from({ length: table.rowCount }, (_, row) =>
    table.cells
      .filter((cell) => cell.row === row)
      .map((cell) => sliceRange(source.text, cell.range))
      .join(' | '),
  )
}

describe('a table', () => {
  const grid = (xs: readonly number[], ys: readonly number[]) => [
    ...xs.map((x) => ({ x1: x, x2: x, y1: ys[0]!, y2: ys.at(-1)! })),
    ...ys.map((y) => ({ x1: xs[0]!, x2: xs.at(-1)!, y1: y, y2: y })),
  ]

  test('that is ruled off has its cells, with those that go over several rows', async () => {
    const source = await readSource({
      pages: [
        {
          lines: [
            { text: 'Table 2: Windows', x: 72, y: 90, font: 'bold' },
            { text: 'Variable', x: 80, y: 115, font: 'bold' },
            { text: 'Visit', x: 200, y: 115, font: 'bold' },
            { text: 'ADAS', x: 80, y: 135 },
            { text: '3', x: 200, y: 135 },
            { text: '8', x: 200, y: 155 },
          ],
          rules: [
            ...grid([72, 190, 300], [100, 120]),
            ...grid([72, 190], [120, 160]),
            ...grid([190, 300], [120, 140, 160]),
          ],
        },
      ],
    })
    const [table] = tablesOf(source)
    expect(rowsOf(source, table!)).toEqual(['Variable | Visit', 'ADAS | 3', '8'])
    expect(table).toMatchObject({
      number: '2',
      title: 'Windows',
      headerRowCount: 1,
      isShell: false,
    })
    expect(table!.cells.find((cell) => cell.row === 1 && cell.column === 0)?.rowSpan).toBe(2)
    expect(source.blocks[0]).toMatchObject({ kind: 'caption', tableIndex: 1 })
  })

  const result = [
    'Protocol: ABC-1                                       ',
    'Population: Safety',
    '                     Table 14-1.01',
    '                 Summary of Populations',
    '',
    '                              Placebo      Active',
    '                              (N=86)       (N=84)',
    'Completed the study           58 (67%)     27 (32%)',
    'Reason for leaving early',
    '  Adverse event                8 ( 9%)     40 (48%)',
    '  Death                        2 ( 2%)      0 ( 0%)',
    '',
    '[1] Percentages rest on all patients who were randomized.',
  ]
  const fixedPage = (lines: readonly string[]) => ({
    lines: lines
      .map((text, index) => ({ text, x: 60, y: 80 + 12 * index, size: 10, font: 'fixed' as const }))
      .filter(({ text }) => text.trim() !== ''),
  })

  test('that is set by aligned columns has number, title, population, cells and notes', async () => {
    const source = await readSource({ pages: [fixedPage(result)] })
    const [table] = tablesOf(source)
    expect(table).toMatchObject({
      number: '14-1.01',
      title: 'Summary of Populations',
      population: 'Safety',
      columnCount: 3,
      headerRowCount: 2,
      isShell: false,
    })
    expect(rowsOf(source, table!)).toEqual([
      ' | Placebo | Active',
      ' | (N=86) | (N=84)',
      'Completed the study | 58 (67%) | 27 (32%)',
      'Reason for leaving early |  | ',
      'Adverse event | 8 ( 9%) | 40 (48%)',
      'Death | 2 ( 2%) | 0 ( 0%)',
    ])
    expect(table!.cells.filter((cell) => cell.column === 0).map((cell) => cell.indent > 0)).toEqual(
      [false, false, false, false, true, true],
    )
    const note = source.blocks.at(-1)
    expect(note).toMatchObject({ kind: 'table_note', tableIndex: source.blocks.indexOf(table!) })
  })

  test('without values is a shell, and so is every line of it', async () => {
    const shell = result.map((line) =>
      line.replace(/\d+ \( ?\d+%\)/g, (value) => value.replace(/\d/g, 'x')),
    )
    const source = await readSource({ pages: [fixedPage(shell)] })
    expect(tablesOf(source).map((table) => table.isShell)).toEqual([true])
    const elsewhere = source.blocks.filter((block) => block.kind !== 'table')
    expect(elsewhere.some((block) => sliceRange(source.text, block.range).includes('xx'))).toBe(
      false,
    )
  })

  test('of two rows only stays text, and the text of a shell is no evidence', async () => {
    const source = await readSource({
      pages: [{ lines: [...linesAt(72, ...fullLines), ...linesAt(200, 'Mean xx.x Median xx.x')] }],
    })
    expect(tablesOf(source)).toEqual([])
    expect(source.blocks.at(-1)!.kind).toBe('contents')
  })

  test('is not seen in terms and their definitions', async () => {
    const source = await readSource({
      pages: [
        {
          lines: [
            ...linesAt(72, ...fullLines),
            { text: 'Screen', x: 72, y: 180 },
            { text: 'Screening is the act of determining if a patient meets the', x: 180, y: 180 },
            { text: 'requirements, and this is done at the first of the visits.', x: 180, y: 195 },
          ],
        },
      ],
    })
    expect(describeBlocks(source).slice(1)).toEqual([
      'paragraph Screen',
      'paragraph Screening is the act of determining if a patient meets the requirements, and this is done at the first of the visits.',
    ])
  })
})
