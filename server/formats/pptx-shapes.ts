import { createNumberCounter, type NumberCounter } from './pptx-numbers.ts'
import { listGraphicReferences, readGraphic } from './graphic-reference.ts'
import { createParagraph, createTable, type PlainCell } from './content-item.ts'
import type { ContentItem } from './docx-sections.ts'
import {
  childElements,
  descendants,
  findChild,
  findPath,
  isElement,
  type XmlElement,
} from './xml.ts'

/** The part that a relationship of the slide leads to. */
export type FindPart = (id: string) => XmlElement | undefined

/** Words, tables, charts and SmartArt of a slide, its title first, the rest in the order in which it is drawn. */
export function readShapes(slide: XmlElement, findPart: FindPart): ContentItem[] {
  const tree = findPath(slide, 'p:cSld', 'p:spTree')
  const shapes = tree ? listShapes(tree) : []
  const titles = shapes.filter(isTitle)
  const others = shapes.filter((shape) => !isTitle(shape) && !isFooter(shape))
  return [...titles.flatMap(readTitle), ...others.flatMap((shape) => readShape(shape, findPart))]
}

/** Shapes in groups stand where the group does. */
function listShapes(tree: XmlElement): XmlElement[] {
  return childElements(tree).flatMap((child) => {
    if (child.name === 'p:grpSp') return listShapes(child)
    if (child.name === 'mc:AlternateContent') {
      const fallback = findChild(child, 'mc:Choice') ?? findChild(child, 'mc:Fallback')
      return fallback ? listShapes(fallback) : []
    }
    return child.name === 'p:sp' || child.name === 'p:graphicFrame' ? [child] : []
  })
}

function placeholderType(shape: XmlElement): string {
  const place = findPath(shape, 'p:nvSpPr', 'p:nvPr', 'p:ph')
  return place ? (place.attributes['type'] ?? 'obj') : ''
}

function isTitle(shape: XmlElement): boolean {
  return /^(title|ctrTitle)$/.test(placeholderType(shape))
}

function isFooter(shape: XmlElement): boolean {
  return /^(dt|ftr|sldNum|hdr)$/.test(placeholderType(shape))
}

function readTitle(shape: XmlElement): ContentItem[] {
  const text = listParagraphs(shape).map(wordsOf).join(' ').trim()
  return text === '' ? [] : [createParagraph({ text, headingLevel: 1 })]
}

function readShape(shape: XmlElement, findPart: FindPart): ContentItem[] {
  if (shape.name === 'p:graphicFrame') return readFrame(shape, findPart)
  const isList = /^(body|obj|subTitle)$/.test(placeholderType(shape))
  const countNumber = createNumberCounter()
  return listParagraphs(shape).flatMap((one) => readParagraph(one, isList, countNumber))
}

function readFrame(frame: XmlElement, findPart: FindPart): ContentItem[] {
  const graphics = listGraphicReferences(frame)
  return [
    ...descendants(frame, 'a:tbl').map(readTable),
    ...graphics.flatMap(({ kind, id }) => readGraphic(kind, findPart(id))),
  ]
}

function listParagraphs(shape: XmlElement): XmlElement[] {
  const body = findChild(shape, 'p:txBody')
  return body ? childElements(body, 'a:p') : []
}

/** Text of a body placeholder is a list by its master unless it says otherwise. */
function readParagraph(
  paragraph: XmlElement,
  isListByPlace: boolean,
  countNumber: NumberCounter,
): ContentItem[] {
  const text = wordsOf(paragraph).trim()
  if (text === '') return []
  const properties = findChild(paragraph, 'a:pPr')
  const level = Number(properties?.attributes['lvl'] ?? 0) || 0
  const numbered = properties && findChild(properties, 'a:buAutoNum')
  const number = countNumber(level, numbered)
  const bullet = properties && findChild(properties, 'a:buChar')?.attributes['char']
  const isPlain = properties && findChild(properties, 'a:buNone')
  const isList = numbered !== undefined || bullet !== undefined
  if (!isList && (isPlain || !isListByPlace)) return [createParagraph({ text })]
  const marker = number ?? bullet ?? '•'
  return [createParagraph({ text, list: { level, marker } })]
}

function readTable(table: XmlElement): ContentItem {
  const isHeader = findChild(table, 'a:tblPr')?.attributes['firstRow'] === '1'
  return createTable(
    childElements(table, 'a:tr').map((row, index) => ({
      cells: childElements(row, 'a:tc').filter(isOwnCell).map(readCell),
      isHeader: isHeader && index === 0,
    })),
  )
}

/** A merged cell stands once; those that it covers say so. */
function isOwnCell({ attributes }: XmlElement): boolean {
  return !isTrue(attributes['hMerge']) && !isTrue(attributes['vMerge'])
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}

function readCell(cell: XmlElement): PlainCell {
  const body = findChild(cell, 'a:txBody')
  const text = (body ? childElements(body, 'a:p') : []).map(wordsOf).join(' ')
  const span = (name: string) => Math.max(Number(cell.attributes[name] ?? 1) || 1, 1)
  return { text, columnSpan: span('gridSpan'), rowSpan: span('rowSpan') }
}

function wordsOf(paragraph: XmlElement): string {
  return paragraph.children
    .filter(isElement)
    .map((child) => {
      if (child.name === 'a:br') return '\n'
      if (child.name !== 'a:r' && child.name !== 'a:fld') return ''
      const text = findChild(child, 'a:t')
      return text ? text.children.filter((node) => typeof node === 'string').join('') : ''
    })
    .join('')
}
