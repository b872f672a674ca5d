import { addPart, findRelated, readPart, writePart, type DocxParts } from './docx-parts.ts'
import { element, type XmlElement } from './xml.ts'

/** Sets title and dates of docProps/core.xml; the template's last printing is not this document's. */
export function writeCoreProperties(docx: DocxParts, title: string, asOf: string): void {
  const { parts } = docx
  const found = findRelated(parts, '', 'core-properties')
  const root = found ? readPart(parts, found) : element('cp:coreProperties')
  declareNamespaces(root)
  const date = `${asOf.slice(0, 10)}T00:00:00Z`
  setText(root, 'dc:title', title)
  for (const name of ['dcterms:created', 'dcterms:modified']) {
    setText(root, name, date, { 'xsi:type': 'dcterms:W3CDTF' })
  }
  root.children = root.children.filter(
    (one) => typeof one === 'string' || one.name !== 'cp:lastPrinted',
  )
  if (found) writePart(parts, found, root)
  else addPart(parts, '', { ...newPart, root })
}

const newPart = {
  name: 'docProps/core.xml',
  relation: 'core-properties',
  contentType: 'application/vnd.openxmlformats-package.core-properties+xml',
} as const

const namespaces: Readonly<Record<string, string>> = {
  'xmlns:cp': 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:dcterms': 'http://purl.org/dc/terms/',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
}

function declareNamespaces(root: XmlElement): void {
  for (const [name, uri] of Object.entries(namespaces)) root.attributes[name] ??= uri
}

/** Keeps the place of an element that is there: the properties may stand in any order. */
function setText(
  root: XmlElement,
  name: string,
  text: string,
  attributes: Record<string, string> = {},
): void {
  const index = root.children.findIndex((one) => typeof one !== 'string' && one.name === name)
  const at = index < 0 ? root.children.length : index
  root.children.splice(at, 1, element(name, attributes, [text]))
}
