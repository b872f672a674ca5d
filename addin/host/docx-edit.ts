import { createAnchorer } from '../../shared/text/anchor.ts'
import { foldText } from '../../shared/text/fold.ts'
import { findOccurrences } from '../../shared/text/occurrences.ts'
import { sliceRange, type TextRange } from '../../shared/text/range.ts'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import type { EditReport, Note, TextPiece } from './document-editor.ts'
import { closeSlice, openSlice, readBody } from './docx-body.ts'
import { attachNote } from './docx-notes.ts'
import { openParts, type DocxParts, type OpenParts } from './docx-parts.ts'
import { findRelated } from './docx-related.ts'
import {
  createInsertion,
  createRun,
  deleteRun,
  insertAfter,
  isolateBefore,
  isolateRuns,
  type Stamp,
} from './docx-runs.ts'
import { findChild, listPieces, readAttribute, readDocxText, type DocxPiece } from './docx-text.ts'
import { findDifference } from './text-difference.ts'

/** The parts after an edit; those from before where nothing was done. */
export type Edited = { readonly parts: DocxParts; readonly report: EditReport }

/** Puts `text` in place of the words, as a tracked change of no more than differs. */
export function replaceQuote(
  parts: DocxParts,
  selector: TextQuoteSelector,
  text: string,
  stamp: Stamp,
): Edited {
  return edit(parts, selector, (_, { document, range, before }) => {
    const change = findDifference(sliceRange(before, range), text)
    const start = range.start + change.start
    const changed = { start, end: start + change.length }
    if (change.length > 0 || change.text !== '') replaceRange(document, changed, change.text, stamp)
    const expected = before.slice(0, range.start) + text + before.slice(range.end)
    return { expected, isTracked: true }
  })
}

/** Adds a note; a comment is no change of the text, and so is not tracked. */
export function addNote(
  parts: DocxParts,
  selector: TextQuoteSelector,
  note: Note,
  stamp: Stamp,
): Edited {
  return edit(parts, selector, (open, { document, range, before }) => {
    const runs = getRuns(document, range)
    checkLocks(runs)
    attachNote(open, runs, findEnd(document, range), note, stamp)
    return { expected: before, isTracked: note.kind === 'footnote' }
  })
}

/** Puts pieces behind the words that `selector` means, as a tracked change; each with its notes. */
export function insertBehind(
  parts: DocxParts,
  selector: TextQuoteSelector,
  pieces: readonly TextPiece[],
  stamp: Stamp,
): Edited {
  return edit(parts, selector, (open, { document, range, before }) => {
    const [like] = getRuns(document, range).slice(-1)
    let place = passMarks(findEnd(document, range))
    checkLocks([place])
    for (const piece of pieces) {
      const run = createRun(like ?? place, piece.text)
      const insertion = createInsertion(place, [run], stamp)
      insertAfter(place, [insertion])
      place = insertion
      for (const note of piece.notes) {
        attachNote(open, [insertion], place, note, stamp)
        place = passMarks(place)
      }
    }
    const words = pieces.map(({ text }) => text).join('')
    const expected = before.slice(0, range.end) + words + before.slice(range.end)
    return { expected, isTracked: true }
  })
}

type Outcome = { readonly expected: string; readonly isTracked: boolean }

/** Why nothing was done. */
class NotDone extends Error {
  readonly outcome: 'changed' | 'refused'

  constructor(outcome: 'changed' | 'refused', reason: string) {
    super(reason)
    this.outcome = outcome
  }
}

/** The blocks that hold the words: their text as it was, and where in it the words stand. */
type Place = { readonly document: Document; readonly range: TextRange; readonly before: string }

/** Nothing counts as done that the written text does not show. */
function edit(
  parts: DocxParts,
  selector: TextQuoteSelector,
  change: (open: OpenParts, place: Place) => Outcome,
): Edited {
  try {
    const open = openParts(parts)
    checkProtection(open)
    const body = open.getBody()
    const words = findWords(body.text, selector)
    const slice = openSlice(body, words)
    const { start, end } = slice.range
    const range = { start: words.start - start, end: words.end - start }
    const before = sliceRange(body.text, slice.range)
    const { expected, isTracked } = change(open, { document: slice.document, range, before })
    const written = closeSlice(slice)
    const whole = body.text.slice(0, start) + expected + body.text.slice(end)
    if (readBody(written).text !== whole) {
      throw new NotDone('refused', 'The document did not take the change.')
    }
    open.setPart(open.mainName, written)
    return { parts: open.close(), report: { outcome: 'applied', isTracked } }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const outcome = error instanceof NotDone ? error.outcome : 'refused'
    return { parts, report: { outcome, reason } }
  }
}

