import { revokeBlobUrls } from './blob-urls.ts'
import { writeExcerpt } from './docx-excerpt.ts'
import { findLocalDifference, type LocalDifference } from './docx-difference.ts'
import { openParts, type DocxParts } from './docx-parts.ts'
import { keepSelectionIn } from './keep-selection.ts'
import type { NoteReference } from './preview-model.ts'
import { renderNodes, type RenderedNodes, type RenderedOrigin } from './render-docx.ts'
import { noteMarkAttribute } from './rendered-text.ts'

export type Version = { readonly before: DocxParts; readonly after: DocxParts }

/**
 * Shows a change of the file in what was made of it before: the same then as the whole laid out anew.
 * Gives the pages that changed, or undefined where the whole has to be: the change reaches further,
 * or the preview does with the excerpt what it did not do with the whole.
 */
export async function updateRendering(
  target: Document,
  origin: RenderedOrigin,
  version: Version,
): Promise<ReadonlySet<Element> | undefined> {
  const difference = findLocalDifference(version.before, version.after)
  const places = difference && findPlaces(version.after, difference.blocks, origin.blockCount)
  if (!difference || !places) return undefined
  const excerpt = await renderNodes(writeExcerpt(version.after, difference.blocks))
  try {
    const changes = pairElements(places, origin, excerpt)
    if (!changes || excerpt.origin.blocks.size !== places.length) return undefined
    if (difference.hasOtherStyles && !replaceStyles(target, excerpt)) return undefined
    let pages: ReadonlySet<Element> | undefined
    keepSelectionIn(target, changes, () => (pages = replaceElements(changes, origin, excerpt)))
    return pages
  } finally {
    // what of it is shown stands in the target now
    revokeBlobUrls(excerpt.nodes)
  }
}

/** The numbers that the blocks have in the rendering; undefined where it is not of such a file. */
function findPlaces(
  parts: DocxParts,
  blocks: LocalDifference['blocks'],
  blockCount: number,
): number[] | undefined {
  const wanted = new Set(blocks)
  const places: number[] = []
  let count = 0
  for (const [at, { shownCount }] of openParts(parts).getBody().blocks.entries()) {
    if (wanted.has(at))
      places.push(...Array.from({ length: shownCount }, (_, each) => count + each))
    count += shownCount
  }
  return count === blockCount ? places : undefined
}

type Change = {
  readonly place: number
  readonly old: Element
  readonly fresh: Element
  readonly page: Element
}

function pairElements(
  places: readonly number[],
  origin: RenderedOrigin,
  excerpt: RenderedNodes,
): Change[] | undefined {
  const changes = places.flatMap((place, at) => {
    const [old, ...others] = origin.blocks.get(place) ?? []
    const [fresh, ...more] = excerpt.origin.blocks.get(at) ?? []
    const page = old?.closest('section.docx')
    const isPlain = old && fresh && page && others.length === 0 && more.length === 0
    // the preview sizes a drawing of its own only once it is in the page
    if (!isPlain || fresh.querySelector('svg')) return []
    const endnotes = [
      listMarks(old, origin, 'endnote'),
      listMarks(fresh, excerpt.origin, 'endnote'),
    ]
    const [a, b] = endnotes.map((marks) => marks.map(({ id }) => id).join(' '))
    return a === b ? [{ place, old, fresh, page }] : []
  })
  return changes.length === places.length ? changes : undefined
}

type Mark = { readonly element: Element; readonly id: string }

/** The marks of notes in an element, in order. */
function listMarks(root: Element, { notes }: RenderedOrigin, kind: NoteReference['kind']): Mark[] {
  return [...root.querySelectorAll(`[${noteMarkAttribute}]`)].flatMap((element) => {
    const note = notes.get(element)
    return note?.kind === kind ? [{ element, id: note.id }] : []
  })
}

function replaceStyles(target: Document, { nodes }: RenderedNodes): boolean {
  const [old, fresh] = [[...target.body.childNodes], nodes].map(findStyles)
  if (!old || !fresh) return false
  old.textContent = fresh.textContent
  return true
}

