import { nameRelationships, resolveTarget, type OpenParts, type PartEnd } from './docx-parts.ts'
import { createWord, setAttribute } from './docx-runs.ts'
import { findChild, readAttribute } from './docx-text.ts'

export type RelatedPart = {
  /** Last word of the relationship's type: "footnotes". */
  readonly type: string
  readonly contentType: string
  /** What a new one holds, without the root's namespace. */
  readonly createRoot: (namespace: string) => string
}

/** The end of the part that the document has for `type`; made, named and declared where there is none. */
export function getRelatedEnd(parts: OpenParts, related: RelatedPart): PartEnd {
  const name = findRelatedName(parts, related.type)
  if (name === undefined) {
    const fresh = nameFreshPart(parts, related.type)
    addRelationship(parts, related.type, fresh)
    addContentType(parts, fresh, related.contentType)
    const root = parts.addXml(fresh, related.createRoot(parts.getNamespace())).documentElement
    return { root, nextId: 1 }
  }
  // of one that this edit made, all that is in it is there to be seen
  return parts.findEnd(name) ?? { root: parts.getXml(name).documentElement, nextId: 1 }
}

/** Undefined where the document has no such part. */
export function findRelated(parts: OpenParts, type: string): Document | undefined {
  const name = findRelatedName(parts, type)
  return name === undefined ? undefined : parts.findXml(name)
}

/** The parts that the document refers to, with the ids and types it has for them. */
export function listRelated(parts: OpenParts, source = parts.mainName): Related[] {
  const relationships = parts.findXml(nameRelationships(source))?.documentElement
  return Array.from(relationships?.children ?? [], (one) => ({
    id: one.getAttribute('Id') ?? '',
    type: one.getAttribute('Type')?.replace(/.*\//, '') ?? '',
    target: one.getAttribute('TargetMode') === 'External' ? '' : one.getAttribute('Target'),
  })).flatMap(({ id, type, target }) =>
    target ? [{ id, type, name: resolveTarget(source, target) }] : [],
  )
}

type Related = { readonly id: string; readonly type: string; readonly name: string }

/** The id of the style of that name, which every language calls alike; made where there is none. */
export function getStyle(parts: OpenParts, name: string, kind: 'character' | 'paragraph') {
  const styles = findRelated(parts, 'styles')?.documentElement
  if (!styles) return undefined
  const known = [...styles.children].find(
    (style) => readAttribute(findChild(style, 'name'), 'val')?.toLowerCase() === name,
  )
  if (known) return readAttribute(known, 'styleId')
  const styleId = name.replace(/(?:^| )(\w)/g, (_, letter: string) => letter.toUpperCase())
  const style = createWord(styles, 'style', { type: kind, styleId })
  style.append(createWord(styles, 'name', { val: name }))
  if (kind === 'character') {
    const properties = createWord(styles, 'rPr')
    properties.append(createWord(styles, 'vertAlign', { val: 'superscript' }))
    style.append(properties)
  }
  styles.append(style)
  return styleId
}

/** `<w:rPr>` or `<w:pPr>` that names a style; undefined without one. */
export function createStyled(near: Element, kind: 'rPr' | 'pPr', styleId: string | undefined) {
  if (styleId === undefined) return undefined
  const properties = createWord(near, kind)
  const named = createWord(near, kind === 'rPr' ? 'rStyle' : 'pStyle')
  setAttribute(named, 'val', styleId)
  properties.append(named)
  return properties
}

function getRelationships(parts: OpenParts): Element {
  const name = nameRelationships(parts.mainName)
  const xml = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>`
  return (parts.findXml(name) ?? parts.addXml(name, xml)).documentElement
}

function findRelatedName(parts: OpenParts, type: string): string | undefined {
  const found = [...getRelationships(parts).children].find((one) =>
    one.getAttribute('Type')?.endsWith(`/${type}`),
  )
  const target = found?.getAttribute('Target')
  return target ? resolveTarget(parts.mainName, target) : undefined
}

function nameFreshPart(parts: OpenParts, type: string): string {
  const folder = parts.mainName.replace(/[^/]*$/, '')
  const names = [`${folder}${type}.xml`, ...[2, 3, 4].map((at) => `${folder}${type}${at}.xml`)]
  const fresh = names.find((name) => !parts.findXml(name))
  if (fresh === undefined) throw new Error(`the file has no name left for its ${type}`)
  return fresh
}

function addRelationship(parts: OpenParts, type: string, part: string): void {
  const relationships = getRelationships(parts)
  const known = new Set([...relationships.children].map((one) => one.getAttribute('Id')))
  let number = known.size + 1
  while (known.has(`rId${number}`)) number++
  const added = relationships.ownerDocument.createElementNS(
    relationships.namespaceURI,
    'Relationship',
  )
  const isStrict = parts.getNamespace().includes('purl.oclc')
  const base = isStrict
    ? 'http://purl.oclc.org/ooxml/officeDocument/relationships'
    : 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  added.setAttribute('Id', `rId${number}`)
  added.setAttribute('Type', `${base}/${type}`)
  added.setAttribute('Target', `/${part}`)
  relationships.append(added)
}

function addContentType(parts: OpenParts, part: string, contentType: string): void {
  const types = parts.getXml('[Content_Types].xml').documentElement
  const added = types.ownerDocument.createElementNS(types.namespaceURI, 'Override')
  added.setAttribute('PartName', `/${part}`)
  added.setAttribute('ContentType', contentType)
  types.append(added)
}
