import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Block, SourceText } from '../../shared/model/source-text.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { describeWith } from '../support/requirements.ts'
import { expectLawfulPages, expectLawfulText } from '../support/source-text-laws.ts'
import { readFile, pageOf } from './pdf-corpus-parts.ts'

function textOf(source: SourceText, block: Block): string {
  return sliceRange(source.text, block.range)
}

/** The page on which the words stand; they stand once. */
function pageOfWords(source: SourceText, words: string): number {
  const at = source.text.indexOf(words)
  expect(at, words).toBeGreaterThanOrEqual(0)
  return pageOf(source, at).number
}

/** Entries "3.1. Summary of Study Design→8" of the document's own table of contents. */
function contentsOf(source: SourceText): { number: string; title: string; label: string }[] {
  return source.blocks.flatMap((block) => {
    const found = /^(\d[\d.]*?)\.?\s+(\S.*)\t(\d+)$/.exec(textOf(source, block))
    if (block.kind !== 'contents' || !found) return []
    return [{ number: found[1]!, title: found[2]!, label: found[3]! }]
  })
}

function headingsOf(source: SourceText): { number: string; title: string; label: string }[] {
  return source.blocks.flatMap((block) =>
    block.kind === 'heading' && /^\d/.test(block.number)
      ? [
          {
            number: block.number,
            title: textOf(source, block),
            label: pageOf(source, block.range.start).label,
          },
        ]
      : [],
  )
}

describeWith('corpus', 'the study protocol', (corpus) => {
  const path = join(corpus, 'study/protocol.pdf')
  let source: SourceText
  beforeAll(async () => {
    source = await readFile(path)
  })

  test('keeps the laws, with all its pages', () => {
    expectLawfulText(source)
    expectLawfulPages(source)
    expect(source.pages).toHaveLength(97)
    expect(source.pages.map((page) => page.label)).toEqual(
      source.pages.map((page) => String(page.number)),
    )
  })

  test.each([
    ['Approximately 300 patients will be enrolled (see Schedule of Events', 8],
    [
      'will be studied in a randomized, double-blind, parallel (3 arm), placebo-controlled trial of 26 weeks duration.',
      8,
    ],
    ['The M1 muscarinic-cholinergic receptor is 1 of 5 characterized', 5],
    ['Approximately 100 patients will be randomized to each of the 3 treatment groups.', 24],
    ['Males and postmenopausal females at least 50 years of age.', 11],
    ['at which time they will undergo a 24-hour Ambulatory ECG.', 8],
    [
      'Safety measures will be performed at designated times by recording adverse events, laboratory test results, vital signs',
      30,
    ],
    [
      'This study will be conducted in accordance with the ethical principles stated in the most recent version of the Declaration of Helsinki',
      50,
    ],
  ])('%s … stands on page %i', (words, page) => {
    expect(pageOfWords(source, words)).toBe(page)
  })

  test('has a sentence that runs over a page break as one, with the break inside', () => {
    const sentence =
      'Vital signs, temperature, and an assessment of adverse events will be obtained at all clinic visits.'
    const start = source.text.indexOf(sentence)
    expect(source.pages[8]!.range.start).toBe(start + sentence.indexOf('be obtained'))
    expect(
      source.blocks.some(
        ({ range }) => range.start <= start && range.end >= start + sentence.length,
      ),
    ).toBe(true)
  })

  test('has the headings of its table of contents, on the pages that it names', () => {
    const contents = contentsOf(source)
    expect(contents.length).toBeGreaterThan(55)
    // It prints one final stop less than the page does: "3.9.3.4.1 Vital Sign Determination".
    expect(headingsOf(source).filter(({ number }) => number !== '')).toEqual(
      expect.arrayContaining(contents),
    )
  })

  test('has nothing of its footers in the text', () => {
    expect(source.text).not.toMatch(
      /Document Page \d|Xanomeline \(LY246708\) H2Q-MC-LZZT\(c\) Copyright/,
    )
    expect(source.metadata.marginLines).toHaveLength(3)
  })

  test('has its table of laboratory tests with number, title and cells', () => {
    const table = source.blocks.find((block) => block.kind === 'table' && block.number === 'LZZT.1')
    expect(table).toMatchObject({
      title: 'Laboratory Tests Performed at Admission (Visit 1)',
      columnCount: 2,
    })
    expect(textOf(source, table!)).toContain('Hematocrit\tSodium\n')
  })

  test('has units and powers with their superscripts, and marks of notes off the words', () => {
    expect(source.text.match(/\b\d+ cm²/g)).toHaveLength(12)
    expect(source.text).toContain('greater than 0.6x10³/microliter')
    expect(source.text).not.toMatch(/cm2|x ?103/)
  })

  test('has washout times beside the whole names of drugs that take two lines', () => {
    for (const row of [
      'Proventil Repetabs®, Ventolin® tablets (albuterol tablets)\t2 weeks',
      'Bellergal-S® (alkaloids of belladonna and ergotamine)\t2 weeks',
      'Donnatal®, Hyosophen® (atropine, scopolamine, hyoscyamine and phenobarbitol)\t1 month',
      'Percocet®, Roxicet® (oxycodone with acetaminophen)\t3 days',
      '11. Evidence of associated atherosclerosis\t1\t0',
    ])
      expect(source.text.split('\n')).toContain(row)
  })

  test('has its schedule of events as a table of marks, which is no shell', () => {
    const page = source.pages[52]!
    const table = source.blocks.find(
      (block) => block.kind === 'table' && block.range.start >= page.range.start,
    )
    expect(table).toMatchObject({
      rowCount: 30,
      columnCount: 10,
      headerRowCount: 2,
      isShell: false,
    })
  })
})

