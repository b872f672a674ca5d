import { writeZip } from '../../server/formats/zip.ts'

/** The inner XML of the parts of a Word file; a part that is left out is not in the package. */
export type DocxContent = {
  /** Inside w:body, with the closing w:sectPr if there is to be one. */
  readonly body: string
  /** Inside w:styles; `standardStyles` when left out. */
  readonly styles?: string
  /** Inside w:numbering. */
  readonly numbering?: string
  /** Inside w:hdr and w:ftr, by relationship id ("rIdHeader1"). */
  readonly headers?: Readonly<Record<string, string>>
  readonly footers?: Readonly<Record<string, string>>
  /** Inside w:footnotes, w:endnotes, w:comments, w:settings. */
  readonly footnotes?: string
  readonly endnotes?: string
  readonly comments?: string
  readonly settings?: string
  /** dc:title of docProps/core.xml. */
  readonly title?: string
  /** "word/document.xml" when left out. */
  readonly mainPart?: string
  /** With the namespaces of strict OOXML (ISO/IEC 29500-1 §A). */
  readonly isStrict?: boolean
  /** Further parts, or other bytes for one of the above, by name. */
  readonly extraParts?: Readonly<Record<string, string | Uint8Array>>
}

/** Packs a Word file whose bytes depend on nothing but the content. */
export function buildDocx(content: DocxContent): Uint8Array {
  const main = content.mainPart ?? 'word/document.xml'
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const related = listRelatedParts(content)
  const parts = new Map<string, string | Uint8Array>([
    ['[Content_Types].xml', contentTypes(main, related, folder)],
    ['_rels/.rels', packageRelationships(main, content)],
    [main, root(content, 'document', `<w:body>${content.body}</w:body>`)],
    [`${folder}_rels/${main.slice(folder.length)}.rels`, mainRelationships(content, related)],
  ])
  for (const part of related) parts.set(folder + part.file, root(content, part.root, part.xml))
  if (content.title !== undefined) parts.set('docProps/core.xml', coreProperties(content.title))
  for (const [name, part] of Object.entries(content.extraParts ?? {})) parts.set(name, part)
  const encoder = new TextEncoder()
  return writeZip(
    new Map(
      [...parts].map(([name, part]) => [
        name,
        typeof part === 'string' ? encoder.encode(part) : part,
      ]),
    ),
  )
}

/** `<w:p>` of one run; a style id or further w:pPr children if wanted. */
export function paragraph(text: string, style = '', properties = ''): string {
  const styled = style ? `<w:pStyle w:val="${style}"/>` : ''
  return `<w:p><w:pPr>${styled}${properties}</w:pPr>${run(text)}</w:p>`
}

export function run(text: string, properties = ''): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`
}

/** `<w:tbl>` of plain cells; the first `headerRowCount` rows are marked w:tblHeader. */
export function table(rows: readonly (readonly string[])[], headerRowCount = 0): string {
  const written = rows.map((cells, index) =>
    tableRow(
      cells.map((text) => cell(text)),
      index < headerRowCount,
    ),
  )
  const columns = Math.max(0, ...rows.map((cells) => cells.length))
  return `<w:tbl><w:tblPr/><w:tblGrid>${'<w:gridCol w:w="1000"/>'.repeat(columns)}</w:tblGrid>${written.join('')}</w:tbl>`
}

/** `<w:tr>` of cells that are XML already. */
export function tableRow(cells: readonly string[], isHeader = false, properties = ''): string {
  const mark = isHeader ? '<w:tblHeader/>' : ''
  return `<w:tr><w:trPr>${mark}${properties}</w:trPr>${cells.join('')}</w:tr>`
}

/** `<w:tc>` of one paragraph, with w:tcPr children (`<w:gridSpan w:val="2"/>`) if wanted. */
export function cell(text: string, properties = ''): string {
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(text)}</w:tc>`
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

/** Normal, Title, headings 1 to 3, Caption, List Paragraph, TOC 1, as English Word names them. */
export const standardStyles =
  '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>' +
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' +
  paragraphStyle('Title', 'Title') +
  [1, 2, 3]
    .map((level) =>
      paragraphStyle(`Heading${level}`, `heading ${level}`, `<w:outlineLvl w:val="${level - 1}"/>`),
    )
    .join('') +
  paragraphStyle('Caption', 'caption') +
  paragraphStyle('ListParagraph', 'List Paragraph') +
  paragraphStyle('TOC1', 'toc 1')