/** The preview announces each of its style sheets by a comment. */
function findStyles(nodes: readonly Node[]): Node | undefined {
  const comment = nodes.findIndex(
    ({ nodeType, nodeValue }) => nodeType === 8 && nodeValue === 'docxjs document styles',
  )
  return comment < 0 ? undefined : nodes[comment + 1]
}

function replaceElements(
  changes: readonly Change[],
  origin: RenderedOrigin,
  excerpt: RenderedNodes,
): ReadonlySet<Element> {
  const pages = new Set(changes.map(({ page }) => page))
  const hasNotes = changes.some(({ old, fresh }) =>
    [old, fresh].some((one) => one.querySelector(`[${noteMarkAttribute}]`)),
  )
  const lists = hasNotes ? readLists(pages, origin) : []
  const added = hasNotes ? readLists(listPages(excerpt), excerpt.origin) : []
  for (const id of excerpt.origin.noteIds) origin.noteIds.add(id)
  for (const { place, old, fresh } of changes) {
    takeOverNotes(old, fresh, origin, excerpt.origin)
    old.replaceWith(fresh)
    revokeBlobUrls([old])
    origin.blocks.set(place, [fresh])
  }
  for (const list of lists) renumber(list, added, origin)
  return pages
}

/** Numbers of endnotes are counted through the document, in which none came or went. */
function takeOverNotes(
  old: Element,
  fresh: Element,
  origin: RenderedOrigin,
  made: RenderedOrigin,
): void {
  const before = listMarks(old, origin, 'endnote')
  for (const [at, { element, id }] of listMarks(fresh, made, 'endnote').entries()) {
    element.textContent = before[at]?.element.textContent ?? ''
    origin.notes.set(element, { kind: 'endnote', id })
  }
  for (const { element, id } of listMarks(fresh, made, 'footnote')) {
    origin.notes.set(element, { kind: 'footnote', id })
  }
}

/** The notes below a page. */
type NoteList = {
  readonly page: Element
  readonly list: Element | undefined
  readonly items: readonly { readonly id: string; readonly element: Element }[]
}

function listPages({ nodes }: RenderedNodes): Element[] {
  return nodes.flatMap((node) =>
    node instanceof Element ? [...node.querySelectorAll('section.docx')] : [],
  )
}

/** @throws Error where the list of a page does not have what is referred to there */
function readLists(pages: Iterable<Element>, origin: RenderedOrigin): NoteList[] {
  return Array.from(pages, (page) => {
    const ids = listPageNotes(page, origin).flatMap(({ id }) =>
      origin.noteIds.has(id) ? [id] : [],
    )
    // without footnotes, it is that of the endnotes
    const list = ids.length > 0 ? page.querySelector(':scope > ol') : null
    const elements = [...(list?.children ?? [])]
    if (elements.length !== ids.length) throw new Error('the notes of a page are not as they were')
    const items = elements.map((element, at) => ({ id: ids[at] ?? '', element }))
    return { page, list: list ?? undefined, items }
  })
}

function listPageNotes(page: Element, origin: RenderedOrigin): Mark[] {
  const bodies = [...page.children].filter(({ localName }) => localName === 'article')
  return bodies.flatMap((body) => listMarks(body, origin, 'footnote'))
}

/** @throws Error where a note was not laid out */
function renumber(
  { page, list, items }: NoteList,
  added: readonly NoteList[],
  origin: RenderedOrigin,
): void {
  const marks = listPageNotes(page, origin)
  for (const [at, { element }] of marks.entries()) element.textContent = String(at + 1)
  const spare = [...items, ...added.flatMap((one) => one.items)]
  const elements = marks.flatMap(({ id }) => {
    if (!origin.noteIds.has(id)) return []
    const found = spare.findIndex((one) => one.id === id)
    if (found < 0) throw new Error('a note was not laid out')
    return spare.splice(found, 1).map(({ element }) => element)
  })
  const shown = list ?? page.ownerDocument.createElement('ol')
  shown.replaceChildren(...elements)
  revokeBlobUrls(items.flatMap(({ element }) => (elements.includes(element) ? [] : element)))
  if (elements.length === 0) shown.remove()
  else if (!list)
    [...page.children].findLast(({ localName }) => localName === 'article')?.after(shown)
}
