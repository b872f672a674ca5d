import { z } from 'zod'

/** What the preview makes of a .docx before it lays it out, as far as we look into it. */
export type PreviewModel = {
  readonly documentPart?: {
    readonly _xmlDocument?: Document
    readonly body?: ModelElement
    parseXml?(root: Element): void
  }
  readonly footnotesPart?: { readonly notes?: readonly ModelElement[] }
}

type ModelElement = {
  readonly type?: string
  id?: string
  className?: string | undefined
  verticalAlign?: string | undefined
  readonly children?: readonly ModelElement[]
}

export type NoteReference = { readonly kind: 'footnote' | 'endnote'; readonly id: string }

/**
 * The preview drops what stands in these elements, among it the number of a caption: simple fields,
 * moved words, custom XML and directions (ECMA-376 part 1 §17.16.19, §17.13.5.25, §17.5.1, §17.3.2).
 */
export const lostContainers = ['fldSimple', 'moveTo', 'customXml', 'dir', 'bdo']

export function showLostText({ documentPart }: PreviewModel): void {
  const root = documentPart?._xmlDocument?.documentElement
  if (!root || !documentPart?.parseXml) return
  const lost = lostContainers.flatMap((name) => [...root.getElementsByTagNameNS('*', name)])
  for (const element of lost) element.replaceWith(...element.childNodes)
  if (lost.length > 0) documentPart.parseXml(root)
}

/** Has each block of the body say its number to whoever makes its element; gives how many there are. */
export function numberBlocks({ documentPart }: PreviewModel): number {
  const blocks = documentPart?.body?.children ?? []
  for (const [at, block] of blocks.entries()) {
    block.className = [block.className, blockClass + at].filter(Boolean).join(' ')
  }
  return blocks.length
}

/** The number of the block that the class names, and the class without it. */
export function readBlockClass(className: unknown) {
  const found = typeof className === 'string' ? blockPattern.exec(className) : null
  if (!found) return undefined
  const rest = `${found.input.slice(0, found.index)} ${found.input.slice(found.index + found[0].length)}`
  return { block: Number(found[1]), className: rest.trim() }
}

const blockClass = 'sourcewright-block-'
const blockPattern = new RegExp(`(?<!\\S)${blockClass}(\\d+)(?!\\S)`)

/**
 * Calls back when the preview counts a note, right before it makes the note's mark. A run that is
 * raised itself is laid out twice, which would count the note in it twice: the mark is raised anyway.
 */
export function watchNotes(model: PreviewModel, onCounted: (note: NoteReference) => void): void {
  const visit = (element: ModelElement): void => {
    const { id = '', children = [] } = element
    const kind = noteKinds[element.type ?? '']
    if (kind) Object.defineProperty(element, 'id', { get: () => (onCounted({ kind, id }), id) })
    const isNote = children.length > 0 && children.every(({ type }) => noteKinds[type ?? ''])
    if (isNote) element.verticalAlign = undefined
    children.forEach(visit)
  }
  if (model.documentPart?.body) visit(model.documentPart.body)
}

/** The ids of the footnotes that the preview knows. */
export function listFootnotes({ footnotesPart }: PreviewModel): string[] {
  return footnotesPart?.notes?.flatMap(({ id }) => id ?? []) ?? []
}

const noteKinds: Partial<Record<string, NoteReference['kind']>> = {
  footnoteReference: 'footnote',
  endnoteReference: 'endnote',
}

/** The part of the preview's own model that says which styles are headings, inheritance applied. */
const styleModel = z.object({
  stylesPart: z.object({
    styles: z.array(
      z.object({
        name: z.string().nullish(),
        cssName: z.string().nullish(),
        paragraphProps: z.object({ outlineLevel: z.number().nullish() }).nullish(),
      }),
    ),
  }),
})

/** An outline level of 9 is body text (ECMA-376 part 1 §17.3.1.20). */
export function listHeadingClasses(model: unknown): string[] {
  const parsed = styleModel.safeParse(model)
  if (!parsed.success) return []
  return parsed.data.stylesPart.styles
    .filter(({ name, paragraphProps }) => {
      const level = paragraphProps?.outlineLevel
      return typeof level === 'number' ? level < 9 : /^heading [1-9]$/i.test(name ?? '')
    })
    .flatMap(({ cssName }) => (cssName ? [cssName] : []))
}
