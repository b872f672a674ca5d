import fc from 'fast-check'
import { readZip, writeZip } from '../../../server/formats/zip.ts'
import {
  buildDocx,
  cell,
  paragraph,
  paragraphStyle,
  run,
  standardStyles,
  tableRow,
  type DocxContent,
} from '../../support/build-docx.ts'

/** What a file is made of, short enough to be printed where a test fails. */
export type DocumentPlan = {
  /** Names of `blockKinds`. */
  readonly blocks: readonly string[]
  readonly hasFootnotes: boolean
  readonly hasNoteStyles: boolean
  readonly isStrict: boolean
}

/** Files in which a change of one paragraph may reach others: notes, pages, numbers, fields. */
export function arbitraryDocument(): fc.Arbitrary<DocumentPlan> {
  const kinds = fc.constantFrom(...Object.keys(blockKinds))
  return fc.record({
    blocks: fc.array(kinds, { minLength: 3, maxLength: 14 }),
    hasFootnotes: fc.boolean(),
    hasNoteStyles: fc.boolean(),
    isStrict: fc.boolean(),
  })
}

export function buildPlanned(plan: DocumentPlan): Uint8Array {
  const body = plan.blocks.map((kind, at) => blockKinds[kind]!(at)).join('')
  return linkImage({
    body: body + lastSection,
    isStrict: plan.isStrict,
    styles: standardStyles + ownStyles + (plan.hasNoteStyles ? noteStyles : ''),
    numbering,
    endnotes: notes('endnote'),
    headers: { rIdHeader1: paragraph('A header') },
    ...(plan.hasFootnotes ? { footnotes: notes('footnote') } : {}),
  })
}

const lastSection =
  '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader1"/><w:pgSz w:w="11906" w:h="16838"/><w:cols w:num="2"/></w:sectPr>'
const landscape = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'

const words = (at: number, part = '') =>
  `Site ${at}${part} had ${100 + at * 7} subjects, of whom ${at + 3} withdrew before week ${at + 1}. `
const reference = (kind: 'footnote' | 'endnote', id: number, look = '') =>
  `<w:r><w:rPr>${look}</w:rPr><w:${kind}Reference w:id="${id}"/></w:r>`
const raised = '<w:vertAlign w:val="superscript"/>'
const change = (kind: 'ins' | 'del', at: number, inner: string) =>
  `<w:${kind} w:id="${700 + at}" w:author="Ada" w:date="2024-01-01T00:00:00Z">${inner}</w:${kind}>`
