import { describe, expect, test } from 'vitest'
import { findPath } from '../../server/formats/xml.ts'
import { cell, paragraph, run, table, tableRow } from '../support/build-docx.ts'
import {
  writeBody,
  draftParagraph,
  draftTable,
  filled,
  gap,
  omitted,
} from '../support/build-document-input.ts'
import {
  getParagraph,
  listAll,
  listTexts,
  readBookmarks,
  readPartOf,
  readTextOf,
  styleOf,
} from '../support/read-written-docx.ts'

describe('a rule that stands alone in its paragraph', () => {
  test('gives way to paragraphs in its own style and format', () => {
    const properties = '<w:spacing w:after="99"/>'
    const styled = `<w:p><w:pPr><w:pStyle w:val="Title"/>${properties}</w:pPr>${run('[[a]]', '<w:b/>')}</w:p>`
    const bytes = writeBody(paragraph('before') + styled + paragraph('after'), {
      '[[a]]': filled(draftParagraph('body', 'One.', 'Two.'), draftParagraph('body', 'Three.')),
    })
    expect(listTexts(bytes)).toEqual(['before', 'One. Two.', 'Three.', 'after'])
    for (const text of ['One. Two.', 'Three.']) {
      const written = getParagraph(bytes, text)
      expect(styleOf(written)).toBe('Title')
      expect(findPath(written, 'w:pPr', 'w:spacing')?.attributes).toEqual({ 'w:after': '99' })
      expect(listAll(written, 'w:r').every((one) => findPath(one, 'w:rPr', 'w:b'))).toBe(true)
    }
  })

  test('may span paragraphs, which all give way', () => {
    const body = ['[[a', 'b', 'c]]', 'after'].map((text) => paragraph(text)).join('')
    const bytes = writeBody(body, { '[[a\nb\nc]]': filled(draftParagraph('body', 'One.')) })
    expect(listTexts(bytes)).toEqual(['One.', 'after'])
  })

  test('puts a page break before it before the first of its paragraphs alone', () => {
    const body = paragraph('[[a]]', '', '<w:pageBreakBefore/>')
    const content = filled(draftParagraph('body', 'One.'), draftParagraph('body', 'Two.'))
    const bytes = writeBody(body, { '[[a]]': content })
    const breaks = (text: string) => listAll(getParagraph(bytes, text), 'w:pageBreakBefore').length
    expect([breaks('One.'), breaks('Two.')]).toEqual([1, 0])
  })

  test('keeps the section break, bookmarks, notes and drawings of its paragraph', () => {
    const body =
      '<w:p><w:pPr><w:sectPr><w:pgSz w:w="9000" w:h="9000"/></w:sectPr></w:pPr>' +
      `<w:bookmarkStart w:id="7" w:name="mine"/><w:r><w:drawing/></w:r>${run('[[a]]')}` +
      '<w:bookmarkEnd w:id="7"/><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    const content = filled(draftParagraph('body', 'One.'), draftParagraph('body', 'Two.'))
    const root = readPartOf(writeBody(body, { '[[a]]': content }))
    expect(listAll(root, 'w:sectPr')).toHaveLength(1)
    const names = ['w:drawing', 'w:footnoteReference', 'w:bookmarkStart']
    expect(names.map((name) => listAll(root, name).length)).toEqual([1, 1, 3])
  })

  test('moves the marks of all its paragraphs once', () => {
    const mark = (name: string, id: number) => `<w:${name} w:id="${id}" w:name="mine"/>`
    const body =
      `<w:p>${run('[[a')}${mark('bookmarkStart', 7)}</w:p>` +
      `<w:p>${mark('bookmarkEnd', 7)}${run('b]]')}<w:r><w:drawing/></w:r></w:p>`
    const root = readPartOf(writeBody(body, { '[[a\nb]]': filled() }))
    const names = ['w:p', 'w:bookmarkStart', 'w:bookmarkEnd', 'w:drawing']
    expect(names.map((name) => listAll(root, name).length)).toEqual([1, 1, 1, 1])
    const content = filled(draftParagraph('body', 'One.'))
    const filledRoot = readPartOf(writeBody(body, { '[[a\nb]]': content }))
    expect(names.map((name) => listAll(filledRoot, name).length)).toEqual([1, 2, 2, 1])
  })

  test('leaves no paragraph where it gives nothing, but one in a cell that needs it', () => {
    const row = tableRow([cell('[[b]]'), cell('x')])
    const body = paragraph('[[a]]') + `<w:tbl>${row}</w:tbl>` + paragraph('after')
    const bytes = writeBody(body, { '[[a]]': filled(), '[[b]]': filled() })
    expect(listTexts(bytes)).toEqual(['', 'x', 'after'])
  })

  test('gives way inside a cell, which still ends in a paragraph after a table', () => {
    const body = `<w:tbl>${tableRow([cell('[[a]]')])}</w:tbl>` + paragraph('after')
    const root = readPartOf(writeBody(body, { '[[a]]': filled(draftTable([['h'], ['1']])) }))
    const outer = listAll(root, 'w:tc')[0]
    expect(outer?.children.map((one) => typeof one !== 'string' && one.name).at(-1)).toBe('w:p')
    expect(listAll(root, 'w:tbl')).toHaveLength(2)
  })

  test('says that a section is left out, under its heading and with nothing else in it', () => {
    const body =
      paragraph('Methods', 'Heading1') +
      ['guidance', '[[a]]', 'and [[b]]'].map((text) => paragraph(text)).join('') +
      table([['x']]) +
      paragraph('Results', 'Heading1') +
      paragraph('kept')
    const content = { '[[a]]': omitted('no data'), '[[b]]': filled(draftParagraph('inline', 'B.')) }
    const bytes = writeBody(body, content)
    const note = 'Intentionally left out: no data.'
    expect(listTexts(bytes)).toEqual(['Methods', note, 'Results', 'kept'])
    expect(listAll(getParagraph(bytes, note), 'w:i')).toHaveLength(1)
    expect(readBookmarks(bytes).size).toBe(0)
  })

  test('says in a styled note what was searched in vain', () => {
    const content = { '[[a]]': gap('No row matches', 'table 1', ['Death', 'Deaths']) }
    const bytes = writeBody(paragraph('[[a]]', 'Title'), content)
    const words = '[Gap: No row matches. Searched: table 1. Candidates: Death; Deaths.]'
    expect(styleOf(getParagraph(bytes, words))).toBe('SourcewrightGap')
    const styles = listAll(readPartOf(bytes, 'word/styles.xml'), 'w:style')
    const ours = styles.filter((one) => one.attributes['w:styleId'] === 'SourcewrightGap')
    expect(ours.map((one) => findPath(one, 'w:pPr', 'w:shd')?.attributes['w:fill'])).toHaveLength(1)
  })
})

