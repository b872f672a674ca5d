import { setProperty, valued, withProperties } from './docx-property-order.ts'
import { cloneElement, element, withoutControls, type XmlElement } from './xml.ts'

/** A text as `joinRuns` reads it back from the runs that are written for it. */
export function writtenText(text: string): string {
  return withoutControls(text).replace(/\r\n?/g, '\n')
}

/** One w:r; tabs and line breaks become w:tab and w:br. `format` is a w:rPr, which is copied. */
export function writeRun(text: string, format: XmlElement | undefined): XmlElement {
  const leaves = writtenText(text)
    .split(/([\t\n])/)
    .filter((part) => part !== '')
    .map(writeLeaf)
  return element('w:r', {}, [...(format ? [cloneElement(format)] : []), ...leaves])
}

export function writeText(text: string): XmlElement {
  return element('w:t', { 'xml:space': 'preserve' }, text === '' ? [] : [text])
}

export function italic(format: XmlElement | undefined): XmlElement {
  return withProperties(format, 'w:rPr', [element('w:i'), element('w:iCs')])
}

/** The look of a gap inside a line: the colours of the gap paragraphs' style. */
export function gapWords(format: XmlElement | undefined): XmlElement {
  const properties = withProperties(format, 'w:rPr', [valued('w:color', gapColors.ink)])
  const shade = { 'w:val': 'clear', 'w:color': 'auto', 'w:fill': gapColors.paper }
  setProperty(properties, element('w:shd', shade))
  return properties
}

/** Dark ink on pale yellow: contrast 9.5 : 1. */
export const gapColors = { ink: '5C3D00', paper: 'FFF4CE', edge: 'C19C00' } as const

function writeLeaf(part: string): XmlElement {
  if (part === '\t') return element('w:tab')
  if (part === '\n') return element('w:br')
  return writeText(part)
}
