import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { ApiError, createProblem } from '../../client/api-error.ts'
import {
  createSizeCheck,
  defaultZipLimits,
  type ZipEntrySizes,
  type ZipLimits,
} from '../../shared/model/zip-limits.ts'

/** The parts of a .docx by name; a change makes another map, so that the one before it stays. */
export type DocxParts = ReadonlyMap<string, Uint8Array>

/** What an edit changes: parts are read as XML when they are asked for, and written at the end. */
export interface OpenParts {
  readonly mainName: string
  /** Undefined where the package has no such part. @throws Error for one that is no XML */
  findXml(name: string): Document | undefined
  /** @throws Error as `findXml`, and where there is none */
  getXml(name: string): Document
  addXml(name: string, xml: string): Document
  /** The parts with all that was changed in what was read. */
  close(): DocxParts
}

/** @throws ApiError `document_too_large` before anything is unpacked of a file that would fill the memory */
export function readParts(bytes: Uint8Array, limits: ZipLimits = defaultZipLimits): DocxParts {
  const isInBounds = createSizeCheck(limits)
  const filter = (entry: ZipEntrySizes) => {
    if (!isInBounds(entry)) throw new ApiError(tooLarge)
    return false
  }
  unzipSync(bytes, { filter })
  return new Map(Object.entries(unzipSync(bytes)))
}

const tooLarge = createProblem(
  'document_too_large',
  0,
  'The document can’t be opened here',
  'It unpacks to more than a document can be; it may be damaged, or made to harm.',
  '',
)

export function writeParts(parts: DocxParts): Uint8Array<ArrayBuffer> {
  return new Uint8Array(zipSync(Object.fromEntries(parts)))
}

export function openParts(parts: DocxParts): OpenParts {
  const opened = new Map<string, Document>()
  const findXml = (name: string) => {
    const known = opened.get(name)
    if (known) return known
    const bytes = parts.get(name)
    if (!bytes) return undefined
    const read = parseXml(strFromU8(bytes))
    opened.set(name, read)
    return read
  }
  const getXml = (name: string) => {
    const found = findXml(name)
    if (found) return found
    throw new Error(`the file has no part ${name}`)
  }
  const addXml = (name: string, xml: string) => {
    const added = parseXml(xml)
    opened.set(name, added)
    return added
  }
  const close = () =>
    new Map([...parts, ...[...opened].map(([name, xml]) => [name, writeXml(xml)] as const)])
  return { mainName: findMainName(getXml('_rels/.rels')), findXml, getXml, addXml, close }
}

/** "word/_rels/document.xml.rels" of "word/document.xml" (ECMA-376 part 2 §9.3.4). */
export function nameRelationships(part: string): string {
  return part.replace(/[^/]*$/, (file) => `_rels/${file}.rels`)
}

/** The part that a relationship's target means: relative to its source's folder, or from the root. */
export function resolveTarget(source: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const base = new URL(source, packageRoot)
  return new URL(target, base).href.slice(packageRoot.length)
}

const packageRoot = 'package://root/'

function findMainName(relationships: Document): string {
  const main = [...relationships.documentElement.children].find((one) =>
    one.getAttribute('Type')?.endsWith('/officeDocument'),
  )
  const target = main?.getAttribute('Target')
  if (!target) throw new Error('the file names no document part')
  return resolveTarget('', target)
}

function parseXml(xml: string): Document {
  const parsed = new DOMParser().parseFromString(xml.replace(/^\uFEFF/, ''), 'application/xml')
  const fault = parsed.querySelector('parsererror')
  if (fault) throw new Error(`a part of the file is no XML: ${fault.textContent}`)
  return parsed
}

function writeXml(xml: Document): Uint8Array {
  const root = new XMLSerializer().serializeToString(xml.documentElement)
  return strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${root}`)
}
