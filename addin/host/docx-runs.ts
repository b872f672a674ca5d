import { findChild, listPieces, readAttribute, readDocxText } from './docx-text.ts'
import type { TextRange } from '../../shared/text/range.ts'

/** Who makes a change, and when: W3CDTF, as w:date has it. */
export type Stamp = { readonly author: string; readonly date: string }

/** The runs that hold exactly the words of a range; runs that reach over its ends are cut there. */
export function isolateRuns(document: Document, range: TextRange): Element[] {
  cutRun(document, range.end)
  cutRun(document, range.start)
  return [...new Set(listPieces(readDocxText(document), range).map(({ run }) => run))]
}

/** The run that ends at `offset`, cut there if need be; undefined at the beginning of a paragraph. */
export function isolateBefore(document: Document, offset: number): Element | undefined {
  cutRun(document, offset)
  return readDocxText(document).pieces.find(({ end }) => end === offset)?.run
}

/** Takes a run out as a tracked deletion; what we ourselves put in before just goes. */
export function deleteRun(run: Element, stamp: Stamp): void {
  const insertion = findInsertion(run)
  if (insertion && readAttribute(insertion, 'author') === stamp.author) {
    run.remove()
    if (insertion.children.length === 0) insertion.remove()
    return
  }
  const deletion = createChange(run, 'del', stamp)
  run.replaceWith(deletion)
  deletion.append(run)
  for (const text of [...run.children].filter(({ localName }) => localName === 't')) {
    const deleted = createWord(run, 'delText')
    deleted.append(...text.childNodes)
    keepBlanks(deleted)
    text.replaceWith(deleted)
  }
}

/** A tracked insertion of runs. */
export function createInsertion(near: Element, runs: readonly Element[], stamp: Stamp): Element {
  const insertion = createChange(near, 'ins', stamp)
  insertion.append(...runs)
  return insertion
}

/** Another's insertion is cut in two, so that ours stands beside and not within it. */
export function insertAfter(place: Element, added: readonly Element[]): void {
  const outer = findInsertion(place)
  if (!outer || outer !== place.parentElement) return place.after(...added)
  const rest: Node[] = []
  for (let next = place.nextSibling; next; next = next.nextSibling) rest.push(next)
  outer.after(...added)
  if (rest.length === 0) return
  const second = outer.cloneNode(false) as Element
  setAttribute(second, 'id', nextId(outer.ownerDocument))
  second.append(...rest)
  added.at(-1)?.after(second)
}

/** A run that looks like `like`; line feeds and tabs become what Word has for them. */
export function createRun(like: Element, text: string): Element {
  const run = createWord(like, 'r')
  const properties = findChild(like, 'rPr')?.cloneNode(true) as Element | undefined
  properties?.querySelectorAll('*').forEach((one) => {
    if (one.localName === 'rPrChange') one.remove()
  })
  if (properties) run.append(properties)
  for (const part of text.split(/([\n\t])/).filter(Boolean)) {
    const name = part === '\n' ? 'br' : part === '\t' ? 'tab' : 't'
    const element = createWord(like, name)
    if (name === 't') {
      element.textContent = part
      keepBlanks(element)
    }
    run.append(element)
  }
  return run
}

/** An element of Word's namespace, spelled as `near` is. */
export function createWord(
  near: Element,
  name: string,
  attributes: Readonly<Record<string, string>> = {},
): Element {
  const prefix = near.prefix ? `${near.prefix}:` : ''
  const created = near.ownerDocument.createElementNS(near.namespaceURI, prefix + name)
  for (const [key, value] of Object.entries(attributes)) setAttribute(created, key, value)
  return created
}

/** A change's mark, with an id that no other mark of the part has. */
function createChange(near: Element, name: string, { author, date }: Stamp): Element {
  return createWord(near, name, { id: nextId(near.ownerDocument), author, date })
}

export function setAttribute(element: Element, name: string, value: string): void {
  const prefix = element.prefix ?? 'w'
  element.setAttributeNS(element.namespaceURI, `${prefix}:${name}`, value)
}

/** The nearest insertion around a run, in its paragraph. */
function findInsertion(run: Element): Element | undefined {
  const outer = run.closest('*|ins')
  return outer && !outer.querySelector('*|p') ? outer : undefined
}

/** Keeps the marks of what is a slice of a part from having an id up to `most`, which the rest has. */
export function reserveIds(slice: Document, most: number): void {
  reserved.set(slice, most)
}

const reserved = new WeakMap<Document, number>()

/** The highest number that an element has as its id in the XML of a part; 0 without any. */
export function findMostId(xml: string): number {
  const ids = Array.from(xml.matchAll(/[\s:]id\s*=\s*["'](\d+)["']/g), ([, id]) => Number(id))
  return ids.filter((id) => id < mostId).reduce((most, id) => Math.max(most, id), 0)
}

function nextId(document: Document): string {
  const ids = [...document.querySelectorAll('*')].map((one) => Number(readAttribute(one, 'id')))
  const whole = ids.filter((id) => Number.isSafeInteger(id) && id < mostId)
  return String(whole.reduce((most, id) => Math.max(most, id), reserved.get(document) ?? 0) + 1)
}

/** ST_DecimalNumber of Word's is a signed 32-bit number. */
const mostId = 2 ** 31 - 2

function cutRun(document: Document, offset: number): void {
  const { pieces } = readDocxText(document)
  const piece = pieces.find(({ start, end }) => start < offset && offset < end)
  const next = pieces.find(({ start }) => start === offset)
  if (piece) cutText(piece.element, offset - piece.start)
  const first = piece ? piece.element.nextElementSibling : next?.element
  const run = piece?.run ?? next?.run
  if (!first || !run || !hasTextBefore(first)) return
  const second = run.cloneNode(false) as Element
  const properties = findChild(run, 'rPr')
  if (properties) second.append(properties.cloneNode(true))
  const moved: Element[] = []
  for (let one: Element | null = first; one; one = one.nextElementSibling) moved.push(one)
  second.append(...moved)
  run.after(second)
}

function hasTextBefore(element: Element): boolean {
  const before = element.previousElementSibling
  return before !== null && before.localName !== 'rPr'
}

function cutText(element: Element, offset: number): void {
  const text = element.textContent
  const second = element.cloneNode(false) as Element
  element.textContent = text.slice(0, offset)
  second.textContent = text.slice(offset)
  keepBlanks(element)
  keepBlanks(second)
  element.after(second)
}

function keepBlanks(element: Element): void {
  element.setAttributeNS('http://www.w3.org/XML/1998/namespace', 'xml:space', 'preserve')
}
