import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sliceRange } from '../../shared/text/range.ts'
import type { PdfLineInput, PdfPageInput } from '../support/build-pdf.ts'
import { readPages, tablesOf, rowsOf, rowsAt } from './pdf-table-pages.ts'

/** Borders around each of so many rows. */
function bordersAt(y: number, rowCount: number, edges = [68, 256, 396, 540]) {
  const bottom = y + 20 * rowCount
  return [
    ...edges.map((x) => ({ x1: x, x2: x, y1: y, y2: bottom })),
    ...Array.from({ length: rowCount + 1 }, (_, index) => ({
      x1: edges[0]!,
      x2: edges.at(-1)!,
      y1: y + 20 * index,
      y2: y + 20 * index,
    })),
  ]
}

const bold = (lines: readonly PdfLineInput[]) =>
  lines.map((line) => ({ ...line, font: 'bold' as const }))

const head = ['Drug', 'Class', 'Washout']

const names = 'Axid Brethine Cognex Doral Effexor Felbatol Haldol Inderal Ludiomil Moban'.split(' ')

const classes = 'blocker agonist inhibitor hypnotic antagonist'.split(' ')

/** Rows that differ in more than numbers: what does not is taken for a page's header or footer. */
const drugs = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => {
    const at = from + index - 1
    const name = names[at % names.length]! + 'x'.repeat(Math.floor(at / names.length))
    return [name, classes[(at + (at >> 2)) % classes.length]!, `${at + 1} weeks`]
  })

const footer = (page: number): PdfLineInput[] => [
  { text: 'A plan of a study', x: 72, y: 770, size: 8 },
  { text: `Page ${page}`, x: 480, y: 770, size: 8 },
]

/** A page whose table fills it down to y = 700. */
function fullPage(page: number, above: readonly PdfLineInput[], rows: readonly string[][]) {
  const top = 700 - 20 * (rows.length - 1)
  return { lines: [...above, ...rowsAt(top, rows), ...footer(page)] }
}

const caption = (text: string): PdfLineInput => ({ text, x: 72, y: 80, font: 'bold' })

describe('a table that goes on over pages is one', () => {
  test('where its head and its caption are repeated', async () => {
    const page = (number: number, mark: string, from: number) => ({
      lines: [
        caption(`Table 7: Drugs that are not allowed${mark}`),
        ...bold(rowsAt(110, [head])),
        ...rowsAt(130, drugs(from, 5)),
        ...footer(number),
      ],
    })
    const source = await readPages([
      page(1, '', 1),
      page(2, ' (continued)', 6),
      page(3, ' (concluded)', 11),
    ])
    const [table, ...others] = tablesOf(source)
    expect(others).toEqual([])
    expect(table).toMatchObject({ number: '7', rowCount: 16, headerRowCount: 1 })
    expect(rowsOf(source, table!).slice(4, 8)).toEqual([
      '1: Doral | hypnotic | 4 weeks',
      '1: Effexor | blocker | 5 weeks',
      '2: Felbatol | agonist | 6 weeks',
      '2: Haldol | inhibitor | 7 weeks',
    ])
    expect(source.text.match(/Table 7/g)).toHaveLength(1)
  })

  test('where nothing is repeated, but the columns go on at the top of the next page', async () => {
    const source = await readPages([
      fullPage(1, [...bold(rowsAt(600, [head]))], drugs(1, 5)),
      { lines: [...rowsAt(80, drugs(6, 4)), { text: 'Words below it.', y: 200 }, ...footer(2)] },
    ])
    const [table, ...others] = tablesOf(source)
    expect(others).toEqual([])
    expect(rowsOf(source, table!).slice(-5)).toEqual([
      '1: Effexor | blocker | 5 weeks',
      '2: Felbatol | agonist | 6 weeks',
      '2: Haldol | inhibitor | 7 weeks',
      '2: Inderal | hypnotic | 8 weeks',
      '2: Ludiomil | blocker | 9 weeks',
    ])
    expect(sliceRange(source.text, source.pages[1]!.range)).toMatch(/^Felbatol.*Words below it\.$/s)
  })

  test('where it is ruled, with its notes on each page once', async () => {
    const note = { text: 'Note: all times are those before the first visit.', x: 72, y: 450 }
    const ruled = (number: number, rows: readonly string[][]) => ({
      lines: [...bold(rowsAt(314, [head])), ...rowsAt(334, rows), note, ...footer(number)],
      rules: bordersAt(300, rows.length + 1),
    })
    const source = await readPages([ruled(1, drugs(1, 5)), ruled(2, drugs(6, 5))])
    const [table, ...others] = tablesOf(source)
    expect(others).toEqual([])
    const expected = [head, ...drugs(1, 10)].map((cells) => cells.join(' | '))
    expect(rowsOf(source, table!)).toEqual(
      expected.map((row, index) => `${index <= 5 ? 1 : 2}: ${row}`),
    )
    expect(source.blocks.filter((block) => block.kind === 'table_note')).toHaveLength(1)
  })

  test('and what stands at the foot of the first page stays on that page', async () => {
    const words = 'Words of a paragraph of the page, which go on to its right edge and fill it all.'
    const prose = [100, 115, 130, 145, 160].map((y) => ({ text: words, y }))
    const footnote = { text: '1 A footnote of the first page.', x: 72, y: 730, size: 8 }
    const source = await readPages([
      { lines: [...prose, ...bold(rowsAt(600, [head])), ...rowsAt(620, drugs(1, 5)), footnote] },
      {
        lines: [
          ...bold(rowsAt(80, [head])),
          ...rowsAt(100, drugs(6, 5)),
          ...prose.map((line) => ({ ...line, y: line.y + 200 })),
        ],
      },
    ])
    expect(tablesOf(source)).toHaveLength(1)
    expect(sliceRange(source.text, source.pages[0]!.range)).toContain(
      'A footnote of the first page.',
    )
  })
})

