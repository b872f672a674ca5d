import { describe, expect, test } from 'vitest'
import { readDocument } from '../../server/formats/read-document.ts'
import { buildDocx, cell, paragraph, run, table, tableRow } from '../support/build-docx.ts'
import { describeBlocks, getTable, readBuilt, rowWords } from '../support/read-built-docx.ts'
import { tbl, tc } from './docx-table-parts.ts'

/** The words of the first cell of a table that holds just `inner`. */
function cellWords(inner: string): string {
  const source = readBuilt(tbl([tableRow([tc(inner), cell('z')])]))
  return rowWords(source, getTable(source), 0)[0] ?? ''
}

describe('the text of a table', () => {
  test('is its cells in row order, with a tab between cells and a line feed between rows', () => {
    const source = readBuilt(
      paragraph('before') +
        table([
          ['a', 'b'],
          ['', 'd'],
        ]) +
        paragraph('after'),
    )
    expect(source.text).toBe('before\na\tb\n\td\nafter')
    const { range, rowCount, columnCount } = getTable(source)
    expect(source.text.slice(range.start, range.end)).toBe('a\tb\n\td')
    expect([rowCount, columnCount]).toEqual([2, 2])
  })

  test('makes no block where no cell holds a word', () => {
    expect(describeBlocks(readBuilt(paragraph('only') + table([['', ' ']]) + table([])))).toEqual([
      'paragraph: only',
    ])
  })
})

describe('a table of one cell', () => {
  const framed = (inner: string) =>
    describeBlocks(readBuilt(table([]) + tbl([tableRow([tc(inner)])])))

  test('is a table while the cell holds one paragraph with words', () => {
    expect(framed(paragraph('alone') + '<w:p/>')).toEqual(['table: alone'])
  })

  test('is no table where it frames paragraphs, headings or another table', () => {
    const inner = paragraph('Note', 'Heading1') + paragraph('Words.') + table([['a', '1']])
    expect(framed(inner)).toEqual(['heading: Note', 'paragraph: Words.', 'table: a|1'])
    expect(framed(table([['a', '1']]) + '<w:p/>')).toEqual(['table: a|1'])
  })

  test('may frame a frame, and keeps the bookmarks in it', () => {
    const marked = `<w:p><w:bookmarkStart w:id="1" w:name="_sw_m"/>${run('two')}<w:bookmarkEnd w:id="1"/></w:p>`
    const bytes = buildDocx({
      body: tbl([tableRow([tc(tbl([tableRow([tc(paragraph('one') + marked)])]) + '<w:p/>')])]),
    })
    const result = readDocument(bytes)
    if (result.outcome === 'refused') throw new Error(result.reason)
    expect(result.sourceText.text).toBe('one\ntwo')
    expect(result.bookmarks).toMatchObject([{ name: '_sw_m', range: { start: 4, end: 7 } }])
  })
})

describe('the words of a cell', () => {
  test('stand in one line: paragraphs, tabs and line breaks are divided by a blank', () => {
    const inner = `${paragraph('a')}<w:p/>${paragraph('b')}<w:p><w:r><w:t>c</w:t><w:br/><w:t>d</w:t><w:tab/><w:t>e</w:t></w:r></w:p>`
    expect(cellWords(inner)).toBe('a b c d e')
  })

  test('keep the padding inside them, and lose the blanks around them', () => {
    expect(cellWords(paragraph('  8 (  9%) '))).toBe('8 (  9%)')
  })

  test('hold those of a table in the cell, and of a text box', () => {
    const box = `<w:p><w:r><w:pict><w:txbxContent>${paragraph('boxed')}</w:txbxContent></w:pict></w:r></w:p>`
    const inner =
      paragraph('outer') +
      table([
        ['in', 'ner'],
        ['', 'most'],
      ]) +
      box
    expect(cellWords(inner)).toBe('outer in ner most boxed')
  })

  test('follow tracked changes: deleted words, rows and cells are gone', () => {
    const deleted = '<w:del w:id="1"/>'
    const rows = [
      tableRow([cell('a'), cell('b', '<w:cellDel w:id="2"/>'), cell('c')]),
      tableRow([cell('x'), cell('y')], false, deleted),
      tableRow([
        tc(`<w:p><w:del>${run('old')}</w:del><w:ins>${run('new')}</w:ins></w:p>`),
        cell('d'),
      ]),
    ]
    expect(describeBlocks(readBuilt(tbl(rows)))).toEqual(['table: a|c/new|d'])
  })

  test('are found through content controls around rows and cells', () => {
    const control = (inner: string) => `<w:sdt><w:sdtContent>${inner}</w:sdtContent></w:sdt>`
    const rows = [control(tableRow([cell('a'), control(cell('b'))]))]
    expect(describeBlocks(readBuilt(tbl(rows)))).toEqual(['table: a|b'])
  })
})

