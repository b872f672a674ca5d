import type { DefaultTreeAdapterTypes } from 'parse5'
import { createParagraph } from './content-item.ts'
import type { ContentItem } from './docx-sections.ts'
import { checkDepth, isElementNode, isSkipped, readInline, type HtmlNode } from './html-nodes.ts'
import { readHtmlTable } from './html-table.ts'

type HtmlElement = DefaultTreeAdapterTypes.Element

const containers = new Set(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form header hgroup html li main nav ol p pre section summary table ul h1 h2 h3 h4 h5 h6'.split(
    ' ',
  ),
)

/** Paragraphs, headings, list items and tables of a tree, in the order of its source. */
export function listHtmlItems(root: { readonly childNodes: readonly HtmlNode[] }): ContentItem[] {
  const state: State = { items: [], words: [], depth: 0, lists: [], marker: undefined }
  readChildren(root.childNodes, state)
  endParagraph(state)
  return state.items
}

type OpenList = { readonly isOrdered: boolean; count: number }

type State = {
  readonly items: ContentItem[]
  /** Words of the paragraph that is open. */
  words: string[]
  depth: number
  /** Lists around the present place, outermost first. */
  readonly lists: OpenList[]
  /** Of the list item whose first words are still to come. */
  marker: string | undefined
}

function readChildren(nodes: readonly HtmlNode[], state: State): void {
  state.depth += 1
  checkDepth(state.depth)
  for (const node of nodes) readNode(node, state)
  state.depth -= 1
}

function readNode(node: HtmlNode, state: State): void {
  if (!isElementNode(node)) {
    state.words.push(readInline(node))
    return
  }
  if (isSkipped(node)) return
  if (!containers.has(node.tagName)) {
    if (holdsBlocks(node)) readChildren(node.childNodes, state)
    else state.words.push(readInline(node))
    return
  }
  endParagraph(state)
  readBlock(node, state)
  endParagraph(state)
}

/** Inline elements around blocks, as careless pages have them. */
function holdsBlocks(node: HtmlElement, depth = 0): boolean {
  checkDepth(depth)
  return node.childNodes.some(
    (child) =>
      isElementNode(child) && (containers.has(child.tagName) || holdsBlocks(child, depth + 1)),
  )
}

function readBlock(node: HtmlElement, state: State): void {
  const level = /^h([1-6])$/.exec(node.tagName)?.[1]
  if (level) {
    const text = readInline(node)
    state.items.push(createParagraph({ text, headingLevel: Number(level) }))
  } else if (node.tagName === 'table') readTable(node, state)
  else if (node.tagName === 'ul' || node.tagName === 'ol') readList(node, state)
  else if (node.tagName === 'li') readListItem(node, state)
  else if (node.tagName === 'pre') state.words.push(readInline(node, 'preserve'))
  else readChildren(node.childNodes, state)
}

function readTable(node: HtmlElement, state: State): void {
  const { caption, table } = readHtmlTable(node)
  if (caption !== '') state.items.push(createParagraph({ text: caption, isCaption: true }))
  state.items.push(table)
}

function readList(node: HtmlElement, state: State): void {
  const start = Number(node.attrs.find(({ name }) => name === 'start')?.value ?? 1)
  state.lists.push({
    isOrdered: node.tagName === 'ol',
    count: Number.isInteger(start) ? start - 1 : 0,
  })
  readChildren(node.childNodes, state)
  state.lists.pop()
}

function readListItem(node: HtmlElement, state: State): void {
  const list = state.lists.at(-1)
  if (list) list.count += 1
  state.marker = list?.isOrdered ? `${list.count}.` : '•'
  readChildren(node.childNodes, state)
  endParagraph(state)
  state.marker = undefined
}

function endParagraph(state: State): void {
  const text = state.words.join('').trim()
  state.words = []
  if (text === '') return
  const { marker } = state
  state.marker = undefined
  const list = marker ? { level: Math.max(state.lists.length - 1, 0), marker } : undefined
  state.items.push(createParagraph({ text, list }))
}
