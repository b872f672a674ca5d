import { describe, expect, test } from 'vitest'
import { readSource, describeBlocks, linesAt, fullLines } from './pdf-sources.ts'

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
