/** The script of a page that shows a .docx, edits it, and compares what it shows with a layout anew. */
import { z } from 'zod'
import * as editing from '../../../addin/host/docx-edit.ts'
import { readParts, writeParts, type DocxParts } from '../../../addin/host/docx-parts.ts'
import { selectionDelay } from '../../../addin/host/host.ts'
import { describeQuote } from '../../../addin/host/quote.ts'
import { toDomRange } from '../../../addin/host/rendered-text.ts'
import {
  openDocument,
  type ShownDocument,
  type ShownOptions,
} from '../../../addin/host/shown-document.ts'
import type {
  BothShown,
  EditedScene,
  PicturesSeen,
  RandomEdit,
  SeenOpening,
  SelectedScene,
  SelectionSeen,
  ShownState,
} from './shown-in-chromium.ts'

z.config({ jitless: true })
const stamp = { author: 'Sourcewright', date: '2025-03-04T05:06:07Z' }

export async function editAndCompare(
  base64: string,
  { edits, width }: Omit<EditedScene, 'bytes'>,
): Promise<BothShown> {
  let parts = readParts(Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0)))
  const earlier: DocxParts[] = []
  const document = await open('a', parts, width)
  let [layouts, shown] = [0, 0]
  earlierCount = 0
  for (const edit of edits) {
    const changed = edit.kind === 'undo' ? earlier.pop() : apply(document, parts, edit)
    if (!changed || changed === parts) continue
    if (edit.kind !== 'undo') earlier.push(parts)
    parts = changed
    shown++
    await document.show(parts, async () => void layouts++)
  }
  const anew = await open('b', parts, width)
  await waitForFrames()
  const both = { updated: readState(document), anew: readState(anew), layouts, shown }
  const pictures = [document, anew].flatMap(({ target }) => [...target.images])
  await Promise.all(pictures.map((picture) => picture.decode()))
  const heldUrls = urls.size
  document.close()
  anew.close()
  return { ...both, heldUrls, shownUrls: pictures.length, leftUrls: urls.size }
}

/** Addresses of what this page holds, until they are given up. */
const urls = new Set<string>()
const { createObjectURL, revokeObjectURL } = URL
URL.createObjectURL = (held) => {
  const url = createObjectURL.call(URL, held)
  urls.add(url)
  return url
}
URL.revokeObjectURL = (url) => {
  urls.delete(url)
  revokeObjectURL.call(URL, url)
}

/** Opens the file in a frame in which its text flows. */
export async function watchPictures(base64: string): Promise<PicturesSeen> {
  const parts = readParts(Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0)))
  const shown = await open('a', parts)
  const readTops = () => shown.rendering.paragraphs.map((one) => one.getBoundingClientRect().top)
  const early = readTops()
  await Promise.all(Array.from(shown.target.images, (picture) => picture.decode()))
  const seen = { early, late: readTops() }
  shown.close()
  return seen
}

/** Opens the file, scrolls and selects the fourth paragraph as soon as there is something to be seen. */
export async function watchOpening(base64: string): Promise<SeenOpening> {
  const parts = readParts(Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0)))
  const container = globalThis.document.getElementById('a')!
  const seen: string[] = []
  let isOver = false
  const look = () => {
    const body = container.querySelector('iframe')?.contentDocument?.body
    const paragraphs = body?.querySelectorAll('article p').length ?? 0
    const status = body?.querySelector('[role=status]')?.textContent ?? ''
    if (body && paragraphs > 0 && seen.length === 0) {
      body.ownerDocument.defaultView?.scrollTo(0, 100)
      body.ownerDocument.getSelection()?.selectAllChildren(body.querySelectorAll('article p')[3]!)
    }
    const now = `${paragraphs} ${status}`.trim()
    if (paragraphs > 0 && seen.at(-1) !== now) seen.push(now)
    if (!isOver) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
  const told: string[] = []
  const shown = await open('a', parts, 300, (selector) => told.push(selector.exact))
  const top = shown.target.defaultView?.scrollY ?? 0
  const selected = String(shown.target.getSelection()).trim()
  const { html } = readState(shown)
  await waitUntilTold(told)
  isOver = true
  shown.close()
  return { seen, top, selected, told, hasStatus: html.includes('role="status"') }
}

