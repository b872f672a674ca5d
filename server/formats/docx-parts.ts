import { useWordPrefixes } from './docx-namespaces.ts'
import { decodeXml, relationshipsName, resolveTarget } from './opc.ts'
import { Refusal } from './refusal.ts'
import { childElements, element, parseXml, writeXml, type XmlElement } from './xml.ts'
import { readZip, writeZip, type ZipParts } from './zip.ts'

/** An unpacked .docx that is being edited; parts that nobody writes keep their bytes and place. */
export type DocxParts = {
  readonly parts: ZipParts
  /** Name of the main document part, mostly "word/document.xml". */
  readonly documentName: string
}

/** The last segment of a relationship's type, as ECMA-376 part 1 §11.3 and §15.2 name them. */
export type RelationName =
  | 'officeDocument'
  | 'core-properties'
  | 'styles'
  | 'numbering'
  | 'customXml'
  | 'customXmlProps'
  | 'image'
  | 'comments'

/** @throws Refusal when the bytes are no Word file. */
export function openDocx(bytes: Uint8Array): DocxParts {
  const parts = useSlashes(readZip(bytes))
  const documentName = findRelated(parts, '', 'officeDocument')
  if (documentName === undefined) {
    throw new Refusal('type_mismatch', 'a zip package without a Word document')
  }
  return { parts, documentName }
}

export function packDocx(docx: DocxParts): Uint8Array {
  return writeZip(docx.parts)
}

/** Word's elements come with Word's own prefixes, whatever the file calls them. @throws Refusal when the part is missing or no XML. */
export function readPart(parts: ZipParts, name: string): XmlElement {
  const bytes = parts.get(name)
  if (!bytes) throw new Refusal('damaged', `the part ${name} is missing`)
  const root = useWordPrefixes(parseXml(decodeXml(bytes)))
  for (const [attribute, address] of Object.entries(root.attributes)) {
    const prefix = attribute.startsWith('xmlns') ? findWordPrefix(address) : undefined
    if (prefix !== undefined) root.attributes[`xmlns:${prefix}`] ??= address
  }
  return root
}

/** Text of every part of the document's folder that is XML: document, headers, notes … */
export function listXmlParts({ parts, documentName }: DocxParts): [name: string, text: string][] {
  const folder = documentName.slice(0, documentName.lastIndexOf('/') + 1)
  return [...parts.keys()]
    .filter((name) => name.startsWith(folder) && name.endsWith('.xml'))
    .map((name) => [name, decodeXml(parts.get(name) ?? new Uint8Array())])
}

/** A new part comes last; one that is there keeps its place. */
export function writePart(parts: ZipParts, name: string, root: XmlElement): void {
  parts.set(name, new TextEncoder().encode(writeXml(root)))
}

/** Name of the first part that `from` ('' for the package) relates to in this way. */
export function findRelated(
  parts: ZipParts,
  from: string,
  relation: RelationName,
): string | undefined {
  return listRelated(parts, from, relation)[0]
}

/** Names of the parts that there are, as the package spells them. */
export function listRelated(parts: ZipParts, from: string, relation: RelationName): string[] {
  const name = relationshipsName(from)
  if (!parts.has(name)) return []
  return childElements(readPart(parts, name))
    .filter((one) => one.attributes['Type']?.endsWith(`/${relation}`))
    .filter((one) => one.attributes['TargetMode'] !== 'External')
    .flatMap((one) => findName(parts, resolveTarget(from, one.attributes['Target'] ?? '')) ?? [])
}

/** Adds a part together with the relationship that leads to it and its content type. */
export function addPart(
  parts: ZipParts,
  from: string,
  part: { name: string; relation: RelationName; contentType: string; root: XmlElement },
): void {
  writePart(parts, part.name, part.root)
  setContentType(parts, part.name, part.contentType)
  addRelationship(parts, from, part.relation, part.name)
}

/** Id of the document's relationship to a part of these bytes; a part of the name is taken as it is. */
export function embedPart(
  { parts, documentName }: DocxParts,
  part: { name: string; relation: RelationName; contentType: string; bytes: Uint8Array },
): string {
  if (parts.has(part.name)) {
    const known = findRelationship(parts, documentName, part.name)
    if (known !== undefined) return known
  } else parts.set(part.name, part.bytes)
  setContentType(parts, part.name, part.contentType)
  return addRelationship(parts, documentName, part.relation, part.name)
}

