import type { ClaimPlace } from './docx-claim-places.ts'
import { replaceWords } from './docx-inline-edit.ts'
import { addPart, findRelated, readPart, writePart, type DocxParts } from './docx-parts.ts'
import { writeRun } from './docx-run-writer.ts'
import { childElements, element, type XmlElement } from './xml.ts'

/** Paragraphs of a comment, the first in bold, and the words that it is of. */
export type PlacedComment = { readonly place: ClaimPlace; readonly lines: readonly string[] }

/** Adds comments behind those that are there; `at` is an ISO 8601 time. The caller writes the document. */
export function addComments(
  { parts, documentName }: DocxParts,
  comments: readonly PlacedComment[],
  at: string,
): void {
  const found = findRelated(parts, documentName, 'comments')
  const root = found ? readPart(parts, found) : element('w:comments', { 'xmlns:w': word })
  const ids = childElements(root).map((one) => Number(one.attributes['w:id']) || 0)
  let next = ids.reduce((most, id) => Math.max(most, id + 1), 0)
  for (const { place, lines } of comments) {
    const id = String(next++)
    root.children.push(writeComment(id, lines, at))
    markPlace(place, commentMarks(id))
  }
  if (found) writePart(parts, found, root)
  else addPart(parts, documentName, { ...newPart, name: nameBeside(documentName), root })
}

/** Puts a mark before and one behind the words; these stay. */
export function markPlace(
  { start, end }: ClaimPlace,
  [first, last]: readonly [readonly XmlElement[], readonly XmlElement[]],
): void {
  // from behind: an offset before the words stays what it is
  replaceWords(end.paragraph, end.offset, end.offset, last)
  replaceWords(start.paragraph, start.offset, start.offset, first)
}

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

const newPart = {
  relation: 'comments',
  contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml',
} as const

function nameBeside(documentName: string): string {
  return `${documentName.slice(0, documentName.lastIndexOf('/') + 1)}comments.xml`
}

function commentMarks(id: string): readonly [XmlElement[], XmlElement[]] {
  const named = { 'w:id': id }
  const reference = element('w:r', {}, [element('w:commentReference', named)])
  return [[element('w:commentRangeStart', named)], [element('w:commentRangeEnd', named), reference]]
}

function writeComment(id: string, lines: readonly string[], at: string): XmlElement {
  const date = `${at.slice(0, 19)}Z`
  const bold = element('w:rPr', {}, [element('w:b')])
  const paragraphs = lines.map((line, index) =>
    element('w:p', {}, [writeRun(line, index === 0 ? bold : undefined)]),
  )
  const who = { 'w:author': 'Sourcewright', 'w:initials': 'SW' }
  return element('w:comment', { 'w:id': id, ...who, 'w:date': date }, paragraphs)
}
