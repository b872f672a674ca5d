import type { Options } from 'docx-preview'
import { z } from 'zod'
import { ApiError, createProblem } from '../../client/api-error.ts'
import { noteMarkAttribute } from './rendered-text.ts'

/** What the rendering gives: the elements that hold the body's text, and its paragraphs in order. */
export type RenderedDocument = {
  readonly bodies: readonly Element[]
  readonly paragraphs: readonly HTMLElement[]
  isHeading(paragraph: Element): boolean
}

/**
 * Renders a .docx into the body of `target`. Deleted words, comments and embedded web pages are left out.
 * @throws ApiError `unreadable_document`
 */
export async function renderDocx(bytes: Blob, target: Document): Promise<RenderedDocument> {
  const preview = await loadRenderer()
  const options = createOptions(preview.defaultOptions.h)
  try {
    const model: unknown = await preview.parseAsync(bytes, options)
    showLostText(model as PreviewModel)
    const nodes = await preview.renderDocument(model, options)
    target.body.replaceChildren(...nodes.map((node) => withoutActiveContent(node)))
    return describeRendering(target, listHeadingClasses(model))
  } catch (error) {
    const title = 'The document can’t be shown'
    throw new ApiError(createProblem('unreadable_document', 0, title, String(error), ''))
  }
}

/** Called early, it is there by the time that the first document is. */
export function loadRenderer() {
  return import('docx-preview')
}

/** `keepOrigin` is missing in the preview's own type. */
function createOptions(create: Options['h']): Partial<Options> & { keepOrigin: boolean } {
  return {
    keepOrigin: true,
    className: 'docx',
    renderChanges: false,
    renderComments: false,
    renderAltChunks: false,
    h: (element) => {
      const node = create(element)
      if (isNoteMark(element)) (node as Element).setAttribute(noteMarkAttribute, '')
      return node
    },
  }
}

type PreviewModel = {
  readonly documentPart?: { readonly _xmlDocument?: Document; parseXml?(root: Element): void }
}

/**
 * The preview drops what stands in these elements, among it the number of a caption: simple fields,
 * moved words, custom XML and directions (ECMA-376 part 1 §17.16.19, §17.13.5.25, §17.5.1, §17.3.2).
 */
const lostContainers = ['fldSimple', 'moveTo', 'customXml', 'dir', 'bdo']

function showLostText({ documentPart }: PreviewModel): void {
  const root = documentPart?._xmlDocument?.documentElement
  if (!root || !documentPart?.parseXml) return
  const lost = lostContainers.flatMap((name) => [...root.getElementsByTagNameNS('*', name)])
  for (const element of lost) element.replaceWith(...element.childNodes)
  if (lost.length > 0) documentPart.parseXml(root)
}

/** The mark of a note is the only superscript that the preview makes of a bare string. */
function isNoteMark(element: Parameters<Options['h']>[0]): boolean {
  if (typeof element === 'string' || !('tagName' in element)) return false
  const children: unknown = 'children' in element ? element.children : undefined
  return element.tagName === 'sup' && Array.isArray(children) && typeof children[0] === 'string'
}

/** A document is data: no handler, frame or foreign address of its makes it into the page. */
function withoutActiveContent(node: Node): Node {
  if (!(node instanceof Element)) return node
  for (const element of [node, ...node.querySelectorAll('*')]) {
    if (/^(script|iframe|object|embed|foreignobject|base|meta|link)$/i.test(element.localName)) {
      element.remove()
    }
    for (const { name, value } of [...element.attributes]) {
      if (isActive(name, value)) element.removeAttribute(name)
    }
  }
  return node
}

function isActive(name: string, value: string): boolean {
  if (/^on/i.test(name)) return true
  if (!/^(href|src|xlink:href|action|srcdoc)$/i.test(name)) return false
  return !/^(#|https?:|mailto:|blob:|data:(image|font)\/)/i.test(value)
}

function describeRendering(target: Document, headingClasses: readonly string[]): RenderedDocument {
  const bodies = [...target.querySelectorAll('section.docx > article')]
  const paragraphs = bodies.flatMap((body) => [...body.querySelectorAll('p')])
  return {
    bodies,
    paragraphs,
    isHeading: (paragraph) => headingClasses.some((name) => paragraph.classList.contains(name)),
  }
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
function listHeadingClasses(model: unknown): string[] {
  const parsed = styleModel.safeParse(model)
  if (!parsed.success) return []
  return parsed.data.stylesPart.styles
    .filter(({ name, paragraphProps }) => {
      const level = paragraphProps?.outlineLevel
      return typeof level === 'number' ? level < 9 : /^heading [1-9]$/i.test(name ?? '')
    })
    .flatMap(({ cssName }) => (cssName ? [cssName] : []))
}
