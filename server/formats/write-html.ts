import mammoth from 'mammoth'
import { html, parseFragment, serialize, type DefaultTreeAdapterTypes } from 'parse5'
import type { PageResult } from '../../shared/model/document-reading.ts'
import { defaultZipLimits } from '../../shared/model/zip-limits.ts'
import { checkDepth, isElementNode, type HtmlElement, type HtmlNode } from './html-nodes.ts'
import { refuseOnErrorLater } from './refused.ts'
import { readZip } from './zip.ts'

/**
 * A .docx as a page of HTML that stands alone: its words, headings, lists, tables, images and links,
 * and of these only what is allowed below. Words of the document never become markup.
 */
export function writeHtml(bytes: Uint8Array, title: string): Promise<PageResult> {
  return refuseOnErrorLater(async () => {
    // the library trusts what it unpacks
    readZip(bytes, defaultZipLimits)
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const { value } = await mammoth.convertToHtml({ buffer }, { includeEmbeddedStyleMap: false })
    const page = writePage(title, serialize(clean(parseFragment(value), 0)))
    return { outcome: 'written', bytes: new TextEncoder().encode(page) } as const
  })
}

const look =
  'body{font:1rem/1.5 serif;max-width:50rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse}' +
  'td,th{border:1px solid #999;padding:.2rem .5rem;vertical-align:top}img{max-width:100%}'

function writePage(title: string, body: string): string {
  const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
  return (
    `<!DOCTYPE html>\n<html><head><meta charset="utf-8">` +
    `<meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<title>${escapeText(title)}</title><style>${look}</style></head>\n<body>${body}</body></html>\n`
  )
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

const allowedTags = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li table thead tbody tr th td strong em s sub sup br a img dl dt dd'.split(
    ' ',
  ),
)

/** What an attribute may hold; others are left out. */
const allowedAttributes: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  a: { href: /^(?:https?:|mailto:|#)/i, id: /^[\w-]+$/ },
  img: { src: /^data:image\/(?:png|jpeg|gif|bmp|tiff);base64,[A-Za-z0-9+/=]*$/, alt: /^/ },
  td: { colspan: /^\d{1,4}$/, rowspan: /^\d{1,5}$/ },
  th: { colspan: /^\d{1,4}$/, rowspan: /^\d{1,5}$/ },
  li: { id: /^[\w-]+$/ },
}

type Fragment = DefaultTreeAdapterTypes.DocumentFragment

/** What is not allowed is left out with all that is in it. */
function clean<Parent extends Fragment | HtmlElement>(parent: Parent, depth: number): Parent {
  checkDepth(depth)
  parent.childNodes = parent.childNodes.filter((node) => isAllowed(node))
  for (const node of parent.childNodes) if (isElementNode(node)) clean(node, depth + 1)
  return parent
}

function isAllowed(node: HtmlNode): boolean {
  if (node.nodeName === '#text') return true
  if (!isElementNode(node) || node.namespaceURI !== html.NS.HTML) return false
  if (!allowedTags.has(node.tagName)) return false
  const allowed = allowedAttributes[node.tagName] ?? {}
  node.attrs = node.attrs.filter(({ name, value }) => {
    const form = Object.hasOwn(allowed, name) ? allowed[name] : undefined
    return form?.test(value) === true
  })
  return true
}
