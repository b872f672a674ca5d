import { findNumber, findToggle, findValue, parseTwips } from './docx-attributes.ts'
import { childElements, findChild, findPath, type XmlElement } from './xml.ts'

/** A style with what it inherits; values that no style of the chain gives are undefined. */
export type ResolvedStyle = {
  readonly id: string
  /** As the file spells it: "heading 1"; the id where the style is missing. */
  readonly name: string
  /** Names of the style and those it is based on, nearest first, in lower case. */
  readonly names: readonly string[]
  /** 1 to 9 for a heading, 0 else. */
  readonly headingLevel: number
  readonly format: TextFormat
  readonly numbering: NumberingReference
  /** Whether a table style says how first rows look. */
  readonly hasFirstRow: boolean
}

/** `size` in half-points; `indent` is where the first line begins, in twips. */
export type TextFormat = {
  readonly size?: number | undefined
  readonly isBold?: boolean | undefined
  readonly isHidden?: boolean | undefined
  readonly script?: 'raised' | 'lowered' | 'level' | undefined
  readonly indent?: number | undefined
}

/** w:numPr: `numberingId` "0" takes the numbering of a style away. */
type NumberingReference = {
  readonly numberingId?: string | undefined
  readonly level?: number | undefined
}

export type StyleSheet = {
  /** The style of the id, or the default paragraph style without one. */
  readonly getParagraphStyle: (id: string | undefined) => ResolvedStyle
  readonly findStyle: (id: string) => ResolvedStyle | undefined
  /** Of paragraph styles, in lower case: Word compares them so. */
  readonly paragraphNames: readonly string[]
  /** Half-points of text that nothing formats. */
  readonly defaultSize: number
}

/** `root` is w:styles; a file without it has no styles. */
export function readStyles(root: XmlElement | undefined): StyleSheet {
  const elements = root ? childElements(root, 'w:style') : []
  const byId = new Map(elements.map((style) => [style.attributes['w:styleId'] ?? '', style]))
  const resolved = new Map<string, ResolvedStyle>()
  const findStyle = (id: string) => {
    if (!byId.has(id)) return undefined
    const known = resolved.get(id) ?? resolveStyle(byId, id)
    resolved.set(id, known)
    return known
  }
  const defaultId = findDefaultId(elements)
  const docDefaults = root && findPath(root, 'w:docDefaults', 'w:rPrDefault', 'w:rPr')
  const defaultSize = findNumber(docDefaults, 'w:sz') ?? 20
  return {
    findStyle,
    paragraphNames: elements
      .filter(({ attributes }) => attributes['w:type'] === 'paragraph')
      .flatMap((style) => findValue(style, 'w:name')?.toLowerCase() ?? []),
    defaultSize: findStyle(defaultId)?.format.size ?? defaultSize,
    getParagraphStyle: (id = defaultId) => findStyle(id) ?? createMissingStyle(id),
  }
}

/** What w:rPr and w:pPr say themselves, without inheritance. */
export function readFormat(
  runProperties: XmlElement | undefined,
  paragraphProperties: XmlElement | undefined,
): TextFormat {
  const indent = paragraphProperties && findChild(paragraphProperties, 'w:ind')
  return {
    size: findNumber(runProperties, 'w:sz'),
    isBold: findToggle(runProperties, 'w:b'),
    isHidden: findToggle(runProperties, 'w:vanish'),
    script: scripts.get(findValue(runProperties, 'w:vertAlign') ?? ''),
    indent: indent && readIndent(indent),
  }
}

/** ST_VerticalAlignRun (ECMA-376 part 1 §22.9.2.17). */
const scripts: ReadonlyMap<string, TextFormat['script']> = new Map([
  ['superscript', 'raised'],
  ['subscript', 'lowered'],
  ['baseline', 'level'],
])

export function readNumberingReference(properties: XmlElement | undefined): NumberingReference {
  const numbering = properties && findChild(properties, 'w:numPr')
  return {
    numberingId: findValue(numbering, 'w:numId'),
    level: findNumber(numbering, 'w:ilvl'),
  }
}

