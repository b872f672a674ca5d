import type { DraftParagraph } from '../../shared/model/draft.ts'
import { listItemFormat } from './docx-list-items.ts'
import { valued, withProperties } from './docx-property-order.ts'
import { findStyleId } from './docx-style-book.ts'
import type { BlockPlace, WriteContext } from './docx-write-context.ts'
import { element, type XmlElement } from './xml.ts'

/** The w:pPr of a paragraph and the w:rPr of its words; undefined for none. */
type ParagraphLook = {
  readonly paragraph: XmlElement | undefined
  readonly run: XmlElement | undefined
}

/** A paragraph in a style of its own leaves to that style how its words look. */
export function readLook(
  context: WriteContext,
  place: BlockPlace,
  { role, level, style }: DraftParagraph,
): ParagraphLook {
  const { paragraph, run } = place.format
  if (role === 'heading') return headingLook(context, place, level ?? 1)
  if (role === 'list_item') {
    return { paragraph: listItemFormat(context, place, level ?? 0), run }
  }
  if (style === undefined) return { paragraph, run }
  const id = findStyleId(context.styles, 'paragraph', style)
  if (id === undefined) throw new Error(`the template has no paragraph style "${style}"`)
  return { paragraph: element('w:pPr', {}, [valued('w:pStyle', id)]), run: undefined }
}

/** Where no heading may stand, or the template has none of that level, bold words. */
function headingLook(
  { styles }: WriteContext,
  { format, isInCell }: BlockPlace,
  level: number,
): ParagraphLook {
  const id = isInCell ? undefined : findStyleId(styles, 'paragraph', `heading ${level}`)
  if (id !== undefined) {
    return { paragraph: element('w:pPr', {}, [valued('w:pStyle', id)]), run: undefined }
  }
  const bold = [element('w:b'), element('w:bCs')]
  return {
    paragraph: withProperties(format.paragraph, 'w:pPr', [element('w:keepNext')]),
    run: withProperties(format.run, 'w:rPr', bold),
  }
}
