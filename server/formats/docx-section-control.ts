import type { WrittenSection } from '../../shared/model/document-input.ts'
import { findSectionBreak } from './docx-page-setup.ts'
import { hasBalancedFields } from './docx-paragraph-edit.ts'
import { valued } from './docx-property-order.ts'
import { hashHex } from './docx-targets.ts'
import { walkElements } from './docx-tree.ts'
import { childElements, element, findPath, isElement, type XmlElement } from './xml.ts'

/** A section and its heading's element as it stands now; undefined for the text before all headings. */
export type PlacedSection = {
  readonly section: WrittenSection
  readonly heading: XmlElement | undefined
}

/** Prefix of the w:tag of a section's content control; the section's order follows. */
export const sectionTagPrefix = 'sw:section:'

/** For each paragraph at any depth the child of the body that is or holds it. */
export function mapHolders(body: XmlElement): ReadonlyMap<XmlElement, XmlElement> {
  const holders = new Map<XmlElement, XmlElement>()
  for (const child of childElements(body)) {
    if (child.name === 'w:p') holders.set(child, child)
    walkElements(child, (one) => one.name === 'w:p' && holders.set(one, child))
  }
  return holders
}

/**
 * The blocks of a body from a section's heading up to the next heading; undefined when one of the
 * two stands inside a table or content control, so that no run of blocks is this section.
 */
export function findSectionBlocks(
  body: XmlElement,
  placed: readonly PlacedSection[],
  index: number,
  holders: ReadonlyMap<XmlElement, XmlElement>,
): XmlElement[] | undefined {
  const heading = placed[index]?.heading
  const isTitle = placed[index]?.section.headingParagraph === null
  if (!isTitle && (!heading || holders.get(heading) !== heading)) return undefined
  const blocks = childElements(body).filter((one) => one.name !== 'w:sectPr')
  const next = placed
    .slice(index + 1)
    .find((one) => one.heading && holders.has(one.heading))?.heading
  const end = next && holders.get(next)
  if (end && end !== next && firstParagraph(end) !== next) return undefined
  const from = heading ? blocks.indexOf(heading) : 0
  return blocks.slice(from, end ? blocks.indexOf(end) : undefined)
}

/** Wraps each section into one content control, where Word allows it (word.md: never across cells or breaks). */
export function wrapSections(
  body: XmlElement,
  placed: readonly PlacedSection[],
  breaks: ReadonlySet<XmlElement>,
  documentKey: string,
): void {
  const holders = mapHolders(body)
  const taken = listControlIds(body)
  const found = placed.map((_, index) => findSectionBlocks(body, placed, index, holders) ?? [])
  found.forEach((blocks, index) => {
    const inner = blocks.slice(0, blocks.findLastIndex((one) => !breaks.has(one)) + 1)
    const section = placed[index]?.section
    if (!section || !canBeWrapped(inner)) return
    const id = createControlId(taken, documentKey, section.order)
    replaceBlocks(body, inner, writeControl(section, id, inner))
  })
}

/** Removes our content controls; what they hold stays. */
export function unwrapSections(root: XmlElement): void {
  root.children = root.children.flatMap((node) => {
    if (!isElement(node)) return [node]
    unwrapSections(node)
    const tag = findPath(node, 'w:sdtPr', 'w:tag')?.attributes['w:val'] ?? ''
    if (node.name !== 'w:sdt' || !tag.startsWith(sectionTagPrefix)) return [node]
    return childElements(node, 'w:sdtContent').flatMap((content) => content.children)
  })
}

/** Word takes 64 characters in a tag or title. */
const maximumTitle = 64

function firstParagraph(block: XmlElement): XmlElement | undefined {
  let first: XmlElement | undefined
  walkElements(block, (one) => {
    if (one.name === 'w:p') first ??= one
  })
  return first
}

function canBeWrapped(blocks: readonly XmlElement[]): boolean {
  const hasBlock = blocks.some((one) => one.name === 'w:p' || one.name === 'w:tbl')
  return hasBlock && !blocks.some(findSectionBreak) && hasBalancedFields(blocks)
}

function writeControl(
  section: WrittenSection,
  id: number,
  blocks: readonly XmlElement[],
): XmlElement {
  const properties = element('w:sdtPr', {}, [
    valued('w:alias', shorten(section.title)),
    valued('w:tag', `${sectionTagPrefix}${section.order}`),
    valued('w:id', id),
    element('w15:appearance', { 'w15:val': 'hidden' }),
  ])
  return element('w:sdt', {}, [properties, element('w:sdtContent', {}, [...blocks])])
}

function shorten(title: string): string {
  return title.slice(0, maximumTitle).replace(/[\uD800-\uDBFF]$/, '')
}

function replaceBlocks(body: XmlElement, blocks: readonly XmlElement[], control: XmlElement): void {
  const wrapped = new Set<XmlElement>(blocks)
  const [first] = blocks
  body.children = body.children.flatMap((node) => {
    if (node === first) return [control]
    return isElement(node) && wrapped.has(node) ? [] : [node]
  })
}

function listControlIds(body: XmlElement): Set<number> {
  const ids = new Set<number>()
  walkElements(body, (one) => {
    if (one.name !== 'w:sdtPr') return
    for (const id of childElements(one, 'w:id')) ids.add(Number(id.attributes['w:val']))
  })
  return ids
}

/** 31 bits, so that it is positive as the signed number that w:id is. */
function createControlId(taken: Set<number>, documentKey: string, order: number): number {
  let id = Number.parseInt(hashHex(documentKey, 'section', order).slice(0, 8), 16) & 0x7fffffff
  while (id === 0 || taken.has(id)) id = (id + 1) & 0x7fffffff
  taken.add(id)
  return id
}
