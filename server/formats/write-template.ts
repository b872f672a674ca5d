import type { TemplateLine } from '../../shared/model/template-outline.ts'
import { templateStyles, findTemplateStyle } from './template-styles.ts'
import { writeZip } from './zip.ts'

/**
 * A .docx template of headings and lines; equal lines give equal bytes. It has the styles that documents
 * need, A4 pages and page numbers, so that what is written from it looks like a report.
 */
export function writeTemplate(lines: readonly TemplateLine[]): Uint8Array {
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'word/document.xml']]),
    'word/document.xml': `${declaration}<w:document ${namespaces}><w:body>${lines.map(writeLine).join('')}${sectionProperties}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relationships([
      ['rId1', 'styles', 'styles.xml'],
      ['rId2', 'numbering', 'numbering.xml'],
      ['rId3', 'footer', 'footer1.xml'],
      ['rId4', 'settings', 'settings.xml'],
    ]),
    'word/styles.xml': `${declaration}<w:styles ${namespaces}>${templateStyles}</w:styles>`,
    'word/numbering.xml': `${declaration}<w:numbering ${namespaces}>${numbering}</w:numbering>`,
    'word/settings.xml': `${declaration}<w:settings ${namespaces}><w:defaultTabStop w:val="708"/></w:settings>`,
    'word/footer1.xml': `${declaration}<w:ftr ${namespaces}>${pageNumber}</w:ftr>`,
  }
  const encoder = new TextEncoder()
  const encoded = Object.entries(parts).map(([name, xml]) => [name, encoder.encode(xml)] as const)
  return writeZip(new Map(encoded))
}

function writeLine({ headingLevel, text, styleNames, fill, color }: TemplateLine): string {
  const named = styleNames.map(findTemplateStyle).find((id) => id !== undefined)
  const style = headingLevel > 0 ? `Heading${headingLevel}` : (named ?? 'BodyText')
  const shading = fill ? `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"/>` : ''
  const look = color ? `<w:rPr><w:color w:val="${color}"/></w:rPr>` : ''
  return (
    `<w:p><w:pPr><w:pStyle w:val="${style}"/>${shading}</w:pPr>` +
    `<w:r>${look}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`
  )
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const override = (part: string, type: string) =>
  `<Override PartName="/word/${part}.xml" ContentType="${wordType}.${type}+xml"/>`

const contentTypes =
  `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  override('document', 'document.main') +
  override('styles', 'styles') +
  override('numbering', 'numbering') +
  override('settings', 'settings') +
  override('footer1', 'footer') +
  '</Types>'

function relationships(all: readonly (readonly [string, string, string])[]): string {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const written = all.map(
    ([id, kind, target]) => `<Relationship Id="${id}" Type="${type}/${kind}" Target="${target}"/>`,
  )
  return `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${written.join('')}</Relationships>`
}

/** A4 with margins of 2.25 cm and 2.5 cm, in twentieths of a point. */
const sectionProperties =
  '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>' +
  '<w:pgMar w:top="1418" w:right="1276" w:bottom="1304" w:left="1276" w:header="624" w:footer="567" w:gutter="0"/></w:sectPr>'

const pageNumber =
  '<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">Page </w:t></w:r>' +
  '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'

const bullet =
  '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>' +
  '<w:pPr><w:ind w:left="454" w:hanging="284"/></w:pPr></w:lvl>'

const headingLevels = Array.from({ length: 9 }, (_, at) => {
  const number = Array.from({ length: at + 1 }, (__, one) => `%${one + 1}`).join('.')
  return (
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading${at + 1}"/>` +
    `<w:lvlText w:val="${number}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${567 + at * 142}" w:hanging="${567 + at * 142}"/></w:pPr></w:lvl>`
  )
}).join('')

const numbering =
  `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>${headingLevels}</w:abstractNum>` +
  `<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="hybridMultilevel"/>${bullet}</w:abstractNum>` +
  '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
