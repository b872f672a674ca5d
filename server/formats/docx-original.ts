import { childElements, findChild, isElement, type XmlElement, type XmlNode } from './xml.ts'

/**
 * Rejects every tracked change of a part, in place: what was inserted or moved here is gone, what was
 * deleted or moved away is back, looks are as they were (ECMA-376 part 1 §17.13.5). Read as any
 * other file, the part then gives the text as it was before the changes.
 */
export function rejectChanges(element: XmlElement): void {
  restoreProperties(element)
  element.children = element.children.flatMap((child) => restoreNode(element, child))
}

/** Whether words, marks or rows were inserted, deleted or moved; how they look is not asked. */
export function holdsChanges(element: XmlElement): boolean {
  return element.children.some(
    (child) => isElement(child) && (changes.has(child.name) || holdsChanges(child)),
  )
}

const changes: ReadonlySet<string> = new Set(['w:ins', 'w:del', 'w:moveFrom', 'w:moveTo'])

function restoreNode(parent: XmlElement, node: XmlNode): XmlNode[] {
  if (!isElement(node)) return [node]
  if (markHolders.has(parent.name)) return restoreMark(node)
  if (isInserted(node)) return []
  node.name = deletedNames.get(node.name) ?? node.name
  rejectChanges(node)
  return node.name === 'w:del' || node.name === 'w:moveFrom' ? node.children : [node]
}

/** Properties in which a change is an empty mark on the paragraph, row or cell that holds them. */
const markHolders: ReadonlySet<string> = new Set(['w:rPr', 'w:trPr', 'w:tcPr'])

/** A paragraph's mark that was inserted is as one that is deleted: the paragraph goes on in the next. */
function restoreMark(mark: XmlElement): XmlElement[] {
  if (goneMarks.has(mark.name)) return []
  if (mark.name === 'w:ins' || mark.name === 'w:moveTo') mark.name = 'w:del'
  if (mark.name !== 'w:cellMerge') return [mark]
  const before = mark.attributes['w:vMergeOrig']
  if (before === undefined) return []
  mark.attributes['w:vMerge'] = before
  return [mark]
}

const goneMarks: ReadonlySet<string> = new Set(['w:del', 'w:moveFrom', 'w:cellDel'])

const deletedNames: ReadonlyMap<string, string> = new Map([
  ['w:delText', 'w:t'],
  ['w:delInstrText', 'w:instrText'],
])

function isInserted(element: XmlElement): boolean {
  if (element.name === 'w:ins' || element.name === 'w:moveTo') return true
  if (element.name === 'w:numPr') return hasMark(element, 'w:ins')
  if (element.name === 'w:tr') return holdsMark(element, 'w:trPr', 'w:ins')
  return element.name === 'w:tc' && holdsMark(element, 'w:tcPr', 'w:cellIns')
}

function holdsMark(element: XmlElement, properties: string, mark: string): boolean {
  return childElements(element, properties).some((one) => hasMark(one, mark))
}

function hasMark(element: XmlElement, name: string): boolean {
  return findChild(element, name) !== undefined
}

/** "w:pPrChange" in w:pPr holds what the properties were, but for those that are tracked themselves. */
function restoreProperties(element: XmlElement): void {
  const change = findChild(element, `${element.name}Change`)
  if (!change) return
  const before = findChild(change, element.name)?.children ?? []
  const kept = childElements(element).filter(({ name }) => trackedApart.has(name))
  element.children = [...before, ...kept]
}

const trackedApart: ReadonlySet<string> = new Set([
  'w:rPr',
  'w:sectPr',
  'w:ins',
  'w:del',
  'w:moveFrom',
  'w:moveTo',
  'w:cellIns',
  'w:cellDel',
  'w:cellMerge',
  'w:headerReference',
  'w:footerReference',
])
