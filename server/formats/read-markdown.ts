import type { List, ListItem, Nodes, RootContent, Table } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { parseFragment } from 'parse5'
import type { ReaderIdentity, ReadResult } from '../../shared/model/source-text.ts'
import { composeSourceText, createParagraph, createTable } from './content-item.ts'
import { decodeText } from './decode-text.ts'
import type { ContentItem } from './docx-sections.ts'
import { listHtmlItems } from './html-items.ts'
import { checkMarkdownShape } from './markdown-shape.ts'
import { followUnseenTags, type UnseenTags } from './markdown-unseen.ts'
import { refuseOnError } from './refused.ts'

const markdownReader: ReaderIdentity = { name: 'markdown', version: '2', options: '' }

/** Markdown as GitHub reads it (GFM): headings, lists, tables, footnotes. */
export function readMarkdown(bytes: Uint8Array): ReadResult {
  return refuseOnError(() => {
    const { text, warnings } = decodeText(bytes)
    checkMarkdownShape(text)
    const options = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }
    const tree = fromMarkdown(withoutFrontMatter(text), options)
    const notes = tree.children.flatMap((node) =>
      node.type === 'footnoteDefinition' ? [wordsOf(node)] : [],
    )
    const items = listBlocks(tree.children, 0, followUnseenTags())
    const sourceText = composeSourceText(markdownReader, items, { notes })
    return { outcome: 'read', sourceText, warnings }
  })
}

/** YAML between two lines of hyphens at the start is about the file, not in it. */
function withoutFrontMatter(text: string): string {
  return text.replace(/^---\n[\s\S]*?\n(?:---|\.\.\.)\n/, '')
}

/** What stands between the tags of an element that is not seen is left out, over blank lines, too. */
function listBlocks(
  nodes: readonly RootContent[],
  depth: number,
  unseen: UnseenTags,
): ContentItem[] {
  return nodes.flatMap((node) => {
    const isUnseen = unseen.isOpen()
    if (node.type === 'html') unseen.take(node.value)
    return isUnseen ? [] : listItems(node, depth, unseen)
  })
}

function listItems(node: RootContent, depth: number, unseen: UnseenTags): ContentItem[] {
  switch (node.type) {
    case 'heading':
      return [createParagraph({ text: wordsOf(node), headingLevel: node.depth })]
    case 'table':
      return [readTable(node)]
    case 'list':
      return readList(node, depth, unseen)
    case 'blockquote':
      return listBlocks(node.children, depth, unseen)
    case 'html':
      return listHtmlItems(parseFragment(node.value))
    case 'footnoteDefinition':
    case 'definition':
    case 'thematicBreak':
      return []
    default: {
      const text = wordsOf(node)
      return text.trim() === '' ? [] : [createParagraph({ text })]
    }
  }
}

function readTable(table: Table): ContentItem {
  return createTable(
    table.children.map((row, index) => ({
      cells: row.children.map((cell) => ({ text: wordsOf(cell) })),
      isHeader: index === 0,
    })),
  )
}

function readList(list: List, depth: number, unseen: UnseenTags): ContentItem[] {
  const start = list.start ?? 1
  return list.children.flatMap((item, index) =>
    readListItem(item, list.ordered ? `${start + index}.` : '•', depth, unseen),
  )
}

/** The first paragraph carries the mark; what else is in the item follows it. */
function readListItem(
  item: ListItem,
  marker: string,
  depth: number,
  unseen: UnseenTags,
): ContentItem[] {
  return item.children.flatMap((child, index): ContentItem[] =>
    index === 0 && child.type === 'paragraph'
      ? [createParagraph({ text: wordsOf(child), list: { level: depth, marker } })]
      : listBlocks([child], depth + 1, unseen),
  )
}

/** The words that a page made of it shows; a mark of a footnote and an image show none of theirs. */
function wordsOf(node: Nodes, unseen = followUnseenTags()): string {
  if (node.type === 'html') unseen.take(node.value)
  if (node.type === 'html' || unseen.isOpen()) return ''
  if (node.type === 'break') return '\n'
  if ('value' in node) return node.type === 'code' ? node.value : node.value.replace(/\s+/g, ' ')
  if (!('children' in node)) return ''
  const glue = node.type === 'footnoteDefinition' ? '\n' : ''
  return node.children.map((child) => wordsOf(child, unseen)).join(glue)
}
