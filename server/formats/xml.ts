import { SaxesParser } from 'saxes'
import { findEncoding } from './opc.ts'
import { Refusal } from './refusal.ts'

/** An element with the names as the file spells them ("w:p"); attributes keep their order. */
export type XmlElement = {
  name: string
  attributes: Record<string, string>
  children: XmlNode[]
}

export type XmlNode = XmlElement | string

/** Deeper nesting than any Word file has; a parser bomb otherwise exhausts the stack. */
export const maximumDepth = 1024

export function isElement(node: XmlNode): node is XmlElement {
  return typeof node !== 'string'
}

/**
 * Parses a part of an OOXML package. A DOCTYPE is refused, so that no entity is ever expanded
 * (ECMA-376 part 2 §6.5 forbids it in packages).
 * @throws Refusal `damaged` on ill-formed XML or a DOCTYPE, `too_deep` beyond 1,024 levels.
 */
export function parseXml(text: string): XmlElement {
  const builder = createBuilder()
  builder.parser.write(text).close()
  return builder.getRoot()
}

/** Bytes that are decoded at once: the whole text of a part is never in memory. */
const chunkSize = 65_536

/**
 * Parses a part for reading only, in a fraction of the memory: elements named in `skipped` are left
 * out with what is in them, and so are blanks between elements. Throws as `parseXml` does.
 */
export function parseXmlToRead(bytes: Uint8Array, skipped: ReadonlySet<string>): XmlElement {
  const builder = createBuilder(skipped)
  const decoder = new TextDecoder(findEncoding(bytes))
  for (let at = 0; at < bytes.length; at += chunkSize) {
    builder.parser.write(decoder.decode(bytes.subarray(at, at + chunkSize), { stream: true }))
  }
  builder.parser.write(decoder.decode()).close()
  return builder.getRoot()
}

/** Without `skipped` the tree is the text, blank for blank. */
function createBuilder(skipped?: ReadonlySet<string>) {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const root: XmlElement = { name: '#document', attributes: {}, children: [] }
  const open: XmlElement[] = [root]
  const names = new Map<string, string>()
  /** For each open element whether an element began in it, skipped or not. */
  const hasElements = [false]
  let skippedDepth = 0
  parser.on('error', (error) => {
    throw new Refusal('damaged', `ill-formed XML: ${error.message}`)
  })
  parser.on('doctype', () => {
    throw new Refusal('damaged', 'a DOCTYPE is not allowed in an Office file')
  })
  parser.on('opentag', (tag) => {
    if (open.length + skippedDepth > maximumDepth) {
      throw new Refusal('too_deep', `XML nested deeper than ${maximumDepth} levels`)
    }
    if (skipped && skippedDepth === 0) dropBlank(open.at(-1)!.children)
    if (skippedDepth === 0) hasElements[open.length - 1] = true
    if (skippedDepth > 0 || skipped?.has(tag.name)) skippedDepth += 1
    else hasElements[openElement(open, internName(names, tag.name), tag.attributes) - 1] = false
  })
  parser.on('closetag', () => {
    if (skippedDepth > 0) skippedDepth -= 1
    else open.pop()
  })
  const addText = (value: string) => {
    const isBetween = skipped && hasElements[open.length - 1] && isBlank(value)
    if (skippedDepth === 0 && !isBetween) open.at(-1)?.children.push(value)
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  return { parser, getRoot: () => getDocumentElement(root) }
}

/** The parser cuts each name out of the text anew; a part has few names, many times. */
function internName(names: Map<string, string>, name: string): string {
  const known = names.get(name)
  if (known === undefined) names.set(name, name)
  return known ?? name
}

/**
 * Gives the number of open elements. The parser's own attributes are a hash table for each element:
 * a plain record is much smaller.
 */
function openElement(open: XmlElement[], name: string, attributes: Record<string, string>): number {
  const element: XmlElement = { name, attributes: { ...attributes }, children: [] }
  open.at(-1)!.children.push(element)
  return open.push(element)
}

/** Only blanks alone in their element are text: "<w:t> </w:t>". */
function dropBlank(children: XmlNode[]): void {
  if (children.length === 1 && isBlank(children[0]!)) children.pop()
}

function isBlank(node: XmlNode): boolean {
  return typeof node === 'string' && node.trim() === ''
}

function getDocumentElement(root: XmlElement): XmlElement {
  const documentElement = root.children.find(isElement)
  if (!documentElement) throw new Refusal('damaged', 'an XML part without an element')
  return documentElement
}

/** Writes a tree as a part of an OOXML package, with the XML declaration that Word writes. */
export function writeXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${writeXmlFragment(root)}`
}

/** Writes one element without a declaration. */
export function writeXmlFragment({ name, attributes, children }: XmlElement): string {
  let text = `<${name}`
  for (const attribute in attributes) {
    text += ` ${attribute}="${escapeAttribute(attributes[attribute] ?? '')}"`
  }
  if (children.length === 0) return `${text}/>`
  text += '>'
  for (const child of children) {
    text += isElement(child) ? writeXmlFragment(child) : escapeText(child)
  }
  return `${text}</${name}>`
}

export function element(
  name: string,
  attributes: Record<string, string> = {},
  children: XmlNode[] = [],
): XmlElement {
  return { name, attributes, children }
}

/** A copy that shares nothing with the element. */
export function cloneElement({ name, attributes, children }: XmlElement): XmlElement {
  return { name, attributes: { ...attributes }, children: children.map(cloneNode) }
}

export function cloneNode(node: XmlNode): XmlNode {
  return isElement(node) ? cloneElement(node) : node
}

export function childElements(parent: XmlElement, name?: string): XmlElement[] {
  const elements = parent.children.filter(isElement)
  return name === undefined ? elements : elements.filter((child) => child.name === name)
}

export function findChild(parent: XmlElement, name: string): XmlElement | undefined {
  return parent.children.find(
    (child): child is XmlElement => isElement(child) && child.name === name,
  )
}

/** Follows a path of child names from `parent`. */
export function findPath(parent: XmlElement, ...names: string[]): XmlElement | undefined {
  return names.reduce<XmlElement | undefined>(
    (found, name) => found && findChild(found, name),
    parent,
  )
}

/** All descendants of the name, in document order; does not look inside a match. */
export function descendants(parent: XmlElement, name: string): XmlElement[] {
  return childElements(parent).flatMap((child) =>
    child.name === name ? [child] : descendants(child, name),
  )
}

/** All character data below the element, joined. */
export function textContent(node: XmlNode): string {
  return isElement(node) ? node.children.map(textContent).join('') : node
}

/** Most texts hold nothing of these, and are written as they are. */
// eslint-disable-next-line no-control-regex -- control characters are among them
const specialCharacters = /[&<>"\u0000-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/

function escapeText(text: string): string {
  if (!specialCharacters.test(text)) return text
  return withoutControls(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

function escapeAttribute(text: string): string {
  if (!specialCharacters.test(text)) return text
  return escapeText(text)
    .replace(/"/g, '&quot;')
    .replace(/[\t\n\r]/g, (c) => `&#${c.charCodeAt(0)};`)
}

/** What a part can hold of a text: XML 1.0 §2.2 allows no other control characters, no lone surrogates. */
export function withoutControls(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are the characters that XML forbids
  return text.toWellFormed().replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
}
