import { findToggle, findValue } from './docx-attributes.ts'
import { chooseBranch } from './docx-runs.ts'
import { findChild, findPath, isElement, type XmlElement } from './xml.ts'

/** What stands on the level of paragraphs, in the final view of tracked changes. */
export type BlockNode =
  | {
      readonly kind: 'paragraph'
      /** More than one where the paragraph marks between them are deleted; the last one gives the style. */
      readonly elements: readonly XmlElement[]
      readonly isContents: boolean
    }
  | { readonly kind: 'table'; readonly element: XmlElement }
  /** A w:altChunk: another file as a part of the text. */
  | { readonly kind: 'chunk'; readonly element: XmlElement }
  /** A bookmark's start or end between paragraphs. */
  | { readonly kind: 'bookmark'; readonly element: XmlElement }
  /** The end of a section: its w:sectPr. */
  | { readonly kind: 'section'; readonly element: XmlElement }

/** The blocks of a w:body, w:tc, w:txbxContent, w:hdr or note, through content controls and insertions. */
export function listBlocks(container: XmlElement): BlockNode[] {
  const blocks: BlockNode[] = []
  let merged: XmlElement[] = []
  const endParagraph = (isContents: boolean) => {
    if (merged.length > 0) blocks.push({ kind: 'paragraph', elements: merged, isContents })
    merged = []
  }
  visitBlocks(container, false, (element, isContents) => {
    if (element.name === 'w:p') {
      merged.push(element)
      if (!isMarkDeleted(element)) endParagraph(isContents)
      const section = findPath(element, 'w:pPr', 'w:sectPr')
      if (!section) return
      endParagraph(isContents)
      blocks.push({ kind: 'section', element: section })
      return
    }
    const block = toBlock(element)
    if (!block) return
    if (block.kind !== 'bookmark') endParagraph(isContents)
    blocks.push(block)
  })
  endParagraph(false)
  return blocks
}

/** Children through the holders that leave no trace: content controls, custom XML, insertions. */
export function listTransparent(parent: XmlElement): XmlElement[] {
  const found: XmlElement[] = []
  visitBlocks(parent, false, (element) => found.push(element))
  return found
}

const transparent: ReadonlySet<string> = new Set([
  'w:sdtContent',
  'w:customXml',
  'w:smartTag',
  'w:ins',
  'w:moveTo',
])

function visitBlocks(
  parent: XmlElement,
  isContents: boolean,
  visit: (element: XmlElement, isContents: boolean) => void,
): void {
  for (const child of parent.children) {
    if (!isElement(child)) continue
    if (child.name === 'w:sdt') visitBlocks(child, isContents || isContentsControl(child), visit)
    else if (transparent.has(child.name)) visitBlocks(child, isContents, visit)
    else if (child.name === 'mc:AlternateContent') {
      const branch = chooseBranch(child)
      if (branch) visitBlocks(branch, isContents, visit)
    } else visit(child, isContents)
  }
}

function toBlock(element: XmlElement): BlockNode | undefined {
  if (element.name === 'w:tbl') return { kind: 'table', element }
  if (element.name === 'w:altChunk') return { kind: 'chunk', element }
  if (element.name === 'w:sectPr') return { kind: 'section', element }
  if (/^w:bookmark(Start|End)$/.test(element.name)) return { kind: 'bookmark', element }
  return undefined
}

function isContentsControl(control: XmlElement): boolean {
  const part = findPath(control, 'w:sdtPr', 'w:docPartObj')
  return findValue(part, 'w:docPartGallery') === 'Table of Contents'
}

/** ECMA-376 part 1 §17.13.5.15: with its mark deleted a paragraph goes on in the next one. */
function isMarkDeleted(paragraph: XmlElement): boolean {
  const mark = findPath(paragraph, 'w:pPr', 'w:rPr')
  if (!mark) return false
  return findChild(mark, 'w:del') !== undefined || findToggle(mark, 'w:moveFrom') === true
}
