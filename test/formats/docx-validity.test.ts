import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import {
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  TableOfContents,
  TextRun,
} from 'docx'
import { expect, test, vi } from 'vitest'
import type { PlacedContent, Placement } from '../../shared/model/document-input.ts'
import { writeLedgerMode } from '../../server/formats/docx-ledger-mode.ts'
import { readTemplate } from '../../server/formats/read-template.ts'
import { writeDocument } from '../../server/formats/write-docx.ts'
import { buildDocx, cell, paragraph, tableRow } from '../support/build-docx.ts'
import {
  buildDocumentInput,
  citation,
  draftParagraph,
  draftTable,
  filled,
  gap,
  omitted,
  sentence,
  value,
} from '../support/build-document-input.ts'
import { readMarkedWords } from '../support/read-written-docx.ts'
import { describeWith, libreOfficePath, testWith } from '../support/requirements.ts'
import { findNewFaults, validateDocx } from '../support/validate-docx.ts'

// The validator takes seconds a file where the machine is busy.
vi.setConfig({ testTimeout: 120_000 })

const narrow = draftTable(
  [
    ['', { text: 'Drug', columnSpan: 2 }],
    ['Reason', 'Low', 'High'],
    [{ text: 'Adverse event', indent: 1 }, '44 (52%)', '39 (46%)'],
  ],
  { headerRowCount: 2, notes: [sentence('By Fisher.')], sourceLine: 'Source: Table 14-1.01' },
)

const wide = draftTable([
  Array<string>(16).fill('Xanomeline'),
  Array.from({ length: 16 }, (_, column) => `1${column} (12.3%)`),
])

/** Every kind of content once. */
const contents: readonly PlacedContent[] = [
  filled(draftParagraph('body', 'One.', 'Two.'), draftParagraph('list_item', 'Item.'), narrow),
  filled(wide),
  gap('No row matches', 'table 1', ['Death']),
  filled({
    ...draftParagraph('inline'),
    sentences: [{ ...sentence('It must be in line.'), leftToWriter: [{ start: 3, end: 7 }] }],
  }),
  gap('nothing'),
  value('1\n2', citation),
  omitted('no data'),
]

const words = ['[[all]]', '[[wide]]', '[[gap]]', '[[line]]', '[[lack]]', '{{value}}', '[[omit]]']

const byWords = Object.fromEntries(words.map((key, index) => [key, contents[index] ?? value('')]))

const texts = [
  '[[all]]',
  '[[wide]]',
  '[[gap]]',
  'so [[line]] is, and [[lack]] and {{value}}.',
  'guide',
]

const built = buildDocx({
  body:
    paragraph('Title', 'Title') +
    paragraph('One', 'Heading1') +
    texts.map((text) => paragraph(text)).join('') +
    paragraph('Two', 'Heading2') +
    paragraph('[[omit]]'),
})

const row = {
  bookmark: '_sw0123456789abcdef',
  sourceName: 'protocol',
  sourceHash: 'ab',
  version: 1,
  page: '3',
  quote: 'a < b',
  cell: '',
  formula: '',
  transformations: [{ kind: 'tense' as const, from: 'will be', to: 'was' }],
}

function write(template: Uint8Array): Uint8Array {
  return writeDocument({ ...buildDocumentInput(template, byWords), ledger: [row] }).bytes
}

describeWith('ooxmlValidator', 'what is written has no fault that the template lacks', () => {
  test('from a template as small as can be', async () => {
    expect(await validateDocx(write(built))).toEqual(await validateDocx(built))
  })

  test('from a template with no style, and inside cells', async () => {
    const body = `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>${tableRow([cell('[[all]]')])}</w:tbl>`
    const template = buildDocx({ body: body + paragraph('{{value}}'), styles: '' })
    const input = buildDocumentInput(template, {
      '[[all]]': byWords['[[all]]'] ?? value(''),
      '{{value}}': byWords['{{value}}'] ?? value(''),
    })
    expect(await findNewFaults(template, writeDocument(input).bytes)).toEqual([])
  })

  test.each(['ids', 'none'] as const)('with its ledger in mode %s', async (mode) => {
    expect(await findNewFaults(built, writeLedgerMode(write(built), mode))).toEqual([])
  })

  test('from a template of the docx library', async () => {
    const template = await packLibraryTemplate()
    expect(await findNewFaults(template, write(template))).toEqual([])
  })

  testWith('libreOffice', 'from a template that LibreOffice saved', async (_, context) => {
    const template = await saveInLibreOffice(await packLibraryTemplate())
    const bytes = write(template)
    expect(await findNewFaults(template, bytes)).toEqual([])
    context.expect(readMarkedWords(bytes).size).toBeGreaterThan(10)
  })

  describeWith('corpus', 'from a real file', (corpus) => {
    test.each(['templates/ProtocolTemplate_OSB_1.0', 'versions/legend-hypertension-v01'])(
      '%s',
      async (name) => {
        const { template, bytes } = await writeInto(corpus, name)
        expect(await findNewFaults(template, bytes)).toEqual([])
      },
    )
  })
})

