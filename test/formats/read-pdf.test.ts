import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sliceRange } from '../../shared/text/range.ts'
import { readSource, describeBlocks, linesAt, fullLines } from './pdf-sources.ts'

describe('paragraphs', () => {
  test('are joined over lines and parted by wider space', async () => {
    const source = await readSource({
      pages: [
        { lines: [...linesAt(72, ...fullLines), ...linesAt(72 + 15 * 5 + 8, 'A new one begins.')] },
      ],
    })
    expect(describeBlocks(source)).toEqual([
      `paragraph ${fullLines.join(' ')}`,
      'paragraph A new one begins.',
    ])
  })

  test('end where a sentence ends before its line is full', async () => {
    const source = await readSource({
      pages: [
        { lines: linesAt(72, ...fullLines, 'It ends here.', 'Another one follows at once.') },
      ],
    })
    expect(describeBlocks(source)).toEqual([
      `paragraph ${fullLines.join(' ')} It ends here.`,
      'paragraph Another one follows at once.',
    ])
  })

  test('go on over a page break, which then lies inside the block', async () => {
    const [first, second, ...rest] = fullLines
    const source = await readSource({
      pages: [{ lines: linesAt(650, first!, second!) }, { lines: linesAt(72, ...rest) }],
    })
    expect(describeBlocks(source)).toEqual([`paragraph ${fullLines.join(' ')}`])
    const boundary = source.text.indexOf('at all of the centers')
    expect(source.pages.map((page) => page.range)).toEqual([
      { start: 0, end: boundary },
      { start: boundary, end: source.text.length },
    ])
  })

  test('do not go on over a page break after a full stop', async () => {
    const source = await readSource({
      pages: [
        { lines: linesAt(650, ...fullLines) },
        { lines: linesAt(72, 'The next page begins anew.') },
      ],
    })
    expect(source.blocks).toHaveLength(2)
    expect(source.pages[1]!.range.start).toBe(source.text.indexOf('The next page'))
  })

  test('keep rows of a page that are no sentence apart', async () => {
    const source = await readSource({
      pages: [
        {
          lines: [
            { text: 'Primary material', x: 72, y: 100 },
            { text: 'adhesive patches', x: 300, y: 100 },
            ...linesAt(115, 'Kept cool'),
          ],
        },
      ],
    })
    expect(source.blocks).toHaveLength(2)
  })
})

describe('headings', () => {
  test('are told by number and type, with levels', async () => {
    const source = await readSource({
      pages: [
        {
          lines: [
            { text: '3. Plan', y: 72, size: 16, font: 'bold' },
            { text: '3.1. Summary of Study', y: 110, size: 14, font: 'bold' },
            ...linesAt(140, 'Some words of the first section.'),
            { text: '3.1.1.Details', y: 180, size: 12, font: 'bold' },
            ...linesAt(200, 'Some words of the second section.'),
            { text: 'Background Information', y: 240, size: 12, font: 'bold' },
            ...linesAt(260, 'Some words of the last section.'),
          ],
        },
      ],
    })
    expect(describeBlocks(source).filter((block) => block.startsWith('heading'))).toEqual([
      'heading 3 Plan',
      'heading 3.1 Summary of Study',
      'heading 3.1.1 Details',
      'heading Background Information',
    ])
    const levels = source.blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : []))
    expect(levels).toEqual([1, 2, 3, 3])
    expect(source.metadata.title).toBe('Plan')
  })

  test('may take two lines', async () => {
    const source = await readSource({
      pages: [
        {
          lines: [
            { text: '5. Informed Consent, Ethical Review, and', y: 72, size: 16, font: 'bold' },
            { text: 'Regulatory Considerations', y: 91, size: 16, font: 'bold' },
            ...linesAt(130, ...fullLines),
          ],
        },
      ],
    })
    expect(describeBlocks(source)[0]).toBe(
      'heading 5 Informed Consent, Ethical Review, and Regulatory Considerations',
    )
  })

  test('are no bold sentences, and no bold words that fill a line of a paragraph', async () => {
    const source = await readSource({
      pages: [
        {
          lines: [
            ...linesAt(72, ...fullLines.slice(0, 3)),
            { text: fullLines[3]!, y: 117, font: 'bold' },
            { text: 'who were enrolled.', y: 132 },
            { text: 'This whole sentence is printed in bold.', y: 170, font: 'bold' },
          ],
        },
      ],
    })
    expect(source.blocks.map((block) => block.kind)).toEqual(['paragraph', 'paragraph'])
  })
})

