import { describe, expect, test } from 'vitest'
import { layOutTable } from '../../server/formats/docx-table-layout.ts'
import { writeDocument } from '../../server/formats/write-docx.ts'
import { findPath, textContent, type XmlElement } from '../../server/formats/xml.ts'
import { buildDocx, paragraph, run, standardStyles, table } from '../support/build-docx.ts'
import {
  buildDocumentInput,
  draftParagraph,
  draftTable,
  filled,
  sentence,
} from '../support/build-document-input.ts'
import { getTable, readBytes, rowWords } from '../support/read-built-docx.ts'
import { listAll, listTexts, readPartOf, styleOf } from '../support/read-written-docx.ts'

const disposition = draftTable(
  [
    ['', { text: 'Xanomeline', columnSpan: 2 }, ''],
    ['Reason', 'Low', 'High', 'p'],
    ['Completed', '25 (30%)', '27 (32%)', '<0.001'],
    [{ text: 'Adverse event', indent: 1 }, '44 (52%)', '39 (46%)', ''],
  ],
  { headerRowCount: 2, notes: [sentence('By Fisher.')], sourceLine: 'Source: Table 14-1.01' },
)

function writeTable(
  drafted = disposition,
  more: Partial<Parameters<typeof buildDocx>[0]> = {},
): Uint8Array {
  const template = buildDocx({ body: paragraph('[[a]]') + paragraph('after'), ...more })
  return writeDocument(buildDocumentInput(template, { '[[a]]': filled(drafted) })).bytes
}

function grid(bytes: Uint8Array): XmlElement {
  const [found] = listAll(readPartOf(bytes), 'w:tbl')
  if (!found) throw new Error('no table')
  return found
}

/** Values of an attribute of a property of each cell's paragraph, by row. */
function perCell(bytes: Uint8Array, name: string, attribute: string): (string | undefined)[][] {
  return listAll(grid(bytes), 'w:tr').map((row) =>
    listAll(row, 'w:p').map((one) => findPath(one, 'w:pPr', name)?.attributes[attribute]),
  )
}

describe('a written table', () => {
  test('stands between its caption, its notes and its source line', () => {
    const cells = disposition.rows.flat().map(({ text }) => text)
    expect(listTexts(writeTable())).toEqual([
      'Table 1. Disposition',
      ...cells,
      'By Fisher.',
      'Source: Table 14-1.01',
      'after',
    ])
  })

  test('is read back with its header, spans and caption', () => {
    const source = readBytes(writeTable())
    const read = getTable(source)
    expect(read).toMatchObject({ rowCount: 4, columnCount: 4, headerRowCount: 2, number: '1' })
    expect(rowWords(source, read, 2)).toEqual(['Completed', '25 (30%)', '27 (32%)', '<0.001'])
    expect(read.cells.find((cell) => cell.columnSpan === 2)).toMatchObject({ row: 0, column: 1 })
  })

  test('repeats its header rows and never breaks a row across pages', () => {
    const rows = listAll(grid(writeTable()), 'w:tr')
    expect(rows.map((row) => listAll(row, 'w:tblHeader').length)).toEqual([1, 1, 0, 0])
    expect(rows.map((row) => listAll(row, 'w:cantSplit').length)).toEqual([1, 1, 1, 1])
  })

  test('stays on one page with caption and notes where it is short', () => {
    const paragraphs = listAll(readPartOf(writeTable()), 'w:p')
    const free = paragraphs.filter((one) => !findPath(one, 'w:pPr', 'w:keepNext'))
    expect(free.map(textContent)).toEqual(['Source: Table 14-1.01', 'after'])
  })

  test('keeps caption and header with the first row, and the notes with the last, where it is long', () => {
    const rows = Array.from({ length: 30 }, (_, row) => [`Row ${row}`, String(row)])
    const notes = [sentence('By Fisher.')]
    const long = draftTable([['', 'Placebo'], ...rows], { notes, sourceLine: 'Source: Table 1' })
    const paragraphs = listAll(readPartOf(writeTable(long)), 'w:p')
    const kept = paragraphs.filter((one) => findPath(one, 'w:pPr', 'w:keepNext'))
    const words = ['Table 1. Disposition', '', 'Placebo', 'Row 29', '29', 'By Fisher.']
    expect(kept.map(textContent)).toEqual(words)
  })

  test('centres columns of values and indents row heads', () => {
    const bytes = writeTable()
    expect(perCell(bytes, 'w:jc', 'w:val')[2]).toEqual(['left', 'center', 'center', 'center'])
    expect(perCell(bytes, 'w:jc', 'w:val')[0]).toEqual(['left', 'center', 'center'])
    expect(perCell(bytes, 'w:ind', 'w:left')[3]).toEqual(['180', '0', '0', '0'])
  })

  test('has lines of its own, or the style "Table Grid" of the template', () => {
    expect(listAll(grid(writeTable()), 'w:tblBorders')).toHaveLength(1)
    const style = '<w:style w:type="table" w:styleId="TG"><w:name w:val="table grid"/></w:style>'
    const styled = grid(writeTable(disposition, { styles: standardStyles + style }))
    expect(findPath(styled, 'w:tblPr', 'w:tblStyle')?.attributes['w:val']).toBe('TG')
    expect(listAll(styled, 'w:tblBorders')).toHaveLength(0)
  })

  test('is as wide as the text, column by column', () => {
    const section =
      '<w:sectPr><w:pgSz w:w="10000" w:h="15000"/><w:pgMar w:top="1000" w:right="900" w:bottom="1000" w:left="1100"/></w:sectPr>'
    const body = paragraph('[[a]]') + section
    const written = grid(writeTable(disposition, { body }))
    const widths = listAll(written, 'w:gridCol').map((one) => Number(one.attributes['w:w']))
    expect(widths.reduce((sum, width) => sum + width, 0)).toBe(8000)
    const rows = listAll(written, 'w:tr').map((row) =>
      listAll(row, 'w:tcW').reduce((sum, one) => sum + Number(one.attributes['w:w']), 0),
    )
    expect(rows).toEqual([8000, 8000, 8000, 8000])
  })

  test('takes the caption style of the template, and smaller letters for many columns', () => {
    const bytes = writeTable(
      draftTable([['', 'b', 'c', 'd', 'e', 'f', 'g'], Array<string>(7).fill('1')]),
    )
    const caption = listAll(readPartOf(bytes), 'w:p')[0]
    expect(caption && styleOf(caption)).toBe('Caption')
    const sizes = listAll(grid(bytes), 'w:sz').map((one) => one.attributes['w:val'])
    expect(new Set(sizes)).toEqual(new Set(['18']))
  })

  test('never touches the table that follows', () => {
    const body = paragraph('[[a]]') + table([['other']])
    const root = readPartOf(writeTable(draftTable([['h'], ['1']]), { body }))
    const names = root.children.flatMap((one) => (typeof one === 'string' ? [] : one.children))
    const blocks = names.flatMap((one) => (typeof one === 'string' ? [] : listBlocks(one)))
    expect(blocks).toEqual(['w:p', 'w:tbl', 'w:p', 'w:tbl'])
  })
})

