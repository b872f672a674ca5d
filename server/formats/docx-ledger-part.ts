import type { Transformation } from '../../shared/model/citation.ts'
import type { LedgerRow } from '../../shared/model/document-input.ts'
import type { DocumentReading } from '../../shared/model/document-reading.ts'
import { escapeControls, ledgerNamespace, restoreControls } from '../../shared/model/ledger-part.ts'
import type { LedgerMode } from '../../shared/model/vocabulary.ts'
import { layInLines } from '../../shared/text/lines.ts'
import {
  addPart,
  firstFree,
  listRelated,
  readPart,
  removePart,
  writePart,
  type DocxParts,
} from './docx-parts.ts'
import { hashHex } from './docx-targets.ts'
import { childElements, element, type XmlElement } from './xml.ts'

/** A ledger as a file carries it: hostile input, which counts only where law 9 lets it. */
type Ledger = {
  readonly documentKey: string
  readonly mode: LedgerMode
  readonly rows: readonly LedgerRow[]
}

/**
 * Adds the ledger as a custom XML part with properties, as Word keeps such parts. With what was read of the
 * document it says in which text the words of each citation stood and where: whoever edits the document can
 * tell what became of them.
 */
export function addLedger(
  docx: DocxParts,
  documentKey: string,
  rows: readonly LedgerRow[],
  reading?: Pick<DocumentReading, 'sourceText' | 'bookmarks'>,
): void {
  const { parts, documentName } = docx
  const name = firstFree(
    (number) => `customXml/item${number}.xml`,
    (item) => parts.has(item) || parts.has(item.replace('item', 'itemProps')),
  )
  const root = writeLedger(documentKey, rows)
  if (reading && rows.length > 0) placeCitations(root, reading)
  addPart(parts, documentName, {
    name,
    relation: 'customXml',
    contentType: 'application/xml',
    root,
  })
  addPart(parts, name, {
    name: name.replace('item', 'itemProps'),
    relation: 'customXmlProps',
    contentType: propertiesType,
    root: writeProperties(documentKey),
  })
}

/** The ledger of a document; undefined when it has none. Fields that are missing come as '' or 0. */
export function findLedger(docx: DocxParts): Ledger | undefined {
  const [name] = listLedgerNames(docx)
  return name === undefined ? undefined : readLedger(readPart(docx.parts, name))
}

/** Keeps of each citation what names it and its source, and no words of either. */
export function reduceLedgerToIds(docx: DocxParts): void {
  for (const name of listLedgerNames(docx)) {
    const root = readPart(docx.parts, name)
    const citations = listLocal(root, 'citation').map(({ attributes }) =>
      element('citation', pickIds(attributes)),
    )
    const attributes = { document: root.attributes['document'] ?? '', mode: 'ids' }
    const reduced = element('ledger', { xmlns: ledgerNamespace, ...attributes }, citations)
    writePart(docx.parts, name, reduced)
  }
}

function pickIds(attributes: XmlElement['attributes']): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => idNames.includes(name)))
}

const idNames = ['bookmark', 'source', 'version', 'state']

export function removeLedger(docx: DocxParts): void {
  const { parts, documentName } = docx
  for (const name of listLedgerNames(docx)) {
    for (const properties of listRelated(parts, name, 'customXmlProps')) {
      removePart(parts, name, properties)
    }
    removePart(parts, documentName, name)
  }
}

const propertiesType = 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml'
const propertiesNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/customXml'

/** Word renames and renumbers these parts, so a part is known by what it holds; one is all that is written. */
function listLedgerNames({ parts, documentName }: DocxParts): string[] {
  return listRelated(parts, documentName, 'customXml').filter(
    (name) => parts.has(name) && isLedger(readPart(parts, name)),
  )
}

function isLedger(root: XmlElement): boolean {
  const [prefix = '', local] = root.name.includes(':') ? root.name.split(':') : ['', root.name]
  const namespace = root.attributes[prefix === '' ? 'xmlns' : `xmlns:${prefix}`]
  return local === 'ledger' && namespace === ledgerNamespace
}

function placeCitations(
  root: XmlElement,
  { sourceText, bookmarks }: Pick<DocumentReading, 'sourceText' | 'bookmarks'>,
): void {
  const lined = layInLines(sourceText.text)
  const ranges = new Map(bookmarks.map(({ name, range }) => [name, lined.toLines(range)]))
  for (const { attributes } of childElements(root)) {
    const range = ranges.get(attributes['bookmark'] ?? '')
    if (!range) continue
    const place = { start: String(range.start), end: String(range.end), state: 'intact' }
    Object.assign(attributes, place)
  }
  root.children.unshift(element('text', {}, [escapeControls(lined.text)]))
}

function writeLedger(documentKey: string, rows: readonly LedgerRow[]): XmlElement {
  const attributes = { xmlns: ledgerNamespace, document: documentKey, mode: 'full' }
  return element('ledger', attributes, rows.map(writeRow))
}

function writeRow(row: LedgerRow): XmlElement {
  const attributes: Record<string, string> = {
    bookmark: row.bookmark,
    source: row.sourceHash,
    version: String(row.version),
  }
  const words = {
    name: row.sourceName,
    page: row.page,
    cell: row.cell,
    formula: row.formula,
    quote: row.quote,
  }
  for (const [name, value] of Object.entries(words)) {
    if (value !== '') attributes[name] = escapeControls(value)
  }
  const transformations = row.transformations.map(({ kind, from, to }) =>
    element('transformation', { kind, from: escapeControls(from), to: escapeControls(to) }),
  )
  return element('citation', attributes, transformations)
}

function readLedger(root: XmlElement): Ledger {
  const mode = root.attributes['mode'] === 'ids' ? 'ids' : 'full'
  const rows = listLocal(root, 'citation').map(readRow)
  return { documentKey: root.attributes['document'] ?? '', mode, rows }
}

function readRow(citation: XmlElement): LedgerRow {
  const read = (name: string) => restoreControls(citation.attributes[name] ?? '')
  return {
    bookmark: read('bookmark'),
    sourceName: read('name'),
    sourceHash: read('source'),
    version: Number(read('version')) || 0,
    page: read('page'),
    quote: read('quote'),
    cell: read('cell'),
    formula: read('formula'),
    transformations: listLocal(citation, 'transformation').flatMap(readTransformation),
  }
}

function readTransformation({ attributes }: XmlElement): Transformation[] {
  const kind = transformationKinds.find((one) => one === attributes['kind'])
  if (!kind) return []
  const [from, to] = [attributes['from'] ?? '', attributes['to'] ?? '']
  return [{ kind, from: restoreControls(from), to: restoreControls(to) }]
}

const transformationKinds: readonly Transformation['kind'][] = [
  'tense',
  'term',
  'format',
  'reference',
  'join',
  'extract',
]

function listLocal(parent: XmlElement, name: string): XmlElement[] {
  return childElements(parent).filter((one) => one.name.replace(/^.*:/, '') === name)
}

function writeProperties(documentKey: string): XmlElement {
  const reference = element('ds:schemaRef', { 'ds:uri': ledgerNamespace })
  return element(
    'ds:datastoreItem',
    { 'ds:itemID': createGuid(documentKey), 'xmlns:ds': propertiesNamespace },
    [element('ds:schemaRefs', {}, [reference])],
  )
}

/** Of version 8: any content, here a hash (RFC 9562 §5.8). */
function createGuid(documentKey: string): string {
  const hex = hashHex(documentKey, 'ledger').slice(0, 32).toUpperCase()
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ]
  return `{${groups.join('-')}}`
}