/** Protection that allows tracked changes allows ours (ECMA-376 part 1 §17.15.1.29). */
function checkProtection(open: OpenParts): void {
  const settings = findRelated(open, 'settings')?.documentElement
  const protection = settings && findChild(settings, 'documentProtection')
  const isEnforced = /^(1|true|on)$/.test(readAttribute(protection, 'enforcement') ?? '')
  const kind = readAttribute(protection, 'edit') ?? 'none'
  if (isEnforced && !/^(none|trackedChanges)$/.test(kind)) {
    throw new NotDone('refused', 'The document is protected against changes; lift that in Word.')
  }
}

function findWords(text: string, selector: TextQuoteSelector): TextRange {
  const { range, state } = findWhole(text, selector) ?? createAnchorer(text)(selector)
  if (range && foldWords(sliceRange(text, range)) === foldWords(selector.exact)) return range
  throw new NotDone(
    'changed',
    state === 'ambiguous'
      ? 'These words stand more than once in the document, or were changed; select more of the sentence.'
      : 'These words are not in the document any more.',
  )
}

/** The quote with all that stood around it, if that stands once: then nothing else is meant. */
function findWhole(text: string, { prefix, exact, suffix }: TextQuoteSelector) {
  const [start, ...twins] = findOccurrences(text, prefix + exact + suffix, 2)
  if (start === undefined || twins.length > 0) return undefined
  const at = start + prefix.length
  return { state: 'intact', range: { start: at, end: at + exact.length } } as const
}

function foldWords(text: string): string {
  return foldText(text).folded.trim()
}

function replaceRange(document: Document, range: TextRange, text: string, stamp: Stamp): void {
  const touched = listPieces(readDocxText(document), range)
  checkPieces(touched)
  if (range.start === range.end) {
    return insertAt(document, range.start, text, stamp)
  }
  const runs = getRuns(document, range)
  const last = runs[runs.length - 1] ?? runs[0]
  if (text !== '') {
    insertAfter(last, [createInsertion(last, [createRun(runs[0], text)], stamp)])
  }
  for (const run of runs) deleteRun(run, stamp)
}

/** Behind what stands before `offset`, or before what begins its paragraph. */
function insertAt(document: Document, offset: number, text: string, stamp: Stamp): void {
  const before = isolateBefore(document, offset)
  const next = readDocxText(document).pieces.find(({ start }) => start === offset)?.run
  const like = before ?? next
  if (!like) throw new NotDone('refused', 'There are no words here to put the text beside.')
  const insertion = createInsertion(like, [createRun(like, text)], stamp)
  if (before) insertAfter(findEnd(document, { start: offset - 1, end: offset }), [insertion])
  else like.before(insertion)
}

function checkPieces(touched: readonly DocxPiece[]): void {
  if (new Set(touched.map(({ paragraph }) => paragraph)).size > 1) {
    throw new NotDone('refused', 'The change goes over more than one paragraph; make it in Word.')
  }
  if (touched.some(({ field }) => field)) {
    throw new NotDone(
      'refused',
      'The change touches a field (a number or reference that Word keeps up to date); make it in Word.',
    )
  }
  checkLocks(touched.map(({ run }) => run))
}

function checkLocks(elements: readonly Element[]): void {
  if (!elements.some(isLocked)) return
  throw new NotDone('refused', 'The words stand in a locked content control; unlock it in Word.')
}

/** ECMA-376 part 1 §17.5.2.23. */
function isLocked(run: Element): boolean {
  for (let at = run.parentElement; at; at = at.parentElement) {
    const properties = at.localName === 'sdt' ? findChild(at, 'sdtPr') : undefined
    const lock = properties && findChild(properties, 'lock')
    if (/contentLocked$/i.test(readAttribute(lock, 'val') ?? '')) return true
  }
  return false
}

function getRuns(document: Document, range: TextRange): [Element, ...Element[]] {
  const [first, ...others] = isolateRuns(document, range)
  if (first) return [first, ...others]
  throw new NotDone('refused', 'There are no words here that can be changed.')
}

/** Where something goes behind the words: behind the whole of a field, if they end in one. */
function findEnd(document: Document, range: TextRange): Element {
  const last = listPieces(readDocxText(document), range).at(-1)
  if (!last) throw new NotDone('refused', 'There are no words here that can be changed.')
  return last.field?.last ?? last.run
}

/** Further text goes behind the notes of the words before it, and out of their bookmark. */
function passMarks(place: Element): Element {
  let last = place
  while (last.parentElement?.localName === 'ins' && !last.nextElementSibling) {
    last = last.parentElement
  }
  for (let next = last.nextElementSibling; next && isMark(next); next = next.nextElementSibling) {
    last = next
  }
  return last
}

function isMark(element: Element): boolean {
  const note = element.querySelector('*|footnoteReference, *|endnoteReference, *|commentReference')
  return note !== null || /^(commentRangeEnd|bookmarkEnd)$/.test(element.localName)
}
