import { buildDocx, paragraph, run } from '../build-docx.ts'
import { buildPdf } from '../build-pdf.ts'
import { toBytes, type HostileCase } from './hostile-case.ts'
import { buildPptx, buildXlsx, relationships } from './office-cases.ts'

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
/** Nothing answers there: who followed it would wait, or say so. */
const elsewhere = 'http://192.0.2.1/unseen'

/** Files that ask their reader to fetch, start or run something: read as if they did not ask. */
export const quietCases: readonly HostileCase[] = [
  createQuiet('hostile.docx', 'links to parts elsewhere', () =>
    buildDocx({
      body: paragraph('Seen words.') + '<w:altChunk r:id="rIdX1"/><w:subDoc r:id="rIdX2"/>',
      extraParts: {
        'word/_rels/document.xml.rels': external(
          'aFChunk',
          'subDocument',
          'attachedTemplate',
          'image',
          'styles',
          'header',
        ),
      },
    }),
  ),
  createQuiet('hostile.docx', 'a main part elsewhere', () =>
    buildDocx({
      body: paragraph('Seen words.'),
      extraParts: {
        '_rels/.rels': relationships(
          `<Relationship Id="rId0" Type="${office}/officeDocument" Target="${elsewhere}" TargetMode="External"/><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/>`,
        ),
      },
    }),
  ),
  createQuiet('hostile.docx', 'fields that start programs and fetch files', () =>
    buildDocx({
      body:
        [
          'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k unseen"',
          'DDE excel unseen',
          `INCLUDETEXT "${elsewhere}"`,
          `INCLUDEPICTURE "${elsewhere}"`,
          'LINK Excel.Sheet.8 unseen',
        ]
          .map((code) => `<w:p>${fieldOf(code)}</w:p>`)
          .join('') + paragraph('Seen words.'),
    }),
  ),
  createQuiet('hostile.docx', 'an embedded OLE object', () =>
    buildDocx({
      body: `<w:p>${run('Seen words.')}<w:r><w:object><o:OLEObject Type="Embed" ProgID="unseen" r:id="rIdX1"/></w:object></w:r></w:p>`,
      extraParts: {
        'word/embeddings/oleObject1.bin': toBytes('unseen'),
        'word/vbaProject.bin': toBytes('unseen'),
      },
    }),
  ),
  createQuiet('hostile.xlsx', 'DDE and links to other books', () =>
    buildXlsx(
      '<sheetData><row r="1"><c r="A1" t="str"><f>cmd|\' /k unseen\'!A0</f><v>Seen words.</v></c><c r="B1"><f>[1]Unseen!A1</f><v>5</v></c><c r="C1" t="str"><f>WEBSERVICE("http://192.0.2.1/unseen")</f><v>x</v></c></row></sheetData>',
      '',
      {
        'xl/externalLinks/externalLink1.xml':
          '<externalLink><ddeLink ddeService="cmd" ddeTopic="unseen"/></externalLink>',
        'xl/externalLinks/_rels/externalLink1.xml.rels': external('externalLinkPath'),
        'xl/worksheets/_rels/sheet1.xml.rels': external('hyperlink', 'oleObject'),
      },
    ),
  ),
  createQuiet('hostile.pptx', 'links elsewhere', () =>
    buildPptx(
      '<a:p><a:r><a:rPr><a:hlinkClick r:id="rIdX1" action="ppaction://program"/></a:rPr><a:t>Seen words.</a:t></a:r></a:p>',
      '',
      externalLines('hyperlink', 'image', 'oleObject'),
    ),
  ),
  createQuiet('hostile.rtf', 'DDE fields, objects and a template elsewhere', () =>
    toBytes(
      `{\\rtf1{\\*\\template ${elsewhere}}{\\field{\\*\\fldinst DDEAUTO cmd "/k unseen"}{\\fldrslt }}{\\object\\objautlink{\\*\\objclass unseen}{\\*\\objdata 756e7365656e}}Seen words.\\par}`,
    ),
  ),
  createQuiet('hostile.csv', 'formulas that start programs', () =>
    toBytes('a,b\nSeen words.,"=cmd|\' /k calc\'!A0"\n'),
  ),
  createQuiet('hostile.pdf', 'scripts and actions that launch and fetch', buildActivePdf),
]

function createQuiet(fileName: string, name: string, build: () => Uint8Array): HostileCase {
  return { name, fileName, build, outcome: 'read', shows: 'Seen words.', hides: 'unseen' }
}

function external(...types: readonly string[]): string {
  return relationships(externalLines(...types))
}

function externalLines(...types: readonly string[]): string {
  return types
    .map(
      (type, at) =>
        `<Relationship Id="rIdX${at + 1}" Type="${office}/${type}" Target="${elsewhere}" TargetMode="External"/>`,
    )
    .join('')
}

/** A field without a result that was ever shown. */
function fieldOf(code: string): string {
  return (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' +
    `<w:r><w:instrText xml:space="preserve">${code.replace(/"/g, '&quot;')}</w:instrText></w:r>` +
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
  )
}

/** Actions on opening the document and its page: ISO 32000-1 §12.6. */
function buildActivePdf(): Uint8Array {
  const plain = Buffer.from(buildPdf({ pages: [{ lines: [{ text: 'Seen words.' }] }] })).toString(
    'latin1',
  )
  const script =
    '/S /JavaScript /JS (app.alert\\("unseen"\\); this.getField\\("a"\\).value = "unseen";)'
  const launch = '/S /Launch /F (unseen.exe) /Win << /F (unseen.exe) /P (unseen) >>'
  const active = plain
    .replace(
      '/Type /Catalog',
      `/Type /Catalog /OpenAction << ${script} >> /Names << /JavaScript << /Names [(a) << ${script} >>] >> >>`,
    )
    .replace(
      '/Type /Page /Parent',
      `/Type /Page /AA << /O << ${launch} >> /C << /S /URI /URI (${elsewhere}) >> >> /Parent`,
    )
  return Buffer.from(active.replace(/startxref\n\d+/, 'startxref\n0'), 'latin1')
}
