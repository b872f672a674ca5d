import { isElement, type XmlElement, type XmlNode } from './xml.ts'

/** The nearest ancestor of a node below `root`, root included; with a name, the nearest of that name. */
export function findParent(root: XmlElement, node: XmlNode, name?: string): XmlElement | undefined {
  return findAncestors(root, node)?.find((one) => name === undefined || one.name === name)
}

/** Ancestors of a node from the nearest up to `root`; undefined when it is not below. */
function findAncestors(root: XmlElement, node: XmlNode): XmlElement[] | undefined {
  for (const child of root.children) {
    if (child === node) return [root]
    if (!isElement(child)) continue
    const below = findAncestors(child, node)
    if (below) return [...below, root]
  }
  return undefined
}

/** The parent of every element below `root`, as it is now. */
export function mapParents(root: XmlElement): Map<XmlElement, XmlElement> {
  const parents = new Map<XmlElement, XmlElement>()
  const visit = (parent: XmlElement): void => {
    for (const child of parent.children) {
      if (!isElement(child)) continue
      parents.set(child, parent)
      visit(child)
    }
  }
  visit(root)
  return parents
}

/** Visits every element below `root` in document order. */
export function walkElements(root: XmlElement, visit: (one: XmlElement) => void): void {
  for (const child of root.children) {
    if (!isElement(child)) continue
    visit(child)
    walkElements(child, visit)
  }
}

/** Puts nodes in the place of one child. */
export function replaceChild(
  parent: XmlElement,
  child: XmlElement,
  nodes: readonly XmlElement[],
): void {
  parent.children.splice(indexIn(parent, child), 1, ...nodes)
}

export function insertBefore(
  parent: XmlElement,
  child: XmlElement,
  nodes: readonly XmlElement[],
): void {
  parent.children.splice(indexIn(parent, child), 0, ...nodes)
}

/** @throws Error when it is not a child. */
function indexIn(parent: XmlElement, child: XmlElement): number {
  const index = parent.children.indexOf(child)
  if (index < 0) throw new Error(`${child.name} is no child of ${parent.name}`)
  return index
}
