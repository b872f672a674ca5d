import { describe, expect, test } from 'vitest'
import { writeDocument } from '../../server/formats/write-docx.ts'
import { writeXmlFragment } from '../../server/formats/xml.ts'
import { readZip, writeZip } from '../../server/formats/zip.ts'
import { buildDocx, paragraph, run } from '../support/build-docx.ts'
import {
  buildDocumentInput,
  writeBody,
  citation,
  draftTable,
  filled,
  value,
} from '../support/build-document-input.ts'
import {
  getParagraph,
  listAll,
  readBookmarks,
  readPartOf,
  readTextOf,
} from '../support/read-written-docx.ts'

describe('the file as a whole', () => {
  const body = paragraph('Title {{a}}', 'Heading1') + paragraph('[[b]]')
  const contents = {
    '{{a}}': value('A'),
    '[[b]]': filled(
      draftTable([
        ['h', 'i'],
        ['Row', '5'],
      ]),
    ),
  }

  test('has the same bytes for the same input', () => {
    const input = buildDocumentInput(buildDocx({ body }), contents)
    expect(writeDocument(input).bytes).toEqual(writeDocument(structuredClone(input)).bytes)
  })

  test('keeps parts that it does not write as they are, in their order', () => {
    const headers = { rIdHeader1: paragraph('house') }
    const settings = '<w:zoom w:percent="100"/>'
    const template = buildDocx({
      body,
      headers,
      settings,
      extraParts: { 'word/media/a.bin': 'bytes' },
    })
    const { bytes } = writeDocument(buildDocumentInput(template, contents))
    const [before, after] = [readZip(template), readZip(bytes)]
    expect([...after.keys()].slice(0, before.size)).toEqual([...before.keys()])
    for (const name of ['word/header1.xml', 'word/settings.xml', 'word/media/a.bin']) {
      expect(after.get(name)).toEqual(before.get(name))
    }
  })

  test('keeps paragraphs that no placement touches as they are', () => {
    const odd =
      `<w:p w:rsidR="00AB12CD"><w:r><w:t>a</w:t></w:r><w:proofErr w:type="spellStart"/>` +
      '<w:ins w:id="1" w:author="x"><w:r><w:t xml:space="preserve"> b </w:t></w:r></w:ins></w:p>'
    const bytes = writeBody(odd + paragraph('[[a]]'), { '[[a]]': filled() })
    expect(writeXmlFragment(getParagraph(bytes, 'a b '))).toBe(odd)
  })

  test('bears the title and the date of the run, and no other', () => {
    const bytes = writeBody(body, contents, { title: 'old' })
    const core = readTextOf(bytes, 'docProps/core.xml')
    expect(core).toContain('<dc:title>Report</dc:title>')
    expect(core.match(/\d{4}-\d\d-\d\dT[^<]*/g)).toEqual(Array(2).fill('2024-02-03T00:00:00Z'))
    expect(readTextOf(writeBody(body, contents), 'docProps/core.xml')).toContain('Report')
  })

  test('marks tables of contents to be made anew, and no other field', () => {
    const field = (instruction: string) =>
      `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r>` +
      `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('x')}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`
    const bytes = writeBody(field(' TOC \\o "1-3"') + field(' PAGE ') + paragraph('{{a}}'), {
      '{{a}}': value('A'),
    })
    const dirty = listAll(readPartOf(bytes), 'w:fldChar').map((one) => one.attributes['w:dirty'])
    expect(dirty).toEqual(['true', ...Array<undefined>(5).fill(undefined)])
  })

  test('is a document even where the template is one for Word', () => {
    const parts = readZip(buildDocx({ body }))
    const types = new TextDecoder().decode(parts.get('[Content_Types].xml'))
    const dotx = types.replace('document.main+xml', 'template.main+xml')
    parts.set('[Content_Types].xml', new TextEncoder().encode(dotx))
    const { bytes } = writeDocument(buildDocumentInput(writeZip(parts), contents))
    expect(readTextOf(bytes, '[Content_Types].xml')).toContain('document.main+xml')
  })

  test('takes the traces of an earlier run out of a document that became a template', () => {
    const first = writeDocument(
      buildDocumentInput(buildDocx({ body: body + paragraph('{{c}}') }), contents),
    ).bytes
    const second = writeDocument(buildDocumentInput(first, { '{{c}}': value('C', citation) })).bytes
    expect([...readBookmarks(second).values()]).toEqual(['C'])
    expect(listAll(readPartOf(second), 'w:sdt')).toHaveLength(1)
    expect(
      [...readZip(second).keys()].filter((name) => name.startsWith('customXml/item')),
    ).toHaveLength(2)
  })

  test('is refused when the template is no Word file', () => {
    const input = {
      ...buildDocumentInput(buildDocx({ body }), {}),
      template: new Uint8Array([1, 2]),
    }
    expect(() => writeDocument(input)).toThrow('not a readable zip package')
  })
})
