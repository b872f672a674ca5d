import { describe, expect, test } from 'vitest'
import { euros, ledgerEntries, sumCents } from '../../examples/audit/ledger-entries.ts'
import { systemOrganClasses } from '../../examples/study/data.ts'
import { listRows, listTables, openSourceText } from './open-example.ts'

async function openRows(path: string, index = 0): Promise<string[][]> {
  const sourceText = await openSourceText(path)
  const table = listTables(sourceText)[index]
  if (!table) throw new Error(`${path} has no table ${index}`)
  return listRows(sourceText, table)
}

/** 60 and 87 of "52 ( 87%)"; undefined for another cell. */
function readCount(cell: string): { count: number; percent: number } | undefined {
  const match = /^(\d+) \( ?(\d+(?:\.\d)?)%\)$/.exec(cell)
  return match ? { count: Number(match[1]), percent: Number(match[2]) } : undefined
}

function sizesOf(head: readonly string[]): number[] {
  return head.flatMap((cell) => {
    const size = /\(N=(\d+)\)/.exec(cell)?.[1]
    return size === undefined ? [] : [Number(size)]
  })
}

describe('the figures of the study', () => {
  test.each(['14-1.1', '14-1.2'])(
    'the counts of table %s add up to their totals',
    async (number) => {
      const [head = [], ...rows] = await openRows(`study/sources/table-${number}.docx`)
      const sizes = sizesOf(head)
      expect(sizes).toEqual([60, 61, 61, 182])
      const counted = rows.map((row) => row.flatMap((cell) => readCount(cell) ?? []))
      const complete = counted.filter((values) => values.length === 4)
      expect(complete.length).toBeGreaterThan(5)
      for (const values of complete) {
        const counts = values.map(({ count }) => count)
        expect((counts[0] ?? 0) + (counts[1] ?? 0) + (counts[2] ?? 0)).toBe(counts[3])
        values.forEach(({ count, percent }, arm) => {
          expect(Math.abs(percent - (100 * count) / (sizes[arm] ?? 0))).toBeLessThanOrEqual(0.5)
        })
      }
    },
  )

  test('who completed and who terminated early are together the randomized', async () => {
    const rows = await openRows('study/sources/table-14-1.1.docx')
    const countsOf = (name: string) =>
      rows
        .find(([head = '']) => head.trim().startsWith(name))
        ?.map((cell) => readCount(cell)?.count)
    const [done, ended, all] = ['Completed', 'Early termination', 'Randomized'].map(countsOf)
    for (const column of [1, 2, 3, 4]) {
      expect((done?.[column] ?? 0) + (ended?.[column] ?? 0)).toBe(all?.[column])
    }
  })

  test('changes and differences of the primary endpoint agree with their means', async () => {
    const rows = await openRows('study/sources/table-14-2.1.docx')
    const means = rows
      .filter(([head]) => head === 'Mean (SD)')
      .map((row) => row.slice(1).map((cell) => Number.parseFloat(cell)))
    const [baseline = [], week12 = [], change = []] = means
    expect(means).toHaveLength(3)
    for (const arm of [0, 1, 2]) {
      expect((week12[arm] ?? NaN) - (baseline[arm] ?? NaN)).toBeCloseTo(change[arm] ?? NaN, 5)
    }
    const valuesOf = (name: string) =>
      rows.find(([head = '']) => head.startsWith(name))?.map((cell) => Number.parseFloat(cell)) ??
      []
    const [adjusted, differences] = [valuesOf('LS mean'), valuesOf('Difference')]
    for (const column of [2, 3]) {
      const difference = (adjusted[column] ?? NaN) - (adjusted[1] ?? NaN)
      expect(difference).toBeCloseTo(differences[column] ?? NaN, 5)
    }
  })

  test('a system organ class has no fewer subjects than any of its terms, and no more than all', () => {
    for (const { subjects, terms } of systemOrganClasses) {
      subjects.forEach((count, arm) => {
        const counts = terms.map(([, byArm]) => byArm[arm]?.[0] ?? 0)
        expect(count).toBeGreaterThanOrEqual(Math.max(...counts))
        expect(count).toBeLessThanOrEqual(counts.reduce((sum, one) => sum + one, 0))
      })
    }
  })

  test('percentages of adverse events are those of the safety population', async () => {
    const [head = [], , ...rows] = await openRows('study/sources/table-14-3.1.docx')
    const sizes = sizesOf(head)
    expect(sizes).toEqual([60, 60, 61])
    const values = rows.flatMap((row) =>
      [1, 3, 5].flatMap((column, arm) => {
        const value = readCount(row[column] ?? '')
        return value ? [{ ...value, size: sizes[arm] ?? 0 }] : []
      }),
    )
    expect(values.length).toBeGreaterThan(60)
    for (const { count, percent, size } of values) {
      expect(Math.abs(percent - (100 * count) / size)).toBeLessThanOrEqual(0.05 + 1e-9)
    }
  })
})

describe('the figures of the audit', () => {
  test('the exceptions listed are those that the summary counts and adds', async () => {
    const summary = await openRows('audit/sources/ledger-q3.docx')
    const listed = await openRows('audit/sources/ledger-q3.docx', 1)
    const processes = summary.filter((row) => row.length > 1).slice(1)
    expect(processes).toHaveLength(6)
    for (const [name = '', , tested = '', exceptions = '', amount = ''] of processes) {
      const entries = ledgerEntries.filter(({ process }) => name === 'Total' || process === name)
      expect(readCount(exceptions)?.count).toBe(entries.length)
      expect(readCount(exceptions)?.percent).toBeCloseTo((100 * entries.length) / Number(tested), 0)
      expect(amount).toBe(euros(sumCents(entries)))
    }
    expect(listed).toHaveLength(ledgerEntries.length + 2)
    expect(listed.at(-1)?.at(-1)).toBe('108,007.10')
  })
})
