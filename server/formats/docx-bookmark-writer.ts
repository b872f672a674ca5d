import { listXmlParts, type DocxParts } from './docx-parts.ts'
import { hashHex } from './docx-targets.ts'
import { element, isElement, type XmlElement, type XmlNode } from './xml.ts'

/** Gives numbers for w:id of bookmarks, and names, that nothing else in the document has. */
export type BookmarkIds = {
  next: number
  readonly taken: ReadonlySet<number>
  readonly names: Set<string>
}

/** Numbers go on after the highest in use, over all parts: notes and headers have bookmarks, too. */
export function createBookmarkIds(docx: DocxParts): BookmarkIds {
  const taken = new Set<number>()
  const names = new Set<string>()
  for (const [, text] of listXmlParts(docx)) {
    for (const match of text.matchAll(/<w:bookmarkStart\b[^>]*?\bw:name\s*=\s*["']([^"']*)["']/g)) {
      names.add(match[1] ?? '')
    }
    for (const match of text.matchAll(/<w:bookmarkStart\b[^>]*?\bw:id\s*=\s*["'](\d+)["']/g)) {
      taken.add(Number(match[1]))
    }
  }
  let highest = 0
  for (const id of taken) if (id > highest && id < highestSafeId) highest = id
  return { next: highest + 1, taken, names }
}

/** "_Ref123456789", as Word names what fields point at: hidden, and the same for the same seed. */
export function createHiddenName(
  { names }: BookmarkIds,
  prefix: '_Ref' | '_Toc',
  ...seed: readonly (string | number)[]
): string {
  let number = Number.parseInt(hashHex(prefix, ...seed).slice(0, 12), 16) % 900_000_000
  while (names.has(`${prefix}${100_000_000 + number}`)) number = (number + 1) % 900_000_000
  const name = `${prefix}${100_000_000 + number}`
  names.add(name)
  return name
}

/** The nodes between a bookmark's start and end. */
export function writeBookmark(
  ids: BookmarkIds,
  name: string,
  nodes: readonly XmlElement[],
): XmlElement[] {
  const id = String(takeId(ids))
  return [
    element('w:bookmarkStart', { 'w:id': id, 'w:name': name }),
    ...nodes,
    element('w:bookmarkEnd', { 'w:id': id }),
  ]
}

/** Removes the bookmarks whose name matches; what they enclose stays. */
export function removeBookmarks(root: XmlElement, pattern: RegExp): void {
  const ids = new Set<string>()
  const isOurs = (node: XmlNode): boolean => {
    if (!isElement(node)) return false
    const id = node.attributes['w:id'] ?? ''
    if (node.name === 'w:bookmarkEnd') return ids.has(id)
    const isMatch = node.name === 'w:bookmarkStart' && pattern.test(node.attributes['w:name'] ?? '')
    if (isMatch) ids.add(id)
    return isMatch
  }
  const prune = (parent: XmlElement): void => {
    parent.children = parent.children.filter((node) => !isOurs(node))
    for (const child of parent.children) if (isElement(child)) prune(child)
  }
  prune(root)
}

/** w:id is a signed 32-bit number; this leaves room above a template's own ids. */
const highestSafeId = 2 ** 30

function takeId(ids: BookmarkIds): number {
  while (ids.taken.has(ids.next)) ids.next += 1
  return ids.next++
}
