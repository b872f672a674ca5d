import { parseFragment } from 'parse5'
import { isElementNode, isSkipped } from './html-nodes.ts'

/** Follows tags that stand in Markdown piece by piece, with words between them that are Markdown's. */
export type UnseenTags = {
  /** Takes the next piece of HTML. */
  take(html: string): void
  /** Whether what stands here is inside of an element that no reader of the page sees. */
  isOpen(): boolean
}

export function followUnseenTags(): UnseenTags {
  let open = ''
  let depth = 0
  return {
    take(html) {
      for (const [tag, slash, name = ''] of html.replace(comments, '').matchAll(tags)) {
        const lower = name.toLowerCase()
        if (open === '' && !slash && hidesWords(tag)) [open, depth] = [lower, 1]
        else if (lower === open) depth += slash ? -1 : 1
        if (depth === 0) open = ''
      }
    },
    isOpen: () => open !== '',
  }
}

const comments = /<!--[^]*?-->/g
const tags = /<(\/?)([a-z][\w-]*)(?:"[^"]*"|'[^']*'|[^>"'])*>/gi
/** They hold nothing (HTML §13.1.2). */
const voids = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/

function hidesWords(tag: string): boolean {
  const [node] = parseFragment(tag).childNodes
  return node !== undefined && isElementNode(node) && !voids.test(node.tagName) && isSkipped(node)
}