describe('a list item', () => {
  const items = { '[[a]]': filled(draftParagraph('list_item', 'One.')) }
  const bullets =
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' +
    '<w:style w:type="paragraph" w:styleId="LB"><w:name w:val="List Bullet"/><w:pPr>' +
    '<w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'

  test("takes the template's bullets by the style's name", () => {
    const written = getParagraph(writeBody(paragraph('[[a]]'), items, { styles: bullets }), 'One.')
    expect(styleOf(written)).toBe('LB')
    expect(listAll(written, 'w:numPr')).toHaveLength(0)
  })

  test('gets a bullet of its own where the template has none', () => {
    const bytes = writeBody(paragraph('[[a]]', 'Title'), items)
    const written = getParagraph(bytes, 'One.')
    const id = findPath(written, 'w:pPr', 'w:numPr', 'w:numId')?.attributes['w:val']
    expect(styleOf(written)).toBe('Title')
    const numbering = readPartOf(bytes, 'word/numbering.xml')
    expect(listAll(numbering, 'w:num').map((one) => one.attributes['w:numId'])).toEqual([id])
    expect(readTextOf(bytes, '[Content_Types].xml')).toContain('numbering+xml')
  })

  test('stands deeper by a style of its own, by a level of the same list, or by a bullet of ours', () => {
    const deep = { '[[a]]': filled({ ...draftParagraph('list_item', 'One.'), level: 1 }) }
    const second = bullets.replace('List Bullet', 'List Bullet 2')
    const ofStyle = writeBody(paragraph('[[a]]'), deep, { styles: second })
    expect(styleOf(getParagraph(ofStyle, 'One.'))).toBe('LB')
    const level = '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>'
    const numbering =
      `<w:abstractNum w:abstractNumId="7">${level}</w:abstractNum>` +
      '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    const ofList = writeBody(paragraph('[[a]]'), deep, { styles: bullets, numbering })
    const number = (bytes: Uint8Array) =>
      ['w:ilvl', 'w:numId'].map(
        (name) =>
          findPath(getParagraph(bytes, 'One.'), 'w:pPr', 'w:numPr', name)?.attributes['w:val'],
      )
    expect(number(ofList)).toEqual(['1', '3'])
    expect(number(writeBody(paragraph('[[a]]'), deep, { styles: bullets }))[0]).toBe('1')
  })

  test("keeps the style of a table's cell", () => {
    const cell = `<w:tc><w:tcPr/>${paragraph('[[a]]', 'Title')}</w:tc>`
    const body = `<w:tbl><w:tblPr/><w:tblGrid/><w:tr>${cell}</w:tr></w:tbl>${paragraph('')}`
    const written = getParagraph(writeBody(body, items, { styles: bullets }), 'One.')
    expect(styleOf(written)).toBe('Title')
    expect(listAll(written, 'w:numPr')).toHaveLength(1)
  })

  test('stays in the list that the rule itself stands in', () => {
    const numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'
    const body = paragraph('[[a]]', '', numbered)
    const written = getParagraph(writeBody(body, items, { styles: bullets }), 'One.')
    expect(listAll(written, 'w:numId').map((one) => one.attributes['w:val'])).toEqual(['5'])
  })
})
