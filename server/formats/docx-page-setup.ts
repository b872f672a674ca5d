import { parseTwips } from './docx-attributes.ts'
import { removeProperties, setProperty, valued } from './docx-property-order.ts'
import {
  childElements,
  cloneElement,
  descendants,
  element,
  findChild,
  findPath,
  type XmlElement,
} from './xml.ts'

/** Widths of text lines, and the height of a page's text, in twips. */
type PageRoom = {
  readonly textWidth: number
  readonly landscapeWidth: number
  readonly textHeight: number
}

/** For each block of a body the w:sectPr of its page section: the next one at or after the block. */
export function mapPageSections(body: XmlElement): ReadonlyMap<XmlElement, XmlElement> {
  const sections = new Map<XmlElement, XmlElement>()
  let section: XmlElement | undefined
  for (const block of childElements(body).toReversed()) {
    section = (block.name === 'w:sectPr' ? block : findSectionBreak(block)) ?? section
    if (section) sections.set(block, section)
  }
  return sections
}

/** The w:sectPr that a paragraph, or a paragraph inside a block, carries; cells have none. */
export function findSectionBreak(block: XmlElement): XmlElement | undefined {
  if (block.name === 'w:p') return findPath(block, 'w:pPr', 'w:sectPr')
  return block.name === 'w:tbl' ? undefined : descendants(block, 'w:sectPr').at(0)
}

/** US letter with margins of an inch, where the document says nothing: what Word assumes. */
export function readPageRoom(section: XmlElement | undefined): PageRoom {
  const page = readPage(section)
  const across = page.left + page.right + page.gutter
  const along = page.top + page.bottom
  return {
    textWidth: Math.max(minimumWidth, Math.floor(columnWidth(section, page.width - across))),
    textHeight: Math.max(minimumWidth, page.height - along),
    landscapeWidth: Math.max(minimumWidth, Math.max(page.height, page.width) - along - page.gutter),
  }
}

/** An empty paragraph of a point's height that ends a page section. */
export function writeBreak(section: XmlElement): XmlElement {
  const spacing = { 'w:before': '0', 'w:after': '0', 'w:line': '20', 'w:lineRule': 'exact' }
  const mark = element('w:rPr', {}, [valued('w:sz', 2), valued('w:szCs', 2)])
  const properties = [element('w:spacing', spacing), mark, section]
  return element('w:p', {}, [element('w:pPr', {}, properties)])
}

/** A copy of the page set-up as it stands, for what goes before an inserted section. */
export function copySection(section: XmlElement): XmlElement {
  const copy = cloneElement(section)
  removeProperties(copy, ['w:sectPrChange'])
  return copy
}

/** Makes a section go on where another was split: no second first page, no fresh page numbers. */
export function continueSection(section: XmlElement): void {
  removeProperties(section, ['w:titlePg', 'w:sectPrChange'])
  setProperty(section, valued('w:type', 'nextPage'))
  const numbers = findChild(section, 'w:pgNumType')
  if (numbers) delete numbers.attributes['w:start']
}

/** Turns the page; its margins turn with it, as they do in Word. */
export function turnLandscape(section: XmlElement): void {
  const { width, height } = readPage(section)
  const size = findChild(section, 'w:pgSz')?.attributes ?? {}
  const turned = { 'w:w': String(Math.max(width, height)), 'w:h': String(Math.min(width, height)) }
  setProperty(section, element('w:pgSz', { ...size, ...turned, 'w:orient': 'landscape' }))
  turnMargins(section)
  removeProperties(section, ['w:cols', 'w:textDirection'])
}

type Page = Record<'width' | 'height' | 'left' | 'right' | 'top' | 'bottom' | 'gutter', number>

const minimumWidth = 1440

function readPage(section: XmlElement | undefined): Page {
  const size = section && findChild(section, 'w:pgSz')
  const margins = section && findChild(section, 'w:pgMar')
  return {
    width: readTwips(size, 'w:w', 12240),
    height: readTwips(size, 'w:h', 15840),
    left: readTwips(margins, 'w:left', 1440),
    right: readTwips(margins, 'w:right', 1440),
    top: Math.abs(readTwips(margins, 'w:top', 1440)),
    bottom: Math.abs(readTwips(margins, 'w:bottom', 1440)),
    gutter: readTwips(margins, 'w:gutter', 0),
  }
}

function turnMargins(section: XmlElement): void {
  const margins = findChild(section, 'w:pgMar')
  if (!margins) return
  const { left, right, top, bottom } = readPage(section)
  const turned = { 'w:top': left, 'w:right': top, 'w:bottom': right, 'w:left': bottom }
  for (const [name, value] of Object.entries(turned)) margins.attributes[name] = String(value)
}

function columnWidth(section: XmlElement | undefined, textWidth: number): number {
  const columns = section && findChild(section, 'w:cols')
  const count = Number(columns?.attributes['w:num'] ?? 1) || 1
  return (textWidth - (count - 1) * readTwips(columns, 'w:space', 720)) / count
}

function readTwips(of: XmlElement | undefined, name: string, otherwise: number): number {
  return parseTwips(of?.attributes[name]) ?? otherwise
}
