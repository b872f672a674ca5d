import { findValue } from './docx-attributes.ts'
import {
  addPart,
  findRelated,
  firstFree,
  readPart,
  writePart,
  type DocxParts,
} from './docx-parts.ts'
import { fragment } from './docx-property-order.ts'
import { gapColors } from './docx-run-writer.ts'
import { readStyles, type ResolvedStyle, type StyleSheet } from './docx-style-sheet.ts'
import { childElements, element, type XmlElement } from './xml.ts'

/** The styles part while a document is written; styles are added to it on first use. */
export type StyleBook = {
  readonly root: XmlElement
  readonly partName: string
  /** The template's own styles. */
  readonly sheet: StyleSheet
  isChanged: boolean
}

type StyleType = 'paragraph' | 'character' | 'table'

export function openStyles({ parts, documentName }: DocxParts): StyleBook {
  const found = findRelated(parts, documentName, 'styles')
  const root = found ? readPart(parts, found) : element('w:styles', { 'xmlns:w': wordNamespace })
  const partName = found ?? firstFree(nameStylesPart, (name) => parts.has(name))
  return { root, partName, sheet: readStyles(root), isChanged: false }
}

export function saveStyles({ parts, documentName }: DocxParts, styles: StyleBook): void {
  if (!styles.isChanged) return
  const { partName: name, root } = styles
  if (parts.has(name)) writePart(parts, name, root)
  else addPart(parts, documentName, { name, relation: 'styles', contentType: stylesType, root })
}

/** Id of the style of that name; Word compares names without regard to case. */
export function findStyleId(styles: StyleBook, type: StyleType, name: string): string | undefined {
  const wanted = name.toLowerCase()
  return childElements(styles.root, 'w:style').find(
    (style) =>
      style.attributes['w:type'] === type && findValue(style, 'w:name')?.toLowerCase() === wanted,
  )?.attributes['w:styleId']
}

/** Whether paragraphs of the style stand in a list. */
export function isListStyle(style: ResolvedStyle): boolean {
  const { numberingId, level } = style.numbering
  return numberingId === undefined ? level !== undefined : numberingId !== '0'
}

export function gapStyleId(styles: StyleBook): string {
  return ensureStyle(styles, 'paragraph', 'Sourcewright Gap', gapProperties)
}

export function tableNoteStyleId(styles: StyleBook): string {
  return ensureStyle(styles, 'paragraph', 'Sourcewright Table Note', noteProperties)
}

export function captionStyleId(styles: StyleBook): string {
  return ensureStyle(styles, 'paragraph', 'caption', captionProperties)
}

/** The character style of words that only the writer can settle. */
export function leftToWriterStyleId(styles: StyleBook): string {
  return ensureStyle(styles, 'character', 'Sourcewright Left to Writer', leftToWriterProperties)
}

/** Word's own style for a line of a table of contents. */
export function contentsStyleId(styles: StyleBook, level: number): string {
  const properties = `<w:pPr><w:spacing w:after="60"/><w:ind w:left="${(level - 1) * 220}"/></w:pPr>`
  return ensureStyle(styles, 'paragraph', `toc ${level}`, properties)
}

/** The same for a list of tables or figures. */
export function tableListStyleId(styles: StyleBook): string {
  const properties = '<w:pPr><w:spacing w:after="60"/></w:pPr>'
  return ensureStyle(styles, 'paragraph', 'table of figures', properties)
}

const wordNamespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const stylesType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml'

const nameStylesPart = (number: number) => `word/styles${number === 1 ? '' : number}.xml`

const gapProperties =
  `<w:pPr><w:pBdr><w:left w:val="single" w:sz="24" w:space="6" w:color="${gapColors.edge}"/></w:pBdr>` +
  `<w:shd w:val="clear" w:color="auto" w:fill="${gapColors.paper}"/>` +
  '<w:spacing w:before="60" w:after="120"/><w:ind w:left="170"/></w:pPr>' +
  `<w:rPr><w:color w:val="${gapColors.ink}"/></w:rPr>`

const noteProperties =
  '<w:pPr><w:spacing w:before="60" w:after="200" w:line="240" w:lineRule="auto"/>' +
  '<w:ind w:left="0" w:firstLine="0"/><w:contextualSpacing/><w:jc w:val="left"/></w:pPr>' +
  '<w:rPr><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr>'

const captionProperties =
  '<w:pPr><w:keepNext/><w:spacing w:before="200" w:after="80" w:line="240" w:lineRule="auto"/></w:pPr>' +
  '<w:rPr><w:b/><w:bCs/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'

/** Dotted as well as shaded: a print without colours still shows it. */
const leftToWriterProperties =
  '<w:rPr><w:u w:val="dotted" w:color="2F5C8A"/>' +
  '<w:shd w:val="clear" w:color="auto" w:fill="DEEBF7"/></w:rPr>'

/** As Word names the styles that it knows itself. */
function styleIdOf(name: string): string {
  const known = { caption: 'Caption', 'table of figures': 'TableofFigures' }[name]
  return (
    known ??
    name.replace(/^toc (?=\d)/, 'TOC').replace(/ (.)/g, (_, one: string) => one.toUpperCase())
  )
}

/** A style that the template has under this name is its own wish and is taken as it is. */
function ensureStyle(
  styles: StyleBook,
  type: 'paragraph' | 'character',
  name: string,
  properties: string,
): string {
  const found = findStyleId(styles, type, name)
  if (found !== undefined) return found
  const taken = new Set(childElements(styles.root).map((one) => one.attributes['w:styleId']))
  const id = styleIdOf(name)
  const nameId = (number: number) => (number === 1 ? id : id + number)
  const free = firstFree(nameId, (candidate) => taken.has(candidate))
  const base = styles.sheet.getParagraphStyle(undefined).id
  const isBased = type === 'paragraph' && taken.has(base)
  const isOurs = name.startsWith('Sourcewright')
  const custom: Record<string, string> = isOurs ? { 'w:customStyle': '1' } : {}
  styles.root.children.push(
    element('w:style', { 'w:type': type, ...custom, 'w:styleId': free }, [
      element('w:name', { 'w:val': name }),
      ...(isBased ? [element('w:basedOn', { 'w:val': base })] : []),
      element('w:qFormat'),
      ...fragment(`<x>${properties}</x>`).children,
    ]),
  )
  styles.isChanged = true
  return free
}
