import { walkElements } from './docx-tree.ts'
import { childElements, isElement, type XmlElement } from './xml.ts'

/**
 * Makes ids unique that copying has doubled. The first keeps its own; of later ones is dropped what
 * Word can do without: paragraph ids, bookmarks, marks of comments, ids of content controls.
 * Drawings must have one (ECMA-376 part 1 §20.4.2.5) and get the next free number.
 */
export function makeIdsUnique(root: XmlElement): void {
  dropTwins(root, new Set())
  dropHalves(root)
  numberDrawings(root)
}

const paragraphIds = ['w14:paraId', 'w14:textId'] as const
const markPattern = /^w:(?:(?:bookmark|commentRange|perm)(?:Start|End)|commentReference)$/

function dropTwins(parent: XmlElement, seen: Set<string>): void {
  const isFirst = (kind: string, id: string | undefined) => {
    if (id === undefined) return true
    const isNew = !seen.has(`${kind} ${id}`)
    seen.add(`${kind} ${id}`)
    return isNew
  }
  for (const name of paragraphIds) {
    if (!isFirst(name, parent.attributes[name])) delete parent.attributes[name]
  }
  parent.children = parent.children.filter((child) => {
    if (!isElement(child)) return true
    const id = child.attributes['w:id'] ?? child.attributes['w:val']
    if (markPattern.test(child.name)) return isFirst(child.name, id)
    return parent.name !== 'w:sdtPr' || child.name !== 'w:id' || isFirst('w:sdt', id)
  })
  for (const child of childElements(parent)) dropTwins(child, seen)
}

/** Ranges of which a block that is left out held one end. */
function dropHalves(root: XmlElement): void {
  const ends = new Set<string>()
  const keyOf = ({ name, attributes }: XmlElement) => `${name} ${attributes['w:id']}`
  walkElements(root, (one) => ends.add(keyOf(one)))
  const isHalf = (one: XmlElement) => {
    const [, kind, side] = /^(w:(?:bookmark|commentRange|perm))(Start|End)$/.exec(one.name) ?? []
    if (kind === undefined) return false
    return !ends.has(`${kind}${side === 'Start' ? 'End' : 'Start'} ${one.attributes['w:id']}`)
  }
  const visit = (parent: XmlElement): void => {
    parent.children = parent.children.filter((child) => !isElement(child) || !isHalf(child))
    childElements(parent).forEach(visit)
  }
  visit(root)
}

function numberDrawings(root: XmlElement): void {
  const drawings: XmlElement[] = []
  walkElements(root, (one) => {
    if (one.name === 'wp:docPr') drawings.push(one)
  })
  const taken = new Set(drawings.map(({ attributes }) => attributes['id']))
  const seen = new Set<string | undefined>()
  let next = 1
  for (const { attributes } of drawings) {
    if (seen.has(attributes['id'])) {
      while (taken.has(String(next))) next += 1
      attributes['id'] = String(next)
      taken.add(attributes['id'])
    }
    seen.add(attributes['id'])
  }
}
