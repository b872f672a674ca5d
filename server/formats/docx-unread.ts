import { findRelatedPart, type DocxPackage } from './docx-package.ts'
import { chooseBranch } from './docx-runs.ts'
import { childElements, isElement, type XmlElement } from './xml.ts'

/** What the page shows of other parts that are not `read`, each kind with its count: "2 charts". */
export function listUnread(main: XmlElement, read: ReadonlySet<XmlElement>): readonly string[] {
  const counts = new Map<string, number>()
  countUnread(main, read, counts)
  return [...counts].map(([kind, count]) => countKind(kind, count))
}

/** A reviewer's opinion is no evidence; that there is one has to be seen. */
export function listComments(docx: DocxPackage): readonly string[] {
  const root = findRelatedPart(docx, 'comments')
  const count = root ? childElements(root, 'w:comment').length : 0
  return count === 0 ? [] : [countKind('comment', count)]
}

function countKind(kind: string, count: number): string {
  return `${count} ${kind}${count === 1 ? '' : 's'}`
}

function countUnread(
  parent: XmlElement,
  read: ReadonlySet<XmlElement>,
  counts: Map<string, number>,
): void {
  for (const child of parent.children) {
    if (!isElement(child) || read.has(child)) continue
    const kind = kindOf(child)
    if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    const inner = child.name === 'mc:AlternateContent' ? chooseBranch(child) : child
    if (inner) countUnread(inner, read, counts)
  }
}

/** Drawings say what they hold by an address (ECMA-376 part 1 §20.1.2.2.17). */
function kindOf({ name, attributes }: XmlElement): string | undefined {
  if (name === 'w:altChunk') return 'embedded file'
  if (name.endsWith(':OLEObject')) return 'embedded object'
  if (!name.endsWith(':graphicData')) return undefined
  const holds = /\/(chart|chartex|diagram)$/.exec(attributes['uri'] ?? '')?.[1]
  if (holds === undefined) return undefined
  return holds === 'diagram' ? 'diagram' : 'chart'
}