describe('merged cells', () => {
  test('stand once, with the columns and rows that they cover', () => {
    const rows = [
      tableRow([
        cell('Arm', '<w:vMerge w:val="restart"/>'),
        cell('Dose', '<w:gridSpan w:val="2"/>'),
      ]),
      tableRow([cell('', '<w:vMerge/>'), cell('low'), cell('high')]),
      tableRow([cell('A'), cell('1'), cell('2')]),
    ]
    const source = readBuilt(tbl(rows))
    const found = getTable(source).cells.map((one) => [
      source.text.slice(one.range.start, one.range.end),
      one.row,
      one.column,
      one.rowSpan,
      one.columnSpan,
    ])
    expect(found).toEqual([
      ['Arm', 0, 0, 2, 1],
      ['Dose', 0, 1, 1, 2],
      ['low', 1, 1, 1, 1],
      ['high', 1, 2, 1, 1],
      ['A', 2, 0, 1, 1],
      ['1', 2, 1, 1, 1],
      ['2', 2, 2, 1, 1],
    ])
    expect(getTable(source).columnCount).toBe(3)
  })

  test('do not reach over a row that does not go on', () => {
    const restart = '<w:vMerge w:val="restart"/>'
    const rows = [
      tableRow([cell('a', restart), cell('b')]),
      tableRow([cell('c'), cell('d')]),
      tableRow([cell('e', '<w:vMerge/>'), cell('f')]),
    ]
    expect(describeBlocks(readBuilt(tbl(rows)))).toEqual(['table: a|b/c|d/e|f'])
  })

  test('count the columns that a row leaves out at its start', () => {
    const rows = [
      tableRow([cell('b')], false, '<w:gridBefore w:val="1"/>'),
      tableRow([cell('c'), cell('d')]),
    ]
    expect(getTable(readBuilt(tbl(rows))).cells[0]?.column).toBe(1)
  })
})

describe('the indent of a cell', () => {
  const indented = (text: string, left: number, more = '') =>
    tc(paragraph(text, '', `<w:ind w:left="${left}"${more}/>`))

  function indentsOf(rows: readonly string[][]): (number | undefined)[] {
    const source = readBuilt(tbl(rows.map((cells) => tableRow(cells))))
    return getTable(source).cells.map((one) => one.indent)
  }

  test('counts leading blanks, also those that do not break', () => {
    expect(indentsOf([[cell('Sex')], [cell('  Male')], [cell('\u00A0\u00A0\u00A0n')]])).toEqual([
      0, 2, 3,
    ])
  })

  test('else measures the first line in units of 100 twips', () => {
    const hanging = indented('c', 400, ' w:hanging="200"')
    expect(indentsOf([[cell('a')], [indented('b', 240)], [hanging]])).toEqual([0, 2, 2])
  })

  test('is 0 for what every cell of the table has', () => {
    expect(indentsOf([[indented('a', 140)], [indented('b', 340)], [cell('')]])).toEqual([0, 2, 0])
  })
})

describe('the automatic number of a cell', () => {
  const numbering =
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>' +
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
  const numbered = (text: string) =>
    `<w:tc>${paragraph(text, '', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')}</w:tc>`

  test('is its marker and no part of its words, as a cell that is copied from Word has none', () => {
    const body = `<w:tbl>${tableRow([numbered('Age'), cell('70')])}${tableRow([numbered('Sex'), cell('F')])}</w:tbl>`
    const source = readBuilt({ body, numbering })
    expect(source.text).toBe('Age\t70\nSex\tF')
    expect(getTable(source).cells.map(({ marker }) => marker)).toEqual([
      '1.',
      undefined,
      '2.',
      undefined,
    ])
  })

  test('stands in a cell without words too, and counts on behind the table', () => {
    const after = paragraph(
      'after',
      '',
      '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
    )
    const body = `<w:tbl>${tableRow([numbered(''), cell('Age')])}</w:tbl>${after}`
    const source = readBuilt({ body, numbering })
    expect(getTable(source).cells[0]?.marker).toBe('1.')
    expect(source.blocks[1]).toMatchObject({ kind: 'list_item', marker: '2.' })
  })
})
