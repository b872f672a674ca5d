import { valued } from './docx-property-order.ts'
import { writeRun } from './docx-run-writer.ts'
import { element, writeXml, type XmlElement } from './xml.ts'
import { writeZip, type ZipParts } from './zip.ts'

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageTypes = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/** A .docx from nothing: A4, our styles, the page in the footer. */
export function writeNewDocx(blocks: readonly XmlElement[], footer: string): Uint8Array {
  const body = element('w:body', {}, [...blocks, pageSetup()])
  const parts: ZipParts = new Map()
  const write = (name: string, root: XmlElement) =>
    parts.set(name, new TextEncoder().encode(writeXml(root)))
  write('[Content_Types].xml', contentTypes())
  write('_rels/.rels', relationships([['officeDocument', 'word/document.xml']]))
  write('word/document.xml', element('w:document', wordNamespaces, [body]))
  const related = [
    ['styles', 'styles.xml'],
    ['footer', 'footer1.xml'],
  ] as const
  write('word/_rels/document.xml.rels', relationships(related))
  write('word/styles.xml', element('w:styles', { 'xmlns:w': word }, [defaults(), ...styles()]))
  write('word/footer1.xml', element('w:ftr', wordNamespaces, [footerParagraph(footer)]))
  return writeZip(parts)
}

type StyleName = keyof typeof looks

/** A paragraph of one of our styles. */
export function paragraph(style: StyleName, runs: readonly XmlElement[]): XmlElement {
  const properties = element('w:pPr', {}, [valued('w:pStyle', style)])
  return element('w:p', {}, [properties, ...runs])
}

/** Words in the look of their paragraph, or more. */
export function run(text: string, look: { bold?: boolean; color?: string } = {}): XmlElement {
  const marks = [
    ...(look.bold ? [element('w:b')] : []),
    ...(look.color === undefined ? [] : [valued('w:color', look.color)]),
  ]
  return writeRun(text, marks.length > 0 ? element('w:rPr', {}, marks) : undefined)
}

/** Twips: A4 without its margins. */
const textWidth = 11906 - 2 * 1247
const firstColumn = 2200

/** A table of names and what is said of them. */
export function factTable(rows: readonly (readonly [string, string])[]): XmlElement {
  const widths = [firstColumn, textWidth - firstColumn]
  const edge = { 'w:val': 'single', 'w:sz': '4', 'w:space': '0', 'w:color': 'D0D5DD' }
  const edges = ['top', 'bottom', 'insideH'].map((side) => element(`w:${side}`, edge))
  const properties = element('w:tblPr', {}, [
    element('w:tblW', { 'w:w': String(textWidth), 'w:type': 'dxa' }),
    element('w:tblBorders', {}, edges),
    element('w:tblLayout', { 'w:type': 'fixed' }),
  ])
  const grid = widths.map((width) => element('w:gridCol', { 'w:w': String(width) }))
  const cell = (text: string, column: number) =>
    element('w:tc', {}, [
      element('w:tcPr', {}, [element('w:tcW', { 'w:w': String(widths[column]), 'w:type': 'dxa' })]),
      paragraph('Fact', [run(text, column === 0 ? { color: '475467' } : {})]),
    ])
  const lines = rows.map((row) => element('w:tr', {}, row.map(cell)))
  return element('w:tbl', {}, [properties, element('w:tblGrid', {}, grid), ...lines])
}

const wordNamespaces = { 'xmlns:w': word, 'xmlns:r': office }

type Look = {
  readonly name: string
  readonly size: number
  readonly color?: string
  readonly bold?: boolean
  /** Twips before, after, and from the left. */
  readonly space: readonly [before: number, after: number, left?: number]
  readonly outline?: number
  readonly edge?: string
  readonly fill?: string
}

/** Sizes in half points. A gap has the dark ink on pale yellow that it has in documents. */
const looks = {
  Title: { name: 'Title', size: 40, bold: true, color: '101828', space: [0, 60] },
  Subtitle: { name: 'Subtitle', size: 24, color: '475467', space: [0, 240] },
  Heading1: {
    name: 'heading 1',
    size: 30,
    bold: true,
    color: '101828',
    space: [420, 120],
    outline: 0,
  },
  Heading2: {
    name: 'heading 2',
    size: 26,
    bold: true,
    color: '101828',
    space: [340, 100],
    outline: 1,
  },
  Heading3: {
    name: 'heading 3',
    size: 23,
    bold: true,
    color: '344054',
    space: [280, 80],
    outline: 2,
  },
  Fact: { name: 'Fact', size: 20, space: [50, 50] },
  Summary: { name: 'Summary', size: 21, space: [220, 60] },
  Rule: { name: 'Rule', size: 20, space: [180, 60], fill: 'F2F4F7' },
  Place: { name: 'Place', size: 18, color: '475467', space: [100, 20, 340] },
  Passage: { name: 'Passage', size: 20, space: [0, 80, 340], edge: '2E90FA' },
  Gap: {
    name: 'Gap',
    size: 20,
    color: '5C3D00',
    space: [80, 80, 340],
    edge: 'C19C00',
    fill: 'FFF4CE',
  },
  Note: { name: 'Note', size: 19, color: '475467', space: [60, 60, 340] },
  Footer: { name: 'footer', size: 17, color: '667085', space: [0, 0] },
} as const satisfies Record<string, Look>