describeWith('corpus', 'the analysis plan', (corpus) => {
  let source: SourceText
  beforeAll(async () => {
    source = await readFile(join(corpus, 'study/sap.pdf'))
  })

  test('keeps the laws, with all its pages', () => {
    expectLawfulText(source)
    expectLawfulPages(source)
    expect(source.pages).toHaveLength(51)
    expect(source.pages[7]).toMatchObject({ label: '7', width: 612, height: 792 })
    expect(source.pages[27]).toMatchObject({ label: '27', width: 792, height: 612 })
    expect(source.metadata.title).toBe('Statistical Analysis Plan')
  })

  test('has the headings of its table of contents, on the pages that it names', () => {
    const contents = contentsOf(source)
    expect(contents.length).toBeGreaterThan(45)
    expect(headingsOf(source)).toEqual(expect.arrayContaining(contents))
  })

  test('has every layout as a shell with its title and population', () => {
    const shells = source.blocks.filter((block) => block.kind === 'table' && block.isShell)
    expect(shells).toHaveLength(25)
    expect(shells[1]).toMatchObject({
      number: 'Template 2',
      title: 'Summary of End of Study Data',
      population: 'Intent-to-Treat',
    })
  })

  test('has no placeholder where evidence is taken from', () => {
    const shells = source.blocks.flatMap((block, index) =>
      block.kind === 'table' && block.isShell ? [index] : [],
    )
    const evidence = source.blocks.filter(
      (block) =>
        block.kind !== 'contents' &&
        !(block.kind === 'table' && block.isShell) &&
        !(
          (block.kind === 'caption' || block.kind === 'table_note') &&
          shells.includes(block.tableIndex)
        ),
    )
    expect(
      evidence.map((block) => textOf(source, block)).filter((text) => /\bxx|x\.x/.test(text)),
    ).toEqual([])
  })

  test('has its assessment windows as a table with merged cells', () => {
    const table = source.blocks.find(
      (block) => block.kind === 'table' && !block.isShell && block.columnCount === 5,
    )
    expect(table).toMatchObject({ rowCount: 19, headerRowCount: 1 })
    expect(textOf(source, table!)).toContain('NPI-X\t3\tBaseline\t< 1\t1\n4\tWeek 2\t2-21\t14\n')
  })

  test('has its scoring table, which goes on over a page break, as one', () => {
    const tables = source.blocks.filter(
      ({ kind, range }) => kind === 'table' && sliceRange(source.text, range).includes('ITEM01'),
    )
    expect(tables).toMatchObject([{ rowCount: 35, columnCount: 3, headerRowCount: 2 }])
    expect(pageOfWords(source, 'ITEM12\tComprehension of Spoken Language\t0-5')).toBe(45)
    expect(pageOfWords(source, 'ITEM13\tWord Finding Difficulty in Spontaneous Speech\t0-5')).toBe(
      46,
    )
    expect(textOf(source, tables[0]!)).toContain('TOT01')
  })

  test('has nothing of its headers and footers in the text', () => {
    expect(source.text).not.toMatch(
      /FINAL (SAP|CSR)|Page 1 of n|^CDISC SDTM\/ADaM Pilot Project CDISCPILOT01/m,
    )
  })
})