const fieldMark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
const deleted = '<w:r><w:delText>some words</w:delText></w:r>'
const p = (inner: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${inner}</w:p>`

/** The XML of one block, or of a few that belong together; `at` makes the words its own. */
const blockKinds: Readonly<Record<string, (at: number) => string>> = {
  plain: (at) => paragraph(words(at) + words(at, 'b')),
  again: () => paragraph('These words may stand here more than once, and again.'),
  heading: (at) => paragraph(`Results of site ${at}`, 'Heading1'),
  newPage: (at) => paragraph(`Page of site ${at}`, 'Heading2', '<w:pageBreakBefore/>'),
  newPageByStyle: (at) => paragraph(`Chapter ${at} of the report`, 'Chapter'),
  numbered: (at) =>
    paragraph(words(at), '', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
  breakWithin: (at) => p(run(words(at)) + '<w:r><w:br w:type="page"/></w:r>' + run(words(at, 'c'))),
  breakAtEnd: (at) =>
    p(`<w:r><w:t xml:space="preserve">${words(at)}</w:t><w:br w:type="page"/></w:r>`),
  section: (at) => p(run(words(at)), landscape),
  noted: (at) =>
    p(
      run(words(at)) +
        reference('footnote', 1) +
        run(words(at, 'd')) +
        reference('footnote', 2, raised),
    ),
  notedTwice: (at) =>
    p(
      run(words(at)) +
        reference('footnote', 2) +
        reference('footnote', 2) +
        reference('footnote', 9),
    ),
  endNoted: (at) =>
    p(run(words(at)) + reference('endnote', 1) + run(words(at, 'e')) + reference('endnote', 2)),
  noteInWords: (at) =>
    p(
      `<w:r><w:t xml:space="preserve">${words(at)}</w:t><w:footnoteReference w:id="1"/><w:endnoteReference w:id="1"/></w:r>`,
    ),
  changed: (at) =>
    p(
      run(words(at)) +
        change('ins', at, run(`newly ${at} `)) +
        change('del', at, deleted) +
        run(words(at, 'f')),
    ),
  deletedNote: (at) =>
    p(run(words(at)) + change('del', at, reference('footnote', 1)) + run('rest')),
  moved: (at) =>
    p(
      `${run(words(at))}<w:moveTo w:id="${800 + at}" w:author="Ada">${run(`moved here ${at} `)}</w:moveTo>`,
    ),
  field: (at) =>
    p(
      fieldMark('begin') +
        '<w:r><w:instrText> REF a </w:instrText></w:r>' +
        fieldMark('separate') +
        run('Table 4') +
        fieldMark('end') +
        run(words(at)),
    ),
  longField: (at) =>
    p(
      fieldMark('begin') +
        '<w:r><w:instrText> TOC </w:instrText></w:r>' +
        fieldMark('separate') +
        run(`Contents of ${at}`),
    ) +
    p(run(`Entry of ${at}`)) +
    p(fieldMark('end') + run(words(at))),
  simpleField: (at) =>
    p(
      `${run('Table ')}<w:fldSimple w:instr=" SEQ ">${run(String(at))}</w:fldSimple>${run(words(at))}`,
    ),
  table: (at) =>
    `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="900"/></w:tblGrid>` +
    tableRow([cell(`Group ${at}`, '<w:vMerge w:val="restart"/>'), cell(`${at} of ${at + 90}`)]) +
    tableRow([
      cell(`lost ${at}`, '<w:vMerge/>'),
      `<w:tc><w:tcPr/>${p(run(`mean ${at}`) + reference('footnote', 1))}</w:tc>`,
    ]) +
    '</w:tbl>',
  control: (at) =>
    `<w:sdt><w:sdtPr/><w:sdtContent>${paragraph(words(at))}${paragraph(words(at, 'g'))}</w:sdtContent></w:sdt>`,
  custom: (at) => `<w:customXml w:element="a">${paragraph(words(at))}</w:customXml>`,
  bookmark: (at) =>
    `<w:bookmarkStart w:id="${at}" w:name="mark${at}"/><w:bookmarkEnd w:id="${at}"/>`,
  link: (at) => p(`${run(words(at))}<w:hyperlink r:id="rIdLink">${run('a page')}</w:hyperlink>`),
  picture: (at) => p(run(words(at)) + picture),
  pictureBehindBreak: (at) => p(`<w:r><w:br w:type="page"/></w:r>${run(words(at))}${picture}`),
  hidden: (at) => p(run(words(at)) + run(`hidden ${at}`, '<w:vanish/>') + run('end.')),
  empty: () => '<w:p/>',
}

const picture =
  '<w:r><w:drawing><wp:inline><wp:extent cx="90000" cy="90000"/>' +
  '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>' +
  '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="rIdPicture"/></pic:blipFill>' +
  '<pic:spPr><a:xfrm><a:ext cx="90000" cy="90000"/></a:xfrm></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'

const ownStyles = paragraphStyle('Chapter', 'Chapter', '<w:pageBreakBefore/>', 'Heading1')
const noteStyles =
  '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr>' +
  `${raised}</w:rPr></w:style>${paragraphStyle('FootnoteText', 'footnote text')}`
const numbering =
  '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>' +
  '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'

const notes = (kind: 'footnote' | 'endnote') =>
  `<w:${kind} w:type="separator" w:id="-1"><w:p/></w:${kind}>` +
  [1, 2]
    .map((id) => `<w:${kind} w:id="${id}">${paragraph(`The ${kind} ${id}`)}</w:${kind}>`)
    .join('')

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

/** With a picture and a page of the web that blocks refer to. */
function linkImage(content: DocxContent): Uint8Array {
  const parts = readZip(buildDocx(content))
  const name = 'word/_rels/document.xml.rels'
  const relationships = new TextDecoder().decode(parts.get(name))
  const base = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const added =
    `<Relationship Id="rIdPicture" Type="${base}/image" Target="media/a.png"/>` +
    `<Relationship Id="rIdLink" Type="${base}/hyperlink" Target="https://example.com/" TargetMode="External"/>`
  const encoder = new TextEncoder()
  parts.set(
    name,
    encoder.encode(relationships.replace('</Relationships>', `${added}</Relationships>`)),
  )
  parts.set('word/media/a.png', pixel)
  return writeZip(parts)
}