/** Removes a part, its own relationships, its content type, and what `from` says of it. */
export function removePart(parts: ZipParts, from: string, name: string): void {
  parts.delete(name)
  parts.delete(relationshipsName(name))
  editPart(parts, contentTypesName, (root) => {
    root.children = childElements(root).filter((one) => one.attributes['PartName'] !== `/${name}`)
  })
  editPart(parts, relationshipsName(from), (root) => {
    root.children = childElements(root).filter(
      (one) => resolveTarget(from, one.attributes['Target'] ?? '') !== name,
    )
  })
}

/** The content type of a part by its own entry; undefined where only its ending gives one. */
export function findContentType(parts: ZipParts, name: string): string | undefined {
  return findOverride(readPart(parts, contentTypesName), name)?.attributes['ContentType']
}

export function setContentType(parts: ZipParts, name: string, contentType: string): void {
  editPart(parts, contentTypesName, (root) => {
    const override = findOverride(root, name)
    const attributes = { PartName: `/${name}`, ContentType: contentType }
    if (override) override.attributes = attributes
    else root.children.push(element('Override', attributes))
  })
}

/** The first of the names by numbers from 1 that is not taken. */
export function firstFree(
  nameOf: (number: number) => string,
  isTaken: (name: string) => boolean,
): string {
  let number = 1
  while (isTaken(nameOf(number))) number += 1
  return nameOf(number)
}

const contentTypesName = '[Content_Types].xml'
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** Some programs' zips have backslashes in their names. */
function useSlashes(parts: ZipParts): ZipParts {
  return new Map([...parts].map(([name, bytes]) => [name.replace(/\\/g, '/'), bytes]))
}

/** Part names are alike when they differ in case only (ECMA-376 part 2 §6.2.2). */
function findName(parts: ZipParts, name: string): string | undefined {
  if (parts.has(name)) return name
  const wanted = name.toLowerCase()
  return [...parts.keys()].find((one) => one.toLowerCase() === wanted)
}

/** The prefix that `useWordPrefixes` gives to names of a namespace. */
function findWordPrefix(address: string): string | undefined {
  const match = /(wordprocessingml|markup-compatibility|officeDocument)(?:\/2006)?(\/\w+)?$/.exec(
    address,
  )
  if (match?.[1] === 'wordprocessingml') return match[2] === '/main' ? 'w' : undefined
  if (match?.[1] === 'markup-compatibility') return 'mc'
  return { '/math': 'm', '/relationships': 'r' }[match?.[2] ?? '']
}

/** Transitional and strict files name the same relations by different addresses. */
function readOfficeNamespace(parts: ZipParts): string {
  const types = childElements(readPart(parts, relationshipsName(''))).map(
    (one) => one.attributes['Type'] ?? '',
  )
  return (
    types.find((type) => type.endsWith('/officeDocument'))?.replace(/\/officeDocument$/, '') ?? ''
  )
}

/** "../customXml/item1.xml" for a part of the folder "word". */
function relativeTarget(from: string, target: string): string {
  const folder = from.slice(0, from.lastIndexOf('/') + 1)
  if (target.startsWith(folder)) return target.slice(folder.length)
  return '../'.repeat(from.split('/').length - 1) + target
}

function findRelationship(parts: ZipParts, from: string, target: string): string | undefined {
  const name = relationshipsName(from)
  if (!parts.has(name)) return undefined
  return childElements(readPart(parts, name)).find(
    ({ attributes }) => resolveTarget(from, attributes['Target'] ?? '') === target,
  )?.attributes['Id']
}

function addRelationship(
  parts: ZipParts,
  from: string,
  relation: RelationName,
  target: string,
): string {
  const name = relationshipsName(from)
  const root = parts.has(name)
    ? readPart(parts, name)
    : element('Relationships', { xmlns: packageNamespace })
  const taken = new Set(childElements(root).map((one) => one.attributes['Id']))
  const isCore = relation === 'core-properties'
  const space = isCore ? `${packageNamespace}/metadata` : readOfficeNamespace(parts)
  const id = firstFree(
    (number) => `rId${number}`,
    (one) => taken.has(one),
  )
  root.children.push(
    element('Relationship', {
      Id: id,
      Type: `${space}/${relation}`,
      Target: relativeTarget(from, target),
    }),
  )
  writePart(parts, name, root)
  return id
}

function findOverride(root: XmlElement, name: string): XmlElement | undefined {
  return childElements(root, 'Override').find((one) => one.attributes['PartName'] === `/${name}`)
}

function editPart(parts: ZipParts, name: string, edit: (root: XmlElement) => void): void {
  if (!parts.has(name)) return
  const root = readPart(parts, name)
  edit(root)
  writePart(parts, name, root)
}
