import { describe, expect, test } from 'vitest'
import { paragraph, paragraphStyle, run, standardStyles, table } from '../support/build-docx.ts'
import { describeBlocks, getTable, readBuilt } from '../support/read-built-docx.ts'

const grid = table(
  [
    ['', 'Placebo'],
    ['Age', '75'],
  ],
  1,
)

function captionOf(body: string) {
  const { number, title, population } = getTable(readBuilt(body))
  return { number, title, population }
}

function small(text: string): string {
  return `<w:p>${run(text, '<w:sz w:val="16"/>')}</w:p>`
}

describe('the caption of a table', () => {
  test.each([
    ['a paragraph of the style Caption', paragraph('Table 4. Ages', 'Caption')],
    ['a paragraph that begins like one', paragraph('Table 4: Ages')],
    ['a heading that begins like one', paragraph('Table 4 – Ages', 'Heading2')],
    ['number and title in two paragraphs', paragraph('Table 4') + paragraph('Ages')],
    [
      'number and title in two lines',
      `<w:p><w:r><w:t>Table 4</w:t><w:br/><w:t>Ages</w:t></w:r></w:p>`,
    ],
  ])('may be %s', (_, caption) => {
    expect(captionOf(caption + grid)).toEqual({ number: '4', title: 'Ages', population: '' })
  })

  test('may have its population in a line of its own', () => {
    const body = ['Table 14-1.01', 'Summary', 'Population: Safety'].map((line) => paragraph(line))
    expect(captionOf(body.join('') + grid)).toEqual({
      number: '14-1.01',
      title: 'Summary',
      population: 'Safety',
    })
  })

  test('points to its table, from before it and across empty paragraphs', () => {
    const source = readBuilt(paragraph('Words') + paragraph('Table 4. Ages') + '<w:p/>' + grid)
    expect(source.blocks.map((block) => block.kind)).toEqual(['paragraph', 'caption', 'table'])
    expect(source.blocks[1]).toMatchObject({ tableIndex: 2 })
  })

  test('may stand below, where the document does so', () => {
    const body =
      grid +
      paragraph('Table 1. A') +
      paragraph('Words') +
      grid +
      paragraph('Table 2. B') +
      grid +
      paragraph('Table 3. C')
    const source = readBuilt(body)
    expect([0, 1, 2].map((ordinal) => getTable(source, ordinal).title)).toEqual(['A', 'B', 'C'])
  })

  test('goes to the table below it where captions stand above', () => {
    const source = readBuilt(grid + paragraph('Table 2. B') + table([['x', '1']]))
    expect(getTable(source, 0).number).toBe('')
    expect(getTable(source, 1).number).toBe('2')
  })

  test('has the number that its list gives', () => {
    const numbering =
      '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Table %1:"/></w:lvl></w:abstractNum>' +
      '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    const body = paragraph('Ages', 'Caption', '<w:numPr><w:numId w:val="1"/></w:numPr>') + grid
    expect(getTable(readBuilt({ body, numbering }))).toMatchObject({ number: '3', title: 'Ages' })
  })

  test('is not a sentence that begins with the name of a table', () => {
    const source = readBuilt(paragraph('Table 4 shows the ages of all subjects.') + grid)
    expect(source.blocks[0]?.kind).toBe('paragraph')
    expect(getTable(source).number).toBe('')
  })

  test('is not a line of the list of tables', () => {
    const styles = standardStyles + paragraphStyle('TF', 'table of figures')
    const source = readBuilt({ body: paragraph('Table 1. Ages\t7', 'TF') + grid, styles })
    expect(source.blocks[0]?.kind).toBe('contents')
  })

  test('of a figure in a table gives the title, but no table number', () => {
    expect(captionOf(paragraph('Figure 2: Design') + grid)).toMatchObject({
      number: '',
      title: 'Design',
    })
  })

  test('of a picture next to a table stays with the picture', () => {
    const picture = '<w:p><w:r><w:drawing/></w:r></w:p>'
    const source = readBuilt(picture + paragraph('Figure 2: Design', 'Caption') + grid)
    expect(source.blocks[0]).toMatchObject({ kind: 'caption', tableIndex: -1 })
    expect(getTable(source).title).toBe('')
  })
})

