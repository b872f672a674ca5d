import { leafText } from './docx-runs.ts'
import { childElements, type XmlElement } from './xml.ts'

/** `customMark` is what its writer set, '' where that is not known; undefined where Word counts. */
export type NoteReference = {
  readonly kind: 'footnote' | 'endnote'
  readonly id: string
  readonly customMark: string | undefined
}

export function isNoteReference({ name }: XmlElement): boolean {
  return name === 'w:footnoteReference' || name === 'w:endnoteReference'
}

/** A mark that a writer set stands behind the reference, in the same run (ECMA-376 part 1 §17.11.14). */
export function readNoteReference(leaf: XmlElement, run: XmlElement | undefined): NoteReference {
  const { 'w:id': id = '', 'w:customMarkFollows': follows = '0' } = leaf.attributes
  const kind = leaf.name === 'w:footnoteReference' ? 'footnote' : 'endnote'
  if (/^(0|false|off)$/i.test(follows)) return { kind, id, customMark: undefined }
  const siblings = run ? childElements(run) : []
  const after = siblings.slice(siblings.indexOf(leaf) + 1)
  return { kind, id, customMark: after.map(leafText).join('').trim() }
}
