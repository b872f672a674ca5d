import { readDocument } from '../../server/formats/read-document.ts'
import { joinRuns, listParagraphs } from '../../server/formats/docx-runs.ts'
import {
  findPath,
  isElement,
  parseXml,
  textContent,
  type XmlElement,
} from '../../server/formats/xml.ts'
import { readZip } from '../../server/formats/zip.ts'

/** The root of a part of a .docx. @throws Error when there is no such part. */
export function readPartOf(bytes: Uint8Array, name = 'word/document.xml'): XmlElement {
  return parseXml(readTextOf(bytes, name))
}

export function readTextOf(bytes: Uint8Array, name: string): string {
  const part = readZip(bytes).get(name)
  if (!part) throw new Error(`no part ${name}`)
  return new TextDecoder().decode(part)
}

/** Final text of every paragraph, in order. */
export function listTexts(bytes: Uint8Array): string[] {
  return listParagraphs(readPartOf(bytes)).map((paragraph) => joinRuns(paragraph).text)
}

/** The first paragraph with this text. @throws Error when there is none. */
export function getParagraph(bytes: Uint8Array, text: string): XmlElement {
  const found = listParagraphs(readPartOf(bytes)).find((one) => joinRuns(one).text === text)
  if (!found) throw new Error(`no paragraph ${text}`)
  return found
}

export function styleOf(paragraph: XmlElement): string | undefined {
  return findPath(paragraph, 'w:pPr', 'w:pStyle')?.attributes['w:val']
}

/** By name of our bookmarks: the characters between their two ends, as they stand in the XML. */
export function readBookmarks(bytes: Uint8Array): Map<string, string> {
  const texts = new Map<string, string>()
  const open = new Map<string, string>()
  walk(readPartOf(bytes), (one) => {
    const id = one.attributes['w:id'] ?? ''
    const name = one.attributes['w:name'] ?? ''
    if (one.name === 'w:bookmarkStart' && name.startsWith('_sw')) {
      open.set(id, name)
      texts.set(name, '')
    }
    if (one.name === 'w:bookmarkEnd') open.delete(id)
    for (const inside of open.values())
      texts.set(inside, (texts.get(inside) ?? '') + characters(one))
  })
  return texts
}

/** As the reader of documents finds them: bookmarks that hold words. */
export function readMarkedWords(bytes: Uint8Array): Map<string, string> {
  const read = readDocument(bytes)
  if (read.outcome === 'refused') throw new Error(read.reason)
  const { text } = read.sourceText
  return new Map(
    read.bookmarks.map(({ name, range }) => [name, text.slice(range.start, range.end)]),
  )
}

/** Every element of the name below a root, also inside others of that name. */
export function listAll(root: XmlElement, name: string): XmlElement[] {
  const found: XmlElement[] = []
  walk(root, (one) => one.name === name && found.push(one))
  return found
}

function walk(root: XmlElement, visit: (one: XmlElement) => void): void {
  visit(root)
  for (const child of root.children) if (isElement(child)) walk(child, visit)
}

function characters(leaf: XmlElement): string {
  if (leaf.name === 'w:t') return textContent(leaf)
  return { 'w:tab': '\t', 'w:br': '\n' }[leaf.name] ?? ''
}

/** What XML and a reader of Word files give back of a line unchanged. */
export function withoutUnwritable(text: string): string {
  // eslint-disable-next-line no-control-regex -- the characters that XML forbids
  return text.toWellFormed().replace(/[\u0000-\u001F\uFFFE\uFFFF]/g, '')
}
