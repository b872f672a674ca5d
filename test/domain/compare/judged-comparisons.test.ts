import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createComputedFinder } from '../../../server/domain/compare/find-computed.ts'
import { buildSourceText, table } from '../../support/build-source-text.ts'

const arms = ['Placebo', 'Low Dose', 'High Dose'] as const
const spoken = ['placebo', 'the low dose', 'the high dose'] as const
const terms = ['Nausea', 'Headache', 'Dizziness', 'Fatigue'] as const
const size = 50

type Counts = readonly (readonly number[])[]

/** One table of events: a row for each term, with a count for each group. */
function judge(counts: Counts, text: string): boolean | undefined {
  const share = (count: number) => `${count} (${((100 * count) / size).toFixed(1)}%)`
  const events = table({
    number: '1',
    title: 'Adverse Events by Preferred Term',
    population: 'Safety',
    header: [['Preferred Term', ...arms.map((arm) => `${arm} (N=${size})`)]],
    rows: terms.map((term, at) => [term, ...(counts[at] ?? []).map(share)]),
  })
  const sourceText = buildSourceText([events])
  const find = createComputedFinder([
    {
      documentId: 'one',
      name: 'events.docx',
      role: 'table',
      sourceHash: '',
      versionNumber: 1,
      sourceTextId: 'one',
      sourceText,
      passages: [],
    },
  ])
  return find(text)?.outcome.holds
}

const anyCounts = fc.array(
  fc.array(fc.integer({ min: 0, max: size }), { minLength: 3, maxLength: 3 }),
  { minLength: terms.length, maxLength: terms.length },
)
const row = fc.nat(terms.length - 1)
const pair = fc.tuple(fc.nat(2), fc.nat(2)).filter(([one, other]) => one !== other)

function swap(counts: Counts, at: number, [one, other]: readonly [number, number]): Counts {
  return counts.map((values, index) =>
    index === at
      ? values.map((value, column) =>
          column === one ? (values[other] ?? 0) : column === other ? (values[one] ?? 0) : value,
        )
      : values,
  )
}

const valueOf = (counts: Counts, at: number, column: number) => counts[at]?.[column] ?? 0

describe('in any table', () => {
  test('more in one group than in another is what the cells say, and a swap turns it round', () => {
    fc.assert(
      fc.property(anyCounts, row, pair, (counts, at, [one, other]) => {
        const claim = `${terms[at]} was more frequent on ${spoken[one]} than on ${spoken[other]}.`
        const [a, b] = [valueOf(counts, at, one), valueOf(counts, at, other)]
        expect(judge(counts, claim)).toBe(a > b)
        expect(judge(swap(counts, at, [one, other]), claim)).toBe(b > a)
      }),
    )
  })

  test('the most of a row is the only greatest, and a tie has none', () => {
    fc.assert(
      fc.property(anyCounts, row, fc.nat(2), (counts, at, winner) => {
        const others = [0, 1, 2].filter((column) => column !== winner)
        const isMost = others.every((one) => valueOf(counts, at, winner) > valueOf(counts, at, one))
        const claim = `The number of subjects with ${terms[at]} was highest on ${spoken[winner]}.`
        expect(judge(counts, claim)).toBe(isMost)
      }),
    )
  })

  test('the most of a column is the only greatest, and a tie has none', () => {
    fc.assert(
      fc.property(anyCounts, row, fc.nat(2), (counts, at, column) => {
        const own = valueOf(counts, at, column)
        const isMost = terms.every((_, one) => one === at || own > valueOf(counts, one, column))
        const claim = `${terms[at]} was the most common preferred term on ${spoken[column]}.`
        expect(judge(counts, claim)).toBe(isMost)
      }),
    )
  })

  test('none is a zero, and only in one group is a zero in all others', () => {
    const few = fc.array(fc.array(fc.nat(1), { minLength: 3, maxLength: 3 }), {
      minLength: terms.length,
      maxLength: terms.length,
    })
    fc.assert(
      fc.property(few, row, fc.nat(2), (counts, at, column) => {
        const none = `No ${terms[at]} was reported on ${spoken[column]}.`
        expect(judge(counts, none)).toBe(valueOf(counts, at, column) === 0)
        const only = `${terms[at]} was reported only on ${spoken[column]}.`
        const isOnly = [0, 1, 2].every((one) => valueOf(counts, at, one) > 0 === (one === column))
        expect(judge(counts, only)).toBe(isOnly)
      }),
    )
  })

  test('a sum is that of its groups, and no other number', () => {
    fc.assert(
      fc.property(anyCounts, row, fc.nat(5), (counts, at, off) => {
        const sum = [0, 1, 2].reduce((total, column) => total + valueOf(counts, at, column), 0)
        const claim = `${sum + off} subjects in the three groups had ${terms[at]}.`
        expect(judge(counts, claim)).toBe(off === 0)
      }),
    )
  })
})
