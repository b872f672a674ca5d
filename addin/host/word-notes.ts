import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import type { EditReport, Note, TextPiece } from './document-editor.ts'
import { isSameLetters, isSameText } from './quote-place.ts'
import { createWordError, hasWordApi } from './word-calls.ts'
import { isLocked } from './word-lock.ts'
import { findQuoteRange, sliceText } from './word-range.ts'
import { createDiffers, explainRefusal, lockedControl, notFound, refused } from './word-report.ts'
import { readFinalText, readOriginalText } from './word-text.ts'
import { trackEdit, type Failure } from './word-tracking.ts'

/** Adds a note to a quote. Nothing is written anew: that would mark all of it as changed (office-js #334). */
export async function addNote(
  context: Word.RequestContext,
  selector: TextQuoteSelector,
  note: Note,
): Promise<EditReport> {
  const lacking = explainLacking([note])
  if (lacking !== undefined) return refused(lacking)
  const found = await findQuoteRange(context, selector)
  if (typeof found === 'string') return notFound(found)
  if (await isLocked(context, found.range)) return refused(lockedControl)
  let placed: PlacedNote | undefined
  const failure = await trackEdit(context, () => {
    placed = placeNote(found.range, note)
  })
  if (failure || !placed) return refused(explainRefusal(failure))
  const words = readFinalText(found.range)
  const held = await placed.readBack(context)
  if (!held.isThere) return refused(explainRefusal(undefined))
  if (isSameLetters(words.value, sliceText(found.paragraphs, found.place))) {
    return { outcome: 'applied', isTracked: held.isTracked }
  }
  throw createWordError(
    'differs',
    'Word changed the words when it added the note. Undo it in Word.',
  )
}

/** Puts pieces of text behind the selection, each with its notes. */
export async function insertText(
  context: Word.RequestContext,
  pieces: readonly TextPiece[],
): Promise<EditReport> {
  const lacking = explainLacking(pieces.flatMap(({ notes }) => notes))
  if (lacking !== undefined) return refused(lacking)
  const selection = context.document.getSelection()
  if (await isLocked(context, selection.getRange('End'))) return refused(lockedControl)
  const readAround = watchAround(context, selection)
  const before = await readAround()
  const ranges: Word.Range[] = []
  const failure = await trackEdit(context, () => {
    let at = selection
    for (const { text } of pieces) ranges.push((at = at.insertText(text, 'After')))
  })
  const [first, last] = [ranges[0], ranges.at(-1)]
  if (failure || !first || !last) return refuseUntouched(before, await readAround(), failure)
  const whole = first.expandTo(last)
  const [final, original] = [readFinalText(whole), readOriginalText(whole)]
  await context.sync()
  const wanted = pieces.map(({ text }) => text).join('')
  if (!isSameText(final.value, wanted))
    return refuseUntouched(before, await readAround(), undefined)
  const isTracked = original !== undefined && original.value.trim() === ''
  const notes = await placeNotes(context, pieces, ranges)
  return { outcome: 'applied', isTracked: isTracked && notes }
}

/** The final text of the paragraph where the selection ends and of the one behind it, as it is now. */
function watchAround(context: Word.RequestContext, selection: Word.Range): () => Promise<string> {
  const last = selection.paragraphs.getLast()
  const next = last.getNextOrNullObject()
  next.load('text')
  return async () => {
    const here = readFinalText(last)
    await context.sync()
    const behind = next.isNullObject ? undefined : readFinalText(next)
    await context.sync()
    return `${here.value}\n${behind?.value ?? ''}`
  }
}

/** @throws ApiError where something was done after all */
function refuseUntouched(before: string, after: string, failure: Failure | undefined): EditReport {
  if (before === after) return refused(explainRefusal(failure))
  throw createDiffers('Look behind the words that you selected')
}

/** True when those of the notes that can be tracked are; throws when one is missing. */
async function placeNotes(
  context: Word.RequestContext,
  pieces: readonly TextPiece[],
  ranges: readonly Word.Range[],
): Promise<boolean> {
  const placed: PlacedNote[] = []
  const failure = await trackEdit(context, () => {
    pieces.forEach(({ notes }, index) => {
      for (const note of notes) {
        const range = ranges[index]
        if (range) placed.push(placeNote(range, note))
      }
    })
  })
  if (failure) throw createWordError('notes', withoutNotes)
  let isTracked = true
  for (const { kind, readBack } of placed) {
    const held = await readBack(context)
    if (!held.isThere) throw createWordError('notes', withoutNotes)
    if (kind === 'footnote' && !held.isTracked) isTracked = false
  }
  return isTracked
}

const withoutNotes =
  'The text is in the document, but not all of its notes. Undo it in Word, or add the notes by hand.'

type PlacedNote = {
  readonly kind: Note['kind']
  readBack(context: Word.RequestContext): Promise<{ isThere: boolean; isTracked: boolean }>
}

function placeNote(range: Word.Range, { kind, text }: Note): PlacedNote {
  if (kind === 'footnote') return placeFootnote(range, text)
  range.insertComment(text)
  return {
    kind,
    /** Word tracks no comments. */
    async readBack(context) {
      const comments = range.getComments()
      comments.load('items/content')
      await context.sync()
      const isThere = comments.items.some(({ content }) => isSameText(content, text))
      return { isThere, isTracked: false }
    },
  }
}

function placeFootnote(range: Word.Range, text: string): PlacedNote {
  const footnote = range.insertFootnote(text)
  return {
    kind: 'footnote',
    async readBack(context) {
      footnote.body.load('text')
      const xml = footnote.reference.getOoxml()
      await context.sync()
      return {
        isThere: isSameText(footnote.body.text, text) && xml.value.includes('w:footnoteReference'),
        isTracked: trackedReference.test(xml.value),
      }
    },
  }
}

/** An empty w:ins is a tracked paragraph mark, and holds nothing. */
const trackedReference = /<w:ins\b[^>]*(?<!\/)>(?:(?!<\/w:ins>)[^])*<w:footnoteReference/

/** Which note this Word has no call for; undefined when it can place all. */
function explainLacking(notes: readonly Note[]): string | undefined {
  const kinds = new Set(notes.map(({ kind }) => kind))
  if (kinds.has('footnote') && !hasWordApi('1.5')) {
    return 'This Word lets no pane add footnotes (WordApi 1.5 is missing). Add a comment, or the footnote by hand.'
  }
  if (kinds.has('comment') && !hasWordApi('1.4')) {
    return 'This Word lets no pane add comments (WordApi 1.4 is missing). Add it by hand.'
  }
  return undefined
}
