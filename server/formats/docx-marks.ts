import type { Bookmark } from '../../shared/model/document-reading.ts'
import { trimRange } from '../../shared/text/range.ts'
import type { FlowMark } from './docx-flow.ts'
import type { XmlElement } from './xml.ts'

/** The program's own bookmarks in the order of their starts; others are not read. */
export type BookmarkRegister = {
  /** By key: the index of the start. */
  readonly names: string[]
  /** Keys of the bookmarks that are open, by w:id. */
  readonly open: Map<string, number>
}

/** A mark with its offset in the whole text. */
type PlacedMark = FlowMark

/** Names of the bookmarks that the .docx writer sets begin with it. */
const ownPrefix = '_sw'

export function createBookmarkRegister(): BookmarkRegister {
  return { names: [], open: new Map() }
}

/** The mark that a w:bookmarkStart or w:bookmarkEnd sets; undefined for a foreign bookmark. */
export function readInlineBookmark(
  element: XmlElement,
  register: BookmarkRegister,
  offset: number,
): FlowMark | undefined {
  const id = element.attributes['w:id'] ?? ''
  if (element.name === 'w:bookmarkEnd') {
    const key = register.open.get(id)
    register.open.delete(id)
    return key === undefined ? undefined : { kind: 'end', key, offset }
  }
  const name = element.attributes['w:name'] ?? ''
  if (!name.startsWith(ownPrefix)) return undefined
  const key = register.names.push(name) - 1
  register.open.set(id, key)
  return { kind: 'start', key, offset }
}

/** Bookmarks that have both ends and words between them, in the order of their starts. */
export function listBookmarks(
  register: BookmarkRegister,
  marks: readonly PlacedMark[],
  text: string,
): Bookmark[] {
  const starts = new Map<number, number>()
  const ends = new Map<number, number>()
  for (const { kind, key, offset } of marks) {
    if (kind === 'start') starts.set(key, offset)
    else if (kind === 'end') ends.set(key, offset)
  }
  return register.names.flatMap((name, key) => {
    const start = starts.get(key)
    const end = ends.get(key)
    if (start === undefined || end === undefined || end <= start) return []
    const range = trimRange(text, { start, end })
    return range.end > range.start ? [{ name, range }] : []
  })
}
