/**
 * Gives up the addresses that the preview made for the pictures and fonts of nodes which are shown no
 * more: what they name would be held as long as the page is open.
 */
export function revokeBlobUrls(nodes: Iterable<Node>): void {
  for (const node of nodes) {
    if (!('querySelectorAll' in node)) continue
    const root = node as Element
    for (const element of [root, ...root.querySelectorAll('img, image, style')]) {
      for (const url of listBlobUrls(element)) URL.revokeObjectURL(url)
    }
  }
}

function listBlobUrls(element: Element): readonly string[] {
  if (element.localName === 'style') return element.textContent.match(/blob:[^)"']+/g) ?? []
  const named = ['src', 'href'].map((name) => element.getAttribute(name) ?? '')
  return named.filter((url) => url.startsWith('blob:'))
}
