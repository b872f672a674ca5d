import type { Note } from './document-editor.ts'
import type { OpenParts } from './docx-parts.ts'
import { createStyled, getRelatedEnd, getStyle, type RelatedPart } from './docx-related.ts'
import { createInsertion, createRun, createWord, insertAfter, type Stamp } from './docx-runs.ts'
import { readAttribute } from './docx-text.ts'
import { joinXml, listReferences } from './xml-slices.ts'

/** Adds a note to the words of `runs`, which stand in order; a footnote's mark goes behind `place`. */
export function attachNote(
  parts: OpenParts,
  runs: readonly [Element, ...Element[]],
  place: Element,
  note: Note,
  stamp: Stamp,
): void {
  if (note.kind === 'footnote') attachFootnote(parts, place, note.text, stamp)
  else attachComment(parts, runs, place, note.text, stamp)
}

const mainType = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/** The two that Word needs draw the line above the notes (ECMA-376 part 1 §17.11.23, §17.11.1). */
const footnotes: RelatedPart = {
  type: 'footnotes',
  contentType: `${mainType}.footnotes+xml`,
  createRoot: (namespace) =>
    `<w:footnotes xmlns:w="${namespace}">` +
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>' +
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>' +
    '</w:footnotes>',
}

const comments: RelatedPart = {
  type: 'comments',
  contentType: `${mainType}.comments+xml`,
  createRoot: (namespace) => `<w:comments xmlns:w="${namespace}"/>`,
}

/** Mark and note are both tracked: to refuse the change takes them away together. */
function attachFootnote(parts: OpenParts, place: Element, text: string, stamp: Stamp): void {
  const { root, id } = openNotes(parts, footnotes)
  const markStyle = getStyle(parts, 'footnote reference', 'character')
  const textStyle = getStyle(parts, 'footnote text', 'paragraph')
  const note = createWord(root, 'footnote', { id })
  const paragraph = createWord(root, 'p')
  const properties = createStyled(root, 'pPr', textStyle)
  if (properties) paragraph.append(properties)
  note.append(paragraph)
  root.append(note)
  const mark = createMark(root, markStyle, createWord(root, 'footnoteRef'))
  const words = createRun(createWord(root, 'r'), ` ${text}`)
  paragraph.append(createInsertion(paragraph, [mark, words], stamp))
  const reference = createMark(place, markStyle, createWord(place, 'footnoteReference', { id }))
  insertAfter(place, [createInsertion(place, [reference], stamp)])
}

function attachComment(
  parts: OpenParts,
  runs: readonly [Element, ...Element[]],
  place: Element,
  text: string,
  stamp: Stamp,
): void {
  const { root, id } = openNotes(parts, comments)
  const comment = createWord(root, 'comment', { id, ...stamp, initials: stamp.author.slice(0, 1) })
  const paragraph = createWord(root, 'p')
  const mark = createWord(root, 'r')
  mark.append(createWord(root, 'annotationRef'))
  paragraph.append(mark, createRun(createWord(root, 'r'), text))
  comment.append(paragraph)
  root.append(comment)
  const reference = createWord(place, 'r')
  reference.append(createWord(place, 'commentReference', { id }))
  runs[0].before(createWord(place, 'commentRangeStart', { id }))
  place.after(createWord(place, 'commentRangeEnd', { id }), reference)
}

function createMark(near: Element, styleId: string | undefined, sign: Element): Element {
  const run = createWord(near, 'r')
  const styled = createStyled(near, 'rPr', styleId) ?? createWord(near, 'rPr')
  if (styleId === undefined) styled.append(createWord(near, 'vertAlign', { val: 'superscript' }))
  run.append(styled, sign)
  return run
}

/** A mark without a note, as damaged files have it, does not get ours; several of one edit count on. */
function openNotes(parts: OpenParts, related: RelatedPart): { root: Element; id: string } {
  const { root, nextId } = getRelatedEnd(parts, related)
  const ids = [...root.children].map((note) => Number(readAttribute(note, 'id')) + 1)
  const own = ids.reduce((a, b) => Math.max(a, b), nextId)
  // behind a note of this edit nothing has to be looked for any more
  const most = ids.some((id) => id > 1) ? own : Math.max(own, ...listMarked(parts, related))
  return { root, id: String(most) }
}

function listMarked(parts: OpenParts, { type }: RelatedPart): number[] {
  const ids = listReferences(joinXml(parts.sliceBody()), `${type.slice(0, -1)}Reference`)
  return ids.map((id) => Number(id) + 1).filter(Number.isSafeInteger)
}
