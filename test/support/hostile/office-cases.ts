import { zipSync, type Zippable } from 'fflate'
import { buildDocx, paragraph } from '../build-docx.ts'
import { toBytes, type HostileCase } from './hostile-case.ts'

const declaration = '<?xml version="1.0" encoding="UTF-8"?>'
const entities = `<!DOCTYPE a [<!ENTITY a "words">${Array.from({ length: 9 }, (_, at) => `<!ENTITY ${name(at + 1)} "${`&${name(at)};`.repeat(10)}">`).join('')}]>`

type Format = 'docx' | 'xlsx' | 'pptx'

/** Office files whose parts are well packed and hostile in what they say. */
export const officeCases: readonly HostileCase[] = [
  ...(['docx', 'xlsx', 'pptx'] as const).flatMap((format) => [
    createOffice(format, 'XML 100,000 deep', '<x>'.repeat(100_000), 'too_deep'),
    createOffice(format, 'entities that grow to a billion words', '&j;', 'damaged', entities),
    createOffice(
      format,
      'an entity of another file',
      '&b;',
      'damaged',
      '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    ),
  ]),
  createSheet('16,384 columns in 100 rows, two cells each', () => sparseSheet(100, 16_384), 'read'),
  createSheet(
    '16,384 columns in 20,000 rows, two cells each',
    () => sparseSheet(20_000, 16_384),
    'read',
  ),
  createSheet('two cells at the ends of all that a sheet can have', () => farSheet(), 'read'),
  createSheet('16,384 columns in 10 full rows', () => fullSheet(10, 16_384), 'read'),
  createSheet('16,384 columns in 200 full rows', () => fullSheet(200, 16_384), 'too_large'),
  createSheet('a merge over the whole sheet', () => mergedSheet('A1:XFD1048576'), 'read'),
  createSheet(
    '20,000 merges of whole rows',
    () => mergedSheet(...Array.from({ length: 20_000 }, (_, at) => `A${at + 2}:XFD${at + 2}`)),
    'read',
  ),
  {
    name: 'tables in cells 400 deep',
    fileName: 'hostile.docx',
    build: () => buildDocx({ body: nestTables(160) }),
    outcome: 'read',
  },
  {
    name: 'a cell that claims to span a million columns',
    fileName: 'hostile.docx',
    build: () =>
      buildDocx({
        body:
          '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>' +
          `${paragraph('words')}</w:tc></w:tr></w:tbl>`,
      }),
    outcome: 'read',
  },
]

function name(index: number): string {
  return String.fromCharCode(97 + index)
}

function createOffice(
  format: Format,
  what: string,
  inner: string,
  outcome: HostileCase['outcome'],
  head = '',
): HostileCase {
  return {
    name: what,
    fileName: `hostile.${format}`,
    build: () => buildOffice(format, inner, head),
    outcome,
  }
}

/** A package whose main text is `inner` as it stands. */
function buildOffice(format: Format, inner: string, head: string): Uint8Array {
  switch (format) {
    case 'docx':
      return buildDocx({
        body: '',
        extraParts: {
          'word/document.xml': `${declaration}${head}<w:document><w:body><w:p><w:r><w:t>${inner}</w:t></w:r></w:p></w:body></w:document>`,
        },
      })
    case 'xlsx':
      return buildXlsx(
        `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${inner}</t></is></c></row></sheetData>`,
        head,
      )
    case 'pptx':
      return buildPptx(`<a:p><a:r><a:t>${inner}</a:t></a:r></a:p>`, head)
  }
}

function createSheet(
  what: string,
  build: () => string,
  outcome: HostileCase['outcome'],
): HostileCase {
  return { name: what, fileName: 'hostile.xlsx', build: () => buildXlsx(build()), outcome }
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relationshipsNamespace = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** A workbook of one sheet, given as what is inside its `worksheet`, and further parts. */
export function buildXlsx(
  sheet: string,
  head = '',
  more: Readonly<Record<string, string>> = {},
): Uint8Array {
  return pack({
    '[Content_Types].xml': contentTypes(
      ['/xl/workbook.xml', 'sheet.main'],
      ['/xl/worksheets/sheet1.xml', 'worksheet'],
    ),
    '_rels/.rels': relationships(
      `<Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/>`,
    ),
    'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Sheet" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(
      `<Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/>`,
    ),
    'xl/worksheets/sheet1.xml': `${declaration}${head}<worksheet xmlns="${main}" xmlns:r="${office}">${sheet}</worksheet>`,
    ...more,
  })
}

/** A presentation of one slide with one shape of these paragraphs. */
export function buildPptx(paragraphs: string, head = '', related = ''): Uint8Array {
  const namespaces = `xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${office}"`
  return pack({
    '[Content_Types].xml': contentTypes(['/ppt/presentation.xml', 'presentation.main']),
    '_rels/.rels': relationships(
      `<Relationship Id="r1" Type="${office}/officeDocument" Target="ppt/presentation.xml"/>`,
    ),
    'ppt/presentation.xml': `<p:presentation ${namespaces}><p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relationships(
      `<Relationship Id="r1" Type="${office}/slide" Target="slides/slide1.xml"/>`,
    ),
    'ppt/slides/slide1.xml': `${declaration}${head}<p:sld ${namespaces}><p:cSld><p:spTree><p:sp><p:txBody>${paragraphs}</p:txBody></p:sp></p:spTree></p:cSld></p:sld>`,
    'ppt/slides/_rels/slide1.xml.rels': relationships(related),
  })
}

export function relationships(inner: string): string {
  return `${declaration}<Relationships xmlns="${relationshipsNamespace}">${inner}</Relationships>`
}

function contentTypes(...parts: readonly (readonly [name: string, type: string])[]): string {
  const overrides = parts.map(
    ([part, type]) =>
      `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.${part.startsWith('/xl') ? 'spreadsheetml' : 'presentationml'}.${type}+xml"/>`,
  )
  return `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${overrides.join('')}</Types>`
}

function pack(parts: Readonly<Record<string, string>>): Uint8Array {
  const entries: Zippable = {}
  for (const [part, text] of Object.entries(parts)) entries[part] = toBytes(text)
  return zipSync(entries, { level: 1 })
}

function sheetCell(column: string, row: number): string {
  return `<c r="${column}${row}"><v>${row}</v></c>`
}

function sparseSheet(rows: number, columns: number): string {
  const last = columnName(columns - 1)
  const lines = Array.from(
    { length: rows },
    (_, at) => `<row r="${at + 1}">${sheetCell('A', at + 1)}${sheetCell(last, at + 1)}</row>`,
  )
  return `<dimension ref="A1:${last}${rows}"/><sheetData>${lines.join('')}</sheetData>`
}

function farSheet(): string {
  return `<dimension ref="A1:XFD1048576"/><sheetData><row r="1">${sheetCell('A', 1)}</row><row r="1048576">${sheetCell('XFD', 1_048_576)}</row></sheetData>`
}

function fullSheet(rows: number, columns: number): string {
  const names = Array.from({ length: columns }, (_, at) => columnName(at))
  const lines = Array.from(
    { length: rows },
    (_, at) =>
      `<row r="${at + 1}">${names.map((column) => sheetCell(column, at + 1)).join('')}</row>`,
  )
  return `<dimension ref="A1:${names.at(-1)}${rows}"/><sheetData>${lines.join('')}</sheetData>`
}

function mergedSheet(...ranges: readonly string[]): string {
  const merges = ranges.map((range) => `<mergeCell ref="${range}"/>`)
  return `<dimension ref="A1:B2"/><sheetData><row r="1">${sheetCell('A', 1)}${sheetCell('B', 1)}</row><row r="2">${sheetCell('A', 2)}${sheetCell('B', 2)}</row></sheetData><mergeCells count="${ranges.length}">${merges.join('')}</mergeCells>`
}

/** "A" for 0, "XFD" for 16,383. */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}

function nestTables(levels: number): string {
  return `${'<w:tbl><w:tr><w:tc>'.repeat(levels)}${paragraph('words')}${'</w:tc></w:tr></w:tbl>'.repeat(levels)}`
}
