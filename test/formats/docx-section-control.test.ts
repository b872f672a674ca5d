import { describe, expect, test } from 'vitest'
import { writeDocument } from '../../server/formats/write-docx.ts'
import { findPath, textContent, type XmlElement } from '../../server/formats/xml.ts'
import { buildDocx, cell, paragraph, run, tableRow } from '../support/build-docx.ts'
import { buildDocumentInput, draftTable, filled, value } from '../support/build-document-input.ts'
import { listAll, readPartOf } from '../support/read-written-docx.ts'

function writeControls(body: string, contents: Parameters<typeof buildDocumentInput>[1] = {}) {
  const input = buildDocumentInput(buildDocx({ body }), contents)
  return listAll(readPartOf(writeDocument(input).bytes), 'w:sdt')
}

function tagOf(control: XmlElement): string | undefined {
  return findPath(control, 'w:sdtPr', 'w:tag')?.attributes['w:val']
}

const sections =
  paragraph('cover') +
  paragraph('One', 'Heading1') +
  paragraph('text [[a]]') +
  paragraph('Sub', 'Heading2') +
  paragraph('more') +
  '<w:sectPr/>'

describe('a section of a written document', () => {
  test('stands in one content control with its heading, beside its subsections', () => {
    const controls = writeControls(sections, { '[[a]]': value('A') })
    expect(controls.map((one) => [tagOf(one), textContent(one)])).toEqual([
      ['sw:section:0', 'cover'],
      ['sw:section:1', 'Onetext A'],
      ['sw:section:2', 'Submore'],
    ])
  })

  test('has a control that shows no frame, and a number of its own', () => {
    const controls = writeControls(sections)
    const look = controls.map((one) => findPath(one, 'w:sdtPr', 'w15:appearance')?.attributes)
    expect(look).toEqual(Array(3).fill({ 'w15:val': 'hidden' }))
    const ids = controls.map((one) => Number(findPath(one, 'w:sdtPr', 'w:id')?.attributes['w:val']))
    expect(new Set(ids).size).toBe(3)
    expect(ids.every((id) => id > 0 && id < 2 ** 31)).toBe(true)
  })

  test('has a title of at most 64 characters', () => {
    const [control] = writeControls(paragraph(`${'x'.repeat(63)}😀 and on`, 'Heading1'))
    const title = control && findPath(control, 'w:sdtPr', 'w:alias')?.attributes['w:val']
    expect(title).toBe('x'.repeat(63))
  })

  test.each([
    ['a section break', `<w:p><w:pPr><w:sectPr/></w:pPr></w:p>`],
    ['half of a field', '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'],
  ])('has no control when it holds %s', (_, block) => {
    const body = paragraph('One', 'Heading1') + block + paragraph('Two', 'Heading1')
    expect(writeControls(body).map(tagOf)).toEqual(['sw:section:2'])
  })

  test('has no control when its heading stands in a table, nor has the one that ends there', () => {
    const inner = cell('x').replace('</w:tc>', `${paragraph('Two', 'Heading1')}</w:tc>`)
    const body =
      paragraph('One', 'Heading1') + `<w:tbl>${tableRow([inner])}</w:tbl>` + paragraph('rest')
    expect(writeControls(body)).toEqual([])
  })

  test('ends before a table that begins with the next heading', () => {
    const inner = `<w:tc>${paragraph('Two', 'Heading1')}</w:tc>`
    const body =
      paragraph('One', 'Heading1') + paragraph('a') + `<w:tbl>${tableRow([inner])}</w:tbl>`
    expect(writeControls(body).map((one) => textContent(one))).toEqual(['Onea'])
  })

  test('may hold a content control of the template', () => {
    const control = `<w:sdt><w:sdtPr><w:tag w:val="mine"/></w:sdtPr><w:sdtContent>${paragraph('in')}</w:sdtContent></w:sdt>`
    const tags = writeControls(paragraph('One', 'Heading1') + control).map(tagOf)
    expect(tags).toEqual(['sw:section:1', 'mine'])
  })

  test('keeps its control when a rule writes its heading', () => {
    const body = paragraph('[[a]]', 'Heading1') + paragraph('text') + paragraph('Two', 'Heading1')
    const heading = filled({
      kind: 'paragraph',
      role: 'body',
      sentences: [{ text: 'New', basis: 'house_text', citations: [] }],
    })
    const controls = writeControls(body, { '[[a]]': heading })
    expect(controls.map((one) => textContent(one))).toEqual(['Newtext', 'Two'])
  })

  test('leaves the break behind a landscape table outside of its control', () => {
    const wide = draftTable([
      Array<string>(16).fill('Xanomeline'),
      Array<string>(16).fill('12 (3.4%)'),
    ])
    const body =
      paragraph('One', 'Heading1') +
      `<w:p>${run('[[a]]')}</w:p>` +
      paragraph('Two', 'Heading1') +
      paragraph('text')
    const controls = writeControls(body, { '[[a]]': filled(wide) })
    expect(controls.map(tagOf)).toEqual(['sw:section:1', 'sw:section:2'])
    expect(controls.flatMap((one) => listAll(one, 'w:sectPr'))).toEqual([])
  })
})
