import {
  addPart,
  findRelated,
  firstFree,
  readPart,
  writePart,
  type DocxParts,
} from './docx-parts.ts'
import { fragment } from './docx-property-order.ts'
import { childElements, element, type XmlElement } from './xml.ts'

/** The numbering part while a document is written; it is made or changed on first use alone. */
export type NumberingBook = {
  readonly root: XmlElement
  readonly partName: string
  /** w:numId of our bullets; undefined until somebody needs them. */
  bulletId: string | undefined
}

/** Twips from the text's edge to the words of a list item; as much more for each level. */
export const bulletIndent = 360

const marks = ['•', '–', '▪', '·']
export const bulletLevels = marks.length

export function openNumbering({ parts, documentName }: DocxParts): NumberingBook {
  const found = findRelated(parts, documentName, 'numbering')
  const root = found ? readPart(parts, found) : element('w:numbering', { 'xmlns:w': wordNamespace })
  const partName = found ?? firstFree(nameNumberingPart, (name) => parts.has(name))
  return { root, partName, bulletId: undefined }
}

export function saveNumbering({ parts, documentName }: DocxParts, book: NumberingBook): void {
  if (book.bulletId === undefined) return
  const { partName: name, root } = book
  if (parts.has(name)) writePart(parts, name, root)
  else addPart(parts, documentName, { name, relation: 'numbering', contentType: partType, root })
}

/** w:numId of a list with a bullet on each of its levels. */
export function bulletNumberId(book: NumberingBook): string {
  book.bulletId ??= addBullets(book.root)
  return book.bulletId
}

const wordNamespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const partType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml'

const nameNumberingPart = (number: number) => `word/numbering${number === 1 ? '' : number}.xml`

/** CT_Numbering wants all w:abstractNum before all w:num (ECMA-376 part 1 §17.9.17). */
function addBullets(root: XmlElement): string {
  const abstractId = freeId(root, 'w:abstractNum', 'w:abstractNumId', 0)
  const numberId = freeId(root, 'w:num', 'w:numId', 1)
  const bullet = fragment(
    `<w:abstractNum w:abstractNumId="${abstractId}"><w:multiLevelType w:val="hybridMultilevel"/>` +
      `${marks.map(describeLevel).join('')}</w:abstractNum>`,
  )
  const number = fragment(
    `<w:num w:numId="${numberId}"><w:abstractNumId w:val="${abstractId}"/></w:num>`,
  )
  insertAfterLast(root, bullet, ['w:numPicBullet', 'w:abstractNum'])
  insertAfterLast(root, number, ['w:numPicBullet', 'w:abstractNum', 'w:num'])
  return String(numberId)
}

function describeLevel(mark: string, level: number): string {
  const indent = `<w:ind w:left="${(level + 1) * bulletIndent}" w:hanging="${bulletIndent}"/>`
  return (
    `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>` +
    `<w:lvlText w:val="${mark}"/><w:lvlJc w:val="left"/><w:pPr>${indent}</w:pPr></w:lvl>`
  )
}

function freeId(root: XmlElement, name: string, attribute: string, first: number): number {
  const ids = childElements(root, name).map((one) => Number(one.attributes[attribute]))
  return ids.reduce((free, id) => (id >= free ? id + 1 : free), first)
}

function insertAfterLast(root: XmlElement, child: XmlElement, names: readonly string[]): void {
  const at = root.children.findLastIndex(
    (one) => typeof one !== 'string' && names.includes(one.name),
  )
  root.children.splice(at + 1, 0, child)
}
