import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Change, Piece } from '../../../server/domain/diff/change.ts'
import { diffSourceTexts } from '../../../server/domain/diff/diff-source-texts.ts'
import type { SourceText } from '../../../shared/model/source-text.ts'
import { containsRange, sliceRange } from '../../../shared/text/range.ts'
import {
  buildSourceText,
  paragraph,
  table,
  type BlockSpec,
} from '../../support/build-source-text.ts'

const words = 'subjects were randomized placebo visit dose week of the 12 180 (95%) 5.5 mg'.split(
  ' ',
)

const sentence = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 9 })
  .map((picked) => `The ${picked.join(' ')}.`)

const prose = fc
  .array(sentence, { minLength: 1, maxLength: 3 })
  .map((sentences) => paragraph(sentences.join(' ')))

const value = fc.constantFrom('12', '8 (  9%)', '0.05', '-2.3', 'Yes', '', '54')

const label = fc.constantFrom('Randomized', 'Completed', 'n', 'Mean (SD)', 'Week 8', '')

const results = fc
  .record({
    number: fc.constantFrom('', '14-1.1', '14-2.1'),
    title: fc.constantFrom('', 'Disposition', 'Efficacy'),
    rows: fc.array(fc.tuple(label, value, value), { minLength: 1, maxLength: 6 }),
  })
  .map((spec) => table({ ...spec, header: [['', 'Placebo (N=60)', 'Velorastat']] }))

const blocks: fc.Arbitrary<BlockSpec[]> = fc.array(
  fc.oneof({ weight: 3, arbitrary: prose }, { weight: 1, arbitrary: results }),
  { maxLength: 12 },
)

const sourceText = blocks.map((specs) => buildSourceText(specs))

const olds = (changes: readonly Change[]) => changes.flatMap(({ old }) => old ?? [])

const news = (changes: readonly Change[]) => changes.flatMap((change) => change.new ?? [])

const statesOf = (changes: readonly Change[]) =>
  changes.filter(({ state }) => state !== 'same').map(({ state }) => state)

/** Letters and digits that no piece holds, and those that two hold. */
function findUncovered({ text }: SourceText, pieces: readonly Piece[]): string[] {
  const counts = new Array<number>(text.length).fill(0)
  for (const { range } of pieces) {
    for (let at = range.start; at < range.end; at++) counts[at] = (counts[at] ?? 0) + 1
  }
  return counts.flatMap((count, at) => {
    const expected = text.charAt(at).trim() === '' ? count : 1
    return count === expected && count < 2 ? [] : [`${text.charAt(at)} at ${at}: ${count} times`]
  })
}

describe('the laws of a diff', () => {
  test('a text beside itself is all the same', () => {
    fc.assert(
      fc.property(sourceText, (text) => {
        expect(statesOf(diffSourceTexts(text, text))).toEqual([])
      }),
    )
  })

  test('every word of both sides stands in exactly one change, and no block is left out', () => {
    fc.assert(
      fc.property(sourceText, sourceText, (old, now) => {
        const changes = diffSourceTexts(old, now)
        expect(findUncovered(old, olds(changes))).toEqual([])
        expect(findUncovered(now, news(changes))).toEqual([])
      }),
    )
  })

  test('the same has the same words, and what is changed, gone or new has not', () => {
    fc.assert(
      fc.property(sourceText, sourceText, (old, now) => {
        const fold = (words: string) => words.replace(/\s+/g, '')
        for (const change of diffSourceTexts(old, now)) {
          if (!change.old || !change.new) continue
          const [a, b] = [
            fold(sliceRange(old.text, change.old.range)),
            fold(sliceRange(now.text, change.new.range)),
          ]
          expect(a === b).toBe(change.state !== 'changed')
        }
      }),
    )
  })

  test('the words that differ are slices of the sentence or cell, without blanks at their ends', () => {
    fc.assert(
      fc.property(sourceText, sourceText, (old, now) => {
        for (const change of diffSourceTexts(old, now)) {
          if (change.state !== 'changed') continue
          const sides = [
            [old, change.old, change.oldWords],
            [now, change.new, change.newWords],
          ] as const
          for (const [{ text }, piece, ranges] of sides) {
            for (const range of ranges) {
              expect(containsRange(piece.range, range)).toBe(true)
              expect(sliceRange(text, range).trim()).toBe(sliceRange(text, range))
              expect(sliceRange(text, range)).not.toBe('')
            }
          }
          expect(change.oldWords.length + change.newWords.length).toBeGreaterThan(0)
        }
      }),
    )
  })

  test('cells are compared by the names of their row and column alone', () => {
    fc.assert(
      fc.property(sourceText, sourceText, (old, now) => {
        const name = ({ cell }: Piece) =>
          JSON.stringify([cell?.rowPath.map(foldName), cell?.columnPath.map(foldName)])
        for (const change of diffSourceTexts(old, now)) {
          if (change.state !== 'changed' || !change.old.cell?.columnPath.length) continue
          expect(name(change.old)).toBe(name(change.new))
        }
      }),
    )
  })

  test('one digit changed in a cell gives exactly one changed cell', () => {
    const rows = fc.uniqueArray(fc.constantFrom('n', 'Mean', 'Randomized', 'Completed', 'Died'), {
      minLength: 1,
    })
    const numbers = fc.array(fc.integer({ min: 10, max: 99 }), { minLength: 10, maxLength: 10 })
    const place = fc.record({ row: fc.nat(), column: fc.nat({ max: 1 }) })
    fc.assert(
      fc.property(blocks, blocks, rows, numbers, place, (before, behind, names, values, at) => {
        const row = at.row % names.length
        const build = (change: number) =>
          buildSourceText([
            ...before,
            table({
              number: '14-9.9',
              title: 'Under test',
              header: [['', 'Placebo', 'Velorastat']],
              rows: names.map((name, index) => [
                name,
                ...[0, 1].map((column) => {
                  const isIt = index === row && column === at.column
                  return `${(values[2 * index + column] ?? 0) + (isIt ? change : 0)} (8%)`
                }),
              ]),
            }),
            ...behind,
          ])
        const changes = diffSourceTexts(build(0), build(1))
        expect(statesOf(changes)).toEqual(['changed'])
        const changed = changes.find(({ state }) => state === 'changed')
        expect(changed?.old?.cell).toMatchObject({ tableNumber: '14-9.9', rowPath: [names[row]] })
      }),
    )
  })

  test('paragraphs in another order are moved, and never changed', () => {
    const distinct = fc.uniqueArray(sentence, { minLength: 2, maxLength: 12 })
    const shuffled = distinct.chain((sentences) =>
      fc.tuple(
        fc.constant(sentences),
        fc.shuffledSubarray(sentences, { minLength: sentences.length }),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([sentences, mixed]) => {
        const [old, now] = [sentences, mixed].map((list) => buildSourceText(list.map(paragraph)))
        const changes = old && now ? diffSourceTexts(old, now) : []
        expect(changes.length).toBe(sentences.length)
        for (const { state } of changes) expect(['same', 'moved']).toContain(state)
      }),
    )
  })
})

function foldName(name: string): string {
  return name.replace(/ ?\(N=\d+\)|\(row \d+\)|^column \d+$/g, '').toLowerCase()
}
