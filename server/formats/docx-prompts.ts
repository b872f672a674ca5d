import { findToggle } from './docx-attributes.ts'
import { findChild, isElement, type XmlElement } from './xml.ts'

/**
 * Takes the words out of content controls that nobody has filled in, in place: Word shows a prompt
 * there ("Choose an item."), which no author wrote (ECMA-376 part 1 §17.5.2.39).
 */
export function dropPrompts(parent: XmlElement): void {
  for (const child of parent.children) {
    if (!isElement(child)) continue
    if (child.name === 'w:sdt' && isUnfilled(child)) dropRuns(child)
    else dropPrompts(child)
  }
}

function isUnfilled(control: XmlElement): boolean {
  const properties = findChild(control, 'w:sdtPr')
  return findToggle(properties, 'w:showingPlcHdr') ?? false
}

function dropRuns(parent: XmlElement): void {
  parent.children = parent.children.filter((child) => isElement(child) && child.name !== 'w:r')
  for (const child of parent.children) if (isElement(child)) dropRuns(child)
}