/** Selects words, replaces others, and looks what is selected then. */
export async function editBesideSelection(
  base64: string,
  { from, to, isBackward, replaced, by }: Omit<SelectedScene, 'bytes'>,
): Promise<SelectionSeen> {
  const parts = readParts(Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0)))
  const told: string[] = []
  const shown = await open('a', parts, 300, (selector) => told.push(selector.exact))
  const { text } = shown.rendered
  const range = toDomRange(shown.rendered, {
    start: text.indexOf(from),
    end: text.indexOf(to) + to.length,
  })!
  const selection = shown.target.getSelection()!
  const ends = [
    range.startContainer,
    range.startOffset,
    range.endContainer,
    range.endOffset,
  ] as const
  if (isBackward) selection.setBaseAndExtent(ends[2], ends[3], ends[0], ends[1])
  else selection.setBaseAndExtent(...ends)
  await waitUntilTold(told)
  const at = text.indexOf(replaced)
  const selector = describeQuote(text, { start: at, end: at + replaced.length })!
  let layouts = 0
  const edited = editing.replaceQuote(parts, selector, by, stamp).parts
  await shown.show(edited, async () => void layouts++)
  await new Promise((resolve) => setTimeout(resolve, 2 * selectionDelay))
  const { anchorNode, anchorOffset, rangeCount } = selection
  const now = rangeCount > 0 ? selection.getRangeAt(0) : undefined
  const isForward = anchorNode === now?.startContainer && anchorOffset === now?.startOffset
  const seen = { selected: String(selection).trim(), isBackward: !isForward, told, layouts }
  shown.close()
  return seen
}

/** Until a selection is told of, and as long behind that as another one would take. */
async function waitUntilTold(told: readonly string[]): Promise<void> {
  const wait = () => new Promise((resolve) => setTimeout(resolve, 2 * selectionDelay))
  for (let times = 0; times < 40 && told.length === 0; times++) await wait()
  await wait()
}

/** The preview sizes drawings of its own in the frame after they were put in. */
function waitForFrames(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
}

function open(
  place: string,
  parts: DocxParts,
  width = 300,
  onSelection: ShownOptions['onSelection'] = () => undefined,
): Promise<ShownDocument> {
  const none = () => undefined
  const options = { onSelection, onUndo: none, onLeave: none }
  const container = globalThis.document.getElementById(place)!
  container.style.width = `${width}px`
  return openDocument({ bytes: new Blob([writeParts(parts)]), parts }, { container, ...options })
}

/** Words of one line of what is shown; the parts from before where the edit was not possible there. */
function apply({ rendered }: ShownDocument, parts: DocxParts, edit: RandomEdit): DocxParts {
  const lines = Array.from(rendered.text.matchAll(/[^\n\t]*\S[^\n\t]*/g))
  const line = lines[Math.floor(edit.place * lines.length)]
  if (!line) return parts
  const found = Array.from(line[0].matchAll(/\S+/g))
  const first = Math.floor(((edit.place * 97) % 1) * found.length)
  const last = found[Math.min(found.length - 1, first + edit.words)]!
  const start = line.index + found[first]!.index
  const range = { start, end: line.index + last.index + last[0].length }
  const selector = describeQuote(rendered.text, range)!
  const other = `${edit.kind} ${earlierCount++}`
  if (edit.kind === 'replace') return editing.replaceQuote(parts, selector, other, stamp).parts
  if (edit.kind === 'insert') {
    const notes = [{ kind: 'footnote', text: other }] as const
    const pieces = [
      { text: ` ${other}.`, notes },
      { text: ' And\nmore.', notes: [] },
    ]
    return editing.insertBehind(parts, selector, pieces, stamp).parts
  }
  const kind = edit.kind === 'comment' ? 'comment' : 'footnote'
  return editing.addNote(parts, selector, { kind, text: other }, stamp).parts
}

let earlierCount = 0

function readState({ target, rendering, rendered }: ShownDocument): ShownState {
  const { text } = rendered
  const top = target.documentElement.getBoundingClientRect().top
  return {
    html: target.body.innerHTML.replace(/blob:[^"]*/g, 'blob:'),
    text,
    starts: rendered.pieces.map(({ start }) => start),
    paragraphs: rendering.paragraphs.map(
      (paragraph) => `${rendering.isHeading(paragraph) ? '# ' : ''}${paragraph.textContent}`,
    ),
    quotes: Array.from(text.matchAll(/\S+ \S+/g), ({ index, 0: words }) => {
      const range = toDomRange(rendered, { start: index, end: index + words.length })
      const box = range?.getBoundingClientRect()
      return `${words} ${range?.toString()} ${box?.left} ${(box?.top ?? 0) - top} ${box?.width}`
    }),
  }
}
