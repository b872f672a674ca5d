/** A document is data: no handler, frame or foreign address of its makes it into the page. */
export function withoutActiveContent(node: Node): Node {
  if (!(node instanceof Element)) return node
  for (const element of [node, ...node.querySelectorAll('*')]) {
    if (activeElement.test(element.localName)) element.remove()
    for (const name of element.getAttributeNames()) {
      if (isActive(name, element)) element.removeAttribute(name)
    }
  }
  return node
}

const activeElement = /^(script|iframe|object|embed|foreignobject|base|meta|link)$/i

function isActive(name: string, element: Element): boolean {
  if (/^on/i.test(name)) return true
  if (!/^(href|src|xlink:href|action|srcdoc)$/i.test(name)) return false
  const value = element.getAttribute(name) ?? ''
  return !/^(#|https?:|mailto:|blob:|data:(image|font)\/)/i.test(value)
}
