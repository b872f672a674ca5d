import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block, SourceText, TableBlock } from '../../shared/model/source-text.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { readPdf } from '../../server/formats/read-pdf.ts'
import { buildPdf, type PdfInput, type PdfLineInput } from '../support/build-pdf.ts'
import { expectLawfulPages, expectLawfulText } from '../support/source-text-laws.ts'

async function readSource(input: PdfInput): Promise<SourceText> {
  const result = await readPdf(buildPdf(input))
  if (result.outcome === 'refused') throw new Error(`${result.code}: ${result.reason}`)
  expectLawfulText(result.sourceText)
  expectLawfulPages(result.sourceText)
  return result.sourceText
}

/** "heading 2.1 Objectives", "list_item • First", "paragraph Words." */
function describeBlocks({ blocks, text }: SourceText): string[] {
  return blocks.map((block) =>
    [block.kind, markOf(block), sliceRange(text, block.range)]
      .filter((part) => part !== '')
      .join(' '),
  )
}

function markOf(block: Block): string {
  if (block.kind === 'heading') return block.number
  return block.kind === 'list_item' ? block.marker : ''
}

/** Lines of 12 points, 15 apart, from the top of a page downwards. */
function linesAt(y: number, ...texts: readonly string[]): PdfLineInput[] {
  return texts.map((text, index) => ({ text, y: y + 15 * index }))
}

/** Full lines that give a page its measure: what ends well before them ends by choice. */
const fullLines = [
  'Patients with probable mild to moderate disease will be studied in a randomized, double-blind',
  'parallel, placebo-controlled trial of half a year, which will be conducted on an outpatient basis',
  'at all of the centers that take part, and every one of these centers follows the same plan of',
  'visits, which the schedule of events at the end of this protocol shows for each of the patients',
  'who were enrolled and who did not leave the study before the last visit of the treatment phase.',
]

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

describe('a word that a hyphen breaks over two lines', () => {
  const join = async (first: string, second: string, elsewhere: string) => {
    const lines = linesAt(
      72,
      `${fullLines[0]!.slice(0, 70)} ${first}`,
      `${second} and more words.`,
      elsewhere,
    )
    return (await readSource({ pages: [{ lines }] })).text.split('\n')[0]
  }

  test('is closed where its parts are no words', async () => {
    expect(await join('compre-', 'hension', 'Other words.')).toContain(' comprehension and')
  })

  test('keeps the hyphen that it has elsewhere', async () => {
    expect(await join('double-', 'blind', 'It is double-blind.')).toContain(' double-blind and')
  })

  test('keeps the hyphen between digits and capitals', async () => {
    expect(await join('H2Q-', 'MC', 'Other words.')).toContain(' H2Q-MC and')
  })

  test('keeps the hyphen between words of the document', async () => {
    expect(await join('fewest-', 'enrolling', 'The fewest sites are enrolling.')).toContain(
      'fewest-enrolling',
    )
  })
})

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

test('two columns are read one after the other', async () => {
  const left = Array.from(
    { length: 12 },
    (_, index) => `the left column goes on with line ${index}`,
  )
  const right = Array.from(
    { length: 12 },
    (_, index) => `the right column goes on with line ${index}`,
  )
  const source = await readSource({
    pages: [
      {
        lines: [
          {
            text: 'A title that stands above both of the columns of this page, in its middle',
            x: 110,
            y: 60,
          },
          ...left.map((text, index) => ({ text, x: 72, y: 100 + 14 * index })),
          ...right.map((text, index) => ({ text, x: 330, y: 100 + 14 * index })),
        ],
      },
    ],
  })
  const words = source.text.replaceAll('\n', ' ')
  expect(words.endsWith([...left, ...right].join(' '))).toBe(true)
})

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

describe('raised and lowered text', () => {
  const pieces = (...texts: readonly (readonly [string, number, number, number?])[]) =>
    texts.map(([text, x, rise, size = 12]) => ({ text, x, y: 100 - rise, size }))

  test.each([
    [
      'a power',
      pieces(['50 cm', 72, 0], ['2', 105.4, 4, 8], ['in area', 113, 0]),
      '50 cm² in area',
    ],
    ['a power of ten', pieces(['1.5 x 10', 72, 0], ['3', 117, 4, 8]), '1.5 x 10³'],
    ['the mark of a note at a value', pieces(['8.2', 72, 0], ['2', 88.7, 4, 8]), '8.2 ²'],
    ['such a mark that stands a little off', pieces(['75', 72, 0], ['2', 87, 4, 8]), '75 ²'],
    ['the mark of a note at a word', pieces(['patients', 72, 0], ['1', 114.1, 4, 8]), 'patients¹'],
    ['a lowered digit', pieces(['CO', 72, 0], ['2', 90, -3, 8]), 'CO2'],
  ])('has %s', async (_, lines, expected) => {
    expect((await readSource({ pages: [{ lines }] })).text).toBe(expected)
  })
})

describe('directions', () => {
  test('a turned page is read as it is shown', async () => {
    const lines = [{ text: 'Words of a turned page.', x: 300, y: 500, angle: 270 }]
    const source = await readSource({ pages: [{ rotate: 90, lines }] })
    expect(source.text).toBe('Words of a turned page.')
    expect(source.pages[0]).toMatchObject({ width: 792, height: 612 })
  })

  test('words beside the text in another direction come after it', async () => {
    const lines = [
      { text: 'Upright at last', x: 300, y: 200, angle: 90 },
      ...linesAt(100, ...fullLines),
    ]
    const source = await readSource({ pages: [{ lines }] })
    expect(describeBlocks(source)).toEqual([
      `paragraph ${fullLines.join(' ')}`,
      'note Upright at last',
    ])
  })
})

