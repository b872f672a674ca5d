import { describe, expect, test } from 'vitest'
import { readDocx } from '../../server/formats/read-docx.ts'
import { chartPart, diagramPart, graphic } from '../support/build-graphics.ts'
import { buildDocx, paragraph, run, table } from '../support/build-docx.ts'
import { describeBlocks, getTable } from '../support/read-built-docx.ts'
import { expectRead, showBlocks } from '../support/show-source-text.ts'

const drawing = (inner: string) => `<w:p><w:r><w:drawing>${inner}</w:drawing></w:r></w:p>`
const chunk = (id: string) => `<w:altChunk r:id="${id}"/>`

/** A Word file with further parts, each related under its name. */
function buildWith(body: string, parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const related = Object.keys(parts).map(
    (name) => `<Relationship Id="${name}" Type="http://x/aFChunk" Target="${name}"/>`,
  )
  const extraParts = Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [`word/${name}`, part]),
  )
  const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${related.join('')}</Relationships>`
  return buildDocx({
    body,
    extraParts: { ...extraParts, 'word/_rels/document.xml.rels': rels },
  })
}

describe('a chart', () => {
  const categories = ['Week 1', 'Week 2']
  const series = [
    { name: 'Placebo', categories, values: ['4.2999999999999998', undefined] },
    { name: 'Active', categories, values: ['2.5', '12'] },
  ]

  test('is the table of its cached values, with its title, in its place', () => {
    const part = chartPart('Mean score', series, ['Visit', 'Points'])
    const body = paragraph('before') + drawing(graphic('chart', 'c.xml')) + paragraph('after')
    const result = readDocx(buildWith(body, { 'c.xml': part }))
    const source = expectRead(result)
    expect(describeBlocks(source)).toEqual([
      'paragraph: before',
      'caption: Mean score',
      'table: Visit|Placebo|Active/Week 1|4.3|2.5/Week 2||12',
      'table_note: Points',
      'paragraph: after',
    ])
    expect(getTable(source)).toMatchObject({ title: 'Mean score', number: '', headerRowCount: 1 })
    expect(result).toMatchObject({ warnings: [] })
  })

  test('takes the caption of its figure where it has no title, and never that of a table', () => {
    const chart = drawing(graphic('chart', 'c.xml'))
    const body =
      chart +
      paragraph('Figure 1. Scores', 'Caption') +
      chart +
      paragraph('Figure 2. More', 'Caption') +
      paragraph('Table 1. Doses', 'Caption') +
      table([
        ['Arm', 'Dose'],
        ['A', '5'],
      ])
    const source = expectRead(readDocx(buildWith(body, { 'c.xml': chartPart('', series) })))
    const tables = source.blocks.filter((block) => block.kind === 'table')
    expect(tables.map(({ number, title }) => [number, title])).toEqual([
      ['', 'Scores'],
      ['', 'More'],
      ['1', 'Doses'],
    ])
  })

  test('whose series have categories of their own is a table for each', () => {
    const apart = [series[0]!, { name: 'Later', categories: ['Week 9'], values: ['1'] }]
    const body = drawing(graphic('chart', 'c.xml'))
    const source = expectRead(readDocx(buildWith(body, { 'c.xml': chartPart('', apart) })))
    expect(describeBlocks(source)).toEqual([
      'table: |Placebo/Week 1|4.3/Week 2|',
      'table: |Later/Week 9|1',
    ])
  })
})

test('SmartArt is a list, a level for each step, without the shapes of its layout', () => {
  const part = diagramPart([
    ['Screen', -1],
    ['Consent', 0],
    ['Treat', -1],
  ])
  const body = paragraph('Flow:') + drawing(graphic('diagram', 'd.xml'))
  const source = expectRead(readDocx(buildWith(body, { 'd.xml': part })))
  expect(showBlocks(source)).toEqual([
    'paragraph Flow:',
    'li0 •|Screen',
    'li1 •|Consent',
    'li0 •|Treat',
  ])
})

describe('a file in the file', () => {
  const inner = buildDocx({
    body:
      `<w:p>${run('Inner')}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>` + table([['a', 'b']]),
    footnotes: `<w:footnote w:id="1">${paragraph('Inner note.')}</w:footnote>`,
  })

  test.each([
    ['x.html', '<html><h2>Aims</h2><p>Words</p></html>', ['h2 |Aims', 'paragraph Words']],
    ['x.htm', 'Bare <b>words</b>', ['paragraph Bare words']],
    ['x.rtf', String.raw`{\rtf1\ansi Rich \b words\par}`, ['paragraph Rich words']],
    ['x.txt', 'Plain words', ['paragraph Plain words']],
  ])('is read in its place: %s', (name, part, expected) => {
    const result = readDocx(
      buildWith(paragraph('one') + chunk(name) + paragraph('two'), { [name]: part }),
    )
    expect(showBlocks(expectRead(result))).toEqual(['paragraph one', ...expected, 'paragraph two'])
    expect(result).toMatchObject({ warnings: [] })
  })

  test('may be a Word file, whose notes come last, tied to nothing of the outer file', () => {
    const body = `${chunk('x.dat')}<w:p>${run('outer words')}</w:p>`
    const source = expectRead(readDocx(buildWith(body, { 'x.dat': inner })))
    expect(showBlocks(source)).toEqual([
      'paragraph Inner',
      'table a\tb',
      'paragraph outer words',
      'note 1 Inner note.',
    ])
    expect(source.blocks.at(-1)).not.toHaveProperty('anchor')
  })

  test('is named in a warning where its type is not read, or it is damaged', () => {
    const parts = { 'x.mht': 'MIME-Version: 1.0\n\nbase64', 'x.dat': inner.slice(0, 200) }
    const body = paragraph('one') + chunk('x.mht') + chunk('x.dat') + chunk('missing')
    const result = readDocx(buildWith(body, parts))
    expect(expectRead(result).text).toBe('one')
    expect(result.outcome === 'read' && result.warnings).toContain('3 embedded files not read')
  })

  test('is read to a depth that no writer needs, and no deeper', () => {
    let bytes = buildDocx({ body: paragraph('deepest') })
    for (let depth = 5; depth > 0; depth -= 1) {
      bytes = buildWith(paragraph(`level ${depth}`) + chunk('x.dat'), { 'x.dat': bytes })
    }
    const result = readDocx(bytes)
    expect(expectRead(result).text).toBe('level 1\nlevel 2\nlevel 3\nlevel 4')
    expect(result.outcome === 'read' && result.warnings.join()).toContain('x.dat is left out')
  })
})
