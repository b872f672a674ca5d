import type { Transformation } from '../../shared/model/citation.ts'
import type { LedgerRow } from '../../shared/model/document-input.ts'
import type { LedgerMode } from '../../shared/model/vocabulary.ts'
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

const ledgerNamespace = 'urn:sourcewright:ledger:1'

/** A ledger as a file carries it: hostile input, which counts only where law 9 lets it. */
export type Ledger = {
  readonly documentKey: string
  readonly mode: LedgerMode
  readonly rows: readonly LedgerRow[]
}

/** Adds the ledger as a custom XML part with properties, as Word keeps such parts. */
export function addLedger(docx: DocxParts, documentKey: string, rows: readonly LedgerRow[]): void {
  const { parts, documentName } = docx
  const name = firstFree(
    (number) => `customXml/item${number}.xml`,
    (item) => parts.has(item) || parts.has(item.replace('item', 'itemProps')),
  )
  const root = writeLedger({ documentKey, mode: 'full', rows })
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
  const name = findLedgerName(docx)
  return name === undefined ? undefined : readLedger(readPart(docx.parts, name))
}

/** Keeps of each citation what names it and its source, and none of the source's words. */
export function reduceLedgerToIds(docx: DocxParts): void {
  const [name, ledger] = [findLedgerName(docx), findLedger(docx)]
  if (name === undefined || !ledger) return
  writePart(docx.parts, name, writeLedger({ ...ledger, mode: 'ids' }))
}

export function removeLedger(docx: DocxParts): void {
  const { parts, documentName } = docx
  for (let name = findLedgerName(docx); name !== undefined; name = findLedgerName(docx)) {
    for (const properties of listRelated(parts, name, 'customXmlProps')) {
      removePart(parts, name, properties)
    }
    removePart(parts, documentName, name)
  }
}

const propertiesType = 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml'
const propertiesNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/customXml'

/** Word renames and renumbers these parts, so the part is known by what it holds. */
function findLedgerName({ parts, documentName }: DocxParts): string | undefined {
  return listRelated(parts, documentName, 'customXml').find(
    (name) => parts.has(name) && isLedger(readPart(parts, name)),
  )
}

function isLedger(root: XmlElement): boolean {
  const [prefix = '', local] = root.name.includes(':') ? root.name.split(':') : ['', root.name]
  const namespace = root.attributes[prefix === '' ? 'xmlns' : `xmlns:${prefix}`]
  return local === 'ledger' && namespace === ledgerNamespace
}

function writeLedger({ documentKey, mode, rows }: Ledger): XmlElement {
  const citations = rows.map((row) => (mode === 'full' ? writeRow(row) : writeIds(row)))
  return element('ledger', { xmlns: ledgerNamespace, document: documentKey, mode }, citations)
}

function writeIds(row: LedgerRow): XmlElement {
  return element('citation', {
    bookmark: row.bookmark,
    source: row.sourceHash,
    version: String(row.version),
  })
}

function writeRow(row: LedgerRow): XmlElement {
  const { attributes } = writeIds(row)
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

/** Characters that XML can't hold go as _xHHHH_, the way of ST_Xstring (ECMA-376 part 1 §22.9.2.19). */
function escapeControls(text: string): string {
  return text.replace(unwritable, (found) => {
    const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    return `_x${code}_`
  })
}

const unwritable =
  // eslint-disable-next-line no-control-regex -- these are the characters that XML forbids
  /_(?=x[0-9A-Fa-f]{4}_)|[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

function restoreControls(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
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
