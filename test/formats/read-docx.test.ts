import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readDocx } from '../../server/formats/read-docx.ts'
import { readZip, writeZip } from '../../server/formats/zip.ts'
import { buildDocx, cell, paragraph, run, table, tableRow } from '../support/build-docx.ts'
import { describeBlocks, readBuilt, readBytes } from '../support/read-built-docx.ts'
import { expectLawfulText } from '../support/source-text-laws.ts'

function codeOf(bytes: Uint8Array): string {
  const result = readDocx(bytes)
  return result.outcome === 'refused' ? result.code : result.outcome
}

function zipOf(parts: Readonly<Record<string, string>>): Uint8Array {
  const encoder = new TextEncoder()
  return writeZip(new Map(Object.entries(parts).map(([name, xml]) => [name, encoder.encode(xml)])))
}

function ole2(stream: string): Uint8Array {
  return Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(512),
    Buffer.from(stream, 'utf16le'),
  ])
}

describe('readDocx refuses', () => {
  test('a file without bytes', () => {
    expect(codeOf(new Uint8Array())).toBe('empty_file')
  })

  test('an Office file that is encrypted, apart from one of an old format', () => {
    expect(codeOf(ole2('EncryptedPackage'))).toBe('encrypted')
    expect(codeOf(ole2('WordDocument'))).toBe('unsupported_type')
  })

  test('bytes that are no zip, and a zip that is cut off', () => {
    expect(codeOf(Buffer.from('just words'))).toBe('damaged')
    expect(codeOf(buildDocx({ body: paragraph('words') }).subarray(0, 700))).toBe('damaged')
  })

  test('a zip without a Word document', () => {
    expect(codeOf(zipOf({ 'readme.txt': 'words' }))).toBe('type_mismatch')
    const workbook = buildDocx({
      body: '',
      mainPart: 'xl/workbook.xml',
      extraParts: { 'xl/workbook.xml': '<workbook/>' },
    })
    expect(codeOf(workbook)).toBe('type_mismatch')
  })

  test('a part in which a bit was turned, though it unpacks to words', () => {
    const packed = zipSync({ 'a.txt': Buffer.from('86 subjects') }, { level: 0 })
    const at = Buffer.from(packed).indexOf('86')
    packed[at] = packed[at]! ^ 1
    expect(() => readZip(packed)).toThrow(/the part a\.txt is not what the package says/)
  })

  test('a main part that is ill-formed, or has a DOCTYPE', () => {
    const withMain = (xml: string) =>
      buildDocx({ body: '', extraParts: { 'word/document.xml': xml } })
    expect(codeOf(withMain('<w:document><w:body>'))).toBe('damaged')
    expect(codeOf(withMain('<!DOCTYPE x [<!ENTITY e "x">]><w:document/>'))).toBe('damaged')
  })

  test('a document without a word', () => {
    expect(codeOf(buildDocx({ body: `<w:p/>${paragraph(' — ')}${table([['', '']])}` }))).toBe(
      'no_text',
    )
  })

  test('nesting that would exhaust the stack', () => {
    const deep = `${'<w:sdt><w:sdtContent>'.repeat(2000)}${'</w:sdtContent></w:sdt>'.repeat(2000)}`
    expect(codeOf(buildDocx({ body: deep }))).toBe('too_deep')
  })

  test('with a reason in words', () => {
    expect(readDocx(new Uint8Array())).toEqual({
      outcome: 'refused',
      code: 'empty_file',
      reason: 'the file has no bytes',
    })
  })
})

