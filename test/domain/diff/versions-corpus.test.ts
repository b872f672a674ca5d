import { join } from 'node:path'
import { expect, it } from 'vitest'
import { diffSourceTexts } from '../../../server/domain/diff/diff-source-texts.ts'
import type { SourceText } from '../../../shared/model/source-text.ts'
import { expectText, readCorpusDocx } from '../../support/read-corpus.ts'
import { describeWith } from '../../support/requirements.ts'

describeWith('corpus', 'three versions of one protocol', (corpus) => {
  const read = (number: number): SourceText =>
    expectText(readCorpusDocx(join(corpus, `versions/legend-hypertension-v0${number}.docx`)))

  it.each([1, 2, 3])('version %i beside itself is all the same', (number) => {
    const changes = diffSourceTexts(read(number), read(number))
    expect(changes.length).toBeGreaterThan(1000)
    expect(changes.filter(({ state }) => state !== 'same')).toEqual([])
  })

  it.each([
    [1, 2],
    [2, 3],
    [1, 3],
  ])(
    'from %i to %i nearly all is the same, and each sentence and cell stands there once',
    (from, to) => {
      const [old, now] = [read(from), read(to)]
      const changes = diffSourceTexts(old, now)
      const [olds, news] = [
        changes.flatMap((change) => change.old ?? []),
        changes.flatMap((change) => change.new ?? []),
      ]
      for (const [pieces, { text, blocks }] of [
        [olds, old],
        [news, now],
      ] as const) {
        expect(new Set(pieces.map(({ range }) => range.start)).size).toBe(pieces.length)
        const words = pieces.reduce((sum, { range }) => sum + countCharacters(text, range), 0)
        const all = blocks.reduce((sum, { range }) => sum + countCharacters(text, range), 0)
        expect(words).toBe(all)
      }
      const same = changes.filter(({ state }) => state === 'same').length
      expect(same / olds.length).toBeGreaterThan(0.9)
    },
  )
})

/** Other than blanks. */
function countCharacters(text: string, { start, end }: { start: number; end: number }): number {
  return text.slice(start, end).replace(/\s/g, '').length
}
