import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import type { ReaderIdentity, ReadResult } from '../../shared/model/source-text.ts'
import { composeSourceText } from './content-item.ts'
import { decodeText } from './decode-text.ts'
import { listHtmlItems } from './html-items.ts'
import { isElementNode, readInline, type HtmlElement, type HtmlNode } from './html-nodes.ts'
import { refuseOnError } from './refused.ts'
import { checkTags } from './size-limits.ts'

const htmlReader: ReaderIdentity = { name: 'html', version: '2', options: '' }

/** A page as its reader sees it without styles: nothing is run, nothing is fetched. */
export function readHtml(bytes: Uint8Array): ReadResult {
  return refuseOnError(() => {
    const { items, title, warnings } = readHtmlContent(bytes)
    const sourceText = composeSourceText(htmlReader, items, { title })
    return { outcome: 'read', sourceText, warnings }
  })
}

/** What stands on a page, before it is one text. */
export function readHtmlContent(bytes: Uint8Array) {
  const { text, warnings } = decodeText(bytes)
  checkTags(text)
  const tree: DefaultTreeAdapterTypes.Document = parse(text)
  return { items: listHtmlItems(tree), title: findTitle(tree.childNodes), warnings }
}

function findTitle(nodes: readonly HtmlNode[]): string {
  const html = nodes.filter(isElementNode).find(({ tagName }) => tagName === 'html')
  const head = html && findElement(html, 'head')
  const title = head && findElement(head, 'title')
  return title ? title.childNodes.map((child) => readInline(child)).join('') : ''
}

function findElement(parent: HtmlElement, tagName: string): HtmlElement | undefined {
  return parent.childNodes.filter(isElementNode).find((child) => child.tagName === tagName)
}
