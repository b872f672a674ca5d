import { findValue } from './docx-attributes.ts'
import { bulletIndent, bulletLevels, bulletNumberId, type NumberingBook } from './docx-bullets.ts'
import { isListFormat, type PlaceFormat } from './docx-place-format.ts'
import { valued, withProperties } from './docx-property-order.ts'
import { findStyleId, isListStyle } from './docx-style-book.ts'
import type { BlockPlace, WriteContext } from './docx-write-context.ts'
import { childElements, element, findPath, type XmlElement } from './xml.ts'

/**
 * The w:pPr of a list item, `level` deep from 0. It keeps the list that the rule itself stands in;
 * otherwise it takes the template's "List Bullet", "List Bullet 2" …, or a deeper level of the same
 * list. Where the template has none of that, and in a table's cell, whose words have a size of their
 * own, it gets a bullet of ours.
 */
export function listItemFormat(
  context: WriteContext,
  place: Pick<BlockPlace, 'format' | 'isInCell'>,
  level: number,
): XmlElement | undefined {
  const { format, isInCell } = place
  const own = findNumbering(context, format)
  if (own) return deepen(context, format.paragraph, own, level)
  if (isInCell) return withBullet(context, format.paragraph, level)
  const named = findBulletStyle(context, level)
  if (named) return createStyled(named.id)
  const first = findBulletStyle(context, 0)
  if (first) return deepen(context, createStyled(first.id), first.numbering, level)
  const bullets = findStyleId(context.styles, 'paragraph', 'List Bullet')
  return withBullet(context, bullets ? createStyled(bullets) : format.paragraph, level)
}

/** `numberId` is '' where a style says that it numbers, but not by which list. */
type Numbering = { readonly numberId: string; readonly level: number }

/** The list of the place itself, by its own properties or by its style. */
function findNumbering(context: WriteContext, format: PlaceFormat): Numbering | undefined {
  const properties = format.paragraph && findPath(format.paragraph, 'w:numPr')
  if (properties && isListFormat(format)) {
    const level = Number(findValue(properties, 'w:ilvl') ?? 0)
    return { numberId: findValue(properties, 'w:numId') ?? '', level }
  }
  return format.styleId === undefined ? undefined : findNumberingOfStyle(context, format.styleId)
}

function findNumberingOfStyle({ styles }: WriteContext, id: string): Numbering | undefined {
  const style = styles.sheet.getParagraphStyle(id)
  if (!isListStyle(style)) return undefined
  return { numberId: style.numbering.numberingId ?? '', level: style.numbering.level ?? 0 }
}

function findBulletStyle(
  context: WriteContext,
  level: number,
): { readonly id: string; readonly numbering: Numbering } | undefined {
  const name = level === 0 ? 'List Bullet' : `List Bullet ${level + 1}`
  const id = findStyleId(context.styles, 'paragraph', name)
  const numbering = id === undefined ? undefined : findNumberingOfStyle(context, id)
  return id !== undefined && numbering ? { id, numbering } : undefined
}

/** `properties` of a list, so much deeper in it; where it is not so deep, with a bullet of ours. */
function deepen(
  context: WriteContext,
  properties: XmlElement | undefined,
  { numberId, level }: Numbering,
  more: number,
): XmlElement | undefined {
  if (more === 0) return properties
  if (!hasLevel(context.numbering, numberId, level + more)) {
    return withBullet(context, properties, more)
  }
  const number = [valued('w:ilvl', level + more), valued('w:numId', numberId)]
  return withProperties(properties, 'w:pPr', [element('w:numPr', {}, number)])
}

function hasLevel({ root }: NumberingBook, numberId: string, level: number): boolean {
  const number = childElements(root, 'w:num').find(
    ({ attributes }) => attributes['w:numId'] === numberId,
  )
  const abstractId = number && findValue(number, 'w:abstractNumId')
  const levels = childElements(root, 'w:abstractNum')
    .filter(({ attributes }) => attributes['w:abstractNumId'] === abstractId)
    .flatMap((one) => childElements(one, 'w:lvl'))
  return levels.some(({ attributes }) => Number(attributes['w:ilvl']) === level)
}

function withBullet(
  { numbering }: WriteContext,
  properties: XmlElement | undefined,
  level: number,
): XmlElement {
  const deep = Math.min(level, bulletLevels - 1)
  const number = [valued('w:ilvl', deep), valued('w:numId', bulletNumberId(numbering))]
  const indent = { 'w:left': String((deep + 1) * bulletIndent), 'w:hanging': String(bulletIndent) }
  return withProperties(properties, 'w:pPr', [
    element('w:numPr', {}, number),
    element('w:ind', indent),
  ])
}

function createStyled(styleId: string): XmlElement {
  return element('w:pPr', {}, [valued('w:pStyle', styleId)])
}
