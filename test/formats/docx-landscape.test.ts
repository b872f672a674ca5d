import { describe, expect, test } from 'vitest'
import type { PlacedContent } from '../../shared/model/document-input.ts'
import { writeDocument } from '../../server/formats/write-docx.ts'
import { findChild, type XmlElement } from '../../server/formats/xml.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { buildDocumentInput, draftTable, filled } from '../support/build-document-input.ts'
import { listAll, readPartOf } from '../support/read-written-docx.ts'

const wide = filled(
  draftTable([
    Array<string>(16).fill('Xanomeline'),
    Array.from({ length: 16 }, (_, column) => `1${column} (12.3%)`),
  ]),
)

const portrait =
  '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader1"/><w:type w:val="continuous"/>' +
  '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1000" w:right="1100" w:bottom="1200" w:left="1300" ' +
  'w:header="700" w:footer="700" w:gutter="0"/><w:pgNumType w:start="5"/><w:titlePg/></w:sectPr>'

/** The page sections of what is written, and the words of the blocks in each. */
function writeSections(body: string, contents: Record<string, PlacedContent> = { '[[a]]': wide }) {
  const headers = { rIdHeader1: paragraph('house') }
  const input = buildDocumentInput(buildDocx({ body, headers }), contents)
  const root = readPartOf(writeDocument(input).bytes)
  return listAll(root, 'w:sectPr').map(describeSection)
}

function describeSection(section: XmlElement) {
  const size = findChild(section, 'w:pgSz')?.attributes
  return {
    page: `${size?.['w:w']}x${size?.['w:h']} ${size?.['w:orient'] ?? 'portrait'}`,
    type: findChild(section, 'w:type')?.attributes['w:val'],
    start: findChild(section, 'w:pgNumType')?.attributes['w:start'],
    hasFirstPage: findChild(section, 'w:titlePg') !== undefined,
    header: findChild(section, 'w:headerReference')?.attributes['r:id'],
  }
}

const upright = { page: '12240x15840 portrait', header: 'rIdHeader1' }
const turned = { page: '15840x12240 landscape', header: 'rIdHeader1' }
const isFirst = { type: 'continuous', start: '5', hasFirstPage: true }
const isNext = { type: 'nextPage', start: undefined, hasFirstPage: false }

describe('a table that is wider than the text', () => {
  test('gets a landscape page between two pages as before', () => {
    const body = paragraph('before') + paragraph('[[a]]') + paragraph('after') + portrait
    expect(writeSections(body)).toEqual([
      { ...upright, ...isFirst },
      { ...turned, ...isNext },
      { ...upright, ...isNext },
    ])
  })

  test('turns the last page when nothing follows', () => {
    const sections = writeSections(paragraph('before') + paragraph('[[a]]') + portrait)
    expect(sections).toEqual([
      { ...upright, ...isFirst },
      { ...turned, ...isNext },
    ])
  })

  test('turns the first page when nothing goes before', () => {
    const sections = writeSections(paragraph('[[a]]') + paragraph('after') + portrait)
    expect(sections).toEqual([
      { ...turned, ...isFirst },
      { ...upright, ...isNext },
    ])
  })

  test('takes the headings right above along', () => {
    const heads = paragraph('One', 'Heading1') + paragraph('Sub', 'Heading2')
    const body = paragraph('before') + heads + paragraph('[[a]]') + paragraph('after') + portrait
    const input = buildDocumentInput(buildDocx({ body }), { '[[a]]': wide })
    const root = readPartOf(writeDocument(input).bytes)
    const order = listAll(root, 'w:p').flatMap((one) =>
      listAll(one, 'w:sectPr').length > 0 ? ['break'] : listAll(one, 'w:pStyle').map(styleName),
    )
    expect(order.slice(0, 4)).toEqual(['break', 'Heading1', 'Heading2', 'Caption'])
  })

  test('shares its page with a wide table that follows at once', () => {
    const body = ['before', '[[a]]', '[[b]]', 'after'].map((text) => paragraph(text)).join('')
    const sections = writeSections(body + portrait, { '[[a]]': wide, '[[b]]': wide })
    expect(sections.map(({ page }) => page)).toEqual([upright.page, turned.page, upright.page])
  })

  test('stands beside another with text between, each on its page', () => {
    const body = ['before', '[[a]]', 'between', '[[b]]', 'after']
    const sections = writeSections(body.map((text) => paragraph(text)).join('') + portrait, {
      '[[a]]': wide,
      '[[b]]': wide,
    })
    const pages = [upright, turned, upright, turned, upright].map(({ page }) => page)
    expect(sections.map(({ page }) => page)).toEqual(pages)
    expect(sections.map(({ start }) => start)).toEqual([
      '5',
      ...Array<undefined>(4).fill(undefined),
    ])
  })

  test('ends where the section of the template ends, without a blank page', () => {
    const end = `<w:p><w:pPr>${portrait}</w:pPr></w:p>`
    const body = paragraph('before') + paragraph('[[a]]') + end + paragraph('next') + portrait
    expect(writeSections(body).map(({ page }) => page)).toEqual([
      upright.page,
      turned.page,
      upright.page,
    ])
  })

  test('carries the section break that its rule carried, on the landscape page', () => {
    const rule = paragraph('[[a]]').replace('</w:pPr>', `${portrait}</w:pPr>`)
    const body = paragraph('before') + rule + paragraph('next') + portrait
    expect(writeSections(body).map(({ page }) => page)).toEqual([
      upright.page,
      turned.page,
      upright.page,
    ])
  })

  test('gets its page in a document that says nothing about pages', () => {
    const body = paragraph('before') + paragraph('[[a]]') + paragraph('after')
    expect(writeSections(body).map(({ page }) => page)).toEqual([
      upright.page,
      turned.page,
      upright.page,
    ])
  })

  test('turns the margins with the page', () => {
    const input = buildDocumentInput(buildDocx({ body: paragraph('[[a]]') + portrait }), {
      '[[a]]': wide,
    })
    const [margins] = listAll(readPartOf(writeDocument(input).bytes), 'w:pgMar')
    expect(margins?.attributes).toMatchObject({
      'w:top': '1300',
      'w:right': '1000',
      'w:bottom': '1100',
      'w:left': '1200',
    })
  })
})

function styleName(one: XmlElement): string | undefined {
  return one.attributes['w:val']
}