/** `<w:style>` of a paragraph style with w:pPr children, based on another style id. */
export function paragraphStyle(
  id: string,
  name: string,
  properties = '',
  basedOn = 'Normal',
): string {
  return (
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>` +
    `<w:basedOn w:val="${basedOn}"/><w:pPr>${properties}</w:pPr></w:style>`
  )
}

type RelatedPart = {
  readonly id: string
  readonly file: string
  /** Last segment of the relationship's type. */
  readonly type: string
  readonly root: string
  readonly xml: string
}

function listRelatedParts(content: DocxContent): RelatedPart[] {
  const single = [
    ['styles', 'styles', content.styles ?? standardStyles],
    ['numbering', 'numbering', content.numbering],
    ['footnotes', 'footnotes', content.footnotes],
    ['endnotes', 'endnotes', content.endnotes],
    ['comments', 'comments', content.comments],
    ['settings', 'settings', content.settings],
  ] as const
  return [
    ...single.flatMap(([type, name, xml]) =>
      xml === undefined ? [] : [{ id: `rId_${type}`, file: `${type}.xml`, type, root: name, xml }],
    ),
    ...listMargins('header', 'hdr', content.headers),
    ...listMargins('footer', 'ftr', content.footers),
  ]
}

function listMargins(
  type: 'header' | 'footer',
  rootName: string,
  margins: Readonly<Record<string, string>> = {},
): RelatedPart[] {
  return Object.entries(margins).map(([id, xml], index) => ({
    id,
    file: `${type}${index + 1}.xml`,
    type,
    root: rootName,
    xml,
  }))
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006'
const typePrefix = 'application/vnd.openxmlformats-officedocument.wordprocessingml.'

/** `name` is "wordprocessingml/main" or the like; transitional OOXML puts a year into the path. */
function officeNamespace(content: DocxContent, name: string): string {
  if (content.isStrict) return `http://purl.oclc.org/ooxml/${name}`
  return `http://schemas.openxmlformats.org/${name.replace('/', '/2006/')}`
}

function root(content: DocxContent, name: string, xml: string): string {
  const namespaces = [
    `xmlns:w="${officeNamespace(content, 'wordprocessingml/main')}"`,
    `xmlns:r="${officeNamespace(content, 'officeDocument/relationships')}"`,
    `xmlns:m="${officeNamespace(content, 'officeDocument/math')}"`,
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
    'xmlns:v="urn:schemas-microsoft-com:vml"',
  ].join(' ')
  return `${declaration}<w:${name} ${namespaces}>${xml}</w:${name}>`
}

function contentTypes(main: string, related: readonly RelatedPart[], folder: string): string {
  const overrides = [
    `<Override PartName="/${main}" ContentType="${typePrefix}document.main+xml"/>`,
    ...related.map(
      (part) =>
        `<Override PartName="/${folder}${part.file}" ContentType="${typePrefix}${part.type}+xml"/>`,
    ),
  ]
  return (
    `${declaration}<Types xmlns="${packageNamespace}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
  )
}

function packageRelationships(main: string, content: DocxContent): string {
  const type = `${officeNamespace(content, 'officeDocument/relationships')}/officeDocument`
  const core =
    content.title === undefined
      ? ''
      : `<Relationship Id="rId2" Type="${packageNamespace}/relationships/metadata/core-properties" Target="docProps/core.xml"/>`
  return relationships(`<Relationship Id="rId1" Type="${type}" Target="${main}"/>${core}`)
}

function mainRelationships(content: DocxContent, related: readonly RelatedPart[]): string {
  const base = officeNamespace(content, 'officeDocument/relationships')
  return relationships(
    related
      .map(
        (part) =>
          `<Relationship Id="${part.id}" Type="${base}/${part.type}" Target="${part.file}"/>`,
      )
      .join(''),
  )
}

function relationships(xml: string): string {
  return `${declaration}<Relationships xmlns="${packageNamespace}/relationships">${xml}</Relationships>`
}

function coreProperties(title: string): string {
  return (
    `${declaration}<cp:coreProperties xmlns:cp="${packageNamespace}/metadata/core-properties" ` +
    `xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(title)}</dc:title></cp:coreProperties>`
  )
}
