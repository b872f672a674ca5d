import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { ApiError, createProblem } from '../../client/api-error.ts'
import {
  createSizeCheck,
  defaultZipLimits,
  type ZipEntrySizes,
  type ZipLimits,
} from '../../shared/model/zip-limits.ts'
import { readBody, sliceBody, type DocxBody } from './docx-body.ts'
import { findMostId, reserveIds } from './docx-runs.ts'
import { parseXml, serializeXml, xmlDeclaration } from './xml-document.ts'
import { joinXml, sliceXml, type SlicedXml } from './xml-slices.ts'

/** The parts of a .docx by name; a change makes another map, so that the one before it stays. */
export type DocxParts = ReadonlyMap<string, Uint8Array>

/** What an edit changes: parts are read as XML when they are asked for, and written at the end. */
export interface OpenParts {
  readonly mainName: string
  /** @throws Error where there is none */
  getBody(): DocxBody
  /** Its blocks, of which nothing is known yet. */
  sliceBody(): SlicedXml
  /** That of the elements of Word's, which is another one in a strict file. */
  getNamespace(): string
  /** Undefined where the package has no such part. @throws Error for one that is no XML */
  findXml(name: string): Document | undefined
  /** @throws Error as `findXml`, and where there is none */
  getXml(name: string): Document
  addXml(name: string, xml: string): Document
  /** The end of the part's root, where children are put; undefined as for `findXml`. */
  findEnd(name: string): PartEnd | undefined
  setPart(name: string, bytes: Uint8Array): void
  /** The parts with all that was changed; those in which nothing was are the same bytes. */
  close(): DocxParts
}

export type PartEnd = {
  /** Holds nothing of what the part has: what is put in comes behind that. */
  readonly root: Element
  /** That no child of the root has. */
  readonly nextId: number
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

/** The same file for a reader in this page: not to be sent, and so not made small. */
export function packParts(parts: DocxParts): Blob {
  return new Blob([new Uint8Array(zipSync(Object.fromEntries(parts), { level: 0 }))])
}

export function openParts(parts: DocxParts): OpenParts {
  const changed = new Map<string, Uint8Array>()
  const whole = createWholeParts(parts)
  const ends = createPartEnds(parts)
  const { findXml, addXml } = whole
  const getXml = (name: string) => {
    const found = findXml(name)
    if (found) return found
    throw new Error(`the file has no part ${name}`)
  }
  const mainName = findMainName(getXml('_rels/.rels'))
  const getMain = () => {
    const bytes = parts.get(mainName)
    if (!bytes) throw new Error(`the file has no part ${mainName}`)
    return bytes
  }
  return {
    mainName,
    getBody: () => readBody(getMain()),
    sliceBody: () => sliceBody(getMain()),
    getNamespace: () => readRoot(sliceBody(getMain())).namespaceURI ?? '',
    findXml,
    getXml,
    addXml,
    findEnd: (name) => ends.find(name),
    setPart: (name, bytes) => void changed.set(name, bytes),
    close: () => new Map([...parts, ...whole.write(), ...ends.write(), ...changed]),
  }
}

/** Parts that are read and written as a whole. */
function createWholeParts(parts: DocxParts) {
  const opened = new Map<string, { readonly xml: Document; hasChanged(): boolean }>()
  const open = (name: string, text: string, isNew: boolean) => {
    const xml = parseXml(text)
    const observer = new MutationObserver(() => undefined)
    observer.observe(xml, { subtree: true, childList: true, attributes: true, characterData: true })
    opened.set(name, { xml, hasChanged: () => isNew || observer.takeRecords().length > 0 })
    return xml
  }
  return {
    findXml(name: string) {
      const bytes = parts.get(name)
      return opened.get(name)?.xml ?? (bytes && open(name, strFromU8(bytes), false))
    },
    addXml: (name: string, text: string) => open(name, text, true),
    write: () =>
      [...opened]
        .filter(([, { hasChanged }]) => hasChanged())
        .map(([name, { xml }]) => [name, writeXml(serializeXml(xml))] as const),
  }
}

/** Parts to whose root children are added: of thousands of notes none is read for the next. */
function createPartEnds(parts: DocxParts) {
  const opened = new Map<string, { readonly sliced: SlicedXml; readonly end: PartEnd }>()
  return {
    find(name: string): PartEnd | undefined {
      const kept = opened.get(name)
      const bytes = parts.get(name)
      if (kept || !bytes) return kept?.end
      const xml = strFromU8(bytes)
      const sliced = sliceXml(xml)
      const root = readRoot(sliced)
      reserveIds(root.ownerDocument, findMostId(xml))
      const starts = sliced.children.map((child) => /<[^!?][^>]*>/.exec(child)?.[0] ?? '')
      const end = { root, nextId: findMostId(starts.join('')) + 1 }
      opened.set(name, { sliced, end })
      return end
    },
    write: () =>
      [...opened].map(([name, { sliced, end }]) => {
        const added = sliceXml(serializeXml(end.root.ownerDocument)).children
        const joined = joinXml({ ...sliced, children: [...sliced.children, ...added] })
        return [name, strToU8(joined)] as const
      }),
  }
}

function readRoot(sliced: SlicedXml): Element {
  return parseXml(joinXml({ ...sliced, children: [] })).documentElement
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

function writeXml(root: string): Uint8Array {
  return strToU8(xmlDeclaration + root)
}
