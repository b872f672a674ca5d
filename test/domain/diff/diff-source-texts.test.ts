import { describe, expect, test } from 'vitest'
import { diffSourceTexts } from '../../../server/domain/diff/diff-source-texts.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import {
  buildSourceText,
  heading,
  paragraph,
  table,
  type BlockSpec,
} from '../../support/build-source-text.ts'

describe('a new version', () => {
  const compare = (old: readonly BlockSpec[], now: readonly BlockSpec[]) => {
    const texts = { old: buildSourceText(old), now: buildSourceText(now) }
    return diffSourceTexts(texts.old, texts.now)
      .filter(({ state }) => state !== 'same')
      .map((change) => ({
        state: change.state,
        old: change.old && sliceRange(texts.old.text, change.old.range),
        new: change.new && sliceRange(texts.now.text, change.new.range),
        ...(change.state === 'changed' && {
          words: [
            change.oldWords.map((range) => sliceRange(texts.old.text, range)),
            change.newWords.map((range) => sliceRange(texts.now.text, range)),
          ],
        }),
      }))
  }

  test('shows the words that changed in a sentence', () => {
    const old = [heading('Design'), paragraph('Approximately 180 subjects will be randomized.')]
    const now = [heading('Design'), paragraph('Approximately 240 subjects were randomized.')]
    expect(compare(old, now)).toEqual([
      {
        state: 'changed',
        old: 'Approximately 180 subjects will be randomized.',
        new: 'Approximately 240 subjects were randomized.',
        words: [
          ['180', 'will be'],
          ['240', 'were'],
        ],
      },
    ])
  })

  test('pairs no sentence with one that says something else', () => {
    const changes = compare(
      [paragraph('The study lasts 12 weeks.'), paragraph('Children are excluded.')],
      [paragraph('The study lasts 12 weeks.'), paragraph('Safety is followed up by telephone.')],
    )
    expect(changes.map(({ state }) => state)).toEqual(['gone', 'new'])
  })

  test('follows a paragraph that was moved and changed', () => {
    const rest = Array.from({ length: 5 }, (_, at) => paragraph(`Sentence number ${at} stays.`))
    const changes = compare(
      [paragraph('Blood is drawn at each visit. Urine is kept for 30 days.'), ...rest],
      [...rest, paragraph('Blood is drawn at each visit. Urine is kept for 90 days.')],
    )
    expect(changes).toMatchObject([
      { state: 'moved', old: 'Blood is drawn at each visit.' },
      { state: 'changed', words: [['30'], ['90']] },
    ])
  })

  test('compares no phrases of a section that is gone with those of another one', () => {
    const phrases = (days: number) => [
      paragraph('People having any of the following conditions are included:'),
      paragraph(`Limit the cohort of initial events to a gap of ${days} days.`),
    ]
    const changes = compare(
      [heading('Coronary disease'), ...phrases(180), heading('Cough'), ...phrases(90)],
      [heading('Kidney failure'), ...phrases(0), heading('Cough'), ...phrases(30)],
    )
    expect(changes.flatMap(({ words = [] }) => [words.flat()])).toContainEqual(['90', '30'])
    expect(changes.flatMap(({ words = [] }) => words.flat())).not.toContain('180')
  })

  const disposition = (rows: readonly (readonly string[])[], number = '14-1.1') => [
    table({ number, title: 'Disposition', header: [['', 'Placebo (N=60)', 'Active']], rows }),
  ]

  test('has a renamed row as gone and new, though the values beside it are the same', () => {
    const changes = compare(
      disposition([
        ['Randomized', '60', '61'],
        ['Completed', '52', '50'],
      ]),
      disposition([
        ['Randomized', '60', '61'],
        ['Discontinued', '52', '50'],
      ]),
    )
    expect(changes.map(({ state, old, new: now }) => [state, old ?? now])).toEqual([
      ['gone', 'Completed'],
      ['gone', '52'],
      ['gone', '50'],
      ['new', 'Discontinued'],
      ['new', '52'],
      ['new', '50'],
    ])
  })

  test('tells twins of a row name apart by their order, and does not guess when one went', () => {
    const twins = [
      ['n', '60', '61'],
      ['n', '58', '57'],
      ['n', '52', '50'],
    ]
    const changed = twins.map((row, at) => (at === 1 ? ['n', '58', '56'] : row))
    expect(compare(disposition(twins), disposition(changed))).toMatchObject([
      { state: 'changed', old: '57', new: '56' },
    ])
    const fewer = compare(disposition(twins), disposition([twins[0] ?? [], ['n', '52', '49']]))
    expect(fewer.filter(({ state }) => state === 'changed')).toEqual([])
  })

  test('finds a row in another place and a table under another number', () => {
    const rows = [
      ['Randomized', '60', '61'],
      ['Completed', '52', '50'],
      ['Died', '0', '1'],
    ]
    const changes = compare(disposition(rows), disposition(rows.toReversed(), '14-1.2'))
    expect(changes).toMatchObject([
      { state: 'changed', old: 'Table 14-1.1 Disposition', new: 'Table 14-1.2 Disposition' },
    ])
  })

  test('has a changed group size as a changed head, and the values of its column as they are', () => {
    const build = (size: number) => [
      table({
        number: '14-1.1',
        title: 'Disposition',
        header: [['', `Placebo (N=${size})`]],
        rows: [['Completed', '52']],
      }),
    ]
    expect(compare(build(60), build(59))).toMatchObject([
      { state: 'changed', old: 'Placebo (N=60)', new: 'Placebo (N=59)' },
    ])
  })

  test('never compares two tables of one number that have nothing else in common', () => {
    const changes = compare(
      [table({ number: '1', title: 'Sites', header: [['Site', 'Town']], rows: [['A', 'Bern']] })],
      [table({ number: '1', title: 'Doses', header: [['Arm', 'Dose']], rows: [['X', '5 mg']] })],
    )
    expect(
      new Set(changes.filter(({ old }) => !old?.startsWith('Table')).map((c) => c.state)),
    ).toEqual(new Set(['gone', 'new']))
  })
})
