import { createParagraph } from './content-item.ts'
import type { ContentItem } from './docx-sections.ts'
import {
  childElements,
  descendants,
  findChild,
  findPath,
  textContent,
  type XmlElement,
} from './xml.ts'

/**
 * The words of a SmartArt drawing as list items, a level for each step from its root. `root` is
 * dgm:dataModel (ECMA-376 part 1 §21.4); its layout, which the page shows, says nothing more.
 */
export function readDiagram(root: XmlElement): ContentItem[] {
  const points = new Map(
    listChildren(root, 'dgm:ptLst', 'dgm:pt').map((one) => [one.attributes['modelId'] ?? '', one]),
  )
  const children = mapChildren(root)
  const items: ContentItem[] = []
  const visited = new Set<string>()
  const visit = (id: string, level: number) => {
    // a point has one parent: a circle of them is no tree
    if (visited.has(id) || level > maximumLevel) return
    visited.add(id)
    const text = wordsOf(points.get(id))
    if (text !== '') items.push(createParagraph({ text, list: { level, marker: '•' } }))
    for (const child of children.get(id) ?? []) visit(child, text === '' ? level : level + 1)
  }
  for (const [id, point] of points) if (point.attributes['type'] === 'doc') visit(id, 0)
  return items
}

const maximumLevel = 100

/** Ids of what stands below a point, in order. Other connections lead to shapes of the layout. */
function mapChildren(root: XmlElement): ReadonlyMap<string, readonly string[]> {
  const orderOf = ({ attributes }: XmlElement) => Number(attributes['srcOrd'] ?? 0) || 0
  const connections = listChildren(root, 'dgm:cxnLst', 'dgm:cxn')
    .filter(({ attributes }) => (attributes['type'] ?? 'parOf') === 'parOf')
    .sort((one, other) => orderOf(one) - orderOf(other))
  const children = new Map<string, string[]>()
  for (const { attributes } of connections) {
    const parent = attributes['srcId'] ?? ''
    children.set(parent, [...(children.get(parent) ?? []), attributes['destId'] ?? ''])
  }
  return children
}

function listChildren(root: XmlElement, list: string, name: string): XmlElement[] {
  const parent = findChild(root, list)
  return parent ? childElements(parent, name) : []
}

/** A prompt ("[Text]") is no word of the author. */
function wordsOf(point: XmlElement | undefined): string {
  const words = point && findChild(point, 'dgm:t')
  if (!point || !words) return ''
  if (/^(1|true)$/.test(findPath(point, 'dgm:prSet')?.attributes['phldr'] ?? '')) return ''
  return childElements(words, 'a:p')
    .map((paragraph) => descendants(paragraph, 'a:t').map(textContent).join(''))
    .join(' ')
    .trim()
}
