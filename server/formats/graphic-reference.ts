import { readChart } from './chart-items.ts'
import { readDiagram } from './diagram-items.ts'
import type { ContentItem } from './docx-sections.ts'
import { childElements, isElement, type XmlElement } from './xml.ts'

/** An a:graphicData whose words stand in another part, and the id of the relationship to it. */
export type GraphicReference = {
  readonly kind: 'chart' | 'diagram'
  readonly id: string
  readonly element: XmlElement
}

/** What an a:graphicData refers to, where that is a chart or SmartArt. */
function findGraphicReference(data: XmlElement): GraphicReference | undefined {
  for (const { name, attributes } of childElements(data)) {
    const chart = name === 'c:chart' ? attributes['r:id'] : undefined
    if (chart !== undefined) return { kind: 'chart', id: chart, element: data }
    const diagram = name === 'dgm:relIds' ? attributes['r:dm'] : undefined
    if (diagram !== undefined) return { kind: 'diagram', id: diagram, element: data }
  }
  return undefined
}

export function listGraphicReferences(parent: XmlElement): GraphicReference[] {
  return parent.children.filter(isElement).flatMap((child) => {
    if (!child.name.endsWith(':graphicData')) return listGraphicReferences(child)
    return findGraphicReference(child) ?? []
  })
}

/** `root` is that of the part; undefined where it is missing. */
export function readGraphic(
  kind: GraphicReference['kind'],
  root: XmlElement | undefined,
): ContentItem[] {
  if (!root) return []
  return kind === 'chart' ? readChart(root) : readDiagram(root)
}
