import { findValue } from './docx-attributes.ts'
import type { ContentsEntry } from './docx-contents-entries.ts'
import type { ContentsSwitches } from './docx-contents-switches.ts'
import { valued } from './docx-property-order.ts'
import { contentsStyleId, tableListStyleId, type StyleBook } from './docx-style-book.ts'
import { childElements, element, findPath, type XmlElement } from './xml.ts'

export type EntryFormat = {
  /** The w:pPr of a line. */
  readonly paragraph: (level: number, hasNumber: boolean) => XmlElement
}

/** Lines as Word makes them: a tab behind the number, and one to the right edge for the page. */
export function findEntryFormat(
  styles: StyleBook,
  entries: readonly ContentsEntry[],
  { sequence }: ContentsSwitches,
  width: number,
): EntryFormat {
  const longest = new Map<number, number>()
  for (const { level, number } of entries) {
    longest.set(level, Math.max(longest.get(level) ?? 0, number.length))
  }
  return {
    paragraph(level, hasNumber) {
      const styleId =
        sequence === undefined ? contentsStyleId(styles, level) : tableListStyleId(styles)
      const indent = readIndent(styles, styleId)
      const behindNumber = indent + numberGap + (longest.get(level) ?? 0) * digitWidth
      const tabs = [
        ...(hasNumber ? [tab('left', behindNumber)] : []),
        ...(hasRightTab(styles, styleId) ? [] : [tab('right', width)]),
      ]
      return element('w:pPr', {}, [
        valued('w:pStyle', styleId),
        ...(tabs.length > 0 ? [element('w:tabs', {}, tabs)] : []),
      ])
    },
  }
}

/** Twips: a digit of 11 points is half as wide as high. */
const digitWidth = 110
const numberGap = 260

/** No dots: they would lead to a number that is not there yet. */
function tab(side: 'left' | 'right', position: number): XmlElement {
  return element('w:tab', { 'w:val': side, 'w:pos': String(position) })
}

function readIndent(styles: StyleBook, styleId: string): number {
  const chain = listChain(styles, styleId)
  const indent = chain.flatMap((style) => findPath(style, 'w:pPr', 'w:ind') ?? [])[0]?.attributes
  return Number(indent?.['w:left'] ?? indent?.['w:start'] ?? 0) || 0
}

function hasRightTab(styles: StyleBook, styleId: string): boolean {
  return listChain(styles, styleId).some((style) => {
    const tabs = findPath(style, 'w:pPr', 'w:tabs')
    return tabs && childElements(tabs).some(({ attributes }) => attributes['w:val'] === 'right')
  })
}

/** The style and those that it is based on; styles that are based on each other end. */
function listChain({ root }: StyleBook, styleId: string): XmlElement[] {
  const chain: XmlElement[] = []
  let id: string | undefined = styleId
  while (id !== undefined && chain.length < maximumChain) {
    const style = childElements(root, 'w:style').find(
      ({ attributes }) => attributes['w:styleId'] === id,
    )
    if (!style) break
    chain.push(style)
    id = findValue(style, 'w:basedOn')
  }
  return chain
}

const maximumChain = 32