describe('what can not be read is refused', () => {
  const page = { lines: [{ text: 'Words.' }] }
  const onlyRules = { rules: [{ x1: 72, y1: 72, x2: 300, y2: 72 }] }

  test.each([
    ['an empty file', new Uint8Array(), 'empty_file', 'empty'],
    ['another file', Buffer.from('PK\u0003\u0004 words'), 'type_mismatch', 'no PDF'],
    [
      'a header behind 1,024 bytes',
      Buffer.concat([Buffer.alloc(1024, 32), buildPdf({ pages: [page] })]),
      'type_mismatch',
      'no PDF',
    ],
    ['a locked file', buildPdf({ pages: [page], isEncrypted: true }), 'encrypted', 'password'],
    ['a file without pages', buildPdf({ pages: [] }), 'no_pages', 'no pages'],
    ['one scan', buildPdf({ pages: [onlyRules] }), 'no_text', '1 page without any text'],
    ['scans', buildPdf({ pages: [onlyRules, onlyRules] }), 'no_text', '2 pages without any text'],
    [
      'an empty page',
      buildPdf({ pages: [{}] }),
      'no_text',
      '1 page without any text; it seems to be empty',
    ],
    [
      'a page of notes',
      buildPdf({ pages: [{ annotations: [{ kind: 'note', text: 'Check.', x: 72, y: 90 }] }] }),
      'no_text',
      '1 page without any text but notes',
    ],
    ['garbage', Buffer.from('%PDF-1.4\nnothing of use'), 'damaged', 'damaged'],
  ])('%s', async (_, bytes, code, reason) => {
    const result = await readPdf(bytes)
    expect(result).toMatchObject({ outcome: 'refused', code })
    expect(result.outcome === 'refused' && result.reason).toContain(reason)
  })
})

describe('form fields', () => {
  const field = { kind: 'field', text: 'Jane Roe', x: 150, y: 72 } as const

  test('are read with their values where they stand on the page', async () => {
    const lines = [...linesAt(72, 'Investigator:'), { text: 'Site 14', y: 100 }]
    const { text } = await readSource({ pages: [{ lines, annotations: [field] }, { lines }] })
    expect(text.replace(/\s+/g, ' ')).toBe('Investigator: Jane Roe Site 14 Investigator: Site 14')
  })

  test('that are hidden are not read', async () => {
    const hidden = { ...field, text: 'Unseen', isHidden: true }
    const page = { lines: linesAt(72, 'Words.'), annotations: [hidden] }
    expect((await readSource({ pages: [page] })).text).toBe('Words.')
  })

  test('are read without the notes beside them, and a warning names the pages of notes', async () => {
    const note = { kind: 'note', text: 'Is this right?', x: 72, y: 200 } as const
    const page = { lines: linesAt(72, 'Investigator:'), annotations: [note, field, note] }
    const result = await readPdf(buildPdf({ pages: [{ lines: linesAt(72, 'Words.') }, page] }))
    if (result.outcome === 'refused') throw new Error(result.reason)
    expect(result.sourceText.text).toContain('Jane Roe')
    expect(result.sourceText.text).not.toContain('right')
    expect(result.warnings).toEqual([expect.stringMatching(/^page 2: notes .* not read$/)])
  })
})

describe('warnings', () => {
  test('name the pages whose letters are not known', async () => {
    const known = { lines: linesAt(72, 'Known words.') }
    const unknown = { lines: [...known.lines, { text: 'abc', y: 200, font: 'unmapped' as const }] }
    const result = await readPdf(buildPdf({ pages: [known, unknown] }))
    expect(result).toMatchObject({ outcome: 'read' })
    const warnings = result.outcome === 'read' ? result.warnings : []
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toMatch(/^page 2:/)
  })

  test('name the pages without text that show something', async () => {
    const drawn = { rules: [{ x1: 72, y1: 72, x2: 300, y2: 72 }] }
    const result = await readPdf(
      buildPdf({ pages: [{ lines: linesAt(72, 'Words.') }, drawn, {}, drawn] }),
    )
    const warnings = result.outcome === 'read' ? result.warnings : []
    expect(warnings).toEqual([expect.stringMatching(/^pages 2, 4: .*scan/)])
  })

  test('say when the second reader had to do the work', async () => {
    const content = 'BT /F1 12 Tf 50 400 Td (Words of a broken file) Tj ET'
    const broken =
      '%PDF-1.\n1 0 obj\n<</Kids[<</Parent 1 0 R/Contents[2 0 R]>>]/Resources<<>>>>\nendobj\n' +
      `2 0 obj\n<<>>\nstream\n${content}\nendstream\nendobj\ntrailer<</Root<</Pages 1 0 R>>>>`
    const result = await readPdf(Buffer.from(broken))
    if (result.outcome === 'refused') throw new Error(result.reason)
    expect(result.sourceText.text).toBe('Words of a broken file')
    expect(result.sourceText.reader.name).toBe('pdf-plain')
    expect(result.warnings).toEqual([
      'read by the second reader; no positions',
      'the file is damaged: its end is lost; pages may be missing',
    ])
    expect(result).not.toHaveProperty('pageWords')
    expectLawfulText(result.sourceText)
    expectLawfulPages(result.sourceText)
  })
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
