import { describe, expect, test } from 'vitest'
import { readSource, linesAt } from './pdf-sources.ts'

describe('margins', () => {
  const page = (number: number) => ({
    lines: [
      { text: 'Study ABC-1', x: 72, y: 40, size: 9 },
      { text: 'Confidential', x: 450, y: 40, size: 9 },
      ...linesAt(
        100,
        `Words of page ${'one two three four five six'.split(' ')[number - 1]} stand here.`,
      ),
      { text: `Page ${number} of 6`, x: 450, y: 760, size: 9 },
    ],
  })
  const pages = [1, 2, 3, 4, 5, 6].map(page)

  test('are kept out of the text, each once', async () => {
    const source = await readSource({ pages })
    expect(source.text).not.toMatch(/Confidential|Page \d/)
    expect(source.metadata.marginLines).toEqual(['Study ABC-1 Confidential', 'Page 1 of 6'])
    expect(source.blocks).toHaveLength(6)
  })

  test('give each page its label', async () => {
    const source = await readSource({ pages })
    expect(source.pages.map((each) => each.label)).toEqual(['1', '2', '3', '4', '5', '6'])
  })

  test('of roman numbers do so, too', async () => {
    const source = await readSource({
      pages: ['i', 'ii', 'iii', 'iv'].map((label) => ({
        lines: [
          ...linesAt(100, `Words of page ${label} stand here.`),
          { text: label, x: 300, y: 760 },
        ],
      })),
    })
    expect(source.pages.map((each) => each.label)).toEqual(['i', 'ii', 'iii', 'iv'])
    expect(source.text).toBe(
      ['i', 'ii', 'iii', 'iv'].map((label) => `Words of page ${label} stand here.`).join('\n'),
    )
  })

  test('that print no number leave the labels of the file', async () => {
    const source = await readSource({
      pages: [{ lines: linesAt(100, 'One.') }, { lines: linesAt(100, 'Two.') }],
      pageLabels: ['A', 'B'],
    })
    expect(source.pages.map((each) => each.label)).toEqual(['A', 'B'])
  })

  test('are not taken for a repeated title of a table', async () => {
    const source = await readSource({
      pages: [1, 2, 3].map((number) => ({
        lines: [
          { text: 'Population: Safety', y: 60 },
          { text: 'Table 14-1.01', y: 75 },
          ...linesAt(120, `Words of part ${number}.`),
        ],
      })),
    })
    expect(source.metadata.marginLines).toEqual([])
    expect(source.text.match(/Table 14-1\.01/g)).toHaveLength(3)
  })

  const cellsAt = (y: number, ...cells: readonly string[]) =>
    cells.map((text, index) => ({ text, x: 72 + 150 * index, y }))
  const footer = (number: number) => [
    { text: 'Study ABC-1', x: 72, y: 760, size: 9 },
    { text: `Page ${number} of 6`, x: 450, y: 760, size: 9 },
  ]

  test('are not taken for the last rows of tables, which differ in numbers', async () => {
    const counts = [86, 12, 31, 7, 64, 25]
    const source = await readSource({
      pages: counts.map((count, index) => ({
        lines: [
          ...cellsAt(640, 'Reason', 'Placebo', 'Active'),
          ...cellsAt(655, 'Adverse event', `${count - 5} (9%)`, `${2 * count} (8%)`),
          ...cellsAt(670, 'Total', `${count} (${100 - count}%)`, `${3 * count} (11%)`),
          ...footer(index + 1),
        ],
      })),
    })
    for (const count of counts) expect(source.text).toContain(`Total\t${count} (${100 - count}%)`)
    expect(source.text.match(/Adverse event/g)).toHaveLength(6)
    expect(source.metadata.marginLines).toEqual(['Study ABC-1 Page 1 of 6'])
  })

  test('are not taken for the first rows of tables that go on, or for notes at a page foot', async () => {
    const counts = [86, 12, 31, 7]
    const source = await readSource({
      pages: counts.map((count, index) => ({
        lines: [
          ...cellsAt(60, 'Site', `${count}`, `${count * 3}`),
          ...linesAt(300, `Words of part ${'abcd'[index]}.`),
          { text: `Note: ${count} subjects of this site left early.`, x: 72, y: 700 },
          ...footer(index + 1),
        ],
      })),
    })
    for (const count of counts) {
      expect(source.text).toContain(`Note: ${count} subjects of this site left early.`)
      expect(source.text).toMatch(new RegExp(`Site\\s${count}\\s${count * 3}`))
    }
    expect(source.metadata.marginLines).toEqual(['Study ABC-1 Page 1 of 6'])
  })

  test.each(['aligned', 'ruled'])(
    'are not taken for rows that read alike on all pages of a table: %s',
    async (kind) => {
      const rowCount = 30
      const rules = [70, 215, 365, 500].map((x) => ({ x1: x, y1: 118, x2: x, y2: 718 }))
      const across = Array.from({ length: rowCount + 1 }, (_, row) => ({
        x1: 70,
        y1: 118 + 20 * row,
        x2: 500,
        y2: 118 + 20 * row,
      }))
      const source = await readSource({
        pages: [1, 2, 3, 4].map((number) => ({
          rules: kind === 'ruled' ? [...rules, ...across] : [],
          lines: [
            { text: 'Study ABC-1', x: 72, y: 40, size: 9 },
            ...Array.from({ length: rowCount }, (_, row) =>
              row === 0 || row === rowCount - 1
                ? cellsAt(132 + 20 * row, 'Screening', 'not done', 'not done')
                : cellsAt(132 + 20 * row, `Site ${number}${row}`, `${row * number}`, `${row}`),
            ).flat(),
            ...footer(number),
          ],
        })),
      })
      expect(source.text.match(/Screening\tnot done\tnot done/g)!.length).toBeGreaterThan(4)
      expect(source.metadata.marginLines).toEqual(['Study ABC-1', 'Study ABC-1 Page 1 of 6'])
    },
  )

  test('may count each part anew, name its chapter and carry a date', async () => {
    const parts = [3, 1, 2, 4].flatMap((size, part) =>
      Array.from({ length: size }, (_, index) => ({ part: part + 1, number: index + 1, size })),
    )
    const source = await readSource({
      pages: parts.map(({ part, number, size }, index) => ({
        lines: [
          { text: `Study ABC-1, Part ${part}`, x: 72, y: 40, size: 9 },
          { text: '14:05 26 June 2006', x: 450, y: 40, size: 9 },
          ...linesAt(300, `Words of page ${'abcdefghij'[index]}.`),
          { text: `${number} of ${size}`, x: 300, y: 760, size: 9 },
        ],
      })),
    })
    expect(source.text).not.toMatch(/Part|June|of \d/)
    expect(source.metadata.marginLines).toHaveLength(2)
  })

  test('that are all a page has are its text', async () => {
    const source = await readSource({
      pages: [{ lines: linesAt(40, 'Page 1') }, { lines: linesAt(40, 'Page 2') }],
    })
    expect(source.text).toBe('Page 1\nPage 2')
  })
})
