import { describe, expect, test } from 'vitest'
import { joinRuns, listParagraphs } from '../../server/formats/docx-runs.ts'
import { readTemplate } from '../../server/formats/read-template.ts'
import { decodeXml } from '../../server/formats/opc.ts'
import { parseXml } from '../../server/formats/xml.ts'
import { readZip } from '../../server/formats/zip.ts'
import type { TemplateParagraph } from '../../shared/model/template.ts'
import {
  buildDocx,
  paragraph,
  paragraphStyle,
  run,
  standardStyles,
  table,
} from '../support/build-docx.ts'

function read(bytes: Uint8Array): readonly TemplateParagraph[] {
  const result = readTemplate(bytes)
  if (result.outcome === 'refused') throw new Error(result.reason)
  return result.paragraphs
}

describe('readTemplate', () => {
  test('gives every paragraph its ordinal, the empty ones too', () => {
    const body =
      paragraph('Aims', 'Heading1') +
      '<w:p/>' +
      table([['[[rule omit]]', '{{name}}']]) +
      paragraph('end')
    const all = read(buildDocx({ body }))
    expect(all.map(({ index, text, isInTable }) => [index, text, isInTable])).toEqual([
      [0, 'Aims', false],
      [1, '', false],
      [2, '[[rule omit]]', true],
      [3, '{{name}}', true],
      [4, 'end', false],
    ])
  })

  test('joins a rule that Word has split, and keeps tabs, breaks and blanks as they are', () => {
    const split = `<w:p>${run(' [[ru')}<w:proofErr w:type="spellStart"/>${run('le\u00A0omit')}<w:r><w:br/><w:t>]]</w:t><w:tab/></w:r></w:p>`
    expect(read(buildDocx({ body: split }))[0]?.text).toBe(' [[rule\u00A0omit\n]]\t')
  })

  test('names the style, and finds headings of Word in other languages', () => {
    const styles =
      standardStyles +
      paragraphStyle('berschrift2', 'heading 2') +
      paragraphStyle('Kapitel', 'Kapitel', '<w:outlineLvl w:val="0"/>')
    const body =
      paragraph('a', 'berschrift2') +
      paragraph('b', 'Kapitel') +
      paragraph('c') +
      paragraph('d', 'Unknown')
    const all = read(buildDocx({ body, styles }))
    expect(all.map(({ styleName, headingLevel }) => [styleName, headingLevel])).toEqual([
      ['heading 2', 2],
      ['Kapitel', 1],
      ['Normal', 0],
      ['Unknown', 0],
    ])
  })

  test('counts exactly as the function that the writer edits by', () => {
    const control = `<w:sdt><w:sdtContent>${paragraph('in a control')}</w:sdtContent></w:sdt>`
    const bytes = buildDocx({ body: table([['a'], ['b']]) + control + paragraph('c') })
    const main = readZip(bytes).get('word/document.xml') ?? new Uint8Array()
    const nodes = listParagraphs(parseXml(decodeXml(main)))
    expect(read(bytes).map((one) => one.text)).toEqual(nodes.map((node) => joinRuns(node).text))
  })

  test('reads a template without a word', () => {
    expect(read(buildDocx({ body: '<w:p/>' }))).toHaveLength(1)
  })

  test('refuses a file that is no Word file', () => {
    expect(readTemplate(Buffer.from('words'))).toMatchObject({
      outcome: 'refused',
      code: 'damaged',
    })
  })
})
