import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { PageWords } from '../../shared/model/page-words.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import { rangesOverlap, sliceRange, type TextRange } from '../../shared/text/range.ts'
import { unitsPerPoint, unpackWords } from '../../server/domain/page-words.ts'
import { readCorpusPdf } from '../support/read-corpus.ts'
import { describeWith, pdftotextPath, testWith } from '../support/requirements.ts'
import { listUnplaced } from '../support/unplaced-words.ts'

type ShownWord = { readonly x: number; readonly y: number; readonly text: string }
type Area = { left: number; top: number; right: number; bottom: number; text: string }

/** Long words of the text with their middles. Dots may run on from a word of a table of contents. */
function listMiddles(
  { text, blocks }: SourceText,
  pages: readonly PageWords[],
): (ShownWord & { page: number })[] {
  const contents = blocks.filter(({ kind }) => kind === 'contents')
  const isLong = (range: TextRange) =>
    /^[A-Za-z0-9]{4,}$/.test(sliceRange(text, range)) &&
    !contents.some((block) => rangesOverlap(block.range, range))
  return pages.flatMap(({ page, packed }) =>
    unpackWords(packed)
      .filter(isLong)
      .map(({ start, end, left, top, right, bottom }) => ({
        page,
        x: (left + right) / 2 / unitsPerPoint,
        y: (top + bottom) / 2 / unitsPerPoint,
        text: text.slice(start, end),
      })),
  )
}

/** The words of each page as another program places them. */
function readWordsOfPages(program: string, path: string): Area[][] {
  const xml = execFileSync(program, ['-bbox', path, '-'], { maxBuffer: 1e9 }).toString()
  const word = /<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*)<\/word>/g
  return xml
    .split('<page ')
    .slice(1)
    .map((page) =>
      [...page.matchAll(word)].map(([, left, top, right, bottom, text = '']) => ({
        left: Number(left),
        top: Number(top),
        right: Number(right),
        bottom: Number(bottom),
        text,
      })),
    )
}

/** Parts of words count: where a word ends is told differently by the two programs. */
function standsThere({ x, y, text }: ShownWord, words: readonly Area[]): boolean {
  return words.some(
    (word) =>
      word.left <= x &&
      x <= word.right &&
      word.top <= y &&
      y <= word.bottom &&
      (word.text.includes(text) || text.includes(word.text)),
  )
}

describeWith('corpus', 'words of real files', (corpus) => {
  test.each(['study/protocol.pdf', 'study/sap.pdf'])('all have a place: %s', async (file) => {
    const result = await readCorpusPdf(join(corpus, file))
    if (result.outcome === 'refused') throw new Error(result.reason)
    const { sourceText, pageWords = [] } = result
    expect(listUnplaced(sourceText.text, pageWords)).toEqual([])
    for (const { page, range } of pageWords) {
      const own = sourceText.pages[page - 1]!.range
      expect(range.start).toBeGreaterThanOrEqual(own.start)
      expect(range.end).toBeLessThanOrEqual(own.end)
    }
  })

  testWith('pdftotext', 'stand where another program finds them', async () => {
    for (const file of ['study/protocol.pdf', 'study/sap.pdf']) {
      const path = join(corpus, file)
      const result = await readCorpusPdf(path)
      if (result.outcome === 'refused') throw new Error(result.reason)
      const shown = readWordsOfPages(pdftotextPath()!, path)
      const words = listMiddles(result.sourceText, result.pageWords ?? [])
      const lost = words.filter((word) => !standsThere(word, shown[word.page - 1]!))
      expect(words.length).toBeGreaterThan(4000)
      expect(lost).toEqual([])
    }
  })
})
