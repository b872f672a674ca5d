import { describe, expect, test } from 'vitest'
import { diffSourceTexts } from '../../../server/domain/diff/diff-source-texts.ts'
import { createFateFinder } from '../../../server/domain/diff/find-fate.ts'
import { findCell } from '../../../server/domain/find-cell.ts'
import { viewTable } from '../../../server/domain/table-view.ts'
import type { TextEvidence } from '../../../shared/model/citation.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import {
  buildSourceText,
  getTable,
  heading,
  paragraph,
  table,
  type BlockSpec,
} from '../../support/build-source-text.ts'

/** What became of words of the old text that stand there once. */
function follow(quote: string, before: readonly BlockSpec[], after: readonly BlockSpec[]) {
  const [old, now] = [buildSourceText(before), buildSourceText(after)]
  const start = old.text.indexOf(quote)
  expect([start >= 0, old.text.indexOf(quote, start + 1)]).toEqual([true, -1])
  const range = { start, end: start + quote.length }
  const evidence = { kind: 'text', sourceTextId: 'old', range, quote, cell: null } as const
  const fate = createFateFinder(now, diffSourceTexts(old, now))(evidence)
  if (fate.state === 'changed') expect(fate.quote).toContain(sliceRange(now.text, fate.range))
  return fate.state === 'changed' ? { state: fate.state, quote: fate.quote } : fate
}

describe('quoted words of a sentence', () => {
  test('are the same when only the words beside them changed', () => {
    const old = [paragraph('The sponsor is Acme of Bern.')]
    const now = [paragraph('The sponsor is Acme of Basel.')]
    expect(follow('Acme', old, now)).toEqual({ state: 'same' })
    expect(follow('Bern', old, now)).toEqual({ state: 'changed', quote: 'Basel' })
  })

  test('are gone when nothing stands in their place', () => {
    const old = [paragraph('The sponsor of this large study is Acme.')]
    const now = [paragraph('The sponsor of this study is Acme.')]
    expect(follow('large', old, now)).toEqual({ state: 'gone' })
  })

  test('count every word that came between them', () => {
    const old = [paragraph('The treatment was stopped early.')]
    const now = [paragraph('The treatment was not stopped early.')]
    expect(follow('was stopped', old, now)).toEqual({
      state: 'changed',
      quote: 'was not stopped',
    })
  })

  test('over two sentences are changed by one that came between', () => {
    const [first, second] = ['Blood is drawn.', 'Urine is kept.']
    const old = [paragraph(`${first} ${second}`)]
    expect(follow(`${first} ${second}`, old, [paragraph(`${first} ${second}`)])).toEqual({
      state: 'same',
    })
    const now = [paragraph(`${first} Saliva is not needed. ${second}`)]
    expect(follow(`${first} ${second}`, old, now)).toEqual({
      state: 'changed',
      quote: `${first} Saliva is not needed. ${second}`,
    })
  })

  test('are moved when they stand under another heading', () => {
    const rest = ['A', 'B', 'C', 'D'].map((name) => paragraph(`Paragraph ${name} stays here.`))
    const words = 'Blood is drawn at each visit.'
    const old = [heading('Design'), paragraph(words), ...rest]
    const now = [heading('Design'), ...rest, paragraph(words)]
    expect(follow(words, old, now)).toEqual({ state: 'moved' })
  })

  test('are the same in spite of other blanks, quotes and dashes', () => {
    const old = [paragraph('The "run-in" period - 2 weeks - comes first.')]
    const now = [paragraph('The “run‑in” period –  2 weeks – comes first.')]
    expect(follow('The "run-in" period - 2 weeks - comes first.', old, now)).toEqual({
      state: 'same',
    })
  })
})

describe('a part of a cell', () => {
  const build = (value: string) =>
    buildSourceText([
      table({
        number: '14-1.1',
        title: 'Disposition',
        header: [['', 'Placebo', 'Active']],
        rows: [
          ['Completed', value, '50 (82%)'],
          ['Died', '0', '1'],
        ],
      }),
    ])
  const fateOf = (part: 'count' | 'percent' | 'whole', value: string) => {
    const [old, now] = [build('52 (87%)'), build(value)]
    const address = { tableNumber: '14-1.1', rowPath: ['Completed'], columnPath: ['Placebo'] }
    const view = viewTable(old, getTable(old, '14-1.1'))
    const found = findCell(old, view, { ...address, part, formats: [] })
    if (found.outcome !== 'found') throw new Error(found.message)
    const { range, quote, reference: cell } = found
    const evidence: TextEvidence = { kind: 'text', sourceTextId: 'old', range, quote, cell }
    const fate = createFateFinder(now, diffSourceTexts(old, now))(evidence)
    return fate.state === 'changed' ? [fate.quote, sliceRange(now.text, fate.range)] : fate.state
  }

  test('changes only with its own value', () => {
    expect(fateOf('count', '51 (87%)')).toEqual(['51', '51'])
    expect(fateOf('percent', '51 (87%)')).toBe('same')
    expect(fateOf('whole', '51 (87%)')).toEqual(['51 (87%)', '51 (87%)'])
    expect(fateOf('whole', '52 ( 87%)')).toBe('same')
  })

  test('is the whole cell where the new value has no such part, and gone with its value', () => {
    expect(fateOf('percent', 'not reported')).toEqual(['not reported', 'not reported'])
    expect(fateOf('count', '')).toBe('gone')
  })
})
