import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { SourceText } from '../../shared/model/source-text.ts'
import { createAnchorer } from '../../shared/text/anchor.ts'
import { createDescriber } from '../../shared/text/describe.ts'
import { foldText } from '../../shared/text/fold.ts'
import { sliceRange, type TextRange } from '../../shared/text/range.ts'
import { splitSentences } from '../../shared/text/sentences.ts'
import { expectText, readCorpusDocx } from '../support/read-corpus.ts'
import { describeWith } from '../support/requirements.ts'

function listSentences({ text, blocks }: SourceText): TextRange[] {
  return blocks
    .filter(({ kind }) => kind !== 'table')
    .flatMap(({ range }) => splitSentences(text, range))
}

describeWith('corpus', 'anchors across versions of a real document', (corpus) => {
  function readVersion(number: number): SourceText {
    const path = join(corpus, 'versions', `legend-hypertension-v0${number}.docx`)
    return expectText(readCorpusDocx(path))
  }

  it('find every sentence in its own text', () => {
    const first = readVersion(1)
    const describe = createDescriber(first.text)
    const find = createAnchorer(first.text)
    for (const range of listSentences(first)) {
      const { quote, position } = describe(range)
      expect(find(quote, position)).toEqual({ state: 'intact', range })
    }
  })

  it.each([
    [1, 2],
    [1, 3],
  ])('find the sentences of version %i in version %i, and the same words', (from, to) => {
    const [older, newer] = [readVersion(from), readVersion(to)]
    const [before, after] = [older.text, newer.text].map((text) => foldText(text).folded)
    const describe = createDescriber(older.text)
    const find = createAnchorer(newer.text)
    const only = { found: 0, total: 0 }
    // every second one: each takes the time of a whole search
    for (const range of listSentences(older).filter((_, index) => index % 2 === 0)) {
      const { quote, position } = describe(range)
      const words = foldText(quote.exact).folded.trim()
      const found = find(quote, position)
      if (found.state === 'intact' || found.state === 'moved') {
        expect(foldText(sliceRange(newer.text, found.range)).folded.trim()).toBe(words)
      }
      // what stands twice may rather say so than land on the other
      if (!standsOnce(before ?? '', words) || !standsOnce(after ?? '', words)) continue
      only.total += 1
      if (found.range) only.found += 1
    }
    expect(only.total).toBeGreaterThan(200)
    expect(only.found / only.total).toBeGreaterThan(0.95)
  })
})

function standsOnce(text: string, words: string): boolean {
  const at = text.indexOf(words)
  return at >= 0 && !text.includes(words, at + 1)
}
