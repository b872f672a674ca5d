import { describe, expect, test } from 'vitest'
import { readPdf } from '../../server/formats/read-pdf.ts'
import { buildPdf, type PdfLineInput, type PdfPageInput } from '../support/build-pdf.ts'
import { expectRead, showBlocks } from '../support/show-source-text.ts'

async function readPages(...pages: readonly PdfPageInput[]) {
  return expectRead(await readPdf(buildPdf({ pages })))
}

/** Lines of 12 points, 15 apart. */
function linesAt(y: number, ...texts: readonly string[]): PdfLineInput[] {
  return texts.map((text, index) => ({ text, y: y + 15 * index }))
}

const prose = [
  'Patients with probable mild to moderate disease will be studied in a randomized, double-blind',
  'parallel, placebo-controlled trial of half a year, which will be conducted on an outpatient basis',
  'at all of the centers that take part.',
]

/** As a file draws them: the first letter stands at the right. */
function drawn(text: string): string {
  return Array.from(text).reverse().join('')
}

describe('text from right to left', () => {
  test('is in the order of its letters, lines and marks', async () => {
    const texts = ['שלום עולם, זה מבחן', 'והשורה השנייה כאן.']
    const lines = texts.map((text, at) => ({
      text: drawn(text),
      x: 500 - 7.2 * text.length,
      y: 72 + 15 * at,
      font: 'unicode' as const,
    }))
    expect((await readPages({ lines })).text).toBe(texts.join(' '))
  })

  test('keeps Latin words and the numbers among them in their own order', async () => {
    const lines = [{ text: `${drawn('הניסוי')} ABC 12 ${drawn('שלום')}`, font: 'unicode' as const }]
    expect((await readPages({ lines })).text).toBe('שלום ABC 12 הניסוי')
  })
})

describe('the direction of a line', () => {
  test('is not that of letters that lean', async () => {
    const lines = linesAt(72, ...prose).map((line, index) =>
      index === 1 ? { ...line, lean: 0.3 } : line,
    )
    expect(showBlocks(await readPages({ lines }))).toEqual([`paragraph ${prose.join(' ')}`])
  })

  test('turns round with a negative size', async () => {
    const lines = prose.map((text, index) => ({ text, x: 560, y: 700 - 15 * index, size: -12 }))
    const source = await readPages({ lines, rotate: 180 })
    expect(showBlocks(source)).toEqual([`paragraph ${prose.join(' ')}`])
  })
})

test('letters of a font that claims to be many times as high keep their size, and their lines', async () => {
  const lines = [
    { text: '1 Design', y: 72, size: 16 },
    ...linesAt(100, ...prose).map((line) => ({ ...line, size: 8, font: 'tall' as const })),
  ]
  expect(showBlocks(await readPages({ lines }))).toEqual([
    'h1 1|Design',
    `paragraph ${prose.join(' ')}`,
  ])
})

/** A table of one page, whose words run down it or up. */
function turnedTable(angle: 90 | 270): PdfLineInput[] {
  const place = (across: number, down: number) =>
    angle === 90 ? { x: 430 - down, y: 100 + across } : { x: 170 + down, y: 600 - across }
  const rows = [
    ['Group', 'Placebo', 'Active', 'Total'],
    ['Enrolled', '86', '84', '170'],
    ['Completed', '58', '25', '83'],
    ['Withdrawn', '28', '59', '87'],
  ]
  const cells = rows.flatMap((texts, row) =>
    texts.map((text, column) => ({ text, angle, ...place(120 * column, 40 + 20 * row) })),
  )
  return [{ text: 'Table 4 Disposition of subjects', angle, ...place(0, 0) }, ...cells]
}

const shownTable =
  'table Group\tPlacebo\tActive\tTotal\nEnrolled\t86\t84\t170\nCompleted\t58\t25\t83\nWithdrawn\t28\t59\t87'

describe.each([90, 270] as const)('a table that is turned by %i° on its page', (angle) => {
  test('is one, and the upright header and footer beside it are margins', async () => {
    const margins = (number: number) => [
      { text: 'Protocol ABC-123 Final Version', x: 72, y: 40 },
      { text: `Page ${number} of 3`, x: 270, y: 760 },
    ]
    const source = await readPages(
      { lines: [...margins(1), ...linesAt(200, ...prose)] },
      { lines: [...margins(2), ...turnedTable(angle)] },
      { lines: [...margins(3), ...linesAt(200, ...prose)] },
    )
    expect(showBlocks(source)).toEqual([
      `paragraph ${prose.join(' ')}`,
      'caption Table 4 Disposition of subjects',
      shownTable,
      `paragraph ${prose.join(' ')}`,
    ])
    expect(source.metadata.marginLines).toEqual(['Protocol ABC-123 Final Version', 'Page 1 of 3'])
    expect(source.pages.map(({ label }) => label)).toEqual(['1', '2', '3'])
  })

  test('is one behind the text of a page with more of that', async () => {
    const text = [...linesAt(72, ...prose), ...linesAt(132, ...prose), ...linesAt(192, ...prose)]
    const source = await readPages({
      height: 1200,
      lines: [...text, ...turnedTable(angle).map((line) => ({ ...line, y: (line.y ?? 0) + 300 }))],
    })
    expect(showBlocks(source).slice(-2)).toEqual([
      'caption Table 4 Disposition of subjects',
      shownTable,
    ])
  })
})
