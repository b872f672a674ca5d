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
