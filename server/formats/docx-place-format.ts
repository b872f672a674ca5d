import { joinRuns } from './docx-runs.ts'
import { removeProperties } from './docx-property-order.ts'
import { findStyleId, type StyleBook } from './docx-style-book.ts'
import { findParent } from './docx-tree.ts'
import { cloneElement, findChild, findPath, type XmlElement } from './xml.ts'

/** The format that words take on which are put where a rule stood. */
export type PlaceFormat = {
  /** A w:pPr without section break; undefined for none. */
  readonly paragraph: XmlElement | undefined
  /** A w:rPr; undefined for none. */
  readonly run: XmlElement | undefined
  readonly styleId: string | undefined
}

/** The format of the paragraph and of its run at this offset of the joined text. */
export function readFormat(paragraph: XmlElement, offset: number, styles: StyleBook): PlaceFormat {
  const properties = findChild(paragraph, 'w:pPr')
  return {
    paragraph: properties && cleanParagraphProperties(properties),
    run: readRunFormat(paragraph, offset, styles),
    styleId: properties && findChild(properties, 'w:pStyle')?.attributes['w:val'],
  }
}

/** Whether the place belongs to a list by its own properties. */
export function isListFormat(format: PlaceFormat): boolean {
  const number = format.paragraph && findPath(format.paragraph, 'w:numPr', 'w:numId')
  return number !== undefined && number.attributes['w:val'] !== '0'
}

function readRunFormat(
  paragraph: XmlElement,
  offset: number,
  styles: StyleBook,
): XmlElement | undefined {
  const piece = joinRuns(paragraph).pieces.find(({ end }) => end > offset)
  const run = piece && findParent(paragraph, piece.node, 'w:r')
  const properties = run && findChild(run, 'w:rPr')
  return properties && cleanRunProperties(properties, styles)
}

/** What concerns the template's paragraph itself, not its look: section break, tracked changes. */
function cleanParagraphProperties(properties: XmlElement): XmlElement {
  const copy = cloneElement(properties)
  removeProperties(copy, ['w:sectPr', 'w:pPrChange'])
  const mark = findChild(copy, 'w:rPr')
  if (mark) removeProperties(mark, trackedMarks)
  return copy
}

/** A writer may hide rules, or leave them in the grey of a content control that waits for text. */
function cleanRunProperties(properties: XmlElement, styles: StyleBook): XmlElement {
  const copy = cloneElement(properties)
  removeProperties(copy, [...trackedMarks, 'w:vanish', 'w:specVanish', 'w:webHidden'])
  const style = findChild(copy, 'w:rStyle')?.attributes['w:val']
  const grey = findStyleId(styles, 'character', 'Placeholder Text')
  if (style !== undefined && style === grey) removeProperties(copy, ['w:rStyle'])
  return copy
}

const trackedMarks = ['w:ins', 'w:del', 'w:moveFrom', 'w:moveTo', 'w:rPrChange']
