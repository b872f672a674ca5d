import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { segment } from '../../server/domain/segment.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { splitSentences } from '../../shared/text/sentences.ts'
import {
  buildSourceText,
  heading,
  list,
  paragraph,
  table,
  type BlockSpec,
} from '../support/build-source-text.ts'

function sentences(count: number, words = 'The dose was raised on day'): string {
  return Array.from({ length: count }, (_, index) => `${words} ${index + 1}.`).join(' ')
}

function textsOf(sourceText: SourceText): string[] {
  return segment(sourceText).map(({ range }) => sliceRange(sourceText.text, range).trim())
}

function expectTiles(sourceText: SourceText): void {
  const passages = segment(sourceText)
  expect(passages.map(({ range }) => sliceRange(sourceText.text, range)).join('')).toBe(
    sourceText.text,
  )
  expect(passages.map(({ ordinal }) => ordinal)).toEqual(passages.map((_, index) => index))
  let last = 0
  for (const { range } of passages) {
    expect(range.start).toBe(last)
    expect(range.end).toBeGreaterThan(range.start)
    last = range.end
  }
}

describe('segment', () => {
  it('keeps short paragraphs of a section in one passage', () => {
    const text = buildSourceText([
      heading('Design'),
      paragraph('Two arms.'),
      paragraph('Both are blinded.'),
    ])
    expect(textsOf(text)).toEqual(['Design\nTwo arms.\nBoth are blinded.'])
    expect(segment(text)[0]).toMatchObject({ headingPath: ['Design'], isEvidence: true })
  })

  it('starts a new passage below each heading, with the titles above it', () => {
    const text = buildSourceText([
      paragraph('A protocol.'),
      heading('Design', 1, '3.'),
      heading('Population', 2),
      paragraph('Adults.'),
      heading('Dose', 2),
      paragraph('One patch.'),
      heading('Safety', 1),
      paragraph('None died.'),
    ])
    expect(segment(text).map(({ headingPath }) => headingPath)).toEqual([
      [],
      ['Design', 'Population'],
      ['Design', 'Dose'],
      ['Safety'],
    ])
    expect(textsOf(text)[1]).toBe('Design\nPopulation\nAdults.')
  })

  it('never cites a heading that nothing follows', () => {
    const text = buildSourceText([heading('Annex A'), heading('Annex B'), paragraph('Scales.')])
    expect(segment(text).map(({ isEvidence }) => isEvidence)).toEqual([false, true])
  })

  it('cuts a long paragraph between sentences into passages of similar length', () => {
    const text = buildSourceText([paragraph(sentences(50))])
    const lengths = segment(text).map(({ range }) => range.end - range.start)
    expect(lengths.length).toBe(2)
    expect(Math.min(...lengths)).toBeGreaterThan(500)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(1000)
  })

  it('keeps a paragraph whole when it fits into the next passage', () => {
    const first = sentences(20)
    const second = sentences(30, 'Nobody withdrew on day')
    expect(textsOf(buildSourceText([paragraph(first), paragraph(second)]))).toEqual([first, second])
  })

  it('keeps a sentence of 1,500 units whole and cuts one of 5,000 between words', () => {
    const long = `${'word '.repeat(299)}end.`
    const endless = 'word '.repeat(1000).trim()
    expect(textsOf(buildSourceText([paragraph(long)]))).toEqual([long])
    const parts = textsOf(buildSourceText([paragraph(endless)]))
    expect(parts.length).toBeGreaterThanOrEqual(5)
    for (const part of parts) expect(part).toMatch(/^word( word)*$/)
  })

  it('never parts the two halves of a character', () => {
    const text = buildSourceText([paragraph(`x${'😀'.repeat(3000)}`)])
    for (const part of textsOf(text)) expect(part.isWellFormed()).toBe(true)
  })

  it('keeps a list with the words that lead into it', () => {
    const filler = sentences(30)
    const lead = 'Patients must meet all of these criteria:'
    const items = Array.from({ length: 8 }, (_, index) => `criterion number ${index} of the study`)
    const text = buildSourceText([paragraph(filler), paragraph(lead), list(...items)])
    expect(textsOf(text)).toEqual([filler, [lead, ...items].join('\n')])
  })

  it('gives contents no part in evidence, also where the reader took them for paragraphs', () => {
    const text = buildSourceText([
      { kind: 'contents', text: '1. Design 4' },
      { kind: 'contents', text: '2. Dose 5' },
      paragraph('3. Safety ............ 6'),
      paragraph('The trial has two arms.'),
    ])
    expect(segment(text).map(({ isEvidence }) => isEvidence)).toEqual([false, true])
  })

  it('gives text without letters or digits no part in evidence', () => {
    expect(segment(buildSourceText([paragraph('* * *')]))[0]?.isEvidence).toBe(false)
  })

  it('makes one passage of a text without blocks', () => {
    const text = { ...buildSourceText([]), text: 'Words alone.\n' }
    expectTiles(text)
    expect(segment(buildSourceText([]))).toEqual([])
  })
})

