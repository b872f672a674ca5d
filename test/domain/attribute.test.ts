import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attribute, createAttributor } from '../../server/domain/attribute.ts'
import type { HoldsTerm } from '../../server/domain/candidates.ts'
import { segment } from '../../server/domain/segment.ts'
import { createTermWeigher } from '../support/weigh-terms.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import { containsRange, sliceRange } from '../../shared/text/range.ts'
import { listTerms } from '../../shared/text/terms.ts'
import { buildSourceText, heading, paragraph, table } from '../support/build-source-text.ts'

const protocol = buildSourceText([
  heading('Study Design'),
  paragraph(
    'About 300 patients with mild dementia will be enrolled at 17 sites. Each patient will wear two ' +
      'patches a day for 26 weeks. The patches of both arms look the same.',
  ),
  heading('Safety'),
  paragraph(
    'A board outside of the sponsor will look at deaths and at falls every three months. It may stop ' +
      'the study when the rate of falls in one arm is twice that of the other.',
  ),
  heading('Blood Samples'),
  paragraph('Blood (7 mL) will be drawn at Visits 3, 4, 5, 7 and 9. Plasma is kept frozen.'),
])

const results = buildSourceText([
  table({
    number: '14-9.01',
    title: 'Reasons for Withdrawal',
    population: 'All',
    header: [['', 'Placebo (N=86)', 'Low Dose (N=84)', 'High Dose (N=80)', 'Total (N=250)']],
    rows: [
      ['Adverse event', '8 ( 9%)', '44 (52%)', '39 (49%)', '91 (36%)'],
      ['Lost to follow-up', '2 ( 2%)', '3 ( 4%)', '2 ( 3%)', '7 ( 3%)'],
      ['Age (y)', '', '', '', ''],
      ['  Mean', '75.2', '75.7', '74.4', '75.1'],
      ['  SD', '8.59', '8.29', '7.89', '8.25'],
    ],
  }),
])

const shell = buildSourceText([
  table({
    number: '14-9.02',
    title: 'Deaths',
    isShell: true,
    header: [['', 'Placebo']],
    rows: [['Deaths in 26 weeks', 'xx (xx%)']],
  }),
])

function toSource(sourceText: SourceText, id: string) {
  return { sourceTextId: id, sourceHash: id, sourceText, passages: segment(sourceText) }
}

const sources = [
  toSource(protocol, 'protocol'),
  toSource(results, 'results'),
  toSource(shell, 'shell'),
]
const hits = sources.flatMap(({ sourceTextId, passages }) =>
  passages.map(({ ordinal }) => ({ sourceTextId, ordinal, score: 1 })),
)

const weigh = createTermWeigher(sources)

function trace(selection: string, among = hits) {
  return attribute(selection, sources, among, weigh(selection))
}

function quotesFor(selection: string): string[] {
  return trace(selection).map(({ sourceTextId, range }) => {
    const source = sources.find((one) => one.sourceTextId === sourceTextId)
    return sliceRange(source?.sourceText.text ?? '', range)
  })
}

