import { expect, test } from 'vitest'
import { similarity } from '../../bench/truth/compare.ts'
import { listDoclingFiles } from '../../bench/truth/docling.ts'
import { readDocx } from '../../server/formats/read-docx.ts'
import { describeWith } from '../support/requirements.ts'

/** What it expects there are the values of a chart, of which a warning is given. */
const ofCharts = 'drawingml'

describeWith('corpus', 'what docling expects of its Word files', () => {
  const files = listDoclingFiles().filter(({ name }) => name !== ofCharts)

  test('is there for 31 of them', () => {
    expect(files).toHaveLength(31)
  })

  test.each(files.map((file) => [file.name, file] as const))(
    '%s: its words in their order, and its headings',
    (_, { bytes, score }) => {
      const found = score(readDocx(bytes))
      expect(similarity(found)).toBeGreaterThan(0.95)
      expect(found.headings.right).toBe(found.headings.expected)
      expect(found.headings.right).toBe(found.headings.found)
    },
  )

  test('a twentieth of the cells of its tables at most stands elsewhere or reads otherwise', () => {
    const cells = files.map(({ bytes, score }) => score(readDocx(bytes)).cells)
    const sum = (pick: (one: (typeof cells)[number]) => number) =>
      cells.reduce((all, one) => all + pick(one), 0)
    expect(sum((one) => one.right) / sum((one) => one.expected)).toBeGreaterThan(0.95)
  })
})