function styles(): XmlElement[] {
  const normal = element(
    'w:style',
    { 'w:type': 'paragraph', 'w:default': '1', 'w:styleId': 'Normal' },
    [valued('w:name', 'Normal')],
  )
  return [normal, ...Object.entries(looks).map(([id, look]) => style(id, look))]
}

function style(id: string, look: Look): XmlElement {
  const [before, after, left = 0] = look.space
  const keepsNext = look.outline !== undefined || id === 'Rule' || id === 'Place'
  const edge = { 'w:val': 'single', 'w:sz': '18', 'w:space': '8', 'w:color': look.edge ?? '' }
  const paragraphLook = [
    ...(keepsNext ? [element('w:keepNext')] : []),
    ...(look.edge ? [element('w:pBdr', {}, [element('w:left', edge)])] : []),
    ...(look.fill
      ? [element('w:shd', { 'w:val': 'clear', 'w:color': 'auto', 'w:fill': look.fill })]
      : []),
    element('w:spacing', { 'w:before': String(before), 'w:after': String(after) }),
    ...(left > 0 ? [element('w:ind', { 'w:left': String(left) })] : []),
    ...(look.outline === undefined ? [] : [valued('w:outlineLvl', String(look.outline))]),
  ]
  const runLook = [
    ...(look.bold ? [element('w:b')] : []),
    ...(look.color ? [valued('w:color', look.color)] : []),
    valued('w:sz', String(look.size)),
    valued('w:szCs', String(look.size)),
  ]
  return element('w:style', { 'w:type': 'paragraph', 'w:styleId': id }, [
    valued('w:name', look.name),
    valued('w:basedOn', 'Normal'),
    element('w:qFormat'),
    element('w:pPr', {}, paragraphLook),
    element('w:rPr', {}, runLook),
  ])
}

function defaults(): XmlElement {
  const font = { 'w:ascii': 'Calibri', 'w:hAnsi': 'Calibri', 'w:cs': 'Calibri' }
  const runs = [element('w:rFonts', font), valued('w:sz', '21'), valued('w:szCs', '21')]
  const spacing = element('w:spacing', { 'w:line': '264', 'w:lineRule': 'auto' })
  return element('w:docDefaults', {}, [
    element('w:rPrDefault', {}, [element('w:rPr', {}, runs)]),
    element('w:pPrDefault', {}, [element('w:pPr', {}, [spacing])]),
  ])
}

function footerParagraph(text: string): XmlElement {
  const field = (instruction: string) =>
    element('w:fldSimple', { 'w:instr': ` ${instruction} ` }, [run('1')])
  return paragraph('Footer', [
    run(`${text} · page `),
    field('PAGE'),
    run(' of '),
    field('NUMPAGES'),
  ])
}

function pageSetup(): XmlElement {
  const margin = { 'w:top': '1247', 'w:right': '1247', 'w:bottom': '1247', 'w:left': '1247' }
  return element('w:sectPr', {}, [
    element('w:footerReference', { 'w:type': 'default', 'r:id': 'rId2' }),
    element('w:pgSz', { 'w:w': '11906', 'w:h': '16838' }),
    element('w:pgMar', { ...margin, 'w:header': '624', 'w:footer': '624', 'w:gutter': '0' }),
  ])
}

function relationships(targets: readonly (readonly [string, string])[]): XmlElement {
  const xmlns = 'http://schemas.openxmlformats.org/package/2006/relationships'
  return element(
    'Relationships',
    { xmlns },
    targets.map(([type, Target], index) =>
      element('Relationship', { Id: `rId${index + 1}`, Type: `${office}/${type}`, Target }),
    ),
  )
}

function contentTypes(): XmlElement {
  const override = (part: string, type: string) =>
    element('Override', {
      PartName: `/word/${part}.xml`,
      ContentType: `${packageTypes}.${type}+xml`,
    })
  return element(
    'Types',
    { xmlns: 'http://schemas.openxmlformats.org/package/2006/content-types' },
    [
      element('Default', {
        Extension: 'rels',
        ContentType: 'application/vnd.openxmlformats-package.relationships+xml',
      }),
      element('Default', { Extension: 'xml', ContentType: 'application/xml' }),
      override('document', 'document.main'),
      override('styles', 'styles'),
      override('footer1', 'footer'),
    ],
  )
}
