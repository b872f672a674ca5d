import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { readDocx } from '../../server/formats/read-docx.ts'
import { readTemplate } from '../../server/formats/read-template.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import { getTable, rowWords } from '../support/read-built-docx.ts'
import { expectText, readCorpusDocx } from '../support/read-corpus.ts'
import { describeWith } from '../support/requirements.ts'
import { expectLawfulText } from '../support/source-text-laws.ts'

describeWith('corpus', 'the result tables of a study', (corpus) => {
  const folder = join(corpus, 'study/tables')
  const numbers = readdirSync(folder)
    .filter((name) => name.endsWith('.docx'))
    .map((name) => basename(name, '.docx'))

  function read(number: string): SourceText {
    return expectText(readCorpusDocx(join(folder, `${number}.docx`)))
  }

  function wordsOf(number: string, row: number): string[] {
    const source = read(number)
    return rowWords(source, getTable(source), row)
  }

  test('are thirty', () => {
    expect(numbers).toHaveLength(30)
  })

  test.each(numbers)('%s has number, title, population and heads, and is no shell', (number) => {
    const source = read(number)
    expectLawfulText(source)
    expect(source.blocks.filter((block) => block.kind === 'table')).toHaveLength(1)
    const found = getTable(source)
    expect(found.number).toBe(number)
    expect(found.title).not.toBe('')
    expect(found.population).toMatch(/^(All Subjects|Intent-to-Treat|Safety|Efficacy|Completers)$/)
    expect(found.headerRowCount).toBeGreaterThan(0)
    expect(found.isShell).toBe(false)
    expect(source.metadata.marginLines.join('\n')).toMatch(/CDISCPILOT01[\s\S]*Source: programs/)
    expect(source.text).not.toMatch(/programs\/|2020/)
  })

  test('keep the cells of 14-1.02: padding inside, indent of row heads, a spanning group row', () => {
    expect(wordsOf('14-1.02', 0)).toEqual([
      '',
      'Placebo (N=86)',
      'Xanomeline Low Dose (N=84)',
      'Xanomeline High Dose (N=84)',
      'Total (N=254)',
      'p-value [1]',
    ])
    expect(wordsOf('14-1.02', 8)).toEqual([
      'Adverse Event',
      '8 (  9%)',
      '44 ( 52%)',
      '39 ( 46%)',
      '91 ( 36%)',
      '<.0001',
    ])
    const { cells } = getTable(read('14-1.02'))
    expect(cells.find((cell) => cell.row === 7)).toMatchObject({ columnSpan: 6, indent: 0 })
    expect(cells.find((cell) => cell.row === 8)).toMatchObject({ column: 0, indent: 2 })
  })

  test('keep the cells of 14-2.01: a head over two columns, statistics in the second', () => {
    expect(getTable(read('14-2.01')).cells[0]).toMatchObject({ columnSpan: 2 })
    expect(wordsOf('14-2.01', 2)).toEqual(['Age (y)', 'n', '86', '84', '84', '254', '0.5934'])
    expect(wordsOf('14-2.01', 4)).toEqual(['', 'SD', '8.59', '8.29', '7.89', '8.25', ''])
  })

  test('keep the cells of 14-5.01: two rows of heads, counts and events in turn', () => {
    const source = read('14-5.01')
    const found = getTable(source)
    expect([found.headerRowCount, found.columnCount, found.rowCount]).toEqual([2, 9, 281])
    expect(rowWords(source, found, 0)).toHaveLength(5)
    expect(rowWords(source, found, 5)).toEqual([
      'CARDIAC DISORDERS',
      '12 (14.0%)',
      '[26]',
      '13 (15.5%)',
      '[30]',
      '15 (17.9%)',
      '[30]',
      '0.831',
      '0.534',
    ])
    const notes = source.blocks.filter((block) => block.kind === 'table_note')
    expect(notes).toHaveLength(5)
  })
})

describeWith('corpus', 'a protocol in three versions', (corpus) => {
  test.each(['v01', 'v02', 'v03'])('%s reads with numbered headings and captions', (version) => {
    const path = join(corpus, `versions/legend-hypertension-${version}.docx`)
    const source = expectText(readCorpusDocx(path))
    expectLawfulText(source)
    const headings = source.blocks.flatMap((block) =>
      block.kind === 'heading'
        ? [`${block.number} ${source.text.slice(block.range.start, block.range.end)}`]
        : [],
    )
    expect(headings).toContain('8.1 Study Design')
    const contents = source.blocks
      .filter((block) => block.kind === 'contents')
      .map(({ range }) => source.text.slice(range.start, range.end))
    expect(contents).toContainEqual(expect.stringMatching(/^8\.1\tStudy Design\t\d+$/))
    expect(getTable(source, 2)).toMatchObject({ number: '1', headerRowCount: 1 })
  })
})

describeWith('corpus', 'a template of a Word add-in', (corpus) => {
  test('reads with its headings, those in content controls too', () => {
    const path = join(corpus, 'templates/ProtocolTemplate_OSB_1.0.docx')
    const result = readTemplate(readFileSync(path))
    const paragraphs = result.outcome === 'read' ? result.paragraphs : []
    const headings = paragraphs.filter((one) => one.headingLevel > 0).map((one) => one.text.trim())
    expect(headings).toContain('Description of Trial Design')
    expect(paragraphs.map((one) => one.index)).toEqual([...paragraphs.keys()])
  })
})

describeWith('corpus', 'the Word files of others', (corpus) => {
  const files = globSync('docx/**/*.docx', { cwd: corpus }).sort()

  test('read by the laws of a source text, or are refused for want of words', () => {
    const refused: string[] = []
    for (const file of files) {
      const result = readDocx(readFileSync(join(corpus, file)))
      if (result.outcome === 'read') expectLawfulText(result.sourceText)
      else {
        refused.push(file)
        expect(result.code, file).toBe('no_text')
      }
    }
    expect(files.length).toBeGreaterThan(700)
    expect(refused.length).toBeLessThan(files.length / 10)
  }, 120_000)

  test('with tracked changes read as their twins in which Word accepted all of them', () => {
    const pairs = files.filter((file) => file.endsWith('-Accepted.docx'))
    const tracked = pairs
      .map((file) => [file, file.replace('-Accepted', '')] as const)
      .filter(([, original]) => existsSync(join(corpus, original)))
    for (const [accepted, original] of tracked) {
      const [expected, actual] = [accepted, original].map((file) =>
        readDocx(readFileSync(join(corpus, file))),
      )
      expect(textOf(actual), original).toBe(textOf(expected))
    }
    expect(tracked.length).toBeGreaterThan(40)
  })
})

function textOf(result: ReturnType<typeof readDocx> | undefined): string {
  return result?.outcome === 'read' ? result.sourceText.text : `refused: ${result?.reason}`
}
