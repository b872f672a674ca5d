import type { DefaultTreeAdapterTypes } from 'parse5'
import { Refusal } from './refusal.ts'

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode
export type HtmlElement = DefaultTreeAdapterTypes.Element

export function isElementNode(node: HtmlNode): node is HtmlElement {
  return 'tagName' in node
}

const unseen = new Set(
  'annotation script style template noscript head iframe object embed svg audio video canvas input select textarea button'.split(
    ' ',
  ),
)

/** Words of no size or wholly see-through are put into a page for programs. */
const hiddenByStyle =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|(?:opacity|font-size)\s*:\s*0*(?:\.0*)?(?:px|pt|em|rem|%)?\s*(?:;|!|$))/i

/** What no reader of the page sees: scripts, styles, and what is hidden by attribute or inline style. */
export function isSkipped(node: HtmlElement): boolean {
  const attribute = (name: string) => node.attrs.find((one) => one.name === name)?.value
  const style = attribute('style') ?? ''
  return (
    unseen.has(node.tagName) ||
    attribute('hidden') !== undefined ||
    (node.tagName === 'dialog' && attribute('open') === undefined) ||
    hiddenByStyle.test(style)
  )
}

/** Deeper nesting than any page has; the stack would otherwise end on a bomb. */
const maximumDepth = 500

/** @throws Refusal `too_deep` */
export function checkDepth(depth: number): void {
  if (depth <= maximumDepth) return
  throw new Refusal('too_deep', `elements nested deeper than ${maximumDepth} levels`)
}

/** The words below a node; blanks fold as a browser folds them, no-break ones never, but in preformatted text. */
export function readInline(
  node: HtmlNode,
  blanks: 'fold' | 'preserve' = 'fold',
  depth = 0,
): string {
  checkDepth(depth)
  if ('value' in node)
    return blanks === 'fold' ? node.value.replace(/[ \t\n\f\r]+/g, ' ') : node.value
  if (!isElementNode(node) || isSkipped(node)) return ''
  if (node.tagName === 'br') return '\n'
  const words = node.childNodes.map((child) => readInline(child, blanks, depth + 1)).join('')
  return needsBlank(node) ? ` ${words} ` : words
}

/** Blocks inside a cell or a heading stand on lines of their own. */
function needsBlank({ tagName }: HtmlElement): boolean {
  return /^(p|div|li|tr|td|th|h[1-6]|dd|dt)$/.test(tagName)
}