function listBlocks(block: XmlElement): string[] {
  if (block.name !== 'w:sdt') return [block.name]
  const content = block.children.flatMap((one) => (typeof one === 'string' ? [] : one.children))
  return content.flatMap((one) =>
    typeof one !== 'string' && ['w:p', 'w:tbl'].includes(one.name) ? [one.name] : [],
  )
}

describe('the numbers of tables', () => {
  const seq = (instruction: string, shown: string) =>
    `<w:p>${run('Table ')}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ${instruction} </w:instrText></w:r>` +
    `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`

  test('count those of the template with those that are written', () => {
    const body =
      seq('SEQ Table \\* ARABIC', '1') +
      paragraph('[[a]]') +
      seq('SEQ Table \\* ARABIC', '2') +
      seq('SEQ Figure \\* ARABIC', '1') +
      paragraph('[[b]]')
    const one = filled(draftTable([['h'], ['1']]), draftParagraph('body', 'And'))
    const input = buildDocumentInput(buildDocx({ body }), { '[[a]]': one, '[[b]]': one })
    const texts = listTexts(writeDocument(input).bytes).filter((text) => text.startsWith('Table'))
    expect(texts).toEqual([
      'Table 1',
      'Table 2. Disposition',
      'Table 3',
      'Table 1',
      'Table 4. Disposition',
    ])
  })

  test('begin anew where a field of the template says so, and leave repeats alone', () => {
    const body = seq('SEQ Table \\r 7', '7') + seq('SEQ Table \\c', '7') + paragraph('[[a]]')
    const content = filled(draftTable([['h'], ['1']], { title: '' }))
    const input = buildDocumentInput(buildDocx({ body }), { '[[a]]': content })
    const texts = listTexts(writeDocument(input).bytes)
    expect(texts.filter((text) => text.startsWith('Table'))).toEqual([
      'Table 7',
      'Table 7',
      'Table 8',
    ])
  })
})

describe('layOutTable', () => {
  const many = (columns: number, text: string) =>
    draftTable([Array<string>(columns).fill('Mean'), Array<string>(columns).fill(text)])
  const room = { textWidth: 9000, landscapeWidth: 13000, bodySize: 22 }

  test('gives columns widths that add up to the width of the text', () => {
    for (let columns = 1; columns < 30; columns += 1) {
      const { widths, isWide } = layOutTable(many(columns, '12 (3.4%)'), room)
      const total = widths.reduce((sum, width) => sum + width, 0)
      expect([widths.length, total]).toEqual([columns, isWide ? 13000 : 9000])
      expect(Math.min(...widths)).toBeGreaterThan(0)
    }
  })

  test('turns the page for values that fit no other way, and only where it may', () => {
    expect(layOutTable(many(6, '12 (3.4%)'), room)).toMatchObject({ isWide: false, fontSize: 20 })
    expect(layOutTable(many(14, '123 (12.4%)'), room)).toMatchObject({ isWide: true })
    const narrow = layOutTable(many(14, '123 (12.4%)'), { ...room, landscapeWidth: null })
    expect(narrow.isWide).toBe(false)
  })

  test('gives long words the room that short ones leave', () => {
    const { widths } = layOutTable(
      draftTable([
        ['No.', 'Description of the adverse event as the investigator reported it'],
        [
          '1',
          'A mild headache that went by itself within a few hours of the dose and never came back',
        ],
      ]),
      room,
    )
    expect((widths[1] ?? 0) > 4 * (widths[0] ?? 0)).toBe(true)
  })
})
