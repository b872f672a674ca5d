import { defaultZipLimits } from '../../shared/model/zip-limits.ts'
import { useWordPrefixes } from './docx-namespaces.ts'
import { rejectChanges } from './docx-original.ts'
import { findFileType, isEncryptedOffice } from './file-type.ts'
import { relationshipsName, resolveTarget } from './opc.ts'
import { Refusal } from './refusal.ts'
import { childElements, findChild, parseXmlToRead, textContent, type XmlElement } from './xml.ts'
import { foldPartName, readZip, type ZipParts } from './zip.ts'

/** An unpacked Word file, opened for reading. */
export type DocxPackage = {
  readonly parts: ZipParts
  /** w:document of the main part. */
  readonly main: XmlElement
  readonly relationships: readonly Relationship[]
  /** What could not be read and was left out; grows while parts are read. */
  readonly warnings: string[]
  readonly view: ChangesView
  /** The packed file: parts that are no XML are unpacked when they are asked for. */
  readonly bytes: Uint8Array
}

/** What is read of tracked changes: the text with all of them, or as it was before them. */
export type ChangesView = 'final' | 'original'

type Relationship = {
  readonly id: string
  /** Last segment of the type: "styles", "header". */
  readonly type: string
  /** Part name without a leading slash. */
  readonly target: string
}

/**
 * @throws Refusal `empty_file`, `encrypted`, `unsupported_type`, `damaged`, `zip_bomb`,
 * `type_mismatch` when the zip holds no Word document, `too_deep`.
 */
export function openPackage(bytes: Uint8Array, view: ChangesView = 'final'): DocxPackage {
  refuseOtherContainers(bytes)
  // pictures, fonts and embedded files are no text
  const isText = (name: string) => /\.(xml|rels)$/i.test(name)
  const parts = foldNames(readZip(bytes, defaultZipLimits, isText))
  const mainName = findMainPart(parts)
  const main = readXml(parts, mainName, view)
  // a large part is read once, and its tree takes enough memory without its bytes
  parts.delete(foldPartName(mainName))
  if (main?.name !== 'w:document') throw notWord()
  const relationships = readRelationships(parts, mainName)
  return { parts, main, relationships, warnings: [], view, bytes }
}

/** Root of the first part that the main part relates to in this way; undefined with a warning when it is ill-formed. */
export function findRelatedPart(docx: DocxPackage, type: string): XmlElement | undefined {
  const relationship = docx.relationships.find((one) => one.type === type)
  return relationship && findPart(docx, relationship.target)
}

export function findPartById(docx: DocxPackage, id: string): XmlElement | undefined {
  const relationship = docx.relationships.find((one) => one.id === id)
  return relationship && findPart(docx, relationship.target)
}

/** Of a part of any type; undefined when it is missing. */
export function findPartBytes(
  docx: DocxPackage,
  id: string,
): { readonly name: string; readonly bytes: Uint8Array } | undefined {
  const name = docx.relationships.find((one) => one.id === id)?.target
  if (name === undefined) return undefined
  const wanted = foldPartName(name)
  const [bytes] = readZip(
    docx.bytes,
    defaultZipLimits,
    (one) => foldPartName(one) === wanted,
  ).values()
  return bytes && { name, bytes }
}

/** dc:title of the core properties; '' without one. */
export function readCoreTitle(docx: DocxPackage): string {
  const core = readRelationships(docx.parts, '').find((one) => one.type === 'core-properties')
  const root = core && findPart(docx, core.target)
  const title = root && findChild(root, 'dc:title')
  return title ? textContent(title).replace(/\s+/g, ' ').trim() : ''
}

function refuseOtherContainers(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new Refusal('empty_file', 'the file has no bytes')
  if (findFileType(bytes) !== 'ole2') return
  if (isEncryptedOffice(bytes)) {
    throw new Refusal('encrypted', 'the file is protected by a password')
  }
  throw new Refusal('unsupported_type', 'an Office file of before 2007; save it as .docx')
}

function foldNames(parts: ZipParts): ZipParts {
  return new Map([...parts].map(([name, bytes]) => [foldPartName(name), bytes]))
}

function findMainPart(parts: ZipParts): string {
  const related = readRelationships(parts, '')
    .filter((one) => one.type === 'officeDocument')
    .find((one) => parts.has(foldPartName(one.target)))
  if (related) return related.target
  if (parts.has('word/document.xml')) return 'word/document.xml'
  throw notWord()
}

function readRelationships(parts: ZipParts, from: string): Relationship[] {
  const root = readXml(parts, relationshipsName(from))
  if (!root) return []
  return childElements(root)
    .filter((one) => one.attributes['TargetMode'] !== 'External')
    .map((one) => ({
      id: one.attributes['Id'] ?? '',
      type: (one.attributes['Type'] ?? '').split('/').at(-1) ?? '',
      target: resolveTarget(from, one.attributes['Target'] ?? ''),
    }))
}

/** A part beside the main one that is ill-formed costs what it says, not the document. */
function findPart(docx: DocxPackage, name: string): XmlElement | undefined {
  try {
    return readXml(docx.parts, name, docx.view)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    docx.warnings.push(`${name} is left out: ${error.message}`)
    return undefined
  }
}

function readXml(
  parts: ZipParts,
  name: string,
  view: ChangesView = 'final',
): XmlElement | undefined {
  const bytes = parts.get(foldPartName(name))
  const root = bytes && useWordPrefixes(parseXmlToRead(bytes, looks))
  if (root && view === 'original') rejectChanges(root)
  return root
}

/** Looks that tell nothing about what a text is; they are most of what many a document holds. */
const looks: ReadonlySet<string> = new Set([
  'w:tcBorders',
  'w:tblBorders',
  'w:pBdr',
  'w:tcMar',
  'w:tblCellMar',
  'w:i',
  'w:iCs',
  'w:bCs',
  'w:u',
  'w:strike',
  'w:color',
  'w:szCs',
  'w:lang',
  'w:kern',
  'w:noProof',
  'w:proofErr',
  'w:lastRenderedPageBreak',
])

function notWord(): Refusal {
  return new Refusal('type_mismatch', 'a zip package without a Word document')
}