describe('segment on tables', () => {
  const small = table({
    number: '14-9.01',
    title: 'Disposition',
    population: 'All',
    header: [['', 'Placebo', 'Active']],
    rows: [
      ['Completed', '58', '27'],
      ['Withdrawn', '28', '57'],
    ],
    notes: ['Counts are of subjects.'],
  })

  it('makes one passage of a small table with its caption and notes', () => {
    const text = buildSourceText([heading('Results'), paragraph('See below.'), small])
    const [, passage] = segment(text)
    expect(textsOf(text)[1]).toMatch(/^Table 14-9\.01 Disposition\n[^]*Counts are of subjects\.$/)
    expect(passage).toMatchObject({
      headingPath: ['Results'],
      caption: 'Table 14-9.01 – Disposition – Population: All',
      headerCells: 'Placebo | Active',
      isEvidence: true,
    })
  })

  it('does not run a table into the text around it', () => {
    const text = buildSourceText([paragraph('Before.'), small, paragraph('Behind.'), small])
    expect(textsOf(text).map((part) => part.slice(0, 7))).toEqual([
      'Before.',
      'Table 1',
      'Behind.',
      'Table 1',
    ])
  })

  it('keeps a small table without heads or name with the words that lead into it', () => {
    const columns = table({
      number: '',
      header: [],
      rows: [
        ['Aspirin', '2 weeks'],
        ['Iron', '1 week'],
      ],
    })
    const built = buildSourceText([paragraph('Not allowed are'), columns, paragraph('Ask us.')])
    const blocks = built.blocks
      .filter(({ kind }) => kind !== 'caption')
      .map((block) => (block.kind === 'table' ? { ...block, title: '' } : block))
    expect(segment({ ...built, blocks })).toHaveLength(1)
  })

  it('never cites a shell', () => {
    const shell = { ...small, isShell: true }
    expect(segment(buildSourceText([shell])).map(({ isEvidence }) => isEvidence)).toEqual([false])
  })

  it('never cites a shell that the reader took for a paragraph', () => {
    const text = buildSourceText([
      paragraph('Mean (SD) xx.x (xx.xx) xx.x (xx.xx) xx.x (xx.xx)'),
      paragraph('p-value x.xxx x.xxx'),
      paragraph('N xx (xx%) xxx (xx.x%)'),
    ])
    expect(segment(text).map(({ isEvidence }) => isEvidence)).toEqual([false])
  })

  it('cuts a large table between rows, each part with the caption and column heads', () => {
    const rows = Array.from({ length: 60 }, (_, index) => [`Row number ${index}`, '12 (14%)', '9'])
    const text = buildSourceText([{ ...small, rows }])
    const passages = segment(text)
    expect(passages.length).toBeGreaterThan(1)
    const whole = new Set(text.text.split('\n'))
    for (const { range, caption, headerCells } of passages) {
      const lines = sliceRange(text.text, range).replace(/\n$/, '').split('\n')
      expect(lines.filter((line) => !whole.has(line))).toEqual([])
      expect(range.end - range.start).toBeLessThanOrEqual(1000)
      expect([caption, headerCells]).toEqual([
        'Table 14-9.01 – Disposition – Population: All',
        'Placebo | Active',
      ])
    }
  })

  it('keeps a row together, however long it is', () => {
    const cell = sentences(60)
    const text = buildSourceText([
      {
        ...small,
        rows: [
          ['a', cell],
          ['b', cell],
        ],
      },
    ])
    const ends = textsOf(text).map((part) => part.split('\n').at(-1)?.slice(0, 6))
    expect(ends).toEqual(['a\tThe ', 'b\tThe ', 'Counts'])
  })
})

describe('law 2: passages tile the text', () => {
  const words = fc.constantFrom(
    'dose',
    'The',
    'rose.',
    'x.xx',
    '12',
    'e.g.',
    '“No.”',
    '😀',
    '…',
    ':',
  )
  const line = (maxLength: number) =>
    fc.array(words, { minLength: 1, maxLength }).map((parts) => parts.join(' '))
  const row = fc.array(fc.oneof(line(3), fc.constant('')), { minLength: 1, maxLength: 4 })
  const block: fc.Arbitrary<BlockSpec> = fc.oneof(
    fc.tuple(line(5), fc.integer({ min: 1, max: 9 })).map(([text, level]) => heading(text, level)),
    line(600).map(paragraph),
    line(30).map(paragraph),
    line(20).map((text) => ({ kind: 'list_item', level: 0, marker: '•', text }) as const),
    line(9).map((text) => ({ kind: 'contents', text }) as const),
    line(9).map((text) => ({ kind: 'note', text }) as const),
    fc
      .tuple(
        fc.array(row, { maxLength: 2 }),
        fc.array(row, { minLength: 1, maxLength: 80 }),
        line(9),
      )
      .map(([header, rows, note]) => table({ number: '1', header, rows, notes: [note] })),
  )
  const texts = fc.array(block, { maxLength: 25 }).map((blocks) => buildSourceText(blocks))

  it('joined they are the text, and none is empty', () => {
    fc.assert(fc.property(texts, expectTiles), { numRuns: 200 })
  })

  it('none begins or ends inside a sentence that is no longer than 2,000 units', () => {
    fc.assert(
      fc.property(texts, (sourceText) => {
        const inside = sourceText.blocks
          .filter(({ kind }) => kind !== 'table')
          .flatMap(({ range }) => splitSentences(sourceText.text, range))
          .filter(({ start, end }) => end - start <= 2000)
        for (const { range } of segment(sourceText)) {
          const cut = inside.find(({ start, end }) => start < range.start && range.start < end)
          expect(cut).toBeUndefined()
        }
      }),
      { numRuns: 200 },
    )
  })

  it('none begins inside a row', () => {
    fc.assert(
      fc.property(texts, (sourceText) => {
        const tables = sourceText.blocks.filter(({ kind }) => kind === 'table')
        for (const { range } of segment(sourceText)) {
          const isInTable = tables.some(
            (block) => block.range.start < range.start && range.start < block.range.end,
          )
          if (isInTable) expect(sourceText.text[range.start - 1]).toBe('\n')
        }
      }),
      { numRuns: 200 },
    )
  })
})
