import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Block, TableBlock } from '../../shared/model/source-text.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { readPdf } from '../../server/formats/read-pdf.ts'
import { describeWith, pdftotextPath, testWith } from '../support/requirements.ts'
import { expectLawfulPages, expectLawfulText } from '../support/source-text-laws.ts'
import { listUnplaced } from '../support/unplaced-words.ts'
import { readFile, pageOf } from './pdf-corpus-parts.ts'

const bag = (text: string) =>
  text
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .sort()

/** Share of the words of `expected` that `actual` has as well. */
function sharedWords(actual: string, expected: string): number {
  const counts = new Map<string, number>()
  for (const word of bag(actual)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const words = bag(expected)
  const shared = words.filter((word) => {
    const left = counts.get(word) ?? 0
    counts.set(word, left - 1)
    return left > 0
  })
  return words.length === 0 ? 1 : shared.length / words.length
}

describeWith('corpus', 'against pdftotext', (corpus) => {
  testWith('pdftotext', 'each page of the study has the same words', async () => {
    for (const name of ['protocol', 'sap']) {
      const path = join(corpus, 'study', `${name}.pdf`)
      const source = await readFile(path)
      const margins = source.metadata.marginLines.join(' ')
      const theirs = execFileSync(pdftotextPath()!, [path, '-'], { maxBuffer: 1e9 })
        .toString()
        .split('\f')
      const numbers = (block: Block) =>
        'number' in block ? block.number : 'marker' in block ? block.marker : ''
      for (const page of source.pages) {
        const own = source.blocks.filter(
          ({ range }) => range.start >= page.range.start && range.start < page.range.end,
        )
        const ours = `${sliceRange(source.text, page.range)} ${own.map(numbers).join(' ')} ${margins} ${page.label}`
        expect(
          sharedWords(ours, theirs[page.number - 1]!),
          `${name}, page ${page.number}`,
        ).toBeGreaterThan(0.95)
      }
    }
  })
})

describeWith('corpus', 'odd, broken and hostile files', (corpus) => {
  const folder = join(corpus, 'pdf')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.pdf'),
  )

  test(
    'are read or refused with a reason, and what is read keeps the laws',
    { timeout: 300_000 },
    async () => {
      expect(files.length).toBeGreaterThan(900)
      for (const name of files) {
        const result = await readPdf(readFileSync(join(folder, name)))
        if (result.outcome === 'refused') {
          expect(result.reason, name).not.toBe('')
          continue
        }
        expectLawfulText(result.sourceText)
        expectLawfulPages(result.sourceText)
        const { pageWords, sourceText } = result
        if (pageWords) expect(listUnplaced(sourceText.text, pageWords), name).toEqual([])
      }
    },
  )

  test('lines at the head of pages that differ in other numbers than those of pages are text', async () => {
    const source = await readFile(join(folder, 'pdfjs/calgray.pdf'))
    const heads = ['0.0 0.0 0.0 ] Gamma 1.0', '0.0 0.0 0.0 ] Gamma 5.0', '0.7 0.7 0.7 ] Gamma 1.0']
    for (const head of heads) expect(source.text).toContain(head)
    expect(source.metadata.marginLines).toEqual(['A = 0.00 A = 0.01 A = 0.05 A = 0.10'])
  })

  test('a ruled table that two pages part is one, and the next with the same head another', async () => {
    const source = await readFile(join(folder, 'pdfplumber/tests_pdfs_issue-463-example.pdf'))
    const tables = source.blocks.filter(
      (block) => block.kind === 'table' && block.columnCount === 3,
    ) as TableBlock[]
    expect(tables.map(({ rowCount }) => rowCount)).toEqual([7, 2])
    const [part] = tables[0]!.cells.filter(({ row }) => row === 5)
    expect(pageOf(source, part!.range.start).number).toBe(3)
  })

  describe('by name', () => {
    test.each([
      ['pdfplumber/tests_pdfs_password-example.pdf', 'encrypted'],
      ['pdfplumber/tests_pdfs_empty.pdf', 'empty_file'],
      ['pdfjs/bug1606566.pdf', 'type_mismatch'],
      ['pdfjs/poppler-742-0-fuzzed.pdf', 'damaged'],
      ['pdfjs/poppler-395-0-fuzzed.pdf', 'no_pages'],
    ])('%s is refused as %s', async (name, code) => {
      expect(await readPdf(readFileSync(join(folder, name)))).toMatchObject({
        outcome: 'refused',
        code,
      })
    })
  })
})
