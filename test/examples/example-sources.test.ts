import { describe, expect, test } from 'vitest'
import { listHeadings } from '../../server/domain/find-heading.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { listTables, openSourceText } from './open-example.ts'

const resultTables = [
  { number: '14-1.1', population: 'Randomized', heads: 1, columns: 6, notes: 3 },
  { number: '14-1.2', population: 'Randomized', heads: 1, columns: 7, notes: 2 },
  { number: '14-2.1', population: 'Full Analysis Set', heads: 1, columns: 4, notes: 1 },
  { number: '14-3.1', population: 'Safety', heads: 2, columns: 9, notes: 4 },
]

describe('the sources of the study', () => {
  test.each(resultTables)(
    'table $number is read with its number, population, heads and notes',
    async ({ number, population, heads, columns, notes }) => {
      const sourceText = await openSourceText(`study/sources/table-${number}.docx`)
      const [table, ...others] = listTables(sourceText)
      expect(others).toEqual([])
      expect(table).toMatchObject({
        number,
        population,
        headerRowCount: heads,
        columnCount: columns,
        isShell: false,
      })
      const found = sourceText.blocks.filter(({ kind }) => kind === 'table_note')
      expect(found.length).toBeGreaterThanOrEqual(notes)
    },
  )

  test('the table shells of the analysis plan are no evidence', async () => {
    const shells = listTables(await openSourceText('study/sources/analysis-plan.docx')).filter(
      ({ isShell }) => isShell,
    )
    expect(shells.map(({ number }) => number)).toEqual(['14-1.1', '14-3.1'])
  })

  test('every section and appendix that the protocol refers to is in it', async () => {
    const sourceText = await openSourceText('study/sources/protocol.docx')
    const { blocks, text } = sourceText
    const sections = blocks.flatMap((block) => (block.kind === 'heading' ? [block.number] : []))
    const appendices = listHeadings(sourceText)
      .map(({ title }) => /^Appendix \d/.exec(title)?.[0])
      .filter((title) => title !== undefined)
    const wanted = [...text.matchAll(/Section (\d+\.\d+)/g)].map((match) => match[1])
    expect(wanted.length).toBeGreaterThan(5)
    for (const number of wanted) expect(sections).toContain(number)
    for (const [name] of text.matchAll(/Appendix \d/g)) expect(appendices).toContain(name)
  })

  test('protocol and analysis plan disagree on one number, as real ones do', async () => {
    const read = async (name: string) => {
      const { blocks, text } = await openSourceText(`study/sources/${name}.docx`)
      const all = blocks.map(({ range }) => sliceRange(text, range))
      return all.find((words) => words.includes('reatment-emergent adverse events are those'))
    }
    expect(await read('protocol')).toContain('up to 14 days after the last dose')
    expect(await read('analysis-plan')).toContain('up to 30 days after the last dose')
  })
})

describe('the same protocol as .docx and as .pdf', () => {
  test('has the same numbered headings, and pages in the .pdf alone', async () => {
    const docx = await openSourceText('study/sources/protocol.docx')
    const pdf = await openSourceText('study/sources/protocol.pdf')
    const numbered = ({ blocks, text }: typeof docx) =>
      blocks.flatMap((block) =>
        block.kind === 'heading' && /^\d/.test(block.number)
          ? [`${block.number} ${sliceRange(text, block.range)}`]
          : [],
      )
    expect(numbered(docx).length).toBeGreaterThan(40)
    expect(numbered(pdf)).toEqual(numbered(docx))
    expect(docx.pages).toEqual([])
    expect(pdf.pages).toHaveLength(13)
  })

  test('prints each heading on the page that its table of contents gives', async () => {
    const { blocks, text } = await openSourceText('study/sources/protocol.docx')
    const { blocks: printed, pages } = await openSourceText('study/sources/protocol.pdf')
    const entries = blocks.flatMap((block) => {
      const entry = /^(\d+(?:\.\d+)?)\t.*\t(\d+)$/.exec(sliceRange(text, block.range))
      return block.kind === 'contents' && entry
        ? [{ number: entry[1], page: Number(entry[2]) }]
        : []
    })
    const found = printed.flatMap((block) => {
      const page = pages.find(({ range }) => block.range.start < range.end)?.number
      return block.kind === 'heading' && /^\d/.test(block.number)
        ? [{ number: block.number, page }]
        : []
    })
    expect(found).toEqual(entries)
  })
})

describe('the sources of the audit', () => {
  test('the ledger has its two numbered tables', async () => {
    const tables = listTables(await openSourceText('audit/sources/ledger-q3.docx'))
    expect(tables.map(({ number, headerRowCount }) => [number, headerRowCount])).toEqual([
      ['L-1', 1],
      ['L-2', 1],
    ])
  })

  test('each finding has an observation, a recommendation and a response', async () => {
    const titles = listHeadings(await openSourceText('audit/sources/findings.docx')).map(
      ({ title }) => title,
    )
    for (const number of [1, 2, 3, 4]) {
      const parts = ['Observation', 'Recommendation', 'Management Response']
      expect(titles).toEqual(expect.arrayContaining(parts.map((part) => `${part} ${number}`)))
    }
  })
})
