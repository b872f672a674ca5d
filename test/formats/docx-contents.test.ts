import { describe, expect, test } from 'vitest'
import { writeDocument } from '../../server/formats/write-docx.ts'
import { joinRuns } from '../../server/formats/docx-runs.ts'
import { textContent } from '../../server/formats/xml.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import {
  buildDocumentInput,
  draftTable,
  filled,
  omitted,
  writeBody,
} from '../support/build-document-input.ts'
import { testWith } from '../support/requirements.ts'
import { listAll, listTexts, readPartOf, styleOf } from '../support/read-written-docx.ts'
import { validateDocx } from '../support/validate-docx.ts'

const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`

/** A contents field with two old lines, as Word lays it out. */
function contents(code: string): string {
  const instruction = `<w:r><w:instrText xml:space="preserve"> ${code.replaceAll('"', '&quot;')} </w:instrText></w:r>`
  const first = `${mark('begin')}${instruction}${mark('separate')}<w:r><w:t>Old line</w:t></w:r>`
  return `<w:p>${first}</w:p><w:p><w:r><w:t>Older line</w:t></w:r></w:p><w:p>${mark('end')}</w:p>`
}

const body =
  paragraph('Scope', 'Heading1') +
  paragraph('Words') +
  paragraph('Detail', 'Heading2') +
  paragraph('{{a}}') +
  paragraph('Depth', 'Heading3') +
  paragraph('{{b}}')

const table = draftTable([
  ['', 'Placebo'],
  ['Age', '75'],
])

/** Text and style of the lines that lead somewhere. */
function listLines(bytes: Uint8Array): string[] {
  return listAll(readPartOf(bytes), 'w:p')
    .filter((one) => listAll(one, 'w:hyperlink').length > 0)
    .map((one) => `${styleOf(one) ?? ''}: ${joinRuns(one).text.trim()}`)
}

function write(code: string): Uint8Array {
  return writeBody(contents(code) + body, { '{{a}}': filled(table), '{{b}}': filled(table) })
}

describe('contents', () => {
  test('list the headings of the levels that the field asks for', () => {
    expect(listLines(write('TOC \\o "1-2" \\h'))).toEqual(['TOC1: Scope', 'TOC2: Detail'])
    expect(listLines(write('TOC \\h'))).toEqual(['TOC1: Scope', 'TOC2: Detail', 'TOC3: Depth'])
    expect(listLines(write('TOC \\h \\t "heading 3,1"'))).toEqual(['TOC1: Depth'])
  })

  test('of tables list the captions, those of rules too', () => {
    expect(listLines(write('TOC \\h \\c "Table"'))).toEqual([
      'TableofFigures: Table 1. Disposition',
      'TableofFigures: Table 2. Disposition',
    ])
    expect(listLines(write('TOC \\h \\a "Table"'))[0]).toBe('TableofFigures: Disposition')
    expect(listLines(write('TOC \\h \\c "Figure"'))).toEqual([])
  })

  test('keep nothing of the old lines, and lead to bookmarks that there are', () => {
    const bytes = write('TOC \\o "1-3" \\h')
    const root = readPartOf(bytes)
    const texts = listTexts(bytes)
    expect(texts).toContain('Words')
    expect(texts.filter((text) => /Old/.test(text))).toEqual([])
    const anchors = listAll(root, 'w:hyperlink').map((one) => one.attributes['w:anchor'])
    const names = listAll(root, 'w:bookmarkStart').map((one) => one.attributes['w:name'])
    for (const anchor of anchors) expect(names).toContain(anchor)
    expect(new Set(anchors).size).toBe(3)
    const codes = listAll(root, 'w:instrText').map(textContent)
    expect(codes.filter((code) => code.includes('PAGEREF'))).toHaveLength(3)
    const ends = listAll(root, 'w:fldChar').map((one) => one.attributes['w:fldCharType'])
    expect(ends.filter((end) => end === 'begin')).toHaveLength(4)
    expect(ends.filter((end) => end === 'end')).toHaveLength(4)
  })

  test('stay marked to be made anew', () => {
    const marks = listAll(readPartOf(write('TOC \\o "1-3" \\h')), 'w:fldChar')
    expect(marks[0]?.attributes['w:dirty']).toBe('true')
  })

  test('count headings as their list does', () => {
    const numbering =
      '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>' +
      '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    const number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    const headings = ['One', 'Two'].map((title) => paragraph(title, 'Heading1', number)).join('')
    const template = buildDocx({ body: contents('TOC \\o "1-3" \\h') + headings, numbering })
    const { bytes } = writeDocument(buildDocumentInput(template, {}))
    expect(listLines(bytes)).toEqual(['TOC1: 1\tOne', 'TOC1: 2\tTwo'])
  })

  test('name a section that is left out as the document does: by its heading, without its tables', () => {
    const left = paragraph('Left', 'Heading1') + paragraph('{{c}}') + paragraph('{{d}}')
    const bytes = writeBody(contents('TOC \\h \\c "Table"') + body + left, {
      '{{a}}': filled(table),
      '{{b}}': filled(table),
      '{{c}}': omitted('no source'),
      '{{d}}': filled(table),
    })
    expect(listLines(bytes)).toHaveLength(2)
  })

  test('of a part of the document, or in halves, keep their lines', () => {
    expect(listLines(write('TOC \\b part \\h'))).toEqual([])
    const half = `<w:tbl><w:tr><w:tc>${contents('TOC \\h').replace(`<w:p>${mark('end')}</w:p>`, '')}</w:tc></w:tr></w:tbl><w:p>${mark('end')}</w:p>`
    expect(listLines(writeBody(half + body, { '{{a}}': filled(table) }))).toEqual([])
  })

  test('in one paragraph, or as a simple field, are spread over paragraphs', () => {
    const simple =
      '<w:p><w:fldSimple w:instr=" TOC \\o &quot;1-1&quot; \\h "><w:r><w:t>Old</w:t></w:r></w:fldSimple></w:p>'
    const lines = listLines(writeBody(simple + body, { '{{a}}': filled(table) }))
    expect(lines).toEqual(['TOC1: Scope'])
  })

  testWith('ooxmlValidator', 'are sound Open XML', async () => {
    expect(await validateDocx(write('TOC \\o "1-3" \\h \\z \\u'))).toEqual([])
    expect(await validateDocx(write('TOC \\h \\c "Table"'))).toEqual([])
    expect(await validateDocx(write('TOC \\h \\c "Figure"'))).toEqual([])
  })
})
