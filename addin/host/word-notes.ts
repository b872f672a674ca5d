import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import type { EditReport, Note, TextPiece } from './document-editor.ts'
import { isSameLetters, isSameText } from './quote-place.ts'
import { createWordError, hasWordApi } from './word-calls.ts'
import { findQuoteRange, sliceText } from './word-range.ts'
import { explainRefusal, notFound, refused } from './word-report.ts'
import { readFinalText, readOriginalText } from './word-text.ts'
import { trackEdit } from './word-tracking.ts'

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
  const ranges: Word.Range[] = []
  const failure = await trackEdit(context, () => {
    let at = context.document.getSelection()
    for (const { text } of pieces) ranges.push((at = at.insertText(text, 'After')))
  })
  const [first, last] = [ranges[0], ranges.at(-1)]
  if (failure || !first || !last) return refused(explainRefusal(failure))
  const whole = first.expandTo(last)
  const [final, original] = [readFinalText(whole), readOriginalText(whole)]
  await context.sync()
  const wanted = pieces.map(({ text }) => text).join('')
  if (!isSameText(final.value, wanted)) return refused(explainRefusal(undefined))
  const isTracked = original !== undefined && original.value.trim() === ''
  const notes = await placeNotes(context, pieces, ranges)
  return { outcome: 'applied', isTracked: isTracked && notes }
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