describeWith('corpus', 'what is written into real files', (corpus) => {
  test.each([
    'templates/ProtocolTemplate_OSB_1.0',
    'versions/legend-hypertension-v01',
    'versions/legend-hypertension-v03',
  ])('is found again in %s', async (name) => {
    const { bytes, targets } = await writeInto(corpus, name)
    const marked = readMarkedWords(bytes)
    expect(targets.length).toBeGreaterThan(20)
    expect(targets.filter(({ bookmark }) => !marked.has(bookmark))).toEqual([])
  })
})

type Written = ReturnType<typeof writeDocument> & { readonly template: Uint8Array }
const written = new Map<string, Written>()

/** Writes into a real file, once for all that is asked of it. */
async function writeInto(corpus: string, name: string): Promise<Written> {
  const before = written.get(name)
  if (before) return before
  const template = new Uint8Array(await readFile(join(corpus, `${name}.docx`)))
  const made = { template, ...writeDocument(placeEverywhere(template)) }
  written.set(name, made)
  return made
}

/** All kinds of content in turn, over paragraphs of a file that has no rules. */
function placeEverywhere(template: Uint8Array) {
  const read = readTemplate(template)
  if (read.outcome === 'refused') throw new Error(read.reason)
  const plain = read.paragraphs.filter(
    (one) => one.headingLevel === 0 && one.text.trim().length > 20 && !/^toc/i.test(one.styleName),
  )
  const every = Math.max(1, Math.floor(plain.length / 24))
  const chosen = plain.filter((_, index) => index % every === 0)
  const placements = chosen.map(({ index, text }, at): Placement => {
    const content = contents[at % (contents.length - 1)] ?? value('')
    const isInline = at % contents.length >= 3
    const [start, end] = isInline ? [5, 12] : [0, text.length]
    const place = {
      firstParagraph: index,
      lastParagraph: index,
      start,
      end,
      isWholeParagraph: !isInline,
    }
    const fitting = isInline && at % (contents.length - 1) < 2 ? value('x', citation) : content
    return { ruleId: `rule ${at}`, sectionId: 'title', place, content: fitting }
  })
  return { ...buildDocumentInput(template, {}), placements, ledger: [row] }
}

async function packLibraryTemplate(): Promise<Uint8Array> {
  const heading = (text: string) => new Paragraph({ text, heading: HeadingLevel.HEADING_1 })
  const page = new Paragraph({
    children: [new TextRun({ children: ['Page ', PageNumber.CURRENT] })],
  })
  const document = new Document({
    sections: [
      {
        headers: { default: new Header({ children: [new Paragraph('House')] }) },
        footers: { default: new Footer({ children: [page] }) },
        children: [
          new TableOfContents('Contents', { hyperlink: true, headingStyleRange: '1-3' }),
          heading('One'),
          ...texts.map((text) => new Paragraph(text)),
          heading('Two'),
          new Paragraph('[[omit]]'),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

async function saveInLibreOffice(bytes: Uint8Array): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'save-in-libreoffice-'))
  try {
    await writeFile(join(folder, 'in.docx'), bytes)
    const options = ['--headless', `-env:UserInstallation=file://${folder}/profile`]
    const task = ['--convert-to', 'docx:MS Word 2007 XML', '--outdir', join(folder, 'out')]
    const program = libreOfficePath() ?? ''
    await promisify(execFile)(program, [...options, ...task, join(folder, 'in.docx')])
    return new Uint8Array(await readFile(join(folder, 'out/in.docx')))
  } finally {
    await rm(folder, { recursive: true })
  }
}