describe('attribute', () => {
  it('finds the sentence that says the same in another tense', () => {
    expect(quotesFor('About 300 patients with mild dementia were enrolled at 17 sites.')).toEqual([
      'About 300 patients with mild dementia will be enrolled at 17 sites.',
    ])
  })

  it('finds the sentence that the selection is a part of', () => {
    expect(quotesFor('Blood was drawn at Visits 3, 4, 5, 7 and 9.')).toEqual([
      'Blood (7 mL) will be drawn at Visits 3, 4, 5, 7 and 9.',
    ])
  })

  it('gives nothing for a number that the evidence lacks', () => {
    expect(quotesFor('About 500 patients with mild dementia were enrolled at 17 sites.')).toEqual(
      [],
    )
  })

  it('gives nothing for what no source says', () => {
    expect(quotesFor('The sponsor was founded in Lund and makes bicycles.')).toEqual([])
    expect(quotesFor('The patches fell off when the patients went swimming in the sea.')).toEqual(
      [],
    )
    expect(quotesFor('')).toEqual([])
    expect(quotesFor('It was of the and.')).toEqual([])
  })

  it('finds sources of each sentence of a selection', () => {
    const selection =
      'Each patient wore two patches a day for 26 weeks. Ducks can swim. Plasma was kept frozen.'
    const found = trace(selection)
    expect(found.map(({ selected }) => sliceRange(selection, selected))).toEqual(
      expect.arrayContaining([
        'Each patient wore two patches a day for 26 weeks.',
        'Plasma was kept frozen.',
      ]),
    )
    expect(found).toHaveLength(2)
  })

  it('gives the cell that holds the value, with its row and column', () => {
    const [found, ...others] = trace(
      'In the placebo group 8 subjects (9%) withdrew for an adverse event.',
    )
    expect(others).toEqual([])
    expect(found?.cell).toEqual({
      tableNumber: '14-9.01',
      rowPath: ['Adverse event'],
      columnPath: ['Placebo (N=86)'],
      part: 'whole',
    })
    expect(sliceRange(results.text, found?.range ?? { start: 0, end: 0 })).toBe('8 ( 9%)')
  })

  it('gives both cells of a mean with its deviation', () => {
    expect(quotesFor('The mean (SD) age was 75.7 (8.29) years in the low dose group.')).toEqual([
      '75.7',
      '8.29',
    ])
  })

  it('takes the total where no column is named', () => {
    expect(quotesFor('The mean age of all was 75.1 years.')).toEqual(['75.1'])
    expect(quotesFor('The mean age of all was 75.2 years.')).toEqual([])
  })

  it('gives no cell of a column that the sentence does not name', () => {
    expect(quotesFor('The mean age was 75.2 years in the high dose group.')).toEqual([])
  })

  it('gives no cell of a row that the sentence does not name', () => {
    expect(quotesFor('In the placebo group 8 subjects (9%) withdrew because they moved.')).toEqual(
      [],
    )
  })

  it('never cites a shell', () => {
    expect(quotesFor('Deaths in 26 weeks were counted for placebo, xx (xx%).')).toEqual([])
  })

  it('marks the words that both have, inside the evidence', () => {
    const [found] = trace('Plasma was kept frozen.')
    expect(found?.marks.map((mark) => sliceRange(protocol.text, mark))).toEqual([
      'Plasma',
      'kept frozen',
    ])
  })

  it('looks into the given passages only', () => {
    expect(trace('Plasma was kept frozen.', hits.slice(0, 1))).toEqual([])
    expect(trace('Plasma was kept frozen.', [])).toEqual([])
  })

  const word = fc.constantFrom(
    ...['patients', 'wore', 'two', '26', 'weeks', 'falls', '8', '(9%)', 'placebo', 'adverse'],
    ...['event', 'mean', 'age', '75.1', 'board', '.', 'Low', 'dose', 'blood', '7'],
  )
  const selections = fc.array(word, { maxLength: 20 }).map((words) => words.join(' '))

  it('cites exact ranges with marks inside, best first, and no number that is not there', () => {
    fc.assert(
      fc.property(selections, (selection) => {
        const found = trace(selection)
        const scores = found.map(({ score }) => score)
        expect(scores).toEqual(scores.toSorted((a, b) => b - a))
        for (const { sourceTextId, range, marks, score } of found) {
          const text =
            sources.find((one) => one.sourceTextId === sourceTextId)?.sourceText.text ?? ''
          expect(sliceRange(text, range).trim()).toBe(sliceRange(text, range))
          expect(score).toBeLessThanOrEqual(1)
          for (const mark of marks) expect(containsRange(range, mark)).toBe(true)
        }
      }),
    )
  })

  it('finds the same where an index tells what each passage holds', () => {
    const holds: HoldsTerm = ({ sourceTextId, ordinal }, term) => {
      const source = sources.find((one) => one.sourceTextId === sourceTextId)
      const passage = source?.passages[ordinal]
      if (!source || !passage) return false
      const above = [...passage.headingPath, passage.caption, passage.headerCells].join('\n')
      return listTerms(`${sliceRange(source.sourceText.text, passage.range)}\n${above}`).includes(
        term,
      )
    }
    fc.assert(
      fc.property(selections, (selection) => {
        const found = attribute(selection, sources, hits, weigh(selection), holds)
        expect(found).toEqual(trace(selection))
      }),
    )
  })

  it('gives the same alone and among many selections', () => {
    const find = createAttributor(sources)
    fc.assert(
      fc.property(selections, (selection) => {
        expect(find(selection, hits, weigh(selection))).toEqual(trace(selection))
      }),
    )
  })
})
