import type { Options } from 'docx-preview'
import { ApiError, createProblem } from '../../client/api-error.ts'
import { withoutActiveContent } from './active-content.ts'
import { revokeBlobUrls } from './blob-urls.ts'
import { keepSelection } from './keep-selection.ts'
import {
  listFootnotes,
  listHeadingClasses,
  numberBlocks,
  readBlockClass,
  showLostText,
  watchNotes,
  type NoteReference,
  type PreviewModel,
} from './preview-model.ts'
import { findBodies, noteMarkAttribute } from './rendered-text.ts'

/** What the rendering gives: the elements that hold the body's text, and its paragraphs in order. */
export type RenderedDocument = {
  readonly bodies: readonly Element[]
  readonly paragraphs: readonly HTMLElement[]
  isHeading(paragraph: Element): boolean
  readonly origin: RenderedOrigin
}

/** Which piece of the file each element was made of, so that a change of the file finds its place. */
export type RenderedOrigin = {
  readonly blockCount: number
  /** The elements of a block of the body; two where a page begins within it. */
  readonly blocks: Map<number, Element[]>
  /** What each mark of a note refers to. */
  readonly notes: WeakMap<Element, NoteReference>
  /** Footnotes that are laid out where they are referred to. */
  readonly noteIds: Set<string>
}

/**
 * Renders a .docx into the body of `target`. Deleted words, comments and embedded web pages are left out.
 * @throws ApiError `unreadable_document`
 */
export async function renderDocx(bytes: Blob, target: Document): Promise<RenderedDocument> {
  try {
    const { nodes, origin, headingClasses } = await renderNodes(bytes)
    const before = [...target.body.childNodes]
    keepSelection(target, () => target.body.replaceChildren(...nodes))
    // a frame that was closed meanwhile shows nothing
    revokeBlobUrls(target.defaultView ? before : nodes)
    return describeRendering(target, origin, headingClasses)
  } catch (error) {
    const title = 'The document can’t be shown'
    throw new ApiError(createProblem('unreadable_document', 0, title, String(error), ''))
  }
}

export type RenderedNodes = {
  /** Styles, and last the element that holds the pages. */
  readonly nodes: readonly Node[]
  readonly origin: RenderedOrigin
  readonly headingClasses: readonly string[]
}

/** The nodes are in no document yet, and hold nothing active. */
export async function renderNodes(bytes: Blob): Promise<RenderedNodes> {
  const preview = await loadRenderer()
  const trace = createTrace()
  const options = createOptions(preview.defaultOptions.h, trace)
  const model: unknown = await preview.parseAsync(bytes, options)
  showLostText(model as PreviewModel)
  const blockCount = numberBlocks(model as PreviewModel)
  watchNotes(model as PreviewModel, trace.countNote)
  const nodes = await preview.renderDocument(model, options)
  return {
    nodes: nodes.map((node) => withoutActiveContent(node)),
    origin: {
      blockCount,
      blocks: trace.blocks,
      notes: trace.notes,
      noteIds: new Set(listFootnotes(model as PreviewModel)),
    },
    headingClasses: listHeadingClasses(model),
  }
}

/** Called early, it is there by the time that the first document is. */
export function loadRenderer() {
  return import('docx-preview')
}

type Trace = Pick<RenderedOrigin, 'blocks' | 'notes'> & {
  countNote(note: NoteReference): void
  /** The note that was counted last. */
  getNote(): NoteReference | undefined
}

function createTrace(): Trace {
  let counted: NoteReference | undefined
  return {
    blocks: new Map(),
    notes: new WeakMap(),
    countNote: (note) => void (counted = note),
    getNote: () => counted,
  }
}

/** The preview makes a place to break of Word's no-break hyphen (ECMA-376 part 1 §17.3.3.18), and shows none. */
const noBreakHyphen = '\u2011'

type Create = Options['h']

/** `keepOrigin` is missing in the preview's own type. */
function createOptions(create: Create, trace: Trace): Partial<Options> & { keepOrigin: boolean } {
  return {
    keepOrigin: true,
    className: 'docx',
    renderChanges: false,
    renderComments: false,
    renderAltChunks: false,
    h: (element) => createTraced(create, element, trace),
  }
}

function createTraced(create: Create, element: Parameters<Create>[0], trace: Trace): Node {
  if (typeof element === 'string' || !('tagName' in element)) return create(element)
  if (element.tagName === 'wbr') return create(noBreakHyphen)
  const { className, children } = element as { className?: unknown; children?: unknown }
  const block = readBlockClass(className)
  const node = create(block ? { ...element, className: block.className } : element)
  if (block) addTo(trace.blocks, block.block, node as Element)
  if (element.tagName === 'img') keepPlace(node as HTMLImageElement)
  // the mark of a note is the only superscript that the preview makes of a bare string
  if (element.tagName === 'sup' && Array.isArray(children) && typeof children[0] === 'string') {
    const mark = node as Element
    const note = trace.getNote()
    mark.setAttribute(noteMarkAttribute, '')
    if (note) trace.notes.set(mark, note)
  }
  return node
}

/** Where its height follows from its width (fit-pages.ts), a picture has it before it is loaded. */
function keepPlace({ style }: HTMLImageElement): void {
  const [width, height] = [style.width, style.height].map(parseFloat)
  if (width && height) style.aspectRatio = `${width} / ${height}`
}

function addTo(blocks: Map<number, Element[]>, block: number, element: Element): void {
  const elements = blocks.get(block)
  if (elements) elements.push(element)
  else blocks.set(block, [element])
}

/** The paragraphs are looked up when they are asked for, since an edit may have put others there. */
function describeRendering(
  target: Document,
  origin: RenderedOrigin,
  headingClasses: readonly string[],
): RenderedDocument {
  const bodies = findBodies(target)
  return {
    bodies,
    get paragraphs() {
      return bodies.flatMap((body) => [...body.querySelectorAll('p')])
    },
    isHeading: (paragraph) => headingClasses.some((name) => paragraph.classList.contains(name)),
    origin,
  }
}
