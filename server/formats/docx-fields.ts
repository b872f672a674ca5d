import { writeRun } from './docx-run-writer.ts'
import { walkElements } from './docx-tree.ts'
import { element, textContent, type XmlElement } from './xml.ts'

/** A field of either form (ECMA-376 part 1 §17.16.18, §17.16.19). */
export type Field = {
  /** The w:fldSimple, or the w:fldChar that begins the field. */
  readonly start: XmlElement
  /** The w:fldChar that ends a complex field. */
  end: XmlElement | undefined
  instruction: string
  /** The w:t elements of its own result, those of fields inside it left out. */
  readonly texts: XmlElement[]
}

/** All fields in the order in which they begin. */
export function listFields(root: XmlElement): Field[] {
  const fields: Field[] = []
  const open: OpenField[] = []
  walkElements(root, (one) => {
    if (one.name === 'w:fldSimple') fields.push(createSimpleField(one))
    else if (one.name !== 'w:fldChar') addToField(open.at(-1), one)
    else if (one.attributes['w:fldCharType'] === 'begin') {
      const field: Field = { start: one, end: undefined, instruction: '', texts: [] }
      fields.push(field)
      open.push({ field, hasResult: false })
    } else if (one.attributes['w:fldCharType'] === 'end') {
      const closed = open.pop()
      if (closed) closed.field.end = one
    } else for (const inner of open.slice(-1)) inner.hasResult = true
  })
  return fields
}

/** The runs of a complex field with its cached result. */
export function writeField(
  instruction: string,
  result: string,
  format: XmlElement | undefined,
): XmlElement[] {
  return [...writeFieldCode(instruction, format), writeRun(result, format), endField(format)]
}

/** What stands before a field's result; `dirty` has Word make it anew when it opens the file. */
export function writeFieldCode(
  instruction: string,
  format: XmlElement | undefined,
  isDirty = false,
): XmlElement[] {
  const code = element('w:instrText', { 'xml:space': 'preserve' }, [instruction])
  const dirty: Record<string, string> = isDirty ? { 'w:dirty': 'true' } : {}
  return [
    writePart(element('w:fldChar', { 'w:fldCharType': 'begin', ...dirty }), format),
    writePart(code, format),
    writePart(element('w:fldChar', { 'w:fldCharType': 'separate' }), format),
  ]
}

export function endField(format: XmlElement | undefined): XmlElement {
  return writePart(element('w:fldChar', { 'w:fldCharType': 'end' }), format)
}

/** Puts a text in the place of a field's cached result. */
export function showResult({ texts }: Field, result: string): void {
  texts.forEach((text, index) => (text.children = index === 0 ? [result] : []))
}

type OpenField = { readonly field: Field; hasResult: boolean }

function addToField(open: OpenField | undefined, one: XmlElement): void {
  if (one.name === 'w:instrText' && open?.hasResult === false) {
    open.field.instruction += textContent(one)
  } else if (one.name === 'w:t' && open?.hasResult === true) open.field.texts.push(one)
}

function createSimpleField(start: XmlElement): Field {
  const texts: XmlElement[] = []
  walkElements(start, (one) => one.name === 'w:t' && texts.push(one))
  return { start, end: undefined, instruction: start.attributes['w:instr'] ?? '', texts }
}

function writePart(part: XmlElement, format: XmlElement | undefined): XmlElement {
  return element('w:r', {}, [...(format ? [structuredClone(format)] : []), part])
}
