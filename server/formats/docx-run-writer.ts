import { setProperty, valued, withProperties } from './docx-property-order.ts'
import { cloneElement, element, withoutControls, type XmlElement } from './xml.ts'

/** A text as `joinRuns` reads it back from the runs that are written for it. */
export function writtenText(text: string): string {
  return withoutControls(text).replace(/\r\n?/g, '\n')
}

/**
 * One w:r; tabs and line breaks become w:tab and w:br, and the minus of a number w:noBreakHyphen, so that
 * no line ends between the two. `format` is a w:rPr, which is copied.
 */
export function writeRun(text: string, format: XmlElement | undefined): XmlElement {
  const leaves = writtenText(text)
    .split(sign)
    .flatMap((part, index) => {
      // what parts the others is caught, too, and stands between them
      if (index % 2 === 1) return [element(elementOfSign[part] ?? 'w:noBreakHyphen')]
      return part === '' ? [] : [writeText(part)]
    })
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

/** A hyphen between letters or digits, as in "5-10" and "dose-response", may end a line. */
const sign = /([\t\n]|(?<=[\s([{=<>≤≥±])-(?=\.?\d))/
const elementOfSign: Readonly<Record<string, string>> = { '\t': 'w:tab', '\n': 'w:br' }