describe('the notes of a table', () => {
  test('stand directly below it and begin like notes', () => {
    const notes = ['Note: safe subjects.', '[1] By ANOVA.', '* p < 0.05', 'Source: Listing 4']
    const source = readBuilt(
      grid + notes.map((note) => paragraph(note)).join('') + paragraph('Words'),
    )
    expect(describeBlocks(source).slice(1)).toEqual([
      ...notes.map((note) => `table_note: ${note}`),
      'paragraph: Words',
    ])
    expect(source.blocks[1]).toMatchObject({ tableIndex: 0 })
  })

  test('may begin with a letter, or go on, in small type', () => {
    const source = readBuilt(
      grid + small('a) By ANOVA.') + small('All subjects count.') + paragraph('a) An item.'),
    )
    expect(describeBlocks(source).slice(1)).toEqual([
      'table_note: a) By ANOVA.',
      'table_note: All subjects count.',
      'paragraph: a) An item.',
    ])
  })

  test('may be of a style for notes', () => {
    const styles = standardStyles + paragraphStyle('TN', 'Table Note')
    const source = readBuilt({ body: grid + paragraph('By ANOVA.', 'TN'), styles })
    expect(source.blocks[1]?.kind).toBe('table_note')
  })

  test('stand below a caption that stands below the table', () => {
    const source = readBuilt(grid + paragraph('Table 1. Ages') + paragraph('Note: in years.'))
    expect(source.blocks.map((block) => block.kind)).toEqual(['table', 'caption', 'table_note'])
  })

  test('are no plain words below the table, small or not', () => {
    const source = readBuilt(grid + small('Plain words.') + paragraph('A dose of 5 mg.'))
    expect(source.blocks.slice(1).map((block) => block.kind)).toEqual(['paragraph', 'paragraph'])
  })
})

describe('a table that is alone in its section', () => {
  const references =
    '<w:headerReference w:type="default" r:id="rIdH"/><w:footerReference w:type="default" r:id="rIdF"/>'
  const sectPr = `<w:sectPr>${references}</w:sectPr>`
  const header = table([
    ['Protocol: ABC01', 'Page 1 of 3'],
    ['Population: Safety'],
    ['Table 14-1.01'],
    ['Summary of', 'Populations'],
  ])
  const footer =
    table([['Note: N counts subjects.'], ['[1] By ANOVA.']]) +
    table([['Source: programs/t-14-1-01.R', '19:24 Tuesday, June 16, 2020']])
  const margins = { headers: { rIdH: header }, footers: { rIdF: footer } }

  test('has number, title and population from the header, and notes from the footer', () => {
    const source = readBuilt({ body: grid + sectPr, ...margins })
    expect(getTable(source)).toMatchObject({
      number: '14-1.01',
      title: 'Summary of Populations',
      population: 'Safety',
    })
    expect(describeBlocks(source)).toEqual([
      'caption: Table 14-1.01',
      'caption: Summary of',
      'caption: Populations',
      'caption: Population: Safety',
      'table: |Placebo/Age|75',
      'table_note: Note: N counts subjects.',
      'table_note: [1] By ANOVA.',
    ])
    expect(source.blocks[0]).toMatchObject({ tableIndex: 4 })
    expect(source.blocks[6]).toMatchObject({ tableIndex: 4 })
  })

  test('leaves run stamps, page counts, program paths and the protocol to the margin lines', () => {
    const { metadata, text } = readBuilt({ body: `<w:p/>${grid}<w:p/>${sectPr}`, ...margins })
    expect(metadata.marginLines).toEqual([
      'Protocol: ABC01',
      'Page 1 of 3',
      'Source: programs/t-14-1-01.R',
      '19:24 Tuesday, June 16, 2020',
    ])
    expect(text).not.toContain('programs')
  })

  test('has none of this from a header that names no table', () => {
    const headers = { rIdH: paragraph('Study report') + paragraph('Population: Safety') }
    const source = readBuilt({ body: grid + sectPr, headers })
    expect(describeBlocks(source)).toEqual(['table: |Placebo/Age|75'])
    expect(source.metadata.marginLines).toEqual(['Study report', 'Population: Safety'])
  })

  test('is found in each section of a file, with the header that the section inherits or has', () => {
    const own = (id: string) => `<w:headerReference w:type="default" r:id="${id}"/>`
    const end = (inner: string) => `<w:p><w:pPr><w:sectPr>${inner}</w:sectPr></w:pPr></w:p>`
    const source = readBuilt({
      body: `${grid}${end(own('rIdA'))}${paragraph('Words')}${grid}${end('')}${table([['x', 'y']])}<w:sectPr>${own('rIdB')}</w:sectPr>`,
      headers: { rIdA: paragraph('Table 1'), rIdB: paragraph('Table 2: Others') },
    })
    expect([0, 1, 2].map((ordinal) => getTable(source, ordinal).number)).toEqual(['1', '', '2'])
  })

  test('is one table where its pages are sections with one header', () => {
    const end = `<w:p><w:pPr>${sectPr}</w:pPr></w:p>`
    const source = readBuilt({ body: grid + end + grid + sectPr, ...margins })
    expect(getTable(source).rowCount).toBe(3)
    expect(source.blocks.filter((block) => block.kind === 'table')).toHaveLength(1)
  })
})