/** 1 to 9 of w:outlineLvl, 0 where it says body text (9), undefined where it says nothing. */
export function readOutlineLevel(properties: XmlElement | undefined): number | undefined {
  const outline = findNumber(properties, 'w:outlineLvl')
  if (outline === undefined) return undefined
  return outline >= 0 && outline <= 8 ? outline + 1 : 0
}

/** The values of `nearer` where it has any, else those of `farther`. */
export function inheritFormat(nearer: TextFormat, farther: TextFormat): TextFormat {
  return {
    size: nearer.size ?? farther.size,
    isBold: nearer.isBold ?? farther.isBold,
    isHidden: nearer.isHidden ?? farther.isHidden,
    script: nearer.script ?? farther.script,
    indent: nearer.indent ?? farther.indent,
  }
}

/** Styles that are based on each other end here. */
const maximumChain = 32

function resolveStyle(byId: ReadonlyMap<string, XmlElement>, id: string): ResolvedStyle {
  const chain = listChain(byId, id)
  const own = chain.map(readOwnStyle)
  return {
    id,
    name: own[0]?.name ?? id,
    names: own.map((style) => style.name.toLowerCase()),
    headingLevel: own.find((style) => style.headingLevel !== undefined)?.headingLevel ?? 0,
    format: own.map((style) => style.format).reduce(inheritFormat, {}),
    numbering: {
      numberingId: own.find((style) => style.numbering.numberingId)?.numbering.numberingId,
      level: own.find((style) => style.numbering.level !== undefined)?.numbering.level,
    },
    hasFirstRow: own.some((style) => style.hasFirstRow),
  }
}

function listChain(byId: ReadonlyMap<string, XmlElement>, id: string): XmlElement[] {
  const chain: XmlElement[] = []
  let style = byId.get(id)
  while (style && chain.length < maximumChain) {
    chain.push(style)
    style = byId.get(findValue(style, 'w:basedOn') ?? '')
  }
  return chain
}

function readOwnStyle(style: XmlElement) {
  const name = findValue(style, 'w:name') ?? style.attributes['w:styleId'] ?? ''
  const paragraphProperties = findChild(style, 'w:pPr')
  return {
    name,
    headingLevel: levelOfName(name) ?? readOutlineLevel(paragraphProperties),
    format: readFormat(findChild(style, 'w:rPr'), paragraphProperties),
    numbering: readNumberingReference(paragraphProperties),
    hasFirstRow: childElements(style, 'w:tblStylePr').some(
      (part) => part.attributes['w:type'] === 'firstRow',
    ),
  }
}

/** Word writes the names of its own styles in English in every language; aliases follow a comma. */
function levelOfName(name: string): number | undefined {
  const level = /^\s*heading\s*([1-9])\s*(,|$)/i.exec(name)?.[1]
  return level === undefined ? undefined : Number(level)
}

function findDefaultId(elements: readonly XmlElement[]): string {
  const style = elements.find(
    (one) =>
      one.attributes['w:type'] === 'paragraph' &&
      /^(1|true|on)$/.test(one.attributes['w:default'] ?? ''),
  )
  return style?.attributes['w:styleId'] ?? 'Normal'
}

/** A style that the file names but does not define: Word falls back on the look, the name still tells. */
function createMissingStyle(id: string): ResolvedStyle {
  const headingLevel = levelOfName(id) ?? 0
  return {
    id,
    name: id,
    names: [id.toLowerCase()],
    headingLevel,
    format: {},
    numbering: {},
    hasFirstRow: false,
  }
}

function readIndent(indent: XmlElement): number | undefined {
  const { attributes } = indent
  const left = parseTwips(attributes['w:start'] ?? attributes['w:left'])
  const hanging = parseTwips(attributes['w:hanging'])
  const first = hanging === undefined ? parseTwips(attributes['w:firstLine']) : -hanging
  if (left === undefined && first === undefined) return undefined
  return Math.max(0, (left ?? 0) + (first ?? 0))
}
