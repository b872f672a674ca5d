import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PageBox, PageWords } from '../../shared/model/page-words.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import { findBoxes } from '../../server/domain/page-words.ts'
import { readPdf } from '../../server/formats/read-pdf.ts'
import {
  buildPdf,
  type PdfFont,
  type PdfLineInput,
  type PdfPageInput,
} from '../support/build-pdf.ts'
import { listUnplaced } from '../support/unplaced-words.ts'

type Placed = { readonly source: SourceText; readonly pages: readonly PageWords[] }

async function readPlaced(...pages: readonly PdfPageInput[]): Promise<Placed> {
  const result = await readPdf(buildPdf({ pages }))
  if (result.outcome === 'refused') throw new Error(`${result.code}: ${result.reason}`)
  return { source: result.sourceText, pages: result.pageWords ?? [] }
}

function boxesOf({ source, pages }: Placed, words: string): PageBox[] {
  const start = source.text.indexOf(words)
  expect(start, words).toBeGreaterThanOrEqual(0)
  return findBoxes(pages, [{ start, end: start + words.length }])
}

/** The letters of Courier are 0.6 of their size wide. */
const fixed = (text: string, x: number, y: number, more: Partial<PdfLineInput> = {}) => ({
  text,
  x,
  y,
  size: 10,
  font: 'fixed' as const,
  ...more,
})

/** From 7.5 points above the baseline to 2.2 below it. */
const box = (page: number, x: number, baseline: number, letters: number): PageBox => ({
  page,
  x,
  y: baseline - 7.5,
  width: 6 * letters,
  height: 9.7,
})

describe('the boxes of a range', () => {
  test('are one around its words on a line, whole words only', async () => {
    const placed = await readPlaced({ lines: [fixed('Of 254 subjects 86 took it', 100, 200)] })
    expect(boxesOf(placed, '254 subjects')).toEqual([box(1, 118, 200, 12)])
    expect(boxesOf(placed, '54 sub')).toEqual([box(1, 118, 200, 12)])
    expect(boxesOf(placed, ' ')).toEqual([])
  })

  test('are two around a word that a hyphen breaks over two lines', async () => {
    const placed = await readPlaced({
      lines: [
        fixed('The patients of the placebo group showed compre-', 72, 100),
        fixed('hension in the end, and no more than that was seen', 72, 112),
      ],
    })
    expect(boxesOf(placed, 'comprehension')).toEqual([
      box(1, 72 + 6 * 41, 100, 7),
      box(1, 72, 112, 7),
    ])
  })

  test('lie on both pages that a sentence goes over', async () => {
    const long = 'which goes on over the page and does not end before that one does,'
    const placed = await readPlaced(
      { lines: [fixed(long, 72, 700), fixed(long, 72, 712)] },
      { lines: [fixed('but then it has its end.', 72, 80)] },
    )
    expect(boxesOf(placed, 'one does, but then')).toEqual([
      box(1, 72 + 6 * 57, 712, 9),
      box(2, 72, 80, 8),
    ])
  })

  test('leave out the mark of a list item and the number of a heading', async () => {
    const placed = await readPlaced({
      lines: [
        fixed('2.1 Objectives', 72, 60, { font: 'bold', size: 16 }),
        ...['a) to measure', 'b) to compare', 'c) to report'].map((text, index) =>
          fixed(text, 72, 100 + 12 * index),
        ),
      ],
    })
    expect(boxesOf(placed, 'to compare')).toEqual([box(1, 72 + 18, 112, 10)])
    expect(boxesOf(placed, 'Objectives')[0]!.x).toBeGreaterThan(72 + 16)
  })

  test('part a title in a table of contents from its page, without the dots', async () => {
    const placed = await readPlaced({
      lines: [
        fixed('Contents', 72, 60),
        fixed('1 Study design ........ 17', 72, 80),
        fixed('2 Results ............. 18', 72, 92),
      ],
    })
    expect(boxesOf(placed, '1 Study design\t17')).toEqual([
      box(1, 72, 80, 14),
      box(1, 72 + 24 * 6, 80, 2),
    ])
  })

  test('keep two columns apart', async () => {
    const lines = Array.from({ length: 12 }, (_, index) => [
      fixed(`left words of line ${index} of ten on the`, 60, 100 + 12 * index),
      fixed(`right words of line ${index} of ten in a`, 330, 100 + 12 * index),
    ])
    const placed = await readPlaced({ lines: lines.flat() })
    expect(boxesOf(placed, 'line 3 of ten on the left words of')).toEqual([
      box(1, 60 + 14 * 6, 136, 20),
      box(1, 60, 148, 13),
    ])
  })

  test.each([
    ['aligned', []],
    [
      'ruled',
      [80, 110, 140, 170].flatMap((at, index) => [
        { x1: 60, y1: at, x2: 480, y2: at },
        { x1: 60 + 140 * index, y1: 80, x2: 60 + 140 * index, y2: 170 },
      ]),
    ],
  ])('are one for each cell of a table: %s', async (_, rules) => {
    const rows = [
      ['Group', 'Placebo', 'Active'],
      ['Enrolled', '86 (100%)', '84 (100%)'],
      ['Completed', '58 (67%)', '25 (30%)'],
    ]
    const lines = rows.flatMap((cells, row) =>
      cells.map((text, column) => fixed(text, 70 + 140 * column, 100 + 30 * row)),
    )
    const placed = await readPlaced({ lines, rules })
    expect(placed.source.blocks[0]).toMatchObject({ kind: 'table', rowCount: 3, columnCount: 3 })
    expect(boxesOf(placed, '58 (67%)')).toEqual([box(1, 210, 160, 8)])
    expect(boxesOf(placed, 'Enrolled\t86 (100%)')).toEqual([
      box(1, 70, 130, 8),
      box(1, 210, 130, 9),
    ])
  })

  test('cover raised words', async () => {
    const placed = await readPlaced({
      lines: [fixed('a patch of 50 cm', 72, 100), fixed('2', 168, 96, { size: 6 })],
    })
    expect(placed.source.text).toBe('a patch of 50 cm²')
    const [found, ...others] = boxesOf(placed, 'cm²')
    expect(others).toEqual([])
    expect(found).toMatchObject({ x: 156, y: 91.5, width: 15.6 })
  })
})