describe('readDocx reads', () => {
  test('a file whose main part has another name', () => {
    const bytes = buildDocx({ body: paragraph('words', 'Heading1'), mainPart: 'doc/main2.xml' })
    expect(describeBlocks(readBytes(bytes))).toEqual(['heading: words'])
  })

  test('a file without relationships, styles or content types', () => {
    const xml = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraph('words')}</w:body></w:document>`
    expect(readBytes(zipOf({ 'word/document.xml': xml })).text).toBe('words')
  })

  test('strict OOXML', () => {
    const source = readBuilt({ body: paragraph('words', 'Heading1'), isStrict: true })
    expect(describeBlocks(source)).toEqual(['heading: words'])
  })

  test('a file whose program chose other prefixes for the namespaces of Word', () => {
    const xml =
      '<ns0:document xmlns:ns0="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><ns0:body>' +
      '<ns0:p><ns0:pPr><ns0:pStyle ns0:val="Heading1"/></ns0:pPr><ns0:r><ns0:t>words</ns0:t></ns0:r></ns0:p>' +
      '</ns0:body></ns0:document>'
    const bytes = buildDocx({ body: '', extraParts: { 'word/document.xml': xml } })
    expect(describeBlocks(readBytes(bytes))).toEqual(['heading: words'])
  })

  test('parts in UTF-16 and with a byte order mark', () => {
    const xml = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraph('Größe')}</w:body></w:document>`
    const utf16 = Buffer.from(`\uFEFF${xml}`, 'utf16le')
    const utf8 = Buffer.from(`\uFEFF${xml}`)
    for (const bytes of [utf16, utf8]) {
      const file = buildDocx({ body: '', extraParts: { 'word/document.xml': bytes } })
      expect(readBytes(file).text).toBe('Größe')
    }
  })

  test('a file with a broken part beside the main one, and warns', () => {
    const bytes = buildDocx({
      body: paragraph('words'),
      extraParts: { 'word/styles.xml': '<w:styles>' },
    })
    const result = readDocx(bytes)
    expect(result).toMatchObject({ outcome: 'read', sourceText: { text: 'words' } })
    expect(result.outcome === 'read' && result.warnings).toEqual([
      expect.stringMatching(/^word\/styles\.xml is left out: /),
    ])
  })

  test('around what other parts hold, and warns', () => {
    const drawing = (kind: string) =>
      `<w:p><w:r><w:drawing><a:graphic><a:graphicData uri="http://schemas/2006/${kind}"/></a:graphic></w:drawing></w:r></w:p>`
    const chart = drawing('chart')
    const body = `${paragraph('words')}<w:altChunk r:id="rId9"/>${chart}${table([['a', 'b']])}${chart}${drawing('picture')}`
    const result = readDocx(buildDocx({ body }))
    expect(result.outcome === 'read' && result.warnings).toEqual([
      '1 embedded file not read',
      '2 charts not read',
    ])
    expect(readDocx(buildDocx({ body: chart }))).toMatchObject({
      code: 'no_text',
      reason: 'the document holds no words outside of 1 chart, not read',
    })
  })

  test('a document without words outside of its header not at all, and says so', () => {
    const headers = { rIdHeader1: paragraph('Running title') }
    const body = `<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader1"/></w:sectPr>`
    expect(readDocx(buildDocx({ body, headers }))).toMatchObject({
      code: 'no_text',
      reason: 'the document holds no words outside of headers and footers',
    })
  })

  test('equal bytes into equal texts, and says which reader it was', () => {
    const bytes = buildDocx({ body: paragraph('words') + table([['a', '1']]) })
    expect(readBytes(bytes)).toEqual(readBytes(bytes))
    expect(readBytes(bytes).reader).toEqual({ name: 'docx', version: '4', options: '' })
    expect(readBytes(bytes).pages).toEqual([])
  })
})

describe('any document', () => {
  const words = fc.string({
    maxLength: 12,
    unit: fc.constantFrom('a', 'B', '1', ' ', '\u00A0', '.', '\u00AD', '😀', '\n'),
  })
  const inline = fc.oneof(
    words.map((text) => run(text)),
    words.map((text) => `<w:ins>${run(text)}</w:ins>`),
    words.map((text) => `<w:del>${run(text)}</w:del>`),
    fc.constantFrom(
      '<w:r><w:tab/></w:r>',
      '<w:r><w:br/></w:r>',
      '<w:r><w:footnoteReference w:id="2"/></w:r>',
    ),
  )
  const style = fc.constantFrom('', 'Heading1', 'Caption', 'TOC1', 'ListParagraph')
  const paragraphs = fc
    .tuple(fc.array(inline, { maxLength: 4 }), style, fc.boolean())
    .map(([inner, id, isMerged]) => {
      const mark = isMerged ? '<w:rPr><w:del w:id="1"/></w:rPr>' : ''
      return `<w:p><w:pPr><w:pStyle w:val="${id}"/>${mark}</w:pPr>${inner.join('')}</w:p>`
    })
  const properties = fc.constantFrom(
    '',
    '<w:gridSpan w:val="2"/>',
    '<w:vMerge w:val="restart"/>',
    '<w:vMerge/>',
  )
  const rows = fc.array(fc.array(fc.tuple(words, properties), { maxLength: 4 }), { maxLength: 4 })
  const tables = fc.tuple(rows, fc.nat(2)).map(([cells, heads]) => {
    const written = cells.map((row, index) =>
      tableRow(
        row.map(([text, more]) => cell(text, more)),
        index < heads,
      ),
    )
    return `<w:tbl>${written.join('')}</w:tbl>`
  })
  const sections = fc.constant(
    '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rIdH"/></w:sectPr></w:pPr></w:p>',
  )
  const body = fc.array(fc.oneof(paragraphs, paragraphs, tables, sections), { maxLength: 10 })

  test('is read by the laws of a source text, or refused for want of words', () => {
    fc.assert(
      fc.property(body, (blocks) => {
        const bytes = buildDocx({
          body: blocks.join(''),
          headers: { rIdH: paragraph('Table 9. Title') },
          footnotes: `<w:footnote w:id="2">${paragraph('note')}</w:footnote>`,
        })
        const result = readDocx(bytes)
        if (result.outcome === 'refused') expect(result.code).toBe('no_text')
        else expectLawfulText(result.sourceText)
      }),
      { numRuns: 300 },
    )
  })

  test('never throws, whatever byte of it is changed', () => {
    const bytes = buildDocx({ body: paragraph('some words') + table([['a', '1']]) })
    const place = fc.integer({ min: 0, max: bytes.length - 1 })
    fc.assert(
      fc.property(place, fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const changed = Uint8Array.from(bytes)
        changed[at] = byte
        expect(['read', 'refused']).toContain(readDocx(changed).outcome)
      }),
      { numRuns: 300 },
    )
  })
})