describe('two tables stay two', () => {
  const pair = (
    first: readonly PdfLineInput[],
    second: readonly PdfLineInput[],
    rows = drugs(6, 5),
  ): PdfPageInput[] => [
    fullPage(1, first, drugs(1, 5)),
    { lines: [...second, ...rowsAt(140, rows), ...footer(2)] },
  ]

  test.each<[string, PdfPageInput[]]>([
    [
      'captions of their own',
      pair(
        [caption('Table 7: Drugs'), ...bold(rowsAt(600, [head]))],
        [caption('Table 8: Other drugs'), ...bold(rowsAt(120, [head]))],
      ),
    ],
    [
      'another head',
      pair([...bold(rowsAt(600, [head]))], [...bold(rowsAt(120, [['Drug', 'Class', 'Dose']]))]),
    ],
    [
      'words between them',
      pair([...bold(rowsAt(600, [head]))], [{ text: 'Other drugs are these.', y: 100 }]),
    ],
    [
      'room below the first',
      [
        { lines: [...bold(rowsAt(80, [head])), ...rowsAt(100, drugs(1, 5)), ...footer(1)] },
        {
          lines: [
            ...rowsAt(80, drugs(6, 5)),
            { text: 'Words far below the table.', y: 700 },
            ...footer(2),
          ],
        },
      ],
    ],
    [
      'other columns',
      [
        fullPage(1, bold(rowsAt(600, [head])), drugs(1, 5)),
        {
          lines: [
            ...rowsAt(80, drugs(6, 5)).map((line) => ({
              ...line,
              x: line.x! + (line.x === 72 ? 0 : 45),
            })),
            ...footer(2),
          ],
        },
      ],
    ],
  ])('with %s', async (_, pages) => {
    expect(tablesOf(await readPages(pages))).toHaveLength(2)
  })
})

test('a table has the same rows however pages cut it, each on its page, and its head once', async () => {
  const word = fc.stringMatching(/^[a-z]{3,8}$/)
  const row = fc.tuple(word, word, word)
  const cut = fc.record({
    rows: fc.array(row, { minLength: 6, maxLength: 40 }),
    perPage: fc.integer({ min: 3, max: 20 }),
    isRuled: fc.boolean(),
    isRepeated: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(cut, async ({ rows, perPage, isRuled, isRepeated }) => {
      const chunks = Array.from({ length: Math.ceil(rows.length / perPage) }, (_, index) =>
        rows.slice(index * perPage, (index + 1) * perPage),
      )
      fc.pre(chunks.at(-1)!.length >= 3)
      const pages = chunks.map((chunk, index) => {
        const hasHead = index === 0 || isRepeated
        const top = index < chunks.length - 1 ? 700 - 20 * chunk.length : 100
        const rowCount = chunk.length + (hasHead ? 1 : 0)
        const start = hasHead ? top : top + 20
        return {
          lines: [
            ...(hasHead ? bold(rowsAt(top, [head])) : []),
            ...rowsAt(top + 20, chunk),
            ...footer(index + 1),
          ],
          rules: isRuled ? bordersAt(start - 14, rowCount) : [],
        }
      })
      const source = await readPages(pages)
      const expected = chunks.flatMap((chunk, index) =>
        chunk.map((cells) => `${index + 1}: ${cells.join(' | ')}`),
      )
      expect(tablesOf(source).flatMap((table) => rowsOf(source, table))).toEqual([
        `1: ${head.join(' | ')}`,
        ...expected,
      ])
    }),
    { numRuns: 40 },
  )
})
