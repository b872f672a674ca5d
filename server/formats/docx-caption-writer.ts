import { writeText } from './docx-run-writer.ts'
import { walkElements } from './docx-tree.ts'
import { element, textContent, type XmlElement } from './xml.ts'

/** What captions count, each kind for itself. */
type CaptionLabel = 'Table' | 'Figure'

/**
 * "Table 1. Title"; the number is a SEQ field, which `numberCaptions` fills in. A table's caption
 * stands above it, a figure's below.
 */
export function writeCaption(styleId: string, label: CaptionLabel, title: string): XmlElement {
  const instruction = ` SEQ ${label} \\* ARABIC `
  const number = element('w:fldSimple', { 'w:instr': instruction }, [textRun('0')])
  const keep = label === 'Table' ? element('w:keepNext') : element('w:keepNext', { 'w:val': '0' })
  const properties = element('w:pPr', {}, [element('w:pStyle', { 'w:val': styleId }), keep])
  const rest = title === '' ? [] : [textRun(`. ${title}`)]
  return element('w:p', {}, [properties, textRun(`${label} `), number, ...rest])
}

/**
 * Gives every SEQ Table and SEQ Figure field of the document the number that Word will compute:
 * those of the template count too. Fields with a reset or a repeat keep what they show.
 */
export function numberCaptions(root: XmlElement): void {
  const counts = new Map<string, number>()
  for (const field of listFields(root)) {
    const match = /^\s*SEQ\s+"?(Table|Figure)"?(?=\s|$)(.*)$/i.exec(field.instruction)
    if (!match) continue
    const [, label = '', switches = ''] = match
    const reset = /\\r\s*(\d+)/i.exec(switches)
    if (/\\[csh](?=\s|$)/i.test(switches)) continue
    const count = reset ? Number(reset[1]) : (counts.get(label.toLowerCase()) ?? 0) + 1
    counts.set(label.toLowerCase(), count)
    if (/\\\*\s*arabic/i.test(switches) || !switches.includes('\\*')) showResult(field, count)
  }
}

/** Marks tables of contents and lists of tables and figures to be made anew when Word opens the file. */
export function markContentsDirty(root: XmlElement): void {
  for (const { instruction, start } of listFields(root)) {
    if (/^\s*TOC(?=\s|$)/i.test(instruction)) start.attributes['w:dirty'] = 'true'
  }
}

/** A field of either form (ECMA-376 part 1 §17.16.18, §17.16.19). */
type Field = {
  /** The w:fldSimple, or the w:fldChar that begins the field. */
  readonly start: XmlElement
  instruction: string
  /** The w:t elements of its result. */
  readonly texts: XmlElement[]
}

/** All fields in the order in which they begin. */
function listFields(root: XmlElement): Field[] {
  const fields: Field[] = []
  const open: OpenField[] = []
  walkElements(root, (one) => {
    if (one.name === 'w:fldSimple') fields.push(createSimpleField(one))
    else if (one.name !== 'w:fldChar') addToField(open.at(-1), one)
    else if (one.attributes['w:fldCharType'] === 'begin') {
      const field = { start: one, instruction: '', texts: [] }
      fields.push(field)
      open.push({ field, hasResult: false })
    } else if (one.attributes['w:fldCharType'] === 'end') open.pop()
    else for (const inner of open.slice(-1)) inner.hasResult = true
  })
  return fields
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
  return { start, instruction: start.attributes['w:instr'] ?? '', texts }
}

function showResult(field: Field, count: number): void {
  field.texts.forEach((text, index) => (text.children = index === 0 ? [String(count)] : []))
}

function textRun(text: string): XmlElement {
  return element('w:r', {}, [writeText(text)])
}
