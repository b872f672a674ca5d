/**
 * In Word on the web Microsoft's client takes the Tab key and goes along a list of its own, in which
 * there are no folded details, no frames and nothing that a script has focused: from such a place it
 * leaves the pane (office.js, onWindowKeydown). So the browser's own order holds while the pane has
 * something further to come to; at its ends the client leads out to Word.
 */
export function keepTabKey(): void {
  document.addEventListener('keydown', (event) => {
    const { key, shiftKey, target } = event
    if (key !== 'Tab' || event.ctrlKey || event.altKey || event.metaKey) return
    if (target instanceof Node && hasFurther(target, shiftKey)) event.stopPropagation()
  })
}

function hasFurther(from: Node, isBackward: boolean): boolean {
  const room = document.querySelector('dialog[open]') ?? document.body
  const side = isBackward ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING
  return [...room.querySelectorAll(tabStops)].some(
    (stop) => (from.compareDocumentPosition(stop) & side) !== 0 && stop.checkVisibility(),
  )
}

const tabStops = [
  'a[href]',
  'button',
  'input',
  'select',
  'textarea',
  'summary',
  'iframe',
  '[tabindex]',
]
  .map((kind) => `${kind}:not(:disabled, [tabindex="-1"])`)
  .join(', ')