describe('words are found where the page shows them', () => {
  const crop = { x1: 50, y1: 150, x2: 562, y2: 700 }
  const level = { width: 30, height: 9.7 }
  const upright = { width: 9.7, height: 30 }
  test.each<[string, PdfPageInput, number, Partial<PdfLineInput>, Partial<PageBox>]>([
    ['as it is', {}, 612, {}, { x: 100, y: 192.5, ...level }],
    ['turned by 90°', { rotate: 90 }, 792, {}, { x: 589.8, y: 100, ...upright }],
    ['turned by 180°', { rotate: 180 }, 612, {}, { x: 482, y: 589.8, ...level }],
    ['turned by 270°', { rotate: 270 }, 792, {}, { x: 192.5, y: 482, ...upright }],
    ['cropped', { crop }, 512, {}, { x: 50, y: 42.5, ...level }],
    ['cropped and turned', { crop, rotate: 90 }, 550, {}, { x: 497.8, y: 50, ...upright }],
    ['with words that run down', {}, 612, { angle: 90 }, { x: 97.8, y: 200, ...upright }],
    ['with words that run up', {}, 612, { angle: 270 }, { x: 92.5, y: 170, ...upright }],
  ])('%s', async (_, page, width, line, expected) => {
    const placed = await readPlaced({ ...page, lines: [fixed('Words', 100, 200, line)] })
    expect(placed.source.pages[0]!.width).toBe(width)
    expect(boxesOf(placed, 'Words')).toEqual([{ page: 1, ...expected }])
  })

  test('beside words in another direction', async () => {
    const placed = await readPlaced({
      lines: [
        fixed('Words that are many more than the others', 100, 200),
        fixed('Aside', 400, 300, { angle: 90 }),
      ],
    })
    expect(boxesOf(placed, 'others')).toEqual([box(1, 304, 200, 6)])
    expect(boxesOf(placed, 'Aside')).toEqual([{ page: 1, x: 397.8, y: 300, ...upright }])
  })
})

const anyLine = fc.record({
  text: fc.oneof(
    fc.stringMatching(/^[a-zA-Z0-9(),.% -]{1,40}$/),
    fc.stringMatching(/^[א-ת0-9(),. -]{1,40}$/),
  ),
  x: fc.integer({ min: -20, max: 640 }),
  y: fc.integer({ min: -5, max: 800 }),
  size: fc.integer({ min: 4, max: 40 }),
  font: fc.constantFrom<PdfFont>('bold', 'fixed', 'unicode'),
  angle: fc.constantFrom(0, 0, 0, 0, 90, 180, 270, 33),
})
const anyPage: fc.Arbitrary<PdfPageInput> = fc.record({
  lines: fc.array(anyLine, { maxLength: 12 }),
  rotate: fc.constantFrom(0, 90, 180, 270),
  crop: fc.constantFrom({ x1: 0, y1: 0, x2: 612, y2: 792 }, { x1: 40, y1: 60, x2: 500.5, y2: 700 }),
})

test('any range with words has boxes, and each lies on its page', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyPage, { minLength: 1, maxLength: 3 }), async (input) => {
      const result = await readPdf(buildPdf({ pages: input }))
      // without a word on its pages a file is refused, or read by the second reader
      if (result.outcome === 'refused' || !result.pageWords) return
      const { sourceText, pageWords } = result
      expect(listUnplaced(sourceText.text, pageWords)).toEqual([])
      for (const { page, x, y, width, height } of findBoxes(pageWords, [wholeOf(sourceText)])) {
        const size = sourceText.pages[page - 1]!
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
        expect(Math.min(width, height)).toBeGreaterThan(0)
        expect(x + width).toBeLessThanOrEqual(size.width + rounding)
        expect(y + height).toBeLessThanOrEqual(size.height + rounding)
      }
    }),
    { numRuns: 150 },
  )
})

/** Tenths have no exact form: their sum may be off in the last digit. */
const rounding = 1e-9

function wholeOf({ text }: SourceText) {
  return { start: 0, end: text.length }
}
