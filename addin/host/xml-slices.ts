/** The XML of a part, cut at the children of one of its elements: joined again it is the same. */
export type SlicedXml = {
  /** Up to the first child, with the start tags that are open there. */
  readonly head: string
  /** Each with what stands before it that is no element. */
  readonly children: readonly string[]
  readonly tail: string
}

/**
 * Cuts at the children of the root, or of the child of the root that `container` names. What is
 * read here is read again by the browser, which says what is no XML.
 * @throws Error for a document type, which no package has (ECMA-376 part 2 §9.1), and without a container
 */
export function sliceXml(xml: string, container?: string): SlicedXml {
  const outer = container === undefined ? 1 : 2
  let depth = 0
  let cuts: number[] | undefined
  for (const tag of listTags(xml)) {
    if (tag.kind !== 'end') depth++
    const isContainer = depth === outer && (container === undefined || tag.name === container)
    if (isContainer && !cuts && tag.kind === 'empty') return openEmpty(xml, tag)
    if (isContainer && tag.kind === 'start') cuts ??= [tag.end]
    else if (depth === outer + 1 && tag.kind !== 'start') cuts?.push(tag.end)
    if (isContainer && tag.kind === 'end' && cuts) return cut(xml, cuts)
    if (tag.kind !== 'start') depth--
  }
  throw new Error(`a part of the file has no ${container ?? 'root'}`)
}

export function joinXml({ head, children, tail }: SlicedXml): string {
  return head + children.join('') + tail
}

/** The ids that elements of that name have in XML, as marks have those of their notes. */
export function listReferences(xml: string, name: string): string[] {
  const pattern = new RegExp(`${name}\\s[^>]*?\\bid\\s*=\\s*["'](.*?)["']`, 'g')
  return Array.from(xml.matchAll(pattern), ([, id]) => id ?? '')
}

type Tag = {
  readonly kind: 'start' | 'end' | 'empty'
  /** Without its prefix. */
  readonly name: string
  readonly start: number
  readonly end: number
}

function* listTags(xml: string): Generator<Tag> {
  for (let start = xml.indexOf('<'); start >= 0;) {
    const next = xml[start + 1]
    const end =
      next === '!' || next === '?' ? findEndOfAside(xml, start) : findEndOfTag(xml, start + 1)
    if (next !== '!' && next !== '?') yield readTag(xml, start, end)
    start = xml.indexOf('<', end)
  }
}

const asides = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const

function findEndOfAside(xml: string, start: number): number {
  const [opening, closing] = asides.find(([open]) => xml.startsWith(open, start)) ?? []
  const end = closing === undefined ? -1 : xml.indexOf(closing, start + opening.length)
  if (closing === undefined || end < 0) throw new Error('a part of the file is no XML of a package')
  return end + closing.length
}

/** An attribute's value may hold the sign that ends a tag. */
const inTag = /[>"']/g

function findEndOfTag(xml: string, from: number): number {
  inTag.lastIndex = from
  for (let found = inTag.exec(xml); found; found = inTag.exec(xml)) {
    if (found[0] === '>') return inTag.lastIndex
    const closing = xml.indexOf(found[0], inTag.lastIndex)
    if (closing < 0) break
    inTag.lastIndex = closing + 1
  }
  throw new Error('a part of the file is no XML: a tag does not end')
}

function readTag(xml: string, start: number, end: number): Tag {
  const isEnd = xml[start + 1] === '/'
  const kind = isEnd ? 'end' : xml[end - 2] === '/' ? 'empty' : 'start'
  const [whole = ''] = /[^\s/>]*/.exec(xml.slice(start + (isEnd ? 2 : 1), end)) ?? []
  return { kind, name: whole.slice(whole.indexOf(':') + 1), start, end }
}

function cut(xml: string, cuts: readonly number[]): SlicedXml {
  const children = cuts.slice(1).map((end, at) => xml.slice(cuts[at], end))
  return { head: xml.slice(0, cuts[0]), children, tail: xml.slice(cuts.at(-1)) }
}

function openEmpty(xml: string, { start, end }: Tag): SlicedXml {
  const [whole = ''] = /[^\s/>]+/.exec(xml.slice(start + 1, end)) ?? []
  const head = `${xml.slice(0, end - 2)}>`
  return { head, children: [], tail: `</${whole}>${xml.slice(end)}` }
}