test('list items carry their marks and depth, and their text goes on over lines', async () => {
  const source = await readSource({
    pages: [
      {
        lines: [
          ...linesAt(72, ...fullLines, 'Patients are excluded for any of the following reasons:'),
          {
            text: '[9] Persons who have completed or withdrawn from this study or any',
            x: 100,
            y: 180,
          },
          { text: 'other study of the same drug.', x: 122, y: 194 },
          { text: 'a) Stroke or vascular dementia', x: 122, y: 212 },
          { text: '•', x: 140, y: 230 },
          { text: 'Multiple sclerosis', x: 158, y: 230 },
          { text: '[10] Serious illness', x: 100, y: 248 },
        ],
      },
    ],
  })
  expect(describeBlocks(source).slice(-4)).toEqual([
    'list_item [9] Persons who have completed or withdrawn from this study or any other study of the same drug.',
    'list_item a) Stroke or vascular dementia',
    'list_item • Multiple sclerosis',
    'list_item [10] Serious illness',
  ])
  const levels = source.blocks.flatMap((block) => (block.kind === 'list_item' ? [block.level] : []))
  expect(levels).toEqual([0, 1, 2, 0])
})

test('lines of a table of contents are contents, an entry of two lines is one', async () => {
  const source = await readSource({
    pages: [
      {
        lines: [
          { text: 'Table of Contents', y: 72, size: 16, font: 'bold' },
          {
            text: '1. Introduction ...................................................... 5',
            y: 110,
          },
          { text: '4.2. Demographics and Characteristics Measured at', y: 125 },
          {
            text: 'Baseline ............................................................. 41',
            y: 140,
            x: 90,
          },
        ],
      },
      {
        lines: [
          { text: '1. Introduction', y: 72, size: 14, font: 'bold' },
          ...linesAt(100, ...fullLines),
        ],
      },
    ],
  })
  expect(describeBlocks(source).slice(1, 4)).toEqual([
    'contents 1. Introduction\t5',
    'contents 4.2. Demographics and Characteristics Measured at Baseline\t41',
    'heading 1 Introduction',
  ])
})

test('every word of every page stands in the range of its page, whatever the lines', async () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 1, maxLength: 9 })
  const line = fc.record({
    words: fc.array(word, { minLength: 1, maxLength: 8 }),
    x: fc.integer({ min: 40, max: 300 }),
    isBold: fc.boolean(),
    end: fc.constantFrom('', '.', ',', ':'),
  })
  const page = fc.array(line, { maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 4 }), async (pages) => {
      const drawn = pages.map((lines) =>
        lines.map(({ words, x, isBold, end }, index) => ({
          text: words.join(' ') + end,
          x,
          y: 200 + 20 * index,
          font: isBold ? ('bold' as const) : ('regular' as const),
        })),
      )
      fc.pre(drawn.flat().length > 0)
      const source = await readSource({ pages: drawn.map((lines) => ({ width: 1200, lines })) })
      const wordsOf = (text: string) => (text.match(/[a-z]+/g) ?? []).sort()
      expect(source.pages.map(({ range }) => wordsOf(sliceRange(source.text, range)))).toEqual(
        drawn.map((lines) => wordsOf(lines.map(({ text }) => text).join(' '))),
      )
    }),
    { numRuns: 60 },
  )
})
